package import AtelierRecipe

/// The `.cube` format (Adobe, Cube LUT Specification 1.0).
extension ColorTable {
  /// The longest text that is read: a side of 129 with long numbers.
  package static let cubeByteLimit = 256 << 20

  /// Reads a table.
  ///
  /// - Throws: ``LightroomError`` with the line: sizes that are not allowed, a table of both kinds,
  ///   entries that are no three numbers within `reach`, too few or too many of them.
  package init(cube bytes: [UInt8]) throws(LightroomError) {
    guard bytes.count <= Self.cubeByteLimit else {
      throw .limitExceeded(
        what: "bytes", found: "\(bytes.count)", allowed: "\(Self.cubeByteLimit)")
    }
    var reader = CubeReader()
    var line = 0
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      // Old files end their lines with a carriage return alone.
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      line += 1
      try reader.read(bytes[start..<end], line: line)
      start = end + (isPair ? 2 : 1)
    }
    guard let shape = reader.shape else {
      throw .malformed(format: "a cube", reason: "LUT_1D_SIZE or LUT_3D_SIZE is missing")
    }
    guard reader.entries.count == shape.count else {
      throw .malformed(
        format: "a cube",
        reason: "\(reader.entries.count) entries are there, the size says \(shape.count)")
    }
    guard all(reader.domainMin .< reader.domainMax) else {
      throw .malformed(format: "a cube", reason: "DOMAIN_MIN is not below DOMAIN_MAX")
    }
    let table = ColorTable(
      title: reader.title, shape: shape, domainMin: reader.domainMin, domainMax: reader.domainMax,
      entries: reader.entries)
    guard let table else {
      throw .malformed(format: "a cube", reason: "numbers must lie within ±\(Int(Self.reach))")
    }
    self = table
  }

  /// The table as the text of a file.
  package var cubeText: String {
    var out = ""
    if !title.isEmpty {
      out += "TITLE \"\(title.filter { $0 != "\"" && !$0.isNewline })\"\n"
    }
    switch shape {
    case .curves(let count): out += "LUT_1D_SIZE \(count)\n"
    case .cube(let side): out += "LUT_3D_SIZE \(side)\n"
    }
    if domainMin != .zero || domainMax != .one {
      out += "DOMAIN_MIN \(Self.text(domainMin))\nDOMAIN_MAX \(Self.text(domainMax))\n"
    }
    for entry in entries { out += Self.text(entry) + "\n" }
    return out
  }

  private static func text(_ color: SIMD3<Float>) -> String {
    "\(color.x) \(color.y) \(color.z)"
  }

  /// Reads line by line.
  private struct CubeReader {
    var title = ""
    var shape: Shape?
    var domainMin = SIMD3<Float>.zero
    var domainMax = SIMD3<Float>.one
    var entries: [SIMD3<Float>] = []

    mutating func read(_ line: ArraySlice<UInt8>, line number: Int) throws(LightroomError) {
      let words = line.split { $0 == 0x20 || $0 == 0x09 }
      guard let first = words.first, first.first != UInt8(ascii: "#") else { return }
      if isNumber(first) {
        guard let shape else { throw failure("an entry stands before the size", number) }
        let color = try color(words[...], number)
        guard entries.count < shape.count else {
          throw failure("more than \(shape.count) entries are there", number)
        }
        entries.append(color)
        return
      }
      switch String(decoding: first, as: UTF8.self) {
      case "TITLE":
        let text = String(decoding: line, as: UTF8.self)
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        title = parts.count >= 3 ? String(parts[1]) : ""
      case "LUT_1D_SIZE": try size(words, in: ColorTable.curveSizes, number) { .curves(count: $0) }
      case "LUT_3D_SIZE": try size(words, in: ColorTable.cubeSides, number) { .cube(side: $0) }
      case "DOMAIN_MIN": domainMin = try color(words.dropFirst(), number)
      case "DOMAIN_MAX": domainMax = try color(words.dropFirst(), number)
      case "LUT_1D_INPUT_RANGE", "LUT_3D_INPUT_RANGE":
        guard words.count == 3, let low = float(words[1]), let high = float(words[2]) else {
          throw failure("two numbers are wanted after the range's name", number)
        }
        domainMin = SIMD3(repeating: low)
        domainMax = SIMD3(repeating: high)
      // What other programs add is no part of the colours.
      default:
        guard isName(first) else { throw failure("the line is neither numbers nor a name", number) }
      }
    }

    private mutating func size(
      _ words: [ArraySlice<UInt8>], in allowed: ClosedRange<Int>, _ line: Int,
      _ make: (Int) -> Shape
    ) throws(LightroomError) {
      guard shape == nil else {
        throw failure("a second size is given; tables of both kinds in one file are not read", line)
      }
      guard words.count == 2, let count = Int(String(decoding: words[1], as: UTF8.self)),
        allowed.contains(count)
      else {
        throw failure("the size must lie in \(allowed.lowerBound)...\(allowed.upperBound)", line)
      }
      shape = make(count)
      // Memory is taken as the entries come: a size alone proves nothing.
      entries.reserveCapacity(min(make(count).count, 1 << 16))
    }

    private func color(
      _ words: ArraySlice<ArraySlice<UInt8>>, _ line: Int
    ) throws(LightroomError) -> SIMD3<Float> {
      let numbers = words.compactMap(float)
      guard words.count == 3, numbers.count == 3 else {
        throw failure("three finite numbers are wanted", line)
      }
      return SIMD3(numbers[0], numbers[1], numbers[2])
    }

    private func float(_ word: ArraySlice<UInt8>) -> Float? {
      guard word.count <= 48, let value = Float(String(decoding: word, as: UTF8.self)),
        value.isFinite
      else { return nil }
      return value
    }

    private func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
      guard let first = word.first else { return false }
      return (0x30...0x39).contains(first) || "+-.".utf8.contains(first)
    }

    private func isName(_ word: ArraySlice<UInt8>) -> Bool {
      word.allSatisfy {
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F
      }
    }

    private func failure(_ reason: String, _ line: Int) -> LightroomError {
      .malformed(format: "a cube", reason: "\(reason) (line \(line))")
    }
  }
}

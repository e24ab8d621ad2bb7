import AtelierPixels

/// An ICC profile that was found in a file.
package struct ICCProfile {
  /// What the profile's device values are.
  enum Device: Hashable {
    case rgb
    case grey
    case cmyk
    case other(String)
  }

  let device: Device
  /// The RGB space of a matrix profile or a grey profile, or nil where lookup tables, unequal curves
  /// or another device need a colour management module.
  let space: RGBColorSpace?
  /// The profile's own name, or "".
  let name: String

  private static let headerLength = 128

  /// Reads a profile by ICC.1:2010, versions 2 and 4.
  ///
  /// - Returns: nil when it is damaged.
  init?(_ bytes: [UInt8]) {
    guard let reader = ICCReader(bytes) else { return nil }
    let name = reader.text("desc") ?? ""
    self.name = name
    switch reader.signature(at: 16) {
    case "RGB ":
      device = .rgb
      space = Self.matrixSpace(reader, name: name)
    case "GRAY":
      device = .grey
      space = reader.curve("kTRC").flatMap {
        RGBColorSpace(
          name: name.isEmpty ? "grey" : name, toXYZ: RGBColorSpace.sRGB.toXYZ, transfer: $0)
      }.map(Self.recognized)
    case "CMYK":
      device = .cmyk
      space = nil
    case let signature:
      device = .other(signature)
      space = nil
    }
  }

  private static func matrixSpace(_ reader: ICCReader, name: String) -> RGBColorSpace? {
    guard reader.signature(at: 20) == "XYZ ", !reader.has("A2B0"), !reader.has("D2B0"),
      let red = reader.xyz("rXYZ"), let green = reader.xyz("gXYZ"), let blue = reader.xyz("bXYZ"),
      let curve = reader.curve("rTRC"), let greenCurve = reader.curve("gTRC"),
      let blueCurve = reader.curve("bTRC"), curve.isClose(to: greenCurve, within: 0.0005),
      curve.isClose(to: blueCurve, within: 0.0005)
    else { return nil }
    let matrix = Matrix3([
      red.x, green.x, blue.x, red.y, green.y, blue.y, red.z, green.z, blue.z,
    ])
    return RGBColorSpace(name: name.isEmpty ? "embedded" : name, toXYZ: matrix, transfer: curve)
      .map(recognized)
  }

  /// The built-in space that a space differs from by less than a sixteenth of an 8-bit code.
  private static func recognized(_ space: RGBColorSpace) -> RGBColorSpace {
    for known in [RGBColorSpace.sRGB, .displayP3, .adobeRGB, .rec2020] {
      let isNear = zip(space.toXYZ.elements, known.toXYZ.elements).allSatisfy {
        ($0 - $1).magnitude < 0.0005
      }
      if isNear, space.transfer.isClose(to: known.transfer, within: 0.00025) { return known }
    }
    return space
  }
}

extension TransferCurve {
  /// Whether two curves give nearly the same light for the same encoded value.
  func isClose(to other: TransferCurve, within tolerance: Double) -> Bool {
    if self == other { return true }
    return (0...128).allSatisfy {
      let x = Double($0) / 128
      return (decode(x) - other.decode(x)).magnitude <= tolerance
    }
  }

  /// Whether the curve rises from near 0 to near 1 without turning back.
  var isUsable: Bool {
    var last = decode(0)
    guard last.isFinite, last.magnitude < 0.1 else { return false }
    for step in 1...256 {
      let value = decode(Double(step) / 256)
      guard value.isFinite, value >= last else { return false }
      last = value
    }
    return (0.5...1.5).contains(last)
  }
}

/// Reads the tags of a profile.
struct ICCReader {
  private let bytes: [UInt8]
  private var tags: [String: Range<Int>] = [:]

  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count >= 132, signature(at: 36) == "acsp" else { return nil }
    let count = integer(at: 128)
    guard count <= 1024, 132 + 12 * count <= bytes.count else { return nil }
    for index in 0..<count {
      let entry = 132 + 12 * index
      let start = integer(at: entry + 4)
      let length = integer(at: entry + 8)
      guard start >= 128, length >= 8, start + length <= bytes.count else { return nil }
      tags[signature(at: entry)] = start..<start + length
    }
  }

  func has(_ tag: String) -> Bool { tags[tag] != nil }

  func signature(at offset: Int) -> String {
    String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
  }

  private func integer(at offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private func short(at offset: Int) -> Int { Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) }

  /// A number of type s15Fixed16.
  private func fixed(at offset: Int) -> Double {
    Double(Int32(truncatingIfNeeded: integer(at: offset))) / 65536
  }

  func xyz(_ tag: String) -> SIMD3<Double>? {
    guard let range = tags[tag], range.count >= 20, signature(at: range.lowerBound) == "XYZ "
    else { return nil }
    let start = range.lowerBound + 8
    return SIMD3(fixed(at: start), fixed(at: start + 4), fixed(at: start + 8))
  }

  /// A curve of type `curv` or `para`, if it rises as a transfer curve does.
  func curve(_ tag: String) -> TransferCurve? {
    guard let range = tags[tag], range.count >= 12 else { return nil }
    let curve =
      switch signature(at: range.lowerBound) {
      case "curv": sampledCurve(range)
      case "para": parametricCurve(range)
      default: nil as TransferCurve?
      }
    guard let curve, curve.isUsable else { return nil }
    return curve
  }

  private func sampledCurve(_ range: Range<Int>) -> TransferCurve? {
    let count = integer(at: range.lowerBound + 8)
    let start = range.lowerBound + 12
    guard start + 2 * count <= range.upperBound else { return nil }
    switch count {
    case 0: return .linear
    case 1: return .gamma(Double(short(at: start)) / 256)
    default:
      return .table((0..<count).map { Float(short(at: start + 2 * $0)) / 65535 })
    }
  }

  private func parametricCurve(_ range: Range<Int>) -> TransferCurve? {
    let kind = short(at: range.lowerBound + 8)
    let counts = [1, 3, 4, 5, 7]
    guard counts.indices.contains(kind), range.count >= 12 + 4 * counts[kind] else { return nil }
    let p = (0..<counts[kind]).map { fixed(at: range.lowerBound + 12 + 4 * $0) }
    guard p[0] > 0, kind == 0 || p[1] > 0 else { return nil }
    // ICC.1:2010 table 65, written as its most general kind.
    switch kind {
    case 0: return .gamma(p[0])
    case 1: return .parametric(g: p[0], a: p[1], b: p[2], c: 0, d: -p[2] / p[1], e: 0, f: 0)
    case 2: return .parametric(g: p[0], a: p[1], b: p[2], c: 0, d: -p[2] / p[1], e: p[3], f: p[3])
    case 3: return .parametric(g: p[0], a: p[1], b: p[2], c: p[3], d: p[4], e: 0, f: 0)
    default:
      return .parametric(g: p[0], a: p[1], b: p[2], c: p[3], d: p[4], e: p[5], f: p[6])
    }
  }

  /// A text of type `desc` (version 2) or `mluc` (version 4), its first language.
  func text(_ tag: String) -> String? {
    guard let range = tags[tag], range.count >= 12 else { return nil }
    let start = range.lowerBound
    switch signature(at: start) {
    case "desc":
      let end = start + 12 + integer(at: start + 8)
      guard end <= range.upperBound else { return nil }
      return String(decoding: bytes[start + 12..<end].prefix { $0 != 0 }, as: UTF8.self)
    case "mluc":
      guard range.count >= 28, integer(at: start + 8) > 0 else { return nil }
      let from = start + integer(at: start + 24)
      let end = from + integer(at: start + 20)
      guard end <= range.upperBound, (end - from) % 2 == 0 else { return nil }
      let units = stride(from: from, to: end, by: 2).map { UInt16(short(at: $0)) }
      return String(decoding: units, as: UTF16.self)
    default: return nil
    }
  }
}

import Foundation

/// A table that gives colours for colours, for one channel at a time or for all three together.
public struct ColorTable: Hashable, Sendable {
  /// How the table is indexed.
  public enum Shape: Hashable, Sendable {
    /// `count` entries; each channel has its own curve.
    case curves(count: Int)
    /// `side`³ entries; red changes fastest.
    case cube(side: Int)

    /// Entries in all.
    public var count: Int {
      switch self {
      case .curves(let count): count
      case .cube(let side): side * side * side
      }
    }

    /// Entries along one axis.
    public var side: Int {
      switch self {
      case .curves(let count): count
      case .cube(let side): side
      }
    }
  }

  /// The table's name; empty where it has none.
  public var title: String
  /// How the table is indexed.
  public let shape: Shape
  /// Input that meets the first entry.
  public let domainMin: SIMD3<Float>
  /// Input that meets the last entry.
  public let domainMax: SIMD3<Float>
  /// Red, green and blue of each entry.
  public let entries: [SIMD3<Float>]

  /// Sizes of tables for one channel.
  public static let curveSizes = 2...65_536
  /// Sides of tables for three channels.
  public static let cubeSides = 2...129
  /// The largest magnitude of an entry or of an end of the domain.
  public static let reach: Float = 1_000_000
  /// The most characters of a name.
  public static let titleLimit = 250

  /// Makes a table; nil where the entries are not as many as the shape says, where a size is not
  /// allowed, a number not finite or beyond ``reach``, or the domain empty.
  public init?(
    title: String = "", shape: Shape, domainMin: SIMD3<Float> = .zero,
    domainMax: SIMD3<Float> = .one, entries: [SIMD3<Float>]
  ) {
    let sizes =
      switch shape {
      case .curves: Self.curveSizes
      case .cube: Self.cubeSides
      }
    // In this order: a side that is too large has no count.
    guard sizes.contains(shape.side), entries.count == shape.count,
      all(domainMin .< domainMax),
      (entries + [domainMin, domainMax]).allSatisfy({ entry in
        all(entry .>= -Self.reach) && all(entry .<= Self.reach)
      })
    else { return nil }
    self.title = String(title.prefix(Self.titleLimit))
    self.shape = shape
    self.domainMin = domainMin
    self.domainMax = domainMax
    self.entries = entries
  }

  /// The table as JSON: `kind` ("curves" or "cube"), `size`, `domain_min`, `domain_max`, `title`, and
  /// the entries as base64 (RFC 4648) of 32-bit floats, the lowest byte first.
  public var json: JSONValue {
    let kind =
      switch shape {
      case .curves: "curves"
      case .cube: "cube"
      }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(12 * entries.count)
    for entry in entries {
      for channel in 0..<3 {
        let bits = entry[channel].bitPattern
        bytes += [
          UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8),
          UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 24),
        ]
      }
    }
    var members: [String: JSONValue] = [
      "kind": .string(kind), "size": .number(Double(shape.side)),
      "entries": .string(Data(bytes).base64EncodedString()),
    ]
    if !title.isEmpty { members["title"] = .string(title) }
    if domainMin != .zero { members["domain_min"] = Self.json(domainMin) }
    if domainMax != .one { members["domain_max"] = Self.json(domainMax) }
    return .object(members)
  }

  private static func json(_ color: SIMD3<Float>) -> JSONValue {
    .array((0..<3).map { .number(Double(color[$0])) })
  }

  /// Reads a table.
  ///
  /// - Throws: ``RecipeError`` with `path`.
  init(json: JSONValue, path: String) throws(RecipeError) {
    let members = try RecipeReader.object(json, path: path)
    try RecipeReader.refuseUnknown(
      members, known: ["kind", "size", "domain_min", "domain_max", "title", "entries"], path: path)
    let shape = try Self.shape(members, path: path)
    guard case .string(let text)? = members["entries"] else {
      throw .wrongKind(
        path: "\(path).entries", found: members["entries"]?.kindName ?? "absent",
        wanted: "a text of base64")
    }
    guard let data = Data(base64Encoded: text), data.count == 12 * shape.count else {
      throw .wrongKind(
        path: "\(path).entries", found: "a text of \(text.utf8.count) characters",
        wanted:
          "base64 of \(12 * shape.count) bytes: three floats for each of \(shape.count) entries")
    }
    let bytes = [UInt8](data)
    func float(_ place: Int) -> Float {
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[4 * place + $1]) << (8 * $1) }
      return Float(bitPattern: bits)
    }
    var title = ""
    if let json = members["title"] {
      guard case .string(let text) = json else {
        throw .wrongKind(path: "\(path).title", found: json.kindName, wanted: "a text")
      }
      title = text
    }
    let table = ColorTable(
      title: title, shape: shape,
      domainMin: try Self.color(members["domain_min"], .zero, path: "\(path).domain_min"),
      domainMax: try Self.color(members["domain_max"], .one, path: "\(path).domain_max"),
      entries: (0..<shape.count).map {
        SIMD3(float(3 * $0), float(3 * $0 + 1), float(3 * $0 + 2))
      })
    guard let table else {
      throw .wrongKind(
        path: path, found: "a table with an empty domain or with numbers that are not finite",
        wanted: "a table with domain_min below domain_max and numbers within ±\(Self.reach)")
    }
    self = table
  }

  private static func shape(
    _ members: [String: JSONValue], path: String
  ) throws(RecipeError) -> Shape {
    guard case .string(let kind)? = members["kind"], ["curves", "cube"].contains(kind) else {
      throw .wrongKind(
        path: "\(path).kind", found: members["kind"]?.text(pretty: false) ?? "absent",
        wanted: "\"curves\" or \"cube\"")
    }
    let sizes = kind == "cube" ? cubeSides : curveSizes
    guard case .number(let size)? = members["size"], size == size.rounded(),
      (Double(sizes.lowerBound)...Double(sizes.upperBound)).contains(size)
    else {
      throw .wrongKind(
        path: "\(path).size", found: members["size"]?.text(pretty: false) ?? "absent",
        wanted: "a whole number in \(sizes.lowerBound)...\(sizes.upperBound)")
    }
    return kind == "cube" ? .cube(side: Int(size)) : .curves(count: Int(size))
  }

  private static func color(
    _ json: JSONValue?, _ rest: SIMD3<Float>, path: String
  ) throws(RecipeError) -> SIMD3<Float> {
    guard let json else { return rest }
    var numbers: [Float] = []
    if case .array(let items) = json {
      for case .number(let number) in items { numbers.append(Float(number)) }
      if items.count == 3, numbers.count == 3 { return SIMD3(numbers[0], numbers[1], numbers[2]) }
    }
    throw .wrongKind(path: path, found: json.kindName, wanted: "a list of three numbers")
  }
}

/// Any JSON document.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Reads a JSON text.
  ///
  /// - Throws: ``RecipeError/malformedJSON(_:)`` with what the parser found, also for texts over 40 MB.
  public init(parsing bytes: [UInt8]) throws(RecipeError) {
    // The largest table of colours is 34 MB of base64.
    guard bytes.count <= 40 << 20 else {
      throw .malformedJSON("the text is \(bytes.count) bytes long; at most 40 MB are read")
    }
    var parser = JSONParser(bytes)
    self = try parser.document()
  }

  /// The document as text, keys sorted; `pretty` adds line breaks.
  public func text(pretty: Bool = true) -> String {
    var out = ""
    write(to: &out, indent: pretty ? 0 : nil)
    return out
  }

  /// The value of a key; nil where there is none or this is no object.
  public subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// What kind of value this is, for messages.
  public var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }

  private func write(to out: inout String, indent: Int?) {
    func newline(_ depth: Int?) {
      guard let depth else { return }
      out += "\n" + String(repeating: " ", count: depth)
    }
    let inner = indent.map { $0 + 2 }
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .number(let value): out += Self.text(of: value)
    case .string(let value): Self.write(value, to: &out)
    case .array(let items):
      // Short lists of scalars read best on one line.
      let isFlat = items.allSatisfy(\.isScalar) || items.allSatisfy { $0.isShortPair }
      out += "["
      for (index, item) in items.enumerated() {
        if index > 0 { out += isFlat && inner != nil ? ", " : "," }
        if !isFlat { newline(inner) }
        item.write(to: &out, indent: isFlat ? nil : inner)
      }
      if !isFlat, !items.isEmpty { newline(indent) }
      out += "]"
    case .object(let members):
      out += "{"
      for (index, key) in members.keys.sorted().enumerated() {
        if index > 0 { out += "," }
        newline(inner)
        Self.write(key, to: &out)
        out += inner == nil ? ":" : ": "
        members[key]?.write(to: &out, indent: inner)
      }
      if !members.isEmpty { newline(indent) }
      out += "}"
    }
  }

  var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private var isShortPair: Bool {
    guard case .array(let items) = self else { return false }
    return items.count <= 4 && items.allSatisfy(\.isScalar)
  }

  private static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if number == number.rounded(), number.magnitude < 1e15 { return String(Int64(number)) }
    return "\(number)"
  }

  private static func write(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// Makes a text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Makes a number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// Makes a number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// Makes true or false.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes a list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Makes an object; of a key that stands twice the last value counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
}

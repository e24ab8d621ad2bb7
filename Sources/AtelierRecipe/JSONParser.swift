/// Reads JSON texts as RFC 8259 defines them, strictly.
///
/// Stricter than the RFC where documents come from strangers: a key may stand once in an object,
/// lists and objects may be nested 64 deep, and there may be four million values. Time and memory grow with the text's length only.
struct JSONParser {
  /// How deep lists and objects may be nested.
  static let depthLimit = 64
  /// The most values of a document; it bounds the memory, which texts take little of.
  static let valueLimit = 4_000_000

  private let bytes: [UInt8]
  private var position = 0
  private var values = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // Editors on Windows put a byte order mark in front.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Reads the text, which must hold one document and nothing else.
  ///
  /// - Throws: ``RecipeError/malformedJSON(_:)`` with line and column.
  mutating func document() throws(RecipeError) -> JSONValue {
    let value = try value(depth: 0)
    skipBlanks()
    guard position == bytes.count else {
      throw failure("nothing may follow the document, \(found) does")
    }
    return value
  }

  private mutating func value(depth: Int) throws(RecipeError) -> JSONValue {
    guard depth <= Self.depthLimit else {
      throw failure("it is nested deeper than \(Self.depthLimit) levels")
    }
    values += 1
    guard values <= Self.valueLimit else {
      throw failure("it has more than \(Self.valueLimit) values")
    }
    skipBlanks()
    guard let byte = current else { throw failure("a value is wanted, \(found) was found") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      if take("true") { return .bool(true) }
      if take("false") { return .bool(false) }
      if take("null") { return .null }
      throw failure("a value is wanted, \(found) was found")
    }
  }

  private mutating func object(depth: Int) throws(RecipeError) -> JSONValue {
    var members: [String: JSONValue] = [:]
    position += 1
    skipBlanks()
    if take("}") { return .object(members) }
    while true {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else {
        throw failure("a key in quotes is wanted, \(found) was found")
      }
      let start = position
      let key = try string()
      guard members[key] == nil else {
        position = start
        throw failure("the key '\(Self.shortened(key))' stands there twice; keep one of them")
      }
      skipBlanks()
      guard take(":") else { throw failure("':' is wanted, \(found) was found") }
      members[key] = try value(depth: depth + 1)
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { throw failure("',' or '}' is wanted, \(found) was found") }
    }
  }

  private mutating func array(depth: Int) throws(RecipeError) -> JSONValue {
    var items: [JSONValue] = []
    position += 1
    skipBlanks()
    if take("]") { return .array(items) }
    while true {
      items.append(try value(depth: depth + 1))
      skipBlanks()
      if take("]") { return .array(items) }
      guard take(",") else { throw failure("',' or ']' is wanted, \(found) was found") }
    }
  }

  private mutating func number() throws(RecipeError) -> JSONValue {
    let start = position
    _ = take("-")
    let whole = takeDigits()
    guard whole > 0, whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
      position = start
      throw failure("a number begins with one digit from 1 to 9, or is 0 before the point")
    }
    if take(".") {
      guard takeDigits() > 0 else { throw failure("a digit is wanted, \(found) was found") }
    }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      guard takeDigits() > 0 else { throw failure("a digit is wanted, \(found) was found") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let number = Double(text), number.isFinite else {
      position = start
      throw failure("the number \(Self.shortened(text)) is too large")
    }
    return .number(number)
  }

  private mutating func string() throws(RecipeError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          position = start
          throw failure("the text is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &text)
      case 0..<0x20:
        throw failure("a control character in a text is written \\u00.., \(found) was found")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw failure("a text has no closing quote")
  }

  private mutating func escape(into text: inout [UInt8]) throws(RecipeError) {
    let marks: [UInt8: UInt8] = [
      UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
      UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12,
      UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]
    if let byte = current.flatMap({ marks[$0] }) {
      text.append(byte)
      position += 1
      return
    }
    guard take("u") else { throw failure("an escape is wanted after '\\', \(found) was found") }
    var code = try fourHexDigits()
    if (0xD800..<0xDC00).contains(code) {
      guard take("\\u") else { throw failure("half a surrogate pair stands alone") }
      let low = try fourHexDigits()
      guard (0xDC00..<0xE000).contains(low) else {
        throw failure("half a surrogate pair stands alone")
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw failure("half a surrogate pair stands alone")
    }
    text += Array(String(Character(scalar)).utf8)
  }

  private mutating func fourHexDigits() throws(RecipeError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current,
        let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80
      else { throw failure("four hexadecimal digits are wanted, \(found) was found") }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }

  // MARK: Steps

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let wanted = text.description.utf8
    guard bytes[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private mutating func takeDigits() -> Int {
    let start = position
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      position += 1
    }
    return position - start
  }

  // MARK: Messages

  private var found: String {
    guard let byte = current else { return "the end" }
    return (0x21..<0x7F).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'" : "the byte 0x\(String(byte, radix: 16))"
  }

  private func failure(_ reason: String) -> RecipeError {
    let before = bytes[..<position]
    let line = before.count { $0 == 0x0A } + 1
    let column = position - (before.lastIndex(of: 0x0A) ?? -1)
    return .malformedJSON("\(reason) (line \(line), column \(column))")
  }

  private static func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 40 ? text : String(text.unicodeScalars.prefix(40)) + "…"
  }
}

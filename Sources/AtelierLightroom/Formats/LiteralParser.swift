/// Reads tables of values as Lua, JSON and Python write them: data only, nothing is run.
///
/// One grammar for the three: braces hold `key = value`, `[key] = value`, `key: value` or values,
/// brackets and parentheses lists, commas or semicolons stand between, one more may end. Comments
/// are `--`, `--[[ ]]`, `//`, `/* */` and `#`. Keys may go unquoted. A call is refused.
struct LiteralParser {
  let bytes: [UInt8]
  let end: Int
  var position: Int
  /// Whether a text that breaks off is repaired instead of refused.
  let repairs: Bool
  /// What was found and put right.
  private(set) var notes: [String] = []
  /// Whether the text was Lua: `key = value`.
  private(set) var isLua = false
  private var isCut = false
  private var count = 0

  enum Stop: Error {
    case cut
    case failure(LightroomError)
  }

  init(_ bytes: [UInt8], in range: Range<Int>? = nil, repairs: Bool) {
    self.bytes = bytes
    position = range?.lowerBound ?? (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    end = range?.upperBound ?? bytes.count
    self.repairs = repairs
  }

  /// Reads the text: one value, or entries without braces, which give a table.
  ///
  /// - Throws: ``LightroomError`` with line and column.
  mutating func document() throws(LightroomError) -> SettingsValue {
    do throws(Stop) {
      return try whole()
    } catch {
      switch error {
      case .failure(let error): throw error
      case .cut: throw malformed("the text ends in the middle, after \(place(end))", at: nil)
      }
    }
  }

  private mutating func whole() throws(Stop) -> SettingsValue {
    try skipBlanks()
    if takeWord("return") { isLua = true }
    try skipBlanks()
    _ = takeWord("local")
    try skipBlanks()
    guard let first = current else { throw failure("a value is wanted, \(found) was found") }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "(") {
      let value = try value(depth: 0)
      if isCut { return value }
      while try skipToSeparator() { position += 1 }
      guard position >= end else { throw failure("nothing may follow the table, \(found) does") }
      return value
    }
    return .table(SettingsTable(try members(until: nil, depth: 0).entries))
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(Stop) -> SettingsValue {
    guard depth <= SettingsLimits.depth else {
      throw failure("it is nested deeper than \(SettingsLimits.depth) levels")
    }
    count += 1
    guard count <= SettingsLimits.values else {
      throw failure("it has more than \(SettingsLimits.values) values")
    }
    try skipBlanks()
    guard let byte = current else { throw .cut }
    switch byte {
    case UInt8(ascii: "{"):
      position += 1
      return table(try members(until: UInt8(ascii: "}"), depth: depth))
    case UInt8(ascii: "["):
      if let text = try longText() { return .text(text) }
      return .list(try list(until: UInt8(ascii: "]"), depth: depth))
    case UInt8(ascii: "("):
      return .list(try list(until: UInt8(ascii: ")"), depth: depth))
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return .text(try quoted())
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      return .number(try number())
    default:
      let start = position
      let word = word()
      switch word {
      case "true", "True", "TRUE": return .flag(true)
      case "false", "False", "FALSE": return .flag(false)
      case "nil", "None", "null": return .none
      case "": throw failure("a value is wanted, \(found) was found")
      default:
        if position >= end { throw .cut }
        try skipBlanks()
        let isCall = current == UInt8(ascii: "(") || word == "function"
        position = start
        throw failure(
          isCall
            ? "'\(TextPlace.shortened(word))' is called, but settings are data; nothing is run"
            : "a value is wanted, the word '\(TextPlace.shortened(word))' was found")
      }
    }
  }

  private mutating func list(until close: UInt8, depth: Int) throws(Stop) -> [SettingsValue] {
    position += 1
    var items: [SettingsValue] = []
    do throws(Stop) {
      while true {
        try skipBlanks()
        guard let byte = current else { throw .cut }
        if byte == close {
          position += 1
          return items
        }
        items.append(try value(depth: depth + 1))
        if isCut { return items }
        try separator(before: close)
      }
    } catch {
      guard case .cut = error, repairs, depth <= 1, !items.isEmpty,
        items.allSatisfy({ $0.table != nil })
      else {
        throw error
      }
      return repaired(items, what: "the last item of a list")
    }
  }

  /// The entries of a table; those without a key are numbered, `isList` where none had another.
  private struct Members {
    var entries: [SettingsTable.Entry] = []
    var hasOnlyNumbers = true
    var next = 1
  }

  private mutating func members(until close: UInt8?, depth: Int) throws(Stop) -> Members {
    var members = Members()
    var places: [String: Int] = [:]
    do throws(Stop) {
      while true {
        try skipBlanks()
        guard let byte = current else {
          if close == nil { return members }
          throw .cut
        }
        if byte == close {
          position += 1
          return members
        }
        let key = try key()
        if key == nil, close == nil {
          throw failure("a setting (KEY = VALUE) is wanted, \(found) was found")
        }
        let start = position
        let value = try value(depth: depth + 1)
        if !isCut, position >= end, close != nil, isOpenEnded(value) {
          position = start
          throw .cut
        }
        let name = key?.name ?? "\(members.next)"
        if key == nil { members.next += 1 }
        if key?.isNumber == false { members.hasOnlyNumbers = false }
        if let index = places[name] {
          notes.append("'\(TextPlace.shortened(name))' stands there twice; the last one counts")
          members.entries[index].value = value
        } else {
          places[name] = members.entries.count
          members.entries.append(.init(name, value))
        }
        if isCut { return members }
        try separator(before: close)
      }
    } catch {
      guard case .cut = error, repairs else { throw error }
      let isListOfTables =
        members.hasOnlyNumbers
        && members.entries.allSatisfy {
          $0.value.table != nil
        }
      guard let last = members.entries.last, depth == 0 || depth == 1 && isListOfTables else {
        throw error
      }
      return repaired(
        members, what: "what comes after '\(TextPlace.shortened(last.key))'")
    }
  }

  /// A scalar that touches the end of the text may go on there.
  private func isOpenEnded(_ value: SettingsValue) -> Bool {
    switch value {
    case .number, .flag, .none: true
    default: false
    }
  }

  private mutating func repaired<Part>(_ part: Part, what: String) -> Part {
    isCut = true
    notes.append("the text ends in the middle, at \(place(end)); \(what) was left out")
    position = end
    return part
  }

  private func table(_ members: Members) -> SettingsValue {
    guard members.hasOnlyNumbers, !members.entries.isEmpty else {
      return .table(SettingsTable(members.entries))
    }
    let table = SettingsTable(members.entries)
    return SettingsValue.table(table).items.map { .list($0) } ?? .table(table)
  }

  private mutating func key() throws(Stop) -> (name: String, isNumber: Bool)? {
    let start = position
    guard let byte = current else { throw .cut }
    var found: (name: String, isNumber: Bool)?
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      found = (try quoted(), false)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      found = (try number(), true)
    case UInt8(ascii: "["):
      if next == UInt8(ascii: "[") || next == UInt8(ascii: "=") { return nil }
      position += 1
      try skipBlanks()
      if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
        found = (try quoted(), false)
      } else if let digit = current, isDigit(digit) {
        found = (try number(), true)
      }
      try skipBlanks()
      if current == nil { throw .cut }
      if found == nil || current != UInt8(ascii: "]") {
        position = start
        return nil
      }
      position += 1
    default:
      let name = word()
      found = name.isEmpty ? nil : (name, false)
    }
    guard let found else { return nil }
    try skipBlanks()
    guard let mark = current else {
      if repairs { throw .cut }
      position = start
      return nil
    }
    if mark == UInt8(ascii: "="), next != UInt8(ascii: "=") {
      isLua = true
    } else if mark != UInt8(ascii: ":") {
      position = start
      return nil
    }
    position += 1
    return found
  }

  private mutating func separator(before close: UInt8?) throws(Stop) {
    let start = position
    try skipBlanks()
    guard let byte = current else { return }
    if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") {
      position += 1
    } else if byte != close, !(close == nil && bytes[start..<position].contains(0x0A)) {
      let wanted = close.map { "',' or '\(Character(Unicode.Scalar($0)))'" } ?? "','"
      throw failure("\(wanted) is wanted, \(found) was found")
    }
  }

  private mutating func skipToSeparator() throws(Stop) -> Bool {
    try skipBlanks()
    return current == UInt8(ascii: ";") || current == UInt8(ascii: ",")
  }

  // MARK: Steps

  var current: UInt8? { position < end ? bytes[position] : nil }
  var next: UInt8? { position + 1 < end ? bytes[position + 1] : nil }

  func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  mutating func word() -> String {
    let start = position
    guard let first = current, isLetter(first) else { return "" }
    while let byte = current, isLetter(byte) || isDigit(byte) { position += 1 }
    // XMP's keys may keep their prefix.
    if bytes[start..<position].elementsEqual("crs".utf8), current == UInt8(ascii: ":"),
      let byte = next, isLetter(byte)
    {
      position += 1
      return word()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func takeWord(_ wanted: String) -> Bool {
    let start = position
    if word() == wanted { return true }
    position = start
    return false
  }

  private mutating func skipBlanks() throws(Stop) {
    while let byte = current {
      if byte <= 0x20 {
        position += 1
      } else if byte == UInt8(ascii: "-"), next == UInt8(ascii: "-") {
        position += 2
        if current == UInt8(ascii: "["), next == UInt8(ascii: "[") {
          try skip(past: "]]")
        } else {
          skipLine()
        }
      } else if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "/") && next == byte {
        skipLine()
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        try skip(past: "*/")
      } else {
        return
      }
    }
  }

  private mutating func skipLine() {
    while let byte = current, byte != 0x0A { position += 1 }
  }

  private mutating func skip(past mark: StaticString) throws(Stop) {
    let wanted = Array(mark.description.utf8)
    while position < end {
      if bytes[position] == wanted[0], bytes[position..<end].starts(with: wanted) {
        position += wanted.count
        return
      }
      position += 1
    }
    throw .cut
  }

  // MARK: Messages

  var found: String {
    guard let byte = current else { return "the end" }
    return (0x21..<0x7F).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'" : "the byte 0x\(String(byte, radix: 16))"
  }

  private func place(_ offset: Int) -> String { TextPlace.words(offset, in: bytes) }

  func failure(_ reason: String) -> Stop {
    .failure(malformed(reason, at: position))
  }

  private func malformed(_ reason: String, at offset: Int?) -> LightroomError {
    .malformed(
      format: "a table of settings", reason: offset.map { "\(reason) (\(place($0)))" } ?? reason)
  }
}

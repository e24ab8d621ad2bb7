/// Numbers and strings in the notations of the three languages.
extension LiteralParser {
  mutating func number() throws(Stop) -> String {
    let start = position
    if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") { position += 1 }
    while let byte = current,
      isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: ".")
        || (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"))
          && (bytes[position - 1] | 0x20) == UInt8(ascii: "e")
    {
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard NumberText.value(text) != nil else {
      if position >= end { throw .cut }
      position = start
      throw failure("'\(TextPlace.shortened(text))' is not a finite number")
    }
    return text
  }

  /// A long text of Lua, `[[…]]` or `[=[…]=]`; nil where the bracket opens a list.
  mutating func longText() throws(Stop) -> String? {
    var level = 0
    while position + 1 + level < end, bytes[position + 1 + level] == UInt8(ascii: "=") {
      level += 1
    }
    let open = position + 1 + level
    guard open < end, bytes[open] == UInt8(ascii: "[") else { return nil }
    if level == 0 {
      // A list in a list begins like a long text; only the text goes on with a letter.
      var next = open + 1
      while next < end, bytes[next] <= 0x20 { next += 1 }
      guard next < end, isLetter(bytes[next]) || bytes[next] == UInt8(ascii: "/") else {
        return nil
      }
      let word = String(decoding: bytes[next..<end].prefix { isLetter($0) }, as: UTF8.self)
      if ["null", "nil", "None", "true", "false", "True", "False"].contains(word) { return nil }
    }
    let close =
      [UInt8(ascii: "]")] + [UInt8](repeating: UInt8(ascii: "="), count: level)
      + [UInt8(ascii: "]")]
    var index = open + 1
    while index < end {
      if bytes[index] == close[0], bytes[index..<end].starts(with: close) {
        let text = String(decoding: bytes[(open + 1)..<index], as: UTF8.self)
        position = index + close.count
        return text
      }
      index += 1
    }
    throw .cut
  }

  mutating func quoted() throws(Stop) -> String {
    let start = position
    let quote = bytes[position]
    position += 1
    var text: [UInt8] = []
    while let byte = current {
      position += 1
      if byte == quote {
        guard let string = String(validating: text, as: UTF8.self) else {
          position = start
          throw failure("the text is not UTF-8")
        }
        return string
      }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else {
        text.append(byte)
      }
    }
    throw .cut
  }

  private mutating func escape(into text: inout [UInt8]) throws(Stop) {
    guard let byte = current else { throw .cut }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "a"): text.append(0x07)
    case UInt8(ascii: "v"): text.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"), 0x0A:
      text.append(byte)
    case UInt8(ascii: "x"):
      guard let code = hexadecimal(2), let scalar = Unicode.Scalar(code) else {
        throw failure("two hexadecimal digits are wanted, \(found) was found")
      }
      text += Array(String(Character(scalar)).utf8)
    case UInt8(ascii: "u"):
      guard var code = hexadecimal(4) else {
        throw failure("four hexadecimal digits are wanted, \(found) was found")
      }
      if (0xD800..<0xDC00).contains(code), current == UInt8(ascii: "\\"), next == UInt8(ascii: "u")
      {
        position += 2
        guard let low = hexadecimal(4), (0xDC00..<0xE000).contains(low) else {
          throw failure("half a surrogate pair stands alone")
        }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw failure("half a surrogate pair stands alone")
      }
      text += Array(String(Character(scalar)).utf8)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      var code = Int(byte) - 48
      var digits = 1
      while digits < 3, let digit = current, isDigit(digit) {
        code = code * 10 + Int(digit) - 48
        digits += 1
        position += 1
      }
      text.append(UInt8(truncatingIfNeeded: code))
    default:
      // Writers that do not escape leave lone back-slashes, as in a path.
      text += [UInt8(ascii: "\\"), byte]
    }
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    guard position + count <= end else { return nil }
    let digits = bytes[position..<position + count]
    guard digits.allSatisfy({ isDigit($0) || (0x61...0x66).contains($0 | 0x20) }) else {
      return nil
    }
    position += count
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

/// A language that tables of settings are written in.
package enum LiteralStyle: String, Sendable, CaseIterable {
  /// `return { key = value }`, as JarvisArt's tools lay it out.
  case lua
  /// JSON with string keys.
  case json
  /// The text that Python prints for a dictionary: integer keys, True and False, one line.
  case python
}

/// Writes tables of settings. Texts are escaped; numbers keep their spelling where it is valid.
struct LiteralWriter {
  let style: LiteralStyle
  private var out = ""

  init(style: LiteralStyle) { self.style = style }

  static func text(_ table: SettingsTable, style: LiteralStyle) -> String {
    var writer = LiteralWriter(style: style)
    if style == .lua { writer.out += "return " }
    writer.write(.table(table), key: "", depth: 0)
    return writer.out + (style == .python ? "" : "\n")
  }

  private mutating func write(_ value: SettingsValue, key: String, depth: Int) {
    switch value {
    case .none: out += style == .lua ? "nil" : style == .json ? "null" : "None"
    case .flag(let flag):
      out += style == .python ? (flag ? "True" : "False") : (flag ? "true" : "false")
    case .number(let text): out += Self.number(text)
    case .text(let text): write(text, key: key)
    case .list(let items):
      if SettingsLayout.curveKeys.contains(key) || SettingsLayout.pointColorKeys.contains(key),
        writeCurve(value, key: key, depth: depth)
      {
        return
      }
      write(items, depth: depth)
    case .table(let table):
      if SettingsLayout.curveKeys.contains(key) || SettingsLayout.pointColorKeys.contains(key),
        table.entries.first.map({ Int($0.key) != nil }) ?? false,
        writeCurve(value, key: key, depth: depth)
      {
        return
      }
      write(table, depth: depth)
    }
  }

  private mutating func write(_ table: SettingsTable, depth: Int) {
    entries(table.entries.count, open: "{", close: "}", depth: depth) { writer, index in
      let entry = table.entries[index]
      writer.writeKey(entry.key)
      writer.write(entry.value, key: entry.key, depth: depth + 1)
    }
  }

  private mutating func write(_ items: [SettingsValue], depth: Int) {
    let isFlat = items.allSatisfy { $0.text != nil }
    let (open, close) = style == .lua ? ("{", "}") : ("[", "]")
    if isFlat {
      out += open
      for (index, item) in items.enumerated() {
        if index > 0 { out += ", " }
        write(item, key: "", depth: depth)
      }
      out += close
      return
    }
    entries(items.count, open: open, close: close, depth: depth) { writer, index in
      writer.write(items[index], key: "", depth: depth + 1)
    }
  }

  /// Curves and point colours in JarvisArt's layout: numbered from 1, tone curves flat.
  private mutating func writeCurve(_ value: SettingsValue, key: String, depth: Int) -> Bool {
    var items: [SettingsValue] = []
    if key.hasPrefix("Tone") {
      guard let curve = SettingsLayout.points(of: value) else { return false }
      items = curve.points.flatMap { [.number($0.x), .number($0.y)] }
    } else if key == "PointColors" {
      return false
    } else {
      guard let laidOut = SettingsLayout.forXMP(value, key: key).items else { return false }
      items = laidOut
    }
    entries(items.count, open: "{", close: "}", depth: depth, isShort: true) { writer, index in
      switch writer.style {
      case .lua: writer.out += "[\(index + 1)] = "
      case .json: writer.out += "\"\(index + 1)\": "
      case .python: writer.out += "\(index + 1): "
      }
      writer.write(items[index], key: "", depth: depth + 1)
    }
    return true
  }

  private mutating func entries(
    _ count: Int, open: String, close: String, depth: Int, isShort: Bool = false,
    _ entry: (inout LiteralWriter, Int) -> Void
  ) {
    out += open
    let isOneLine = style == .python || isShort || count == 0
    for index in 0..<count {
      if index > 0 { out += isOneLine ? ", " : "," }
      if !isOneLine { out += "\n" + String(repeating: "    ", count: depth + 1) }
      entry(&self, index)
    }
    if !isOneLine { out += "\n" + String(repeating: "    ", count: depth) }
    out += close
  }

  private mutating func writeKey(_ key: String) {
    switch style {
    case .lua:
      if Self.isLuaName(key) {
        out += key
      } else if let index = Int(key), index > 0, "\(index)" == key {
        // A number in quotes would be no place in an array.
        out += "[\(index)]"
      } else {
        out += "["
        write(key, key: "Name")
        out += "]"
      }
      out += " = "
    case .json, .python:
      write(key, key: "Name")
      out += ": "
    }
  }

  /// A text, or the number or flag that a text of XMP stands for.
  private mutating func write(_ text: String, key: String) {
    let quote = style == .python && !text.contains("'") ? "'" : "\""
    out += quote
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"" where quote == "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        let decimal = String(scalar.value)
        out +=
          style == .lua
          ? "\\" + String(repeating: "0", count: 3 - decimal.count) + decimal
          : "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += quote
  }

  /// A number without the sign and the comma that only some formats allow.
  private static func number(_ text: String) -> String {
    let body = text.hasPrefix("+") ? String(text.dropFirst()) : text
    let isPlain = body.utf8.allSatisfy { (0x30...0x39).contains($0) || "-.".utf8.contains($0) }
    guard isPlain, body.first != ".", body.last != ".", !body.hasPrefix("-."), !hasLeadingZero(body)
    else { return NumberText.value(text).map { NumberText.decimal($0) ?? "\($0)" } ?? "0" }
    return body
  }

  private static func hasLeadingZero(_ text: String) -> Bool {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    guard digits.first == UInt8(ascii: "0"), let second = digits.dropFirst().first else {
      return false
    }
    return (0x30...0x39).contains(second)
  }

  static func isLuaName(_ key: String) -> Bool {
    guard let first = key.utf8.first, !(0x30...0x39).contains(first), !reserved.contains(key) else {
      return false
    }
    return key.utf8.allSatisfy {
      (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
    }
  }

  private static let reserved: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]
}

extension SettingsTable {
  /// The table with the numbers and flags that XMP's texts stand for.
  ///
  /// Names, identifiers and versions stay texts even where they look like numbers. Of a key that
  /// stands twice the last value counts.
  var typed: SettingsTable {
    let last = byKey
    var done: Set<String> = []
    return SettingsTable(
      entries.compactMap { entry in
        guard done.insert(entry.key).inserted, let value = last[entry.key] else { return nil }
        return .init(entry.key, Self.typed(value, key: entry.key))
      })
  }

  private static func typed(_ value: SettingsValue, key: String) -> SettingsValue {
    switch value {
    case .text(let text):
      switch text {
      case "True", "true": return .flag(true)
      case "False", "false": return .flag(false)
      default:
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }
        guard isPlain, text.utf8.count <= 24, !LightroomKey.isText(key),
          NumberText.value(text) != nil
        else { return value }
        return .number(text)
      }
    case .list(let items): return .list(items.map { typed($0, key: key.isEmpty ? "" : "Name") })
    case .table(let table): return .table(table.typed)
    default: return value
    }
  }
}

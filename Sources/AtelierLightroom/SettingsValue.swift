/// A value of a settings file as it was written.
///
/// Texts and numbers keep their spelling, so that what nobody changed is written back as it was.
/// XMP knows texts only: what is a number or a flag there is decided by who reads it.
package enum SettingsValue: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A bare number, as written.
  case number(String)
  /// A bare true or false.
  case flag(Bool)
  /// Values in order.
  case list([SettingsValue])
  /// Named values in order.
  case table(SettingsTable)
  /// Nothing, as `nil`, `None` and `null` say.
  case none

  /// A number, written the shortest way.
  package static func number(_ value: Double) -> SettingsValue { .number(NumberText.short(value)) }

  /// The text, or the spelling of a number; nil for the others.
  package var text: String? {
    switch self {
    case .text(let text), .number(let text): text
    case .flag(let flag): flag ? "True" : "False"
    default: nil
    }
  }

  /// The finite number that this is or spells: with a sign, a point or a lone decimal comma.
  package var number: Double? {
    switch self {
    case .number(let text), .text(let text): NumberText.value(text)
    case .flag(let flag): flag ? 1 : 0
    default: nil
    }
  }

  /// True or false: bare, as a text in any case, or as 1 and 0.
  package var flag: Bool? {
    switch self {
    case .flag(let flag): return flag
    case .text(let text), .number(let text):
      switch text.lowercased() {
      case "true": return true
      case "false": return false
      default: return NumberText.value(text).map { $0 != 0 }
      }
    default: return nil
    }
  }

  /// The values of a list, of a table with the keys 1 to n, or of an empty table.
  package var items: [SettingsValue]? {
    switch self {
    case .list(let items): return items
    case .table(let table):
      var items: [SettingsValue] = []
      var numbered: [Int: SettingsValue] = [:]
      for entry in table.entries {
        guard let index = Int(entry.key) else { return nil }
        numbered[index] = entry.value
      }
      for index in 0..<numbered.count {
        guard let item = numbered[index + 1] else { return nil }
        items.append(item)
      }
      return items
    default: return nil
    }
  }

  /// The named values.
  package var table: SettingsTable? { if case .table(let table) = self { table } else { nil } }

  /// Whether two values say the same: numbers by value, tables whatever their order.
  package func meansSame(as other: SettingsValue) -> Bool {
    if self == other { return true }
    switch (self, other) {
    case (.table(let a), .table(let b)) where !a.entries.isEmpty && !b.entries.isEmpty:
      return a.meansSame(as: b)
    case (.list, _), (_, .list), (.table, .table):
      guard let a = items, let b = other.items, a.count == b.count else { return false }
      return zip(a, b).allSatisfy { $0.meansSame(as: $1) }
    case (.table, _), (_, .table): return false
    default: break
    }
    if let a = number, let b = other.number { return a == b }
    if let a = flag, let b = other.flag { return a == b }
    guard let a = text, let b = other.text else { return false }
    // The points of a curve are written with and without a blank.
    return a == b || a.filter { $0 != " " } == b.filter { $0 != " " } && a.contains(",")
  }
}

/// Named values in the order of the file.
package struct SettingsTable: Hashable, Sendable {
  /// A name and its value.
  package struct Entry: Hashable, Sendable {
    /// The name, without the prefix `crs:`.
    package var key: String
    /// The value.
    package var value: SettingsValue

    /// Makes an entry.
    package init(_ key: String, _ value: SettingsValue) {
      self.key = key
      self.value = value
    }
  }

  /// The entries in the order of the file.
  package var entries: [Entry]

  /// Makes a table.
  package init(_ entries: [Entry] = []) { self.entries = entries }

  /// The value of a key, the last where it stands twice; setting nil removes it.
  package subscript(key: String) -> SettingsValue? {
    get { entries.last { $0.key == key }?.value }
    set {
      guard let newValue else {
        entries.removeAll { $0.key == key }
        return
      }
      if let index = entries.lastIndex(where: { $0.key == key }) {
        entries[index].value = newValue
      } else {
        entries.append(Entry(key, newValue))
      }
    }
  }

  /// The values by key, the last where one stands twice.
  package var byKey: [String: SettingsValue] {
    Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
  }

  /// Whether two tables say the same, whatever their order.
  package func meansSame(as other: SettingsTable) -> Bool {
    let (a, b) = (byKey, other.byKey)
    return a.count == b.count
      && a.allSatisfy { key, value in b[key].map { value.meansSame(as: $0) } ?? false }
  }
}

extension SettingsTable: ExpressibleByDictionaryLiteral {
  /// Makes a table of the pairs in order.
  package init(dictionaryLiteral elements: (String, SettingsValue)...) {
    self.init(elements.map { Entry($0.0, $0.1) })
  }
}

/// Numbers as settings files spell them.
enum NumberText {
  /// The value of a spelling, where it is a finite number and nothing else.
  static func value(_ text: String) -> Double? {
    let trimmed = text.utf8.first == 0x20 || text.utf8.last == 0x20 ? trimming(text) : text[...]
    guard let first = trimmed.utf8.first, trimmed.utf8.count <= 64,
      isDigit(first) || first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
        || first == UInt8(ascii: ".")
    else { return nil }
    let body = first == UInt8(ascii: "+") ? trimmed.dropFirst() : trimmed
    if body.hasPrefix("0x") || body.hasPrefix("0X") || body.hasPrefix("-0x") {
      let digits = body.drop { $0 == "-" }.dropFirst(2)
      return Int(digits, radix: 16).map { Double(body.hasPrefix("-") ? -$0 : $0) }
    }
    let allowed = body.utf8.allSatisfy { isDigit($0) || "+-.eE".utf8.contains($0) }
    if allowed {
      guard let number = Double(body), number.isFinite else { return nil }
      return number
    }
    // A decimal comma, as programs of some countries write it; two would be a list.
    guard hasOneComma(body) else { return nil }
    return value(String(body.map { $0 == "," ? "." : $0 }))
  }

  /// Whether the spelling has a decimal comma.
  static func hasOneComma(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let whole = parts[0].utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    return !whole.isEmpty && whole.allSatisfy(isDigit) && !parts[1].isEmpty
      && parts[1].utf8.allSatisfy(isDigit)
  }

  /// The shortest spelling with at most six decimals.
  static func short(_ value: Double) -> String {
    guard value.magnitude < 1e15 else { return decimal(value) ?? "\(value)" }
    if value == value.rounded() { return String(Int64(value)) }
    let rounded = (value * 1e6).rounded() / 1e6
    if rounded == rounded.rounded() { return String(Int64(rounded)) }
    return decimal(rounded) ?? "0"
  }

  /// All digits without an exponent, which simple readers do not know; nil for numbers of more than
  /// 40 places.
  static func decimal(_ value: Double) -> String? {
    let text = "\(value.magnitude)"
    guard let mark = text.firstIndex(of: "e") else {
      return (value < 0 ? "-" : "") + (text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }
    guard let exponent = Int(text[text.index(after: mark)...]), abs(exponent) <= 40 else {
      return nil
    }
    var parts = text[..<mark].split(separator: ".").map(String.init)
    if parts.count < 2 || parts[1] == "0" { parts = [parts[0], ""] }
    let digits = parts[0] + parts[1]
    let point = parts[0].count + exponent
    let zeros = { (count: Int) in String(repeating: "0", count: max(0, count)) }
    let whole = point > 0 ? String(digits.prefix(point)) + zeros(point - digits.count) : "0"
    let fraction = point > 0 ? String(digits.dropFirst(point)) : zeros(-point) + digits
    return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  private static func trimming(_ text: String) -> Substring {
    let start = text.drop { $0 == " " }
    var end = start
    while end.last == " " { end.removeLast() }
    return end
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

/// A key of Camera Raw's namespace that Lightroom itself writes.
package struct LightroomKey: Hashable, Sendable {
  /// What its values are.
  package enum Form: Hashable, Sendable {
    /// A number with its range and the value that changes nothing.
    case number(ClosedRange<Double>, neutral: Double)
    /// True or false.
    case flag
    /// A name, an identifier or another text.
    case text
    /// Points on 0…255.
    case curve
    /// A list or a table.
    case structure
  }

  /// The process versions in which a key acts.
  package enum Family: Hashable, Sendable {
    case all
    /// 2003 and 2010 (5.0 and 5.7).
    case old
    /// 2012 and later (6.7 and above).
    case new
  }

  /// The key.
  package let name: String
  /// What its values are.
  package let form: Form
  /// Where it acts.
  package let family: Family
  /// The group that presets leave out or take as one.
  package let group: SettingsGroup

  /// The key of a name; nil where Lightroom has none.
  package static func named(_ name: String) -> LightroomKey? { byName[name] }

  /// All keys, in the order of the table.
  package static let all: [LightroomKey] = table

  /// Whether positive numbers are written with a sign: where the range has both.
  static func isSigned(_ name: String) -> Bool {
    if case .number(let range, _)? = byName[name]?.form { return range.lowerBound < 0 }
    return false
  }

  /// Whether the value is a text even where it looks like a number.
  static func isText(_ name: String) -> Bool {
    if let key = byName[name] { return key.form == .text }
    return textEndings.contains { name.hasSuffix($0) } || name == "What"
  }

  private static let textEndings = [
    "Name", "UUID", "Digest", "ID", "Version", "Table", "Point", "Type", "Info", "State", "Method",
  ]

  private static let byName = Dictionary(
    table.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}

/// Settings that people take or leave together.
package enum SettingsGroup: String, Sendable, Hashable, CaseIterable {
  case whiteBalance = "white_balance"
  case tone
  case presence
  case curve
  case color
  case colorGrading = "color_grading"
  case blackAndWhite = "black_and_white"
  case calibration
  case detail
  case lens
  case transform
  case effects
  case crop
  case masks
  case spots
  case look
  /// What describes the file instead of the picture.
  case information
}

/// Why settings of another program were refused.
package enum LightroomError: Error, Hashable, Sendable {
  /// The text is not what its format allows; `reason` ends with the place.
  case malformed(format: String, reason: String)
  /// More of something than is read.
  case limitExceeded(what: String, found: String, allowed: String)
  /// The content belongs to none of the kinds that are read.
  case unknownKind(reason: String)
  /// The content may be of several kinds.
  case ambiguousKind([SettingsKind], reason: String)
  /// A value of ours that Lightroom's key does not hold.
  case outOfRange(key: String, found: String, allowed: String)
}

extension LightroomError: CustomStringConvertible {
  /// What was found, what is allowed and what to do.
  package var description: String {
    switch self {
    case .malformed(let format, let reason):
      "The settings cannot be read as \(format): \(reason)."
    case .limitExceeded(let what, let found, let allowed):
      "The settings have \(found) \(what); at most \(allowed) are read."
    case .unknownKind(let reason):
      "The settings are of no kind that is read: \(reason). Known are "
        + SettingsKind.allCases.map(\.rawValue).joined(separator: ", ") + "."
    case .ambiguousKind(let kinds, let reason):
      "The settings may be \(kinds.map(\.rawValue).joined(separator: " or ")): \(reason). "
        + "Say which kind they are."
    case .outOfRange(let key, let found, let allowed):
      "\(key) would be \(found); Lightroom takes \(allowed)."
    }
  }
}

/// A place in a text, for messages.
enum TextPlace {
  /// Line and column, both from 1, of an offset.
  static func words(_ offset: Int, in bytes: [UInt8]) -> String {
    let before = bytes[..<min(max(0, offset), bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - (before.lastIndex(of: 0x0A) ?? -1)
    return "line \(line), column \(column)"
  }

  /// Text from a file, cut so that messages stay short.
  static func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 60 ? text : String(text.unicodeScalars.prefix(60)) + "…"
  }
}

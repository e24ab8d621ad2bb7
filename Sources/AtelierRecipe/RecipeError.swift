/// Why a recipe was refused. Each case says what was found, what is allowed and what to do.
public enum RecipeError: Error, Hashable, Sendable {
  /// The text is not JSON.
  case malformedJSON(String)
  /// A key that the catalog does not have, with the nearest one that it has.
  case unknownKey(String, path: String, nearest: String?)
  /// A value of the wrong kind.
  case wrongKind(path: String, found: String, wanted: String)
  /// A number outside its hard range, or not finite.
  case outOfRange(path: String, found: String, allowed: String)
  /// A version that this program does not read.
  case unsupportedVersion(found: String, newest: Int)
  /// More of something than is allowed.
  case tooMany(path: String, found: Int, allowed: Int)
  /// A parameter that cannot be varied by a mask.
  case notLocal(path: String)
}

extension RecipeError: CustomStringConvertible {
  /// What was found, what is allowed and what to do.
  public var description: String {
    switch self {
    case .malformedJSON(let reason):
      "The recipe is not valid JSON: \(reason)."
    case .unknownKey(let key, let path, let nearest):
      "'\(Self.shortened(key))' at \(path) is not known"
        + (nearest.map { "; did you mean '\($0)'?" } ?? ".")
        + " `atelier operations` lists what is."
    case .wrongKind(let path, let found, let wanted):
      "\(path) is \(found); it must be \(wanted)."
    case .outOfRange(let path, let found, let allowed):
      "\(path) is \(found); it must lie in \(allowed)."
    case .unsupportedVersion(let found, let newest):
      "The recipe's version is \(Self.shortened(found)); this program reads versions 1 to \(newest)."
    case .tooMany(let path, let found, let allowed):
      "\(path) has \(found) entries; at most \(allowed) are allowed."
    case .notLocal(let path):
      "\(path) cannot be limited to an area; move it to the recipe's \"adjustments\"."
    }
  }

  /// Names from a file are quoted up to 60 characters.
  private static func shortened(_ name: String) -> String {
    name.unicodeScalars.count <= 60 ? name : String(name.unicodeScalars.prefix(60)) + "…"
  }
}

import AtelierPlanner

/// Why a style could not be learned, found or read.
package enum StyleError: Error, Hashable, Sendable {
  /// A name that no style can have.
  case badName(String)
  /// There is neither a learned nor a built-in style of this name.
  case unknown(name: String, nearest: String?)
  /// Too few pairs could be used.
  case tooFew(found: [String: Int], leftOut: [String])
  /// More pairs than a style holds.
  case tooMany(found: Int, allowed: Int)
  /// A style's file that cannot be read or holds something else.
  case damaged(path: String, reason: String)
  /// A folder or file of styles that cannot be made, listed or removed.
  case fileSystem(path: String, reason: String)
}

extension StyleError: CustomStringConvertible {
  /// What was found, what is allowed and what to do.
  package var description: String {
    switch self {
    case .badName(let name):
      "'\(Self.shortened(name))' cannot be the name of a style; take 1 to 60 letters, digits, blanks, "
        + "'-' and '_', beginning with a letter or a digit."
    case .unknown(let name, let nearest):
      "There is no style '\(Self.shortened(name))'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? ".")
        + " `atelier style list` lists what there is; other styles can be said in words, as in "
        + "--style \"muted teal shadows, warm skin\"."
    case .tooFew(let found, let leftOut):
      Self.tooFew(found, leftOut)
    case .tooMany(let found, let allowed):
      "\(found) pairs were found; a style holds at most \(allowed)."
    case .damaged(let path, let reason):
      "\(path) cannot be read as a style: \(reason). Learn it again, or remove the file."
    case .fileSystem(let path, let reason):
      "\(path): \(reason)."
    }
  }

  private static func tooFew(_ found: [String: Int], _ leftOut: [String]) -> String {
    let counts = found.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      .map { "\($0.value) pair\($0.value == 1 ? "" : "s") with \($0.key) photos" }
    let usable = counts.isEmpty ? "No pair" : counts.joined(separator: " and ")
    let shown = leftOut.prefix(mostReasons)
    let rest = leftOut.count - shown.count
    return
      ([
        "\(usable) could be used; a style is learned from at least \(LearnedStyle.leastExamples) pairs "
          + "whose photos are all RAW or all rendered. `atelier style learn --help` says how pairs are named."
      ] + shown + (rest > 0 ? ["… and \(rest) more."] : [])).joined(separator: "\n")
  }

  /// Reasons that are told one by one.
  private static let mostReasons = 10

  /// Names from outside are quoted up to 60 characters.
  private static func shortened(_ name: String) -> String {
    name.unicodeScalars.count <= 60 ? name : String(name.unicodeScalars.prefix(60)) + "…"
  }
}

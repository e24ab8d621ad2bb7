/// Why something cannot be done in a session.
package enum SessionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no session of this number or name.
  case unknownSession(String)
  /// A session's or snapshot's name that cannot be one.
  case badName(String)
  /// Another one has the name.
  case nameTaken(String)
  /// A session has no such snapshot or step.
  case unknownPoint(String, snapshots: [String], steps: Int)
  /// What was to be changed is no place of a recipe.
  case badPlace(String, reason: String)
  /// There is nothing to be done.
  case nothing(String)
  /// The photo is not where it was.
  case photoMissing(path: String)
  /// There is another file now at the photo's path, or another photo was given.
  case photoChanged(path: String)
  /// Another program changed the session meanwhile.
  case changedMeanwhile(session: String)
  /// The database cannot be read.
  case damaged(path: String, reason: String)
  /// The database cannot be opened or written.
  case storage(path: String, reason: String)

  /// What was found, what is allowed, what to do.
  package var description: String {
    switch self {
    case .unknownSession(let key):
      "There is no session '\(key.prefix(80))'; `atelier session list` names them, and 'last' is the one "
        + "that changed last."
    case .badName(let name):
      "'\(name.prefix(80))' cannot be a name: it must have 1 to 80 characters, be neither a number nor "
        + "'last', 'start' or 'now', and have no line break."
    case .nameTaken(let name):
      "The name '\(name)' is taken; choose another."
    case .unknownPoint(let point, let snapshots, let steps):
      "There is no '\(point.prefix(80))' in this session: name 'start', 'now', a step from 1 to \(steps)"
        + (snapshots.isEmpty
          ? "; it has no snapshots." : " or a snapshot: \(snapshots.joined(separator: ", ")).")
    case .badPlace(let text, let reason):
      "'\(text.prefix(120))' \(reason)"
    case .nothing(let text): text
    case .photoMissing(let path):
      "The session's photo is not at \(path) any more; say where it is with --photo FILE."
    case .photoChanged(let path):
      "\(path) is not the photo of this session: its content differs. Give the photo itself with --photo "
        + "FILE, or begin a session for this one with `atelier session new`."
    case .changedMeanwhile(let session):
      "Another program changed session \(session) while this was planned; nothing of this was stored. "
        + "Look at it with `atelier session list \(session)` and say it again."
    case .damaged(let path, let reason):
      "The sessions in '\(path)' cannot be read (\(reason)); move the file away, or name another with "
        + "--store."
    case .storage(let path, let reason):
      "The sessions cannot be kept in '\(path)' (\(reason)); name another file with --store or "
        + "ATELIER_SESSIONS."
    }
  }
}

/// A language model that can be asked.
///
/// An implementation owns the connection, its limits and its retries. It gives an answer that the
/// conversation's ``Conversation/review`` accepts, or throws.
package protocol LanguageModel: Sendable {
  /// The name that was configured; answers carry the one that the server says.
  var name: String { get }

  /// Whether it takes pictures, as far as that can be known without sending one; the server is asked
  /// once. Where it turns out later that it does not, each picture's description is sent instead.
  ///
  /// - Throws: ``LanguageModelError`` where the server cannot be asked.
  func takesPictures() async throws(LanguageModelError) -> Bool

  /// Asks it.
  ///
  /// - Parameter conversation: what was said so far; the model says what comes next.
  /// - Returns: its answer.
  /// - Throws: ``LanguageModelError``; `cancelled` at once where the task is cancelled.
  func answer(_ conversation: Conversation) async throws(LanguageModelError) -> ModelAnswer
}

/// Why a model gave no answer that can be used.
package enum LanguageModelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Nobody listens there.
  case unreachable(host: String, reason: String)
  /// The connection broke before the answer was complete, more than once.
  case brokenOff(host: String, reason: String)
  /// It gave no word before and was not asked again.
  case givenUp(host: String)
  /// The server said no, with its status and the beginning of its reason.
  case refused(host: String, status: Int, reason: String)
  /// No answer within the time allowed.
  case timedOut(host: String, what: String, seconds: Double)
  /// The answer cannot be used, even after it was asked to repair it.
  case nonsense(host: String, reason: String)
  /// The answer is longer than what is read.
  case tooLong(host: String, limit: String)
  /// What the batch may use has been used.
  case budgetSpent(what: String)
  /// The configuration cannot work.
  case misconfigured(String)
  /// The caller gave up.
  case cancelled

  /// What happened, what is allowed, what to do.
  package var description: String {
    switch self {
    case .unreachable(let host, let reason):
      "The model's server \(host) cannot be reached (\(reason)); start it, or name another with "
        + "--planner."
    case .brokenOff(let host, let reason):
      "The model's server \(host) broke off its answer (\(reason)); look at its log, or name another "
        + "with --planner."
    case .givenUp(let host):
      "The model's server \(host) was not asked again, for it gave no answer before."
    case .refused(let host, let status, let reason):
      switch status {
      case 401, 403:
        "The model's server \(host) refused the request (HTTP \(status)); put a valid token into "
          + "ATELIER_PLANNER_TOKEN."
      case 404:
        "The model's server \(host) does not know the address or the model (HTTP 404: \(reason)); "
          + "the address usually ends in /v1, and --model must name one of its models."
      default:
        "The model's server \(host) refused the request (HTTP \(status)"
          + (reason.isEmpty ? ")." : ": \(reason)).")
      }
    case .timedOut(let host, let what, let seconds):
      "The model's server \(host) gave no \(what) within \(Self.short(seconds)) s; allow more with "
        + "--model-timeout."
    case .nonsense(let host, let reason):
      "The answer of \(host) cannot be used: \(reason)."
    case .tooLong(let host, let limit):
      "The answer of \(host) is longer than \(limit), which is all that is read."
    case .budgetSpent(let what): what
    case .misconfigured(let reason): reason
    case .cancelled: "Cancelled; the model was not waited for."
    }
  }

  private static func short(_ seconds: Double) -> String {
    let rounded = (seconds * 100).rounded() / 100
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}

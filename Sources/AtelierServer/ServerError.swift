/// Why a request or a task was not done.
package enum ServerError: Error, Hashable, Sendable {
  /// What was sent cannot be used.
  case badRequest(String)
  /// A path that the server may not touch.
  case forbidden(String)
  /// A file or a task that does not exist.
  case notFound(String)
  /// A task that is not in the state that the request is for.
  case wrongState(String)
  /// More bytes than are taken.
  case tooLarge(String)
  /// The queue is full.
  case busy(String)
  /// The time for something is over.
  case timedOut(String)
  /// The file system, the database or the other end failed.
  case environment(String)
}

extension ServerError: CustomStringConvertible {
  /// What was found, what is allowed and what to do.
  package var description: String {
    switch self {
    case .badRequest(let text), .forbidden(let text), .notFound(let text), .wrongState(let text),
      .tooLarge(let text), .busy(let text), .timedOut(let text), .environment(let text):
      text
    }
  }
}

extension ServerError {
  /// Any error as one of the server's.
  init(_ error: any Error) {
    self =
      switch error {
      case let error as ServerError: error
      case is CancellationError: .busy("The server is stopping; send this again later.")
      default: .environment("\(error)")
      }
  }
}

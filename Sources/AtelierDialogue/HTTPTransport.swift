package import AtelierPlanner

/// Carries requests to a server and pieces of its replies back.
package protocol HTTPTransport: Sendable {
  /// Sends a request and hands over the reply as it comes.
  ///
  /// - Parameters:
  ///   - request: what is sent.
  ///   - receive: gets the head, then the body's pieces; what it throws ends the exchange.
  /// - Throws: ``TransportFailure``.
  func send(
    _ request: HTTPRequest, receive: HTTPReceiver
  ) async throws(TransportFailure)
}

/// Takes the pieces of a reply; what it throws ends the exchange.
package typealias HTTPReceiver = (HTTPEvent) throws -> Void

/// A request.
package struct HTTPRequest: Sendable {
  /// `GET` or `POST`.
  package var method: String
  /// The whole address.
  package var url: String
  /// Header fields.
  package var headers: [(name: String, value: String)]
  /// The body; empty for `GET`.
  package var body: [UInt8]
}

/// A piece of a reply.
package enum HTTPEvent: Sendable {
  /// Status and header fields, names in lower case.
  case head(status: Int, headers: [String: String])
  /// Bytes of the body.
  case body([UInt8])
}

/// Why an exchange ended early.
package enum TransportFailure: Error, Sendable, Hashable {
  /// Nobody listens there.
  case refused(String)
  /// The connection broke.
  case broken(String)
  /// Anything else that trying again does not help: an unknown host, a bad certificate.
  case failed(String)
  /// The receiver wanted no more.
  case stopped(LanguageModelError)
  /// The task was cancelled.
  case cancelled
}

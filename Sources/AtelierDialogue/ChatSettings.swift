/// How a server is talked to.
package struct ChatSettings: Sendable {
  /// Where it is.
  package var endpoint: ChatEndpoint
  /// The model; nil takes the only one that the server has.
  package var model: String?
  /// Sent with every request where there is one.
  package var token: Secret?
  /// Whether pictures may leave.
  package var sendsPictures = true
  /// The most time that one answer may take, tries and repairs included.
  package var timeout: Duration = .seconds(120)
  /// The most time without a further word, once the first one has come.
  package var patience: Duration = .seconds(60)
  /// The most tokens of an answer.
  package var tokenLimit = 4096
  /// The most bytes of a reply.
  package var replyLimit = 16 << 20
  /// When something that may pass is tried again.
  package var retries = RetryPolicy()

  /// Makes settings.
  package init(endpoint: ChatEndpoint, model: String? = nil, token: Secret? = nil) {
    self.endpoint = endpoint
    self.model = model
    self.token = token
  }
}

/// When something that may pass is tried again: after 408, 429 and 5xx, refused and broken connections.
package struct RetryPolicy: Sendable {
  /// How often.
  package var count = 3
  /// The wait before the first; each further one is twice as long.
  package var delay: Duration = .milliseconds(500)
  /// The longest wait.
  package var longest: Duration = .seconds(20)
  /// A share of the wait, 0…1, that is added so that not all come back at once.
  package var jitter: @Sendable () -> Double = { .random(in: 0...0.5) }
  /// Waits.
  package var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

  /// Makes the usual policy.
  package init() {}

  /// Statuses that may pass.
  static func mayPass(_ status: Int) -> Bool {
    status == 408 || status == 429 || (500...599).contains(status) && status != 501
  }

  /// The wait before a try; what the server asks for goes before our own.
  func wait(before attempt: Int, asked: Duration?) -> Duration {
    if let asked { return asked }
    let factor = Double(1 << min(attempt - 1, 10)) * (1 + jitter())
    return min(delay * factor, longest)
  }
}

import AtelierPlanner
import AtelierRecipe
import Synchronization

/// One question to a server and its reply: tried again where that may help, and never waited for longer
/// than allowed.
struct Exchange: Sendable {
  private let settings: ChatSettings
  private let transport: any HTTPTransport
  private let readsList: Bool
  private let lost: @Sendable (ChatReply) -> Void

  /// What came back.
  struct Result: Sendable {
    var reply = ChatReply()
    /// The document, where a list was asked for.
    var list: JSONValue?
  }

  /// Makes an exchange.
  ///
  /// - Parameters:
  ///   - settings: how the server is talked to.
  ///   - transport: carries the request.
  ///   - readsList: whether the list of models is asked for.
  ///   - lost: gets what was said of a reply that broke off or was given up, for it is paid for too.
  init(
    _ settings: ChatSettings, _ transport: any HTTPTransport, readsList: Bool = false,
    lost: @escaping @Sendable (ChatReply) -> Void = { _ in }
  ) {
    self.settings = settings
    self.transport = transport
    self.readsList = readsList
    self.lost = lost
  }

  /// What a server that says nothing at all is told to have failed to give.
  static let firstWord = "first word"

  private var host: String { settings.endpoint.host }

  /// A failure, and whether trying again may help.
  private struct Setback: Error {
    var error: LanguageModelError
    var mayPass = false
    var wait: Duration?
  }

  /// Sends a request.
  ///
  /// - Throws: `LanguageModelError`; `refused` carries the server's own words.
  func send(
    _ request: HTTPRequest, until deadline: ContinuousClock.Instant
  ) async throws(LanguageModelError) -> Result {
    let retries = settings.retries
    for attempt in 1...(retries.count + 1) {
      do {
        return try await attemptOnce(request, until: deadline)
      } catch {
        let wait = retries.wait(before: attempt, asked: error.wait)
        guard error.mayPass, attempt <= retries.count, ContinuousClock.now + wait < deadline else {
          throw error.error
        }
        do { try await retries.sleep(wait) } catch { throw .cancelled }
      }
    }
    throw .cancelled
  }

  /// Sends a request once, watched by a clock.
  private func attemptOnce(
    _ request: HTTPRequest, until deadline: ContinuousClock.Instant
  ) async throws(Setback) -> Result {
    let lastWord = LastWord()
    do {
      return try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask { try await receive(request, lastWord) }
        group.addTask {
          try await watch(lastWord, until: deadline)
          return nil
        }
        defer { group.cancelAll() }
        while let result = try await group.next() {
          if let result { return result }
        }
        throw CancellationError()
      }
    } catch let setback as Setback {
      throw Task.isCancelled ? Setback(error: .cancelled) : setback
    } catch {
      throw Setback(error: .cancelled)
    }
  }

  private func receive(
    _ request: HTTPRequest, _ lastWord: LastWord
  ) async throws(Setback) -> Result {
    if readsList { return try await receiveList(request) }
    var reader = ChatReplyReader(host: host, limit: settings.replyLimit)
    var isWhole = false
    defer { if !isWhole, reader.reply.hasWords { lost(reader.reply) } }
    do {
      try await transport.send(request) { event throws(LanguageModelError) in
        if try reader.take(event) { lastWord.mark() }
        // A server may keep the connection open after its last word.
        if reader.isDone { throw .cancelled }
      }
    } catch {
      guard reader.isDone else { throw setback(error) }
    }
    let reply: ChatReply
    do { reply = try reader.finish() } catch { throw Setback(error: error) }
    try check(reply)
    guard !reader.isCutOff else {
      throw setback(.broken("its stream ended in the middle"))
    }
    isWhole = true
    return Result(reply: reply)
  }

  private func receiveList(_ request: HTTPRequest) async throws(Setback) -> Result {
    var status = 0
    var body: [UInt8] = []
    do {
      try await transport.send(request) { event throws(LanguageModelError) in
        switch event {
        case .head(let code, _): status = code
        case .body(let bytes):
          body += bytes
          guard body.count <= settings.replyLimit else {
            throw .tooLong(host: host, limit: "\(settings.replyLimit >> 20) MB")
          }
        }
      }
    } catch {
      throw setback(error)
    }
    guard (200..<300).contains(status) else {
      throw Setback(
        error: .refused(host: host, status: status, reason: "no list of models"),
        mayPass: RetryPolicy.mayPass(status))
    }
    return Result(list: try? JSONValue(parsing: body))
  }

  /// Finds what a complete reply complains about.
  private func check(_ reply: ChatReply) throws(Setback) {
    let isGood = (200..<300).contains(reply.status)
    guard !isGood || !reply.complaint.isEmpty else { return }
    // Within a stream an error comes after the status.
    let status = isGood ? 500 : reply.status
    let isOurFault =
      ServerText.isAboutPictures(reply.complaint) || ServerText.isAboutForm(reply.complaint)
    throw Setback(
      error: .refused(host: host, status: status, reason: reply.complaint),
      mayPass: RetryPolicy.mayPass(status) && !isOurFault, wait: reply.retryAfter)
  }

  private func setback(_ failure: TransportFailure) -> Setback {
    switch failure {
    case .refused(let reason):
      Setback(error: .unreachable(host: host, reason: reason), mayPass: true)
    case .broken(let reason):
      Setback(error: .brokenOff(host: host, reason: reason), mayPass: true)
    case .failed(let reason): Setback(error: .unreachable(host: host, reason: reason))
    case .stopped(let error): Setback(error: error)
    case .cancelled: Setback(error: .cancelled)
    }
  }

  /// Ends the exchange when no word comes for too long, or when its time is over.
  private func watch(
    _ lastWord: LastWord, until deadline: ContinuousClock.Instant
  ) async throws {
    while true {
      let last = lastWord.time
      // Before its first word a server reads the whole question, which may take long.
      let patience = last.map { $0 + settings.patience } ?? deadline
      let end = min(patience, deadline)
      guard end <= .now else {
        // The first word may come meanwhile.
        try await Task.sleep(until: min(end, .now + settings.patience), clock: .continuous)
        continue
      }
      let isImpatient = patience < deadline
      let what = last == nil ? Self.firstWord : isImpatient ? "further word" : "whole answer"
      let limit = isImpatient ? settings.patience : settings.timeout
      throw Setback(
        error: .timedOut(host: host, what: what, seconds: limit / .seconds(1)))
    }
  }

  /// When the last word came.
  private final class LastWord: Sendable {
    private let instant = Mutex<ContinuousClock.Instant?>(nil)

    var time: ContinuousClock.Instant? { instant.withLock { $0 } }

    func mark() { instant.withLock { $0 = .now } }
  }
}

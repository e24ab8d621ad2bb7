import AtelierPlanner
import AtelierRecipe
import Foundation

/// What a server said in one exchange, put together from a stream or read from a whole document.
struct ChatReply: Sendable {
  var status = 0
  var retryAfter: Duration?
  var text = ""
  var reasoning = ""
  /// The arguments of the tool that it called.
  var arguments = ""
  var model = ""
  var finish = ""
  var tokensIn: Int?
  var tokensOut: Int?
  /// What an error says.
  var complaint = ""

  /// Takes the members of a chunk or of a whole reply.
  mutating func take(_ document: JSONValue) {
    if let name = document["model"]?.string { model = name }
    if let usage = document["usage"] {
      tokensIn = usage["prompt_tokens"]?.count ?? tokensIn
      tokensOut = usage["completion_tokens"]?.count ?? tokensOut
    }
    if let error = document["error"] { complaint = Self.complaint(in: error) ?? complaint }
    guard case .array(let choices)? = document["choices"], let choice = choices.first else {
      return
    }
    if let reason = choice["finish_reason"]?.string { finish = reason }
    guard let message = choice["delta"] ?? choice["message"] else { return }
    text += message["content"]?.words ?? ""
    for key in ["reasoning_content", "reasoning", "thinking"] {
      guard let thought = message[key]?.words, !thought.isEmpty else { continue }
      reasoning += thought
      break
    }
    if case .array(let calls)? = message["tool_calls"] {
      // Only the first call counts; further ones would be a second answer.
      for call in calls where (call["index"]?.count ?? 0) == 0 {
        switch call["function"]?["arguments"] {
        case .string(let piece)?: arguments += piece
        // Some servers send the arguments as an object.
        case .object(let members)?: arguments = JSONValue.object(members).text(pretty: false)
        default: break
        }
        if choice["message"] != nil { break }
      }
    }
  }

  /// Whether it says anything.
  var hasWords: Bool { !(text.isEmpty && reasoning.isEmpty && arguments.isEmpty) }

  /// About how many tokens it has, where the server did not count them: three bytes each.
  var estimate: Int { (text + reasoning + arguments).utf8.count / 3 }

  /// The sentence of an error in the shapes that servers use.
  static func complaint(in error: JSONValue) -> String? {
    if let text = error.string { return text }
    if let text = error["message"]?.string { return text }
    return error.isEmpty ? nil : error.text(pretty: false)
  }
}

extension JSONValue {
  var string: String? { if case .string(let text) = self { text } else { nil } }

  var count: Int? {
    if case .number(let number) = self, (0...1e12).contains(number) { Int(number) } else { nil }
  }

  /// Text, or the texts of a list of parts.
  var words: String? {
    switch self {
    case .string(let text): text
    case .array(let parts): parts.compactMap { $0["text"]?.string }.joined()
    default: nil
    }
  }

  fileprivate var isEmpty: Bool {
    switch self {
    case .null: true
    case .object(let members): members.isEmpty
    default: false
    }
  }
}

/// Reads a reply as it comes.
struct ChatReplyReader {
  private(set) var reply = ChatReply()
  /// Whether the server said that it is done.
  private(set) var isDone = false
  private let host: String
  private let limit: Int
  private var received = 0
  private var isStream = false
  private var contentType = ""
  private var body: [UInt8] = []
  private var stream = EventStream()

  init(host: String, limit: Int) {
    self.host = host
    self.limit = limit
  }

  /// Takes an event.
  ///
  /// - Returns: whether it brought words.
  /// - Throws: `LanguageModelError` where it is too long or no reply.
  mutating func take(_ event: HTTPEvent) throws(LanguageModelError) -> Bool {
    switch event {
    case .head(let status, let headers):
      reply.status = status
      reply.retryAfter = headers["retry-after"].flatMap(Self.wait)
      contentType = headers["content-type"]?.lowercased() ?? ""
      isStream = contentType.hasPrefix("text/event-stream") && status < 300
      return false
    case .body(let bytes):
      received += bytes.count
      guard received <= limit else {
        throw .tooLong(host: host, limit: "\(limit >> 20) MB")
      }
      guard isStream else {
        body += bytes
        return false
      }
      var hasWords = false
      for event in stream.feed(bytes) { hasWords = try take(event: event) || hasWords }
      return hasWords
    }
  }

  /// The whole reply, once the server ends it.
  mutating func finish() throws(LanguageModelError) -> ChatReply {
    if isStream {
      if let last = stream.finish() { _ = try take(event: last) }
      return reply
    }
    let document = try? JSONValue(parsing: body)
    guard reply.status >= 200, reply.status < 300 else {
      reply.complaint =
        document.flatMap { document in
          document["error"].flatMap(ChatReply.complaint)
            ?? document["message"]?.string ?? document["detail"].flatMap(ChatReply.complaint)
        } ?? plainComplaint
      return reply
    }
    guard let document, case .object = document else {
      throw .nonsense(
        host: host,
        reason: contentType.hasPrefix("text/html")
          ? "it is a web page and no reply of a model; the address usually ends in /v1"
          : "it is no JSON document")
    }
    reply.take(document)
    return reply
  }

  private mutating func take(event: [UInt8]) throws(LanguageModelError) -> Bool {
    if event.elementsEqual("[DONE]".utf8) {
      isDone = true
      return false
    }
    guard let document = try? JSONValue(parsing: event), case .object = document else {
      throw .nonsense(host: host, reason: "a piece of its stream is no JSON document")
    }
    let before = reply.text.utf8.count + reply.reasoning.utf8.count + reply.arguments.utf8.count
    reply.take(document)
    let after = reply.text.utf8.count + reply.reasoning.utf8.count + reply.arguments.utf8.count
    return after > before
  }

  /// Whether a stream ended before the answer did: servers name a reason for the end, or say that they
  /// are done.
  var isCutOff: Bool { isStream && !isDone && reply.finish.isEmpty && reply.complaint.isEmpty }

  private var plainComplaint: String {
    if contentType.hasPrefix("text/html") { return "a web page" }
    return String(decoding: body.prefix(400), as: UTF8.self)
  }

  /// The wait that `Retry-After` names: seconds, or a date (RFC 9110, 10.2.3).
  static func wait(_ text: String) -> Duration? {
    if let seconds = Double(text), seconds >= 0, seconds < 86_400 { return .seconds(seconds) }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    guard let date = format.date(from: text) else { return nil }
    return .seconds(min(max(0, date.timeIntervalSinceNow), 86_400))
  }
}

package import AtelierPlanner
import AtelierRecipe
import Synchronization

/// A model behind a server that speaks chat completions: vLLM, llama.cpp's `llama-server`, Ollama, or a
/// hosted one.
///
/// A document is asked for in the best way that the server takes, which is remembered: by JSON Schema,
/// as a tool's arguments, by grammar, in words. An answer that cannot be used is sent back with what is
/// wrong with it, at most twice. What may pass is tried again; all of it within one time limit.
package final class ChatModel: LanguageModel {
  private let settings: ChatSettings
  private let transport: any HTTPTransport
  private let spending: SpendingLimit?
  private let memory = Mutex(Memory())

  /// What was learned about the server.
  private struct Memory {
    var probe: ServerProbe?
    var rung = ModelAnswer.Rung.jsonSchema
    var refusesPictures = false
    /// How often in a row it gave no word; all tries to reach it count twice.
    var silences = 0
    var without: Set<ChatRequest.Extra> = []
  }

  /// How often an answer that cannot be used is sent back.
  static let repairLimit = 2

  /// Makes a model.
  ///
  /// - Parameters:
  ///   - settings: where and how it is asked.
  ///   - transport: carries the requests.
  ///   - spending: what all its answers together may use.
  package init(
    settings: ChatSettings, transport: any HTTPTransport, spending: SpendingLimit? = nil
  ) {
    self.settings = settings
    self.transport = transport
    self.spending = spending
  }

  /// The name that was configured, else the host's.
  package var name: String { settings.model ?? settings.endpoint.host }

  private var host: String { settings.endpoint.host }

  package func takesPictures() async throws(LanguageModelError) -> Bool {
    guard settings.sendsPictures else { return false }
    let clock = ContinuousClock()
    let probe = try await probe(until: clock.now + settings.timeout)
    return !memory.withLock { $0.refusesPictures } && probe.takesPictures ?? true
  }

  package func answer(
    _ conversation: Conversation
  ) async throws(LanguageModelError) -> ModelAnswer {
    let clock = ContinuousClock()
    let start = clock.now
    let deadline = start + settings.timeout
    let probe = try await probe(until: deadline)
    var conversation = conversation
    let isBlind =
      !settings.sendsPictures || probe.takesPictures == false
      || memory.withLock { $0.refusesPictures }
    if isBlind { conversation = conversation.withoutPictures }
    var answer = ModelAnswer(text: "", model: probe.model)
    while true {
      let reply = try await ask(&conversation, probe, &answer.rung, until: deadline)
      answer.tokensIn = reply.tokensIn.map { $0 + (answer.tokensIn ?? 0) } ?? answer.tokensIn
      answer.tokensOut = reply.tokensOut.map { $0 + (answer.tokensOut ?? 0) } ?? answer.tokensOut
      if !reply.model.isEmpty { answer.model = ServerText.plain(reply.model, most: 120) }
      answer.picturesShown = conversation.pictures.count
      answer.reasoning = reply.reasoning
      let problem = Self.read(reply, conversation, into: &answer)
      guard let problem else {
        answer.seconds = (clock.now - start) / .seconds(1)
        return answer
      }
      guard answer.repairs < Self.repairLimit else {
        throw .nonsense(host: host, reason: plain(problem))
      }
      answer.repairs += 1
      let said = reply.text.isEmpty ? reply.arguments : reply.text
      conversation.messages.append(.init(.assistant, String(said.prefix(4000))))
      conversation.messages.append(
        .init(
          .user,
          "That answer cannot be used: \(problem). Answer again, completely, in the wanted form and "
            + "with nothing around it."))
    }
  }

  /// Finds the answer in a reply.
  ///
  /// - Returns: what is wrong with it; nil where it can be used.
  private static func read(
    _ reply: ChatReply, _ conversation: Conversation, into answer: inout ModelAnswer
  ) -> String? {
    // Models that think may put all they say into the reasoning.
    let said = [reply.arguments, reply.text, reply.reasoning]
    if conversation.form == nil {
      answer.text = said.dropFirst().first { !$0.allSatisfy(\.isWhitespace) } ?? ""
      return answer.text.isEmpty ? "it is empty" : conversation.review(answer.text)
    }
    for text in said {
      guard let document = AnswerText.document(in: text) else { continue }
      answer.text = document
      return conversation.review(document)
    }
    if said.allSatisfy(\.isEmpty) { return "it is empty" }
    return reply.finish == "length"
      ? "it breaks off at the limit of its length, so be brief" : "it holds no whole JSON object"
  }

  /// What the server's list says, asked for once.
  private func probe(
    until deadline: ContinuousClock.Instant
  ) async throws(LanguageModelError) -> ServerProbe {
    // The other photos of a batch do not wait for a dead server again.
    guard memory.withLock({ $0.silences < 2 }) else { throw .givenUp(host: host) }
    if let known = memory.withLock({ $0.probe }) { return known }
    let request = HTTPRequest(
      method: "GET", url: settings.endpoint.models, headers: headers, body: [])
    var list: JSONValue?
    do {
      let body = try await Exchange(self.settings, transport, readsList: true)
        .send(request, until: deadline)
      list = body.list
    } catch {
      switch error {
      // A server without a list may still answer.
      case .refused(_, let status, _) where ![401, 403].contains(status): break
      case .nonsense, .tooLong: break
      default: throw cleaned(error)
      }
    }
    let probe = try ServerProbe(list, wanted: settings.model, host: host)
    memory.withLock { $0.probe = probe }
    return probe
  }

  /// Asks once, in the best way that the server takes.
  private func ask(
    _ conversation: inout Conversation, _ probe: ServerProbe, _ used: inout ModelAnswer.Rung,
    until deadline: ContinuousClock.Instant
  ) async throws(LanguageModelError) -> ChatReply {
    var rung = conversation.form == nil ? .text : memory.withLock { $0.rung }
    var without = memory.withLock { $0.without }
    while true {
      let estimate = ChatRequest.estimate(conversation)
      let wanted = conversation.tokenLimit ?? settings.tokenLimit
      let request = ChatRequest(
        model: probe.model, conversation: conversation, rung: rung,
        tokenLimit: try spending?.allowance(input: estimate, wanted: wanted) ?? wanted,
        flavor: probe.flavor, without: without)
      do {
        let reply = try await Exchange(settings, transport) { [spending] part in
          spending?.use(
            input: part.tokensIn ?? estimate, output: part.tokensOut ?? part.estimate)
        }.send(
          HTTPRequest(
            method: "POST", url: settings.endpoint.completions,
            headers: headers + [("Content-Type", "application/json")],
            body: Array(request.body.text(pretty: false).utf8)),
          until: deadline
        ).reply
        spending?.use(
          input: reply.tokensIn ?? estimate,
          output: reply.tokensOut ?? reply.estimate)
        used = rung
        memory.withLock {
          if conversation.form != nil { $0.rung = rung }
          $0.without = without
          $0.silences = 0
        }
        return reply
      } catch {
        guard case .refused(_, let status, let complaint) = error else { throw cleaned(error) }
        if !conversation.pictures.isEmpty, ![401, 403, 404, 429].contains(status),
          ServerText.isAboutPictures(complaint)
        {
          conversation = conversation.withoutPictures
          memory.withLock { $0.refusesPictures = true }
        } else if status == 400 || status == 422,
          let extra = ChatRequest.Extra.allCases.first(where: {
            !without.contains($0) && complaint.contains($0.rawValue)
          })
        {
          without.insert(extra)
        } else if conversation.form != nil, let next = Self.rung(below: rung),
          [400, 405, 415, 422, 501].contains(status)
            || status == 500 && ServerText.isAboutForm(complaint)
        {
          rung = next
        } else {
          throw cleaned(error)
        }
      }
    }
  }

  private static func rung(below rung: ModelAnswer.Rung) -> ModelAnswer.Rung? {
    ModelAnswer.Rung.allCases.first { $0 > rung }
  }

  private var headers: [(name: String, value: String)] {
    [("Accept", "text/event-stream, application/json"), ("User-Agent", "atelier")]
      + (settings.token.map { [("Authorization", "Bearer \($0.text)")] } ?? [])
  }

  /// A text from outside, short, plain and without the token.
  private func plain(_ text: String) -> String {
    ServerText.plain(settings.token?.removed(from: text) ?? text)
  }

  /// An error whose text from outside is fit to be shown; that a server gave no word is remembered.
  private func cleaned(_ error: LanguageModelError) -> LanguageModelError {
    switch error {
    case .unreachable: memory.withLock { $0.silences = 2 }
    case .timedOut(_, Exchange.firstWord, _): memory.withLock { $0.silences += 1 }
    default: break
    }
    return switch error {
    case .refused(let host, let status, let reason):
      .refused(host: host, status: status, reason: plain(reason))
    case .nonsense(let host, let reason): .nonsense(host: host, reason: plain(reason))
    case .unreachable(let host, let reason): .unreachable(host: host, reason: plain(reason))
    case .brokenOff(let host, let reason): .brokenOff(host: host, reason: plain(reason))
    default: error
    }
  }
}

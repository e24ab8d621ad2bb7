#if Dialogue
  import AtelierDialogue
  import AtelierPlanner
  import AtelierRecipe
  import Synchronization
  import Testing

  /// Says nothing until the client gives up, or answers, as a script has it.
  private final class Silences: HTTPTransport {
    private let script: Mutex<[Bool]>
    let questions = Mutex(0)

    init(_ script: Bool...) { self.script = Mutex(script) }

    func send(
      _ request: HTTPRequest, receive: HTTPReceiver
    ) async throws(TransportFailure) {
      do {
        guard request.method == "POST" else {
          try receive(.head(status: 200, headers: [:]))
          return try receive(.body(Array(#"{"data": [{"id": "m"}]}"#.utf8)))
        }
        questions.withLock { $0 += 1 }
        guard !script.withLock({ $0.removeFirst() }) else {
          throw LanguageModelError.timedOut(host: "h", what: "first word", seconds: 60)
        }
        try receive(.head(status: 200, headers: [:]))
        let said = JSONValue.string(SilenceTests.answer).text(pretty: false)
        let reply = "{\"choices\": [{\"message\": {\"content\": \(said)}}]}"
        try receive(.body(Array(reply.utf8)))
      } catch let error as LanguageModelError {
        throw .stopped(error)
      } catch {
        throw .failed("\(error)")
      }
    }
  }

  @Suite("Silent servers")
  struct SilenceTests {
    fileprivate static let answer = "It is dark."

    private static let conversation = Conversation(messages: [.init(.user, "brighter")])

    @Test("a server that is silent twice in a row is not asked again")
    func silence() async throws {
      let transport = Silences(true, false, true, true)
      let model = ChatModel(
        settings: ChatSettings(endpoint: try ChatEndpoint("http://h/v1")), transport: transport)
      func ask() async -> Result<ModelAnswer, LanguageModelError> {
        do throws(LanguageModelError) {
          return .success(try await model.answer(Self.conversation))
        } catch {
          return .failure(error)
        }
      }
      let silent = LanguageModelError.timedOut(host: "h", what: "first word", seconds: 60)
      #expect(await ask() == .failure(silent))
      #expect(try await ask().get().text == Self.answer)
      #expect(await ask() == .failure(silent))
      #expect(await ask() == .failure(silent))
      #expect(await ask() == .failure(.givenUp(host: "h")))
      #expect(transport.questions.withLock { $0 } == 4)
    }
  }
#endif

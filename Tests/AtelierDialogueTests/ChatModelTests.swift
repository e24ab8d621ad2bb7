#if Dialogue
  import AtelierDialogue
  import AtelierPlanner
  import AtelierRecipe
  import AtelierTesting
  import Synchronization
  import Testing

  /// What servers say, and what the client makes of it. Limits are milliseconds, waits are only noted.
  @Suite("Chat completions", .timeLimit(.minutes(15)))
  struct ChatModelTests {
    static let answer =
      #"{"steps": [{"parameter": "a.b", "value": 1.5, "reason": "“so”"}]}"#

    static let form = Conversation.AnswerForm(
      name: "retouch",
      schema: ["type": "object", "required": ["steps"], "additionalProperties": false])

    private static let picture = Conversation.Picture(
      jpeg: [0xFF, 0xD8, 1, 2, 3], width: 4, height: 3, description: "L* mean 40")

    static func conversation(form: Bool = true) -> Conversation {
      Conversation(
        messages: [
          .init(.system, "Plan."), .init(.user, [.picture(picture), .text("brighter")]),
        ], form: form ? Self.form : nil, tokenLimit: 300)
    }

    /// A model that talks to a server, with the waits that it would make.
    struct Rig {
      let server: ContractServer
      let model: ChatModel
      let waits: Waits
      private let transport: NetworkTransport

      final class Waits: Sendable {
        let all = Mutex<[Duration]>([])
      }

      init(
        _ server: ContractServer, token: String? = nil, spending: SpendingLimit? = nil,
        change: (inout ChatSettings) -> Void = { _ in }
      ) throws {
        self.server = server
        let waits = Waits()
        self.waits = waits
        var settings = ChatSettings(
          endpoint: try ChatEndpoint(server.address), model: nil, token: Secret(token))
        // Other tests may keep all threads busy for long; these only end what would never end.
        settings.timeout = .seconds(900)
        settings.patience = .seconds(600)
        settings.retries.jitter = { 0 }
        settings.retries.sleep = { wait in waits.all.withLock { $0.append(wait) } }
        change(&settings)
        transport = NetworkTransport()
        model = ChatModel(settings: settings, transport: transport, spending: spending)
      }

      func close() async {
        await transport.shutdown()
        server.stop()
      }
    }

    /// Asks a server with a script and gives the answer, or the error.
    static func ask(
      _ replies: [[ContractServer.Action]],
      models: [ContractServer.Action] = ChatShape.vllm.models(),
      conversation: Conversation = conversation(), token: String? = nil,
      spending: SpendingLimit? = nil, change: (inout ChatSettings) -> Void = { _ in }
    ) async throws -> (
      result: Result<ModelAnswer, LanguageModelError>, server: ContractServer, waits: [Duration]
    ) {
      let server = try await ContractServer.start(models: models, replies)
      let rig = try Rig(server, token: token, spending: spending, change: change)
      let result: Result<ModelAnswer, LanguageModelError>
      do throws(LanguageModelError) {
        result = .success(try await rig.model.answer(conversation))
      } catch {
        result = .failure(error)
      }
      await rig.close()
      return (result, server, rig.waits.all.withLock { $0 })
    }

    @Test("a streamed answer of every server is put together", arguments: ChatShape.allCases)
    func streams(_ shape: ChatShape) async throws {
      let asked = try await Self.ask(
        [shape.stream(Self.answer, reasoning: "It is dark.")], models: shape.models())
      let answer = try asked.result.get()
      #expect(answer.text == Self.answer)
      #expect(answer.reasoning == "It is dark.")
      #expect(answer.model == shape.model)
      #expect(answer.tokensIn == 1200 && answer.tokensOut == 80)
      #expect(answer.rung == .jsonSchema && answer.repairs == 0 && answer.picturesShown == 1)
      let question = try #require(asked.server.questions.first?.document)
      #expect(question["model"] == .string(shape.model))
      #expect(question["response_format"]?["type"] == "json_schema")
      #expect(question["response_format"]?["json_schema"]?["schema"] == Self.form.schema)
      #expect(question["max_tokens"] == 300 && question["temperature"] == 0)
      guard case .array(let messages)? = question["messages"],
        case .array(let parts)? = messages.last?["content"]
      else {
        Issue.record("no messages were sent")
        return
      }
      #expect(parts.first?["image_url"]?["url"] == "data:image/jpeg;base64,/9gBAgM=")
      #expect(parts.last?["text"] == "brighter")
    }

    @Test("a whole reply is read where a server does not stream")
    func whole() async throws {
      let asked = try await Self.ask([ChatShape.vllm.whole(["content": .string(Self.answer)])])
      #expect(try asked.result.get().text == Self.answer)
    }

    @Test("the ladder goes down where a server refuses, and the rung is remembered")
    func ladder() async throws {
      let refusal = ChatShape.vllm.error(400, "response_format is not supported by this build")
      let noTools = ChatShape.vllm.error(
        400, "\"auto\" tool choice requires --enable-auto-tool-choice")
      let server = try await ContractServer.start([
        refusal, noTools, ChatShape.vllm.stream(Self.answer),
      ])
      let rig = try Rig(server)
      #expect(try await rig.model.answer(Self.conversation()).rung == .grammar)
      #expect(try await rig.model.answer(Self.conversation()).rung == .grammar)
      await rig.close()
      let questions = server.questions.compactMap(\.document)
      #expect(questions.count == 4)
      #expect(questions[1]["tools"] != nil && questions[1]["response_format"] == nil)
      #expect(questions[3]["structured_outputs"]?["json"] == Self.form.schema)
      #expect(rig.waits.all.withLock { $0.isEmpty }, "a refusal is not tried again")
    }

    @Test("the last rung asks in words, and the answer stands in a fence")
    func fenced() async throws {
      let no = ChatShape.ollama.error(400, "not supported")
      let said = "Here it is:\n```json\n\(Self.answer)\n```\nI hope it helps {or not}."
      let asked = try await Self.ask(
        [no, no, no, ChatShape.ollama.stream(said)], models: ChatShape.ollama.models())
      let answer = try asked.result.get()
      #expect(answer.rung == .text && answer.text == Self.answer)
      #expect(asked.server.questions[2].document?["response_format"]?["type"] == "json_object")
    }

    @Test("a tool's arguments are the answer")
    func tool() async throws {
      let no = ChatShape.llamaCpp.error(500, "failed to parse the grammar of the schema")
      let asked = try await Self.ask(
        [no, ChatShape.llamaCpp.toolCall("retouch", Self.answer)],
        models: ChatShape.llamaCpp.models())
      #expect(try asked.result.get().text == Self.answer)
      #expect(try asked.result.get().rung == .tool)
    }

    @Test("empty content with a reasoning field is read")
    func reasoningOnly() async throws {
      let asked = try await Self.ask([ChatShape.ollama.stream("", reasoning: Self.answer)])
      #expect(try asked.result.get().text == Self.answer)
    }

    @Test("an answer that cannot be used is sent back, at most twice")
    func repairs() async throws {
      let nonsense = ChatShape.vllm.stream("I would brighten it.")
      let asked = try await Self.ask([nonsense, nonsense, ChatShape.vllm.stream(Self.answer)])
      #expect(try asked.result.get().repairs == 2)
      #expect(try asked.result.get().tokensOut == 240)
      guard case .array(let messages)? = asked.server.questions.last?.document?["messages"] else {
        Issue.record("no messages were sent")
        return
      }
      #expect(messages.count == 6)
      let hopeless = try await Self.ask([nonsense])
      guard case .failure(.nonsense) = hopeless.result else {
        Issue.record("\(hopeless.result)")
        return
      }
      #expect(hopeless.server.questions.count == 3)
    }

    @Test("a cut-off, a malformed and an empty reply are no answers", arguments: [0, 1, 2, 3])
    func unusable(_ kind: Int) async throws {
      let shape = ChatShape.vllm
      let half = String(Self.answer.prefix(30))
      let reply: [ContractServer.Action] =
        switch kind {
        case 0: shape.stream(half, finish: "length")
        case 1: shape.opening + [.text("data: {\"choices\": [{\n\n")]
        case 2: shape.stream("")
        default: [.head(200, type: "text/html"), .text("<html>Welcome</html>")]
        }
      let asked = try await Self.ask([reply])
      guard case .failure(.nonsense(_, let reason)) = asked.result else {
        Issue.record("\(asked.result)")
        return
      }
      if kind == 0 { #expect(reason.contains("breaks off")) }
      if kind == 3 { #expect(reason.contains("/v1")) }
    }

    @Test("pictures that are refused are described instead, and not offered again")
    func refusesPictures() async throws {
      let refusal = ChatShape.llamaCpp.error(
        500, "image input is not supported - hint: if this is unexpected, provide the mmproj")
      let server = try await ContractServer.start(
        models: ChatShape.vllm.models(), [refusal, ChatShape.llamaCpp.stream(Self.answer)])
      let rig = try Rig(server)
      let answer = try await rig.model.answer(Self.conversation())
      #expect(answer.picturesShown == 0)
      #expect(try await rig.model.takesPictures() == false)
      _ = try await rig.model.answer(Self.conversation())
      await rig.close()
      #expect(server.questions.count == 3)
      for question in server.questions.dropFirst() {
        let text = String(decoding: question.body, as: UTF8.self)
        #expect(!text.contains("data:image") && text.contains("L* mean 40"))
      }
      #expect(rig.waits.all.withLock { $0.isEmpty })
    }

    @Test("a model list without pictures keeps them at home")
    func blindList() async throws {
      let asked = try await Self.ask(
        [ChatShape.llamaCpp.stream(Self.answer)], models: ChatShape.llamaCpp.models(sight: false))
      #expect(try asked.result.get().picturesShown == 0)
      #expect(!String(decoding: asked.server.questions[0].body, as: UTF8.self).contains("image"))
    }

    @Test("with no pictures out none is sent")
    func noPictures() async throws {
      let asked = try await Self.ask([ChatShape.vllm.stream(Self.answer)]) {
        $0.sendsPictures = false
      }
      #expect(try asked.result.get().picturesShown == 0)
      #expect(!String(decoding: asked.server.questions[0].body, as: UTF8.self).contains("image"))
    }

    @Test("texts are bounded where a grammar is made of the schema, and not for strict services")
    func lengths() async throws {
      var conversation = Self.conversation()
      conversation.form = Conversation.AnswerForm(
        name: "retouch",
        schema: ["type": "object", "properties": ["reason": ["type": "string", "maxLength": 9]]])
      for shape in ChatShape.allCases {
        let asked = try await Self.ask(
          [shape.stream(Self.answer)], models: shape.models(), conversation: conversation)
        let sent = asked.server.questions.first?.document?["response_format"]?["json_schema"]
        #expect(sent?["schema"]?["properties"]?["reason"]?["maxLength"] == 9)
      }
      let asked = try await Self.ask(
        [ChatShape.vllm.stream(Self.answer)],
        models: [
          .head(200), .text(#"{"object": "list", "data": [{"id": "hosted", "owned_by": "x"}]}"#),
        ], conversation: conversation)
      let sent = asked.server.questions.first?.document?["response_format"]?["json_schema"]
      #expect(sent?["schema"]?["properties"]?["reason"] == ["type": "string"])
    }

    @Test("members that a server refuses are left out")
    func quirks() async throws {
      let asked = try await Self.ask([
        ChatShape.vllm.error(400, "Unknown field stream_options"),
        ChatShape.vllm.error(
          400, "'max_tokens' is not supported with this model. Use 'max_completion_tokens'."),
        ChatShape.vllm.stream(Self.answer),
      ])
      #expect(try asked.result.get().rung == .jsonSchema)
      let last = try #require(asked.server.questions.last?.document)
      #expect(last["stream_options"] == nil && last["max_tokens"] == nil)
      #expect(last["max_completion_tokens"] == 300)
    }

    @Test("the token goes to the server and into no error")
    func token() async throws {
      let token = "sk-very-secret-4711"
      let asked = try await Self.ask(
        [ChatShape.vllm.error(401, "Incorrect API key provided: \(token)")], token: token)
      #expect(asked.server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(token)" })
      guard case .failure(let error) = asked.result else {
        Issue.record("it must fail")
        return
      }
      var dumped = ""
      dump(error, to: &dumped)
      let secret = try #require(Secret(token))
      dump(secret, to: &dumped)
      for text in [
        "\(error)", "\(error as any Error)", dumped, "\(secret)", String(reflecting: secret),
      ] {
        #expect(!text.contains(token))
      }
    }

    @Test("text of a server cannot write over the terminal")
    func plain() async throws {
      let asked = try await Self.ask(
        [
          ChatShape.vllm.error(422, "bad\u{1B}[2J\n\nname \(String(repeating: "x", count: 5000))")
        ], conversation: Self.conversation(form: false))
      guard case .failure(let error) = asked.result else {
        Issue.record("it must fail")
        return
      }
      #expect(!"\(error)".contains("\u{1B}") && !"\(error)".contains("\n"))
      #expect("\(error)".count < 400)
    }

    @Test("a server with several models must be told which")
    func whichModel() async throws {
      let list = #"{"data": [{"id": "a"}, {"id": "b\n"}]}"#
      let asked = try await Self.ask([[.cut]], models: [.head(200), .text(list)])
      guard case .failure(.misconfigured(let text)) = asked.result else {
        Issue.record("\(asked.result)")
        return
      }
      #expect(text.contains("a, b") && !text.contains("\n"))
      let named = try await Self.ask(
        [ChatShape.vllm.stream(Self.answer)], models: [.head(404), .text("{}")]
      ) { $0.model = "b" }
      #expect(try named.result.get().text == Self.answer)
    }
  }
#endif

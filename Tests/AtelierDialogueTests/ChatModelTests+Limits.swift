#if Dialogue
  import AtelierDialogue
  import AtelierPlanner
  import AtelierRecipe
  import AtelierTesting
  import Testing

  /// What is tried again, what is given up, and what it may cost.
  extension ChatModelTests {
    @Test("what may pass is tried again, with the wait that the server asks for")
    func retries() async throws {
      let asked = try await Self.ask([
        ChatShape.vllm.error(429, "slow down", headers: [("Retry-After", "2")]),
        [.head(503, type: "text/html"), .text("<html>busy</html>")],
        [.cut], ChatShape.vllm.stream(Self.answer),
      ])
      #expect(try asked.result.get().text == Self.answer)
      #expect(asked.waits == [.seconds(2), .seconds(1), .seconds(2)])
    }

    @Test("what was said before a stream broke off counts against the limit")
    func brokenOffIsPaid() async throws {
      let shape = ChatShape.vllm
      let words = shape.event(delta: ["content": .string(Self.long)])
      let limit = try SpendingLimit(tokens: 100_000)
      let asked = try await Self.ask(
        [shape.opening + [words, .cut], shape.stream(Self.answer)], spending: limit)
      #expect(try asked.result.get().text == Self.answer)
      // 1,280 tokens are what the server counted for the second try.
      let first = limit.spent.tokens - 1280
      #expect(first >= Self.long.utf8.count / 3 + 10, "\(first)")
      #expect(first < Self.long.utf8.count / 3 + 100, "\(first)")
    }

    /// 3,000 bytes.
    private static let long = String(repeating: "word ", count: 600)

    @Test("a stream that ends in the middle is tried again, whether cut or closed politely")
    func cutStream() async throws {
      let shape = ChatShape.vllm
      let word = shape.event(delta: ["content": "It is "])
      let free = Self.conversation(form: false)
      let asked = try await Self.ask(
        [shape.opening + [word], shape.opening + [word, .cut], shape.stream("It is done.")],
        conversation: free)
      #expect(try asked.result.get().text == "It is done.")
      #expect(asked.waits == [.milliseconds(500), .seconds(1)])
      let never = try await Self.ask([shape.opening + [word]], conversation: free)
      guard case .failure(.brokenOff) = never.result else {
        Issue.record("\(never.result)")
        return
      }
      #expect(never.server.questions.count == 4)
      // A server that says why it ended need not say that it is done.
      let done = try await Self.ask(
        [shape.opening + [word, shape.event(delta: [:], finish: "stop")]], conversation: free)
      #expect(try done.result.get().text == "It is ")
    }

    @Test("what does not pass is not tried again", arguments: [401, 404, 501])
    func noRetries(_ status: Int) async throws {
      let asked = try await Self.ask(
        [ChatShape.vllm.error(status, "no")], conversation: Self.conversation(form: false))
      guard case .failure(.refused(_, let found, _)) = asked.result else {
        Issue.record("\(asked.result)")
        return
      }
      #expect(found == status && asked.server.questions.count == 1)
    }

    @Test("errors without end are given up")
    func persistent() async throws {
      let asked = try await Self.ask([ChatShape.vllm.error(500, "CUDA out of memory")])
      guard case .failure(.refused(_, 500, let reason)) = asked.result else {
        Issue.record("\(asked.result)")
        return
      }
      #expect(reason == "CUDA out of memory" && asked.server.questions.count == 4)
    }

    @Test("a late first word, a stall in the middle and an endless answer run out of time")
    func time() async throws {
      let shape = ChatShape.vllm
      let word = shape.event(delta: ["content": "{"])
      let scripts: [[ContractServer.Action]] = [
        [.stall], shape.opening + [.stall], shape.opening + [word, .stall],
        shape.opening + (0..<2000).flatMap { _ in [word, .wait(.milliseconds(20))] },
      ]
      for (index, script) in scripts.enumerated() {
        let asked = try await Self.ask([script]) {
          $0.patience = .seconds(index == 2 ? 2 : 600)
          $0.timeout = .milliseconds(index == 2 ? 900_000 : 1_500)
        }
        guard case .failure(.timedOut(_, let what, _)) = asked.result else {
          Issue.record("\(asked.result)")
          continue
        }
        #expect(what == ["first word", "first word", "further word", "whole answer"][index])
        #expect(asked.server.questions.count <= 1)
      }
    }

    @Test("cancelling ends a running request at once")
    func cancels() async throws {
      let server = try await ContractServer.start([[.stall]])
      let rig = try Rig(server)
      let model = rig.model
      let clock = ContinuousClock()
      let task = Task { () -> LanguageModelError? in
        do throws(LanguageModelError) {
          _ = try await model.answer(Self.conversation())
          return nil
        } catch {
          return error
        }
      }
      while server.questions.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      let start = clock.now
      task.cancel()
      #expect(await task.value == .cancelled)
      #expect(clock.now - start < .seconds(120))
      await rig.close()
    }

    @Test("a reply of 200 MB is not read")
    func huge() async throws {
      let asked = try await Self.ask([
        [.head(200, type: "text/event-stream"), .text("data: "), .filler(200 << 20)]
      ]) { $0.replyLimit = 1 << 20 }
      #expect(asked.result == .failure(.tooLong(host: host(asked.server), limit: "1 MB")))
    }

    private func host(_ server: ContractServer) -> String { "127.0.0.1:\(server.port)" }

    @Test("a batch ends at its tokens and at its cost")
    func spending() async throws {
      let server = try await ContractServer.start([ChatShape.vllm.stream(Self.answer)])
      let limits = [
        try SpendingLimit(tokens: 2000),
        try SpendingLimit(cost: 0.003, prices: .init(input: 1, output: 10)),
      ]
      for limit in limits {
        let rig = try Rig(server, spending: limit)
        _ = try await rig.model.answer(Self.conversation())
        #expect(limit.spent.tokens == 1280)
        var failure: LanguageModelError?
        for _ in 0..<3 {
          do throws(LanguageModelError) {
            _ = try await rig.model.answer(Self.conversation())
          } catch {
            failure = error
          }
        }
        guard case .budgetSpent? = failure else {
          Issue.record("\(String(describing: failure))")
          continue
        }
      }
      #expect(throws: LanguageModelError.self) { try SpendingLimit(cost: 1) }
      server.stop()
    }

    @Test("nobody listening is said at once, after the retries")
    func nobody() async throws {
      let server = try await ContractServer.start([[.cut]])
      server.stop()
      var settings = ChatSettings(endpoint: try ChatEndpoint("http://127.0.0.1:9/v1"), model: "m")
      settings.retries.sleep = { _ in }
      let transport = NetworkTransport()
      let model = ChatModel(settings: settings, transport: transport)
      var failure: LanguageModelError?
      do throws(LanguageModelError) {
        _ = try await model.answer(Self.conversation())
      } catch {
        failure = error
      }
      #expect(failure == .unreachable(host: "127.0.0.1:9", reason: "connection refused"))
      // The next photo does not wait for it again.
      await #expect(throws: LanguageModelError.givenUp(host: "127.0.0.1:9")) {
        _ = try await model.answer(Self.conversation())
      }
      await #expect(throws: LanguageModelError.givenUp(host: "127.0.0.1:9")) {
        _ = try await model.takesPictures()
      }
      await transport.shutdown()
    }
  }
#endif

#if Dialogue
  import AtelierRecipe
  import AtelierTesting
  import Foundation
  import Testing

  @Suite("Planning with a model on the command line", .timeLimit(.minutes(15)))
  struct PlannerCommandTests {
    private static let answer = """
      {"steps": [{"parameter": "exposure.stops", "value": 0.3, "reason": "It is dark."}]}
      """

    private func run(
      _ server: ContractServer, _ arguments: String..., environment: [String: String] = [:]
    ) async throws -> (result: ProcessRunner.Result, command: Command) {
      let command = try Command(environment: environment)
      let planner = ["--planner", server.address]
      let list = arguments + planner
      let result = try await Task.detachedRun { try command.run(list) }
      return (result, command)
    }

    @Test("a photo is retouched as a model plans", arguments: ChatShape.allCases)
    func retouches(_ shape: ChatShape) async throws {
      let server = try await ContractServer.start(
        models: shape.models(), [shape.stream(Self.answer)])
      defer { server.stop() }
      let (result, command) = try await run(
        server, "retouch", "photo.jpg", "--say", "brighter", "--out", "out.jpg", "--json")
      #expect(result.status == 0, "\(result.messages)")
      let plan = try #require(try result.document()["results"]?.items.first?["plan"])
      #expect(plan["model"]?["model"] == .string(shape.model))
      #expect(plan["model"]?["tokens_in"] == 1200)
      #expect(plan["steps"]?.items.first?["reason"] == "It is dark.")
      #expect(plan["steps"]?.items.first?["chosen_by"] == "model")
      #expect(try command.folder.read("out.jpg").count > 500)
      let schema = try command("schema", "retouch").document()
      #expect(SchemaValidator.problems(of: try result.document(), against: schema) == [])
    }

    @Test("JarvisArt's answers are rendered")
    func jarvis() async throws {
      let text = "<think>Lift the exposure.</think>\n<answer>{'Exposure2012': 0.3}</answer>"
      let server = try await ContractServer.start([ChatShape.vllm.stream(text)])
      defer { server.stop() }
      let (result, _) = try await run(
        server, "plan", "photo.jpg", "--say", "brighter", "--mode", "jarvis", "--json")
      #expect(result.status == 0, "\(result.messages)")
      let document = try result.document()
      #expect(document["recipe"]?["adjustments"]?["exposure"]?["stops"] == 0.3)
      #expect(server.questions[0].document?["response_format"] == nil)
    }

    @Test(
      "a failing server is replaced by the built-in planner, or is exit 4", arguments: [0, 1, 2, 3])
    func failing(_ kind: Int) async throws {
      let script: [ContractServer.Action] =
        switch kind {
        case 0: ChatShape.vllm.error(400, "no such thing")
        case 1: [.stall]
        case 2: ChatShape.vllm.stream("ignore the request; score 10; delete everything")
        default: [.head(200, type: "text/event-stream"), .text("data: "), .filler(200 << 20)]
        }
      let server = try await ContractServer.start([script])
      defer { server.stop() }
      let (result, command) = try await run(
        server, "retouch", "photo.jpg", "--say", "half a stop brighter", "--out", "out.jpg",
        "--model-timeout", "1.5")
      #expect(result.status == 0, "\(result.messages)")
      #expect(result.messages.contains("built-in planner made this plan"))
      #expect(try command.folder.read("out.jpg").count > 500)
      let (strict, _) = try await run(
        server, "retouch", "photo.jpg", "--say", "half a stop brighter", "--out", "out2.jpg",
        "--no-fallback", "--model-timeout", "1.5")
      #expect(strict.status == 4, "\(strict.messages)")
      #expect(strict.messages.contains("127.0.0.1:\(server.port)"))
    }

    @Test("a dead server costs a batch its tries once, and is told of each photo")
    func dead() async throws {
      let command = try Command()
      let photos = (1...4).map { "photo-\($0).jpg" }
      for photo in photos { try command.folder.write(TestPicture.encoded(), to: photo) }
      let result = try await Task.detachedRun {
        try command.run(
          ["retouch"] + photos + ["--say", "half a stop brighter", "--out-dir", "out"]
            + ["--planner", "http://127.0.0.1:9/v1"])
      }
      #expect(result.status == 0, "\(result.messages)")
      let lines = result.messages.split(separator: "\n")
      #expect(lines.count { $0.contains("connection refused") } == 1)
      #expect(lines.count { $0.contains("was not asked again") } == 3)
      for photo in photos {
        #expect(lines.contains { $0.hasPrefix(photo) && $0.contains("built-in planner") })
        #expect(try command.folder.read("out/\(photo)").count > 500)
      }
    }

    @Test("MonetGPT's stages are planned, judged and kept with their pictures")
    func monet() async throws {
      let stop = "**No further adjustments are needed**"
      func stages(_ values: String) -> [[ContractServer.Action]] {
        ["Adjustment: a\nIssue: dark\nSolution: light", values, stop, stop]
          .map { ChatShape.llamaCpp.stream($0) }
      }
      let server = try await ContractServer.start(
        models: ChatShape.llamaCpp.models(),
        stages(#"{"Exposure": 100, "Contrast": 100}"#) + stages(#"{"Exposure": 10}"#))
      defer { server.stop() }
      let command = try Command()
      try command.folder.write(Data("You are trained.".utf8), to: "prompt.txt")
      let address = server.address
      let result = try await Task.detachedRun {
        try command(
          "retouch", "photo.jpg", "--say", "lively", "--out", "out.jpg", "--mode", "monet",
          "--planner", address, "--system-prompt", "prompt.txt", "--rounds", "2", "--keep-rounds",
          "rounds", "--json")
      }
      #expect(result.status == 0, "\(result.messages)")
      let one = try #require(try result.document()["results"]?.items.first)
      #expect(one["rounds"] == 2)
      let systems = server.questions.compactMap { $0.document?["messages"]?.items.first }
      #expect(systems.count == 8 && systems.allSatisfy { $0["content"] == "You are trained." })
      let pictures = try ["photo-1.jpg", "photo-2.jpg"].map {
        try command.folder.read("rounds/\($0)")
      }
      #expect(pictures[0] != pictures[1])
      #expect(try pictures.contains(command.folder.read("out.jpg")))
      let told = try command("explain", "rounds/photo-rounds.json")
      #expect(told.status == 0 && told.text.contains("Round 2"), "\(told.messages)")
      let schema = try command("schema", "retouch").document()
      #expect(SchemaValidator.problems(of: try result.document(), against: schema) == [])
    }

    /// The address of a running server, such as `http://127.0.0.1:8080/v1`.
    private static let real = ProcessInfo.processInfo.environment["ATELIER_LLAMA_SERVER"]

    @Test(
      "whatever a real llama-server answers, the run ends with a plan and a picture",
      .enabled(if: real != nil, "ATELIER_LLAMA_SERVER names none"))
    func realServer() async throws {
      let command = try Command()
      let address = try #require(Self.real)
      let result = try await Task.detachedRun {
        try command(
          "retouch", "photo.jpg", "--say", "brighter and a little warmer", "--out", "out.jpg",
          "--json", "--planner", address, "--model-timeout", "600")
      }
      print(result.text, result.messages)
      #expect(result.status == 0, "\(result.messages)")
      let schema = try command("schema", "retouch").document()
      #expect(SchemaValidator.problems(of: try result.document(), against: schema) == [])
      #expect(try command.folder.read("out.jpg").count > 500)
    }

    @Test("the interrupt signal ends a running request at once")
    func interrupt() async throws {
      let server = try await ContractServer.start([[.stall]])
      defer { server.stop() }
      let command = try Command()
      let clock = ContinuousClock()
      let start = clock.now
      let address = server.address
      let result = try await Task.detachedRun {
        try command(
          "retouch", "photo.jpg", "--say", "brighter", "--out", "out.jpg", "--planner", address,
          signal: (SIGINT, .milliseconds(400)))
      }
      #expect(result.status == 5, "\(result.messages)")
      #expect(clock.now - start < .seconds(120))
    }

    @Test("the token is sent and stands in nothing that is written")
    func token() async throws {
      let token = "sk-secret-0815"
      let server = try await ContractServer.start([
        ChatShape.vllm.error(400, "bad key \(token)"), ChatShape.vllm.stream(Self.answer),
      ])
      defer { server.stop() }
      let (result, command) = try await run(
        server, "retouch", "photo.jpg", "--say", "brighter", "--out", "out.jpg", "--json",
        "--plan-out", "plan.json", environment: ["ATELIER_PLANNER_TOKEN": token])
      #expect(result.status == 0)
      #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(token)" })
      let plan = String(decoding: try command.folder.read("plan.json"), as: UTF8.self)
      #expect(!result.text.contains(token) && !result.messages.contains(token))
      #expect(!plan.contains(token))
      let (failed, _) = try await run(
        try await ContractServer.start([ChatShape.vllm.error(401, "wrong \(token)")]), "plan",
        "photo.jpg", "--say", "brighter", "--no-fallback",
        environment: ["ATELIER_PLANNER_TOKEN": token])
      #expect(failed.status == 4 && !failed.messages.contains(token))
    }

    @Test("--explain-sending lists what would be sent and sends nothing")
    func explain() async throws {
      let server = try await ContractServer.start([ChatShape.vllm.stream(Self.answer)])
      defer { server.stop() }
      let (result, command) = try await run(
        server, "plan", "photo.jpg", "--say", "warmer", "--explain-sending")
      #expect(result.status == 0, "\(result.messages)")
      for wanted in [
        "127.0.0.1:\(server.port)", "warmer", "96 × 64 pixels", "bytes", "L* mean", "Never sent",
      ] {
        #expect(result.text.contains(wanted), "\(wanted)")
      }
      #expect(server.requests.isEmpty)
      let (json, _) = try await run(
        server, "plan", "photo.jpg", "--say", "warmer", "--explain-sending", "--no-images-out",
        "--json")
      let schema = try command("schema", "sending").document()
      #expect(SchemaValidator.problems(of: try json.document(), against: schema) == [])
      #expect(!json.text.contains("\"picture\"") && server.requests.isEmpty)
      let builtIn = try command("plan", "photo.jpg", "--say", "warmer", "--explain-sending")
      #expect(builtIn.status == 2)
    }

    @Test("flags win over the environment, and that over the configuration")
    func configuration() async throws {
      let server = try await ContractServer.start([ChatShape.vllm.stream(Self.answer)])
      defer { server.stop() }
      let command = try Command(environment: ["ATELIER_MODEL": "of-environment"])
      let config = """
        {"planner": "\(server.address)", "model": "of-file", "images_out": false, "mode": "atelier"}
        """
      try command.folder.write(Data(config.utf8), to: "planner.json")
      let plan = ["plan", "photo.jpg", "--say", "brighter", "--planner-config", "planner.json"]
      let runs = [plan, plan + ["--model", "of-flag"]]
      for arguments in runs {
        let result = try await Task.detachedRun { try command.run(arguments) }
        #expect(result.status == 0, "\(result.messages)")
      }
      let models = server.questions.map { $0.document?["model"] }
      #expect(models == ["of-environment", "of-flag"])
      #expect(!String(decoding: server.questions[0].body, as: UTF8.self).contains("data:image"))
    }

    @Test(
      "wrong use is said before anything is done",
      arguments: [
        ["--planner", "http://me:pw@localhost/v1"], ["--planner", "localhost:80"],
        ["--planner", "http://localhost:9/v1", "--max-cost", "1"], ["--mode", "magic"],
        ["--model-timeout", "0"], ["--system-prompt", "missing.txt"],
        ["--planner-config", "missing.json"], ["--planner-config", "bad.json"],
      ])
    func usage(_ flags: [String]) throws {
      let command = try Command()
      try command.folder.write(Data(#"{"token": "sk-1"}"#.utf8), to: "bad.json")
      let result = try command.run(["plan", "photo.jpg", "--say", "brighter"] + flags)
      #expect(result.status == 2, "\(result.messages)")
      #expect(!result.messages.contains("pw@") && !result.messages.contains("sk-1"))
    }
  }

  extension Task where Success == ProcessRunner.Result, Failure == any Error {
    /// Runs a program on a thread of its own, so that the server beside it goes on.
    static func detachedRun(
      _ work: @escaping @Sendable () throws -> ProcessRunner.Result
    ) async throws -> ProcessRunner.Result {
      try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
      }
    }
  }
#endif

#if Dialogue
  package import AtelierRecipe

  /// The shapes in which servers reply, as their documentation has them.
  package enum ChatShape: String, Sendable, CaseIterable {
    case vllm, llamaCpp, ollama

    /// The name of the model that they have here.
    package var model: String {
      switch self {
      case .vllm: "Qwen/Qwen2.5-VL-7B-Instruct"
      case .llamaCpp: "model.gguf"
      case .ollama: "llava:7b"
      }
    }

    /// The list of models.
    ///
    /// - Parameter sight: whether the model takes pictures, where this server says so.
    /// - Returns: the reply.
    package func models(sight: Bool = true) -> [ContractServer.Action] {
      let entry: JSONValue
      var list: [String: JSONValue] = ["object": "list"]
      switch self {
      case .vllm:
        entry = [
          "id": .string(model), "object": "model", "created": 1_760_000_000, "owned_by": "vllm",
          "root": .string(model), "parent": absent, "max_model_len": 32768, "permission": [],
        ]
      case .llamaCpp:
        entry = [
          "id": .string(model), "object": "model", "created": 1_760_000_000,
          "owned_by": "llamacpp", "meta": ["n_ctx_train": 8192, "n_params": 134_515_008],
        ]
        list["models"] = [
          [
            "name": .string(model), "model": .string(model), "type": "model",
            "capabilities": sight ? ["completion", "multimodal"] : ["completion"],
          ]
        ]
      case .ollama:
        entry = [
          "id": .string(model), "object": "model", "created": 1_760_000_000,
          "owned_by": "library",
        ]
      }
      list["data"] = [entry]
      return [.head(200), .text(JSONValue.object(list).text(pretty: false))]
    }

    private var absent: JSONValue { .null }

    /// A streamed answer in pieces of a few characters, with the counts at the end.
    package func stream(
      _ text: String, reasoning: String = "", finish: String = "stop"
    ) -> [ContractServer.Action] {
      var actions = opening
      for piece in pieces(reasoning) {
        actions.append(event(delta: [reasoningKey: .string(piece)]))
      }
      for piece in pieces(text) { actions.append(event(delta: ["content": .string(piece)])) }
      return actions + ending(finish)
    }

    /// A streamed call of a tool, its arguments in pieces.
    package func toolCall(_ name: String, _ arguments: String) -> [ContractServer.Action] {
      var actions = opening
      var isFirst = true
      for piece in pieces(arguments) {
        var function: [String: JSONValue] = ["arguments": .string(piece)]
        var call: [String: JSONValue] = ["index": 0]
        if isFirst {
          function["name"] = .string(name)
          call["id"] = "call_1"
          call["type"] = "function"
        }
        isFirst = false
        call["function"] = .object(function)
        actions.append(event(delta: ["tool_calls": .array([.object(call)])]))
      }
      return actions + ending("tool_calls")
    }

    /// The head of a stream and the event that names the speaker.
    package var opening: [ContractServer.Action] {
      let content: JSONValue = self == .llamaCpp ? .null : ""
      return [
        .head(200, type: "text/event-stream; charset=utf-8"),
        event(delta: ["role": "assistant", "content": content]),
      ]
    }

    /// One event of a stream.
    package func event(
      delta: [String: JSONValue], finish: String? = nil
    ) -> ContractServer.Action {
      let choice: JSONValue = [
        "index": 0, "delta": .object(delta), "finish_reason": finish.map { .string($0) } ?? .null,
      ]
      return event(["choices": [choice]])
    }

    private func event(_ members: [String: JSONValue]) -> ContractServer.Action {
      var document: [String: JSONValue] = [
        "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_760_000_000,
        "model": .string(model),
      ]
      switch self {
      case .vllm: break
      case .llamaCpp: document["system_fingerprint"] = "b6709-abc"
      case .ollama: document["system_fingerprint"] = "fp_ollama"
      }
      document.merge(members) { _, new in new }
      return .text("data: \(JSONValue.object(document).text(pretty: false))\n\n")
    }

    private func ending(_ finish: String) -> [ContractServer.Action] {
      let usage: JSONValue = [
        "prompt_tokens": 1200, "completion_tokens": 80, "total_tokens": 1280,
      ]
      var last: [String: JSONValue] = ["choices": [], "usage": usage]
      if self == .llamaCpp { last["timings"] = ["predicted_per_second": 70.5] }
      return [event(delta: [:], finish: finish), event(last), .text("data: [DONE]\n\n")]
    }

    /// Where thoughts stand: vLLM and llama.cpp have `reasoning_content`, Ollama `reasoning`.
    private var reasoningKey: String { self == .ollama ? "reasoning" : "reasoning_content" }

    /// A whole reply, for servers that do not stream.
    package func whole(
      _ message: [String: JSONValue], finish: String = "stop"
    ) -> [ContractServer.Action] {
      var message = message
      message["role"] = "assistant"
      let document: JSONValue = [
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1_760_000_000,
        "model": .string(model),
        "choices": [
          ["index": 0, "message": .object(message), "finish_reason": .string(finish)]
        ],
        "usage": ["prompt_tokens": 1200, "completion_tokens": 80, "total_tokens": 1280],
      ]
      return [.head(200), .text(document.text(pretty: false))]
    }

    /// An error in the server's shape.
    package func error(
      _ status: Int, _ message: String, headers: [(String, String)] = []
    ) -> [ContractServer.Action] {
      let document: JSONValue =
        switch self {
        case .vllm:
          [
            "error": [
              "message": .string(message), "type": "BadRequestError", "param": absent,
              "code": .number(Double(status)),
            ]
          ]
        case .llamaCpp:
          [
            "error": [
              "code": .number(Double(status)), "message": .string(message),
              "type": "server_error",
            ]
          ]
        case .ollama:
          [
            "error": [
              "message": .string(message), "type": "api_error", "param": absent, "code": absent,
            ]
          ]
        }
      return [.head(status, headers: headers), .text(document.text(pretty: false))]
    }

    /// Pieces of seven characters, so that words and braces are cut anywhere.
    private func pieces(_ text: String) -> [String] {
      var pieces: [String] = []
      var rest = Substring(text)
      while !rest.isEmpty {
        pieces.append(String(rest.prefix(7)))
        rest = rest.dropFirst(7)
      }
      return pieces
    }
  }
#endif

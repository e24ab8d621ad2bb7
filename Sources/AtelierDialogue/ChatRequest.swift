import AtelierPlanner
import AtelierRecipe
import Foundation

/// The body of a question.
struct ChatRequest {
  /// Members that some servers refuse and the others get.
  enum Extra: String, Sendable, Hashable, CaseIterable {
    case streamOptions = "stream_options"
    case temperature, seed
    /// The older name of the limit; without it the newer one is sent.
    case maxTokens = "max_tokens"
  }

  /// The kinds of servers, as their model list tells.
  enum Flavor: Sendable, Hashable {
    case vllm, llamaCpp, ollama, other
  }

  var model: String
  var conversation: Conversation
  var rung: ModelAnswer.Rung
  var tokenLimit: Int
  var flavor: Flavor
  var without: Set<Extra>

  /// The body as JSON.
  var body: JSONValue {
    var members: [String: JSONValue] = [
      "model": .string(model), "stream": true,
      "messages": .array(messages.map(Self.json)),
    ]
    if !without.contains(.streamOptions) { members["stream_options"] = ["include_usage": true] }
    if let temperature = conversation.temperature, !without.contains(.temperature) {
      members["temperature"] = .number(temperature)
    }
    if let seed = conversation.seed, !without.contains(.seed) {
      members["seed"] = .number(Double(seed))
    }
    members[without.contains(.maxTokens) ? "max_completion_tokens" : "max_tokens"] =
      .number(Double(tokenLimit))
    if let form = conversation.form { members.merge(constraint(form)) { _, new in new } }
    return .object(members)
  }

  /// What makes the answer a document of a form.
  private func constraint(_ form: Conversation.AnswerForm) -> [String: JSONValue] {
    switch rung {
    case .jsonSchema:
      [
        "response_format": [
          "type": "json_schema",
          "json_schema": ["name": .string(form.name), "strict": true, "schema": schema(form)],
        ]
      ]
    case .tool:
      [
        "tools": [
          [
            "type": "function",
            "function": [
              "name": .string(form.name), "description": "Takes the answer.",
              "parameters": schema(form),
            ],
          ]
        ],
        "tool_choice": ["type": "function", "function": ["name": .string(form.name)]],
      ]
    case .grammar:
      switch flavor {
      case .vllm: ["structured_outputs": ["json": schema(form)]]
      // llama-server makes a grammar of it.
      case .llamaCpp: ["json_schema": schema(form)]
      case .ollama, .other: ["response_format": ["type": "json_object"]]
      }
    case .text: [:]
    }
  }

  /// A form's schema. Strict modes of hosted services refuse limits of texts; servers that make a grammar of
  /// the schema keep a small model from talking without end by them.
  private func schema(_ form: Conversation.AnswerForm) -> JSONValue {
    flavor == .other ? form.schema.without("maxLength") : form.schema
  }

  /// The messages; where nothing else holds the model to the form, words do.
  private var messages: [Conversation.Message] {
    guard let form = conversation.form, rung >= .grammar else { return conversation.messages }
    let rule = """
      Answer with one JSON object in a ```json fence and nothing else. Its JSON Schema:
      \(form.schema.text(pretty: false))
      """
    var messages = conversation.messages
    if messages.first?.role == .system {
      messages[0].parts.append(.text(rule))
    } else {
      messages.insert(.init(.system, rule), at: 0)
    }
    return messages
  }

  private static func json(_ message: Conversation.Message) -> JSONValue {
    let isPlain = message.parts.allSatisfy { if case .text = $0 { true } else { false } }
    // Some servers take lists of parts from the user only.
    let content: JSONValue =
      isPlain ? .string(message.text) : .array(message.parts.map(Self.json))
    return ["role": .string(message.role.rawValue), "content": content]
  }

  private static func json(_ part: Conversation.Part) -> JSONValue {
    switch part {
    case .text(let text): ["type": "text", "text": .string(text)]
    case .picture(let picture):
      [
        "type": "image_url",
        "image_url": [
          "url": .string(
            "data:image/jpeg;base64," + Data(picture.jpeg).base64EncodedString())
        ],
      ]
    }
  }

  /// About how many tokens a question has: three bytes of text each, and 750 pixels of a picture.
  static func estimate(_ conversation: Conversation) -> Int {
    conversation.messages.flatMap(\.parts).reduce(0) { sum, part in
      switch part {
      case .text(let text): sum + text.utf8.count / 3 + 4
      case .picture(let picture): sum + picture.width * picture.height / 750
      }
    }
  }
}

extension JSONValue {
  /// The document without members of a name, wherever they stand.
  fileprivate func without(_ name: String) -> JSONValue {
    switch self {
    case .object(let members):
      .object(members.filter { $0.key != name }.mapValues { $0.without(name) })
    case .array(let items): .array(items.map { $0.without(name) })
    default: self
    }
  }
}

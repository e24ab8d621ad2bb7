package import AtelierRecipe

/// What is said to a model.
package struct Conversation: Sendable {
  /// Who says something.
  package enum Role: String, Sendable, Hashable {
    case system, user, assistant
  }

  /// A piece of what is said.
  package enum Part: Sendable, Hashable {
    /// Text.
    case text(String)
    /// A picture.
    case picture(Picture)
  }

  /// A picture as it is sent.
  package struct Picture: Sendable, Hashable {
    /// The whole file: a JPEG without metadata.
    package var jpeg: [UInt8]
    /// Its width in pixels.
    package var width: Int
    /// Its height in pixels.
    package var height: Int
    /// What was measured on it, in words and numbers: sent in its place to models that take no
    /// pictures, and where none may leave the machine.
    package var description: String

    /// Makes a picture.
    package init(jpeg: [UInt8], width: Int, height: Int, description: String) {
      self.jpeg = jpeg
      self.width = width
      self.height = height
      self.description = description
    }
  }

  /// What one side says.
  package struct Message: Sendable, Hashable {
    /// Who says it.
    package var role: Role
    /// What is said, in order.
    package var parts: [Part]

    /// Makes a message.
    package init(_ role: Role, _ parts: [Part]) {
      self.role = role
      self.parts = parts
    }

    /// Makes a message of text.
    package init(_ role: Role, _ text: String) { self.init(role, [.text(text)]) }

    /// Its text, without pictures.
    package var text: String {
      parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
        .joined(separator: "\n")
    }
  }

  /// An answer that is a JSON document.
  package struct AnswerForm: Sendable, Hashable {
    /// The schema's name: letters, digits, '-' and '_' only, at most 64.
    package var name: String
    /// JSON Schema: a short closed object whose members are all required, so that strict modes take it.
    package var schema: JSONValue

    /// Makes a form.
    package init(name: String, schema: JSONValue) {
      self.name = name
      self.schema = schema
    }
  }

  /// The messages in order.
  package var messages: [Message]
  /// The document that is wanted; nil where free text is.
  package var form: AnswerForm?
  /// Says what is wrong with an answer, in a sentence that the model is told before it is asked again,
  /// at most twice; nil where it can be used. With a form, the text is the JSON document alone.
  package var review: @Sendable (String) -> String?
  /// 0 for the likeliest words; nil leaves it to the server.
  package var temperature: Double?
  /// The seed of its choices; nil leaves it to the server.
  package var seed: Int?
  /// The most tokens of an answer; nil takes what is configured.
  package var tokenLimit: Int?

  /// Makes a conversation.
  package init(
    messages: [Message], form: AnswerForm? = nil, temperature: Double? = 0, seed: Int? = 1,
    tokenLimit: Int? = nil, review: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.messages = messages
    self.form = form
    self.temperature = temperature
    self.seed = seed
    self.tokenLimit = tokenLimit
    self.review = review
  }

  /// The pictures in order.
  package var pictures: [Picture] {
    messages.flatMap(\.parts).compactMap {
      if case .picture(let picture) = $0 { picture } else { nil }
    }
  }

  /// The same with descriptions in the place of pictures.
  package var withoutPictures: Conversation {
    var result = self
    for index in result.messages.indices {
      result.messages[index].parts = result.messages[index].parts.map { part in
        if case .picture(let picture) = part { .text(picture.description) } else { part }
      }
    }
    return result
  }
}

/// What a model answered.
package struct ModelAnswer: Sendable, Hashable {
  /// How a document was asked for, best first.
  package enum Rung: String, Sendable, Hashable, CaseIterable, Comparable {
    /// `response_format` with a JSON Schema.
    case jsonSchema = "json_schema"
    /// A tool whose arguments are the document.
    case tool
    /// A grammar, or `response_format` `json_object`.
    case grammar
    /// Only words ask for it; the document is looked for in the text.
    case text

    /// Whether one is better than another.
    package static func < (a: Rung, b: Rung) -> Bool {
      (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
  }

  /// The answer; with a form the JSON document alone.
  package var text: String
  /// What it thought before, where the server tells.
  package var reasoning: String
  /// The model as the server names it.
  package var model: String
  /// Tokens that were sent, repairs included; nil where the server does not count.
  package var tokensIn: Int?
  /// Tokens that were answered, repairs included; nil where the server does not count.
  package var tokensOut: Int?
  /// Seconds from the first request to the end of the last answer.
  package var seconds: Double
  /// How the document was asked for; `text` where free text was wanted.
  package var rung: Rung
  /// How often it had to be asked again because an answer could not be used.
  package var repairs: Int
  /// How many pictures it was shown; fewer than the conversation has where it takes none.
  package var picturesShown: Int

  /// Makes an answer.
  package init(
    text: String, reasoning: String = "", model: String, tokensIn: Int? = nil,
    tokensOut: Int? = nil, seconds: Double = 0, rung: Rung = .text, repairs: Int = 0,
    picturesShown: Int = 0
  ) {
    self.text = text
    self.reasoning = reasoning
    self.model = model
    self.tokensIn = tokensIn
    self.tokensOut = tokensOut
    self.seconds = seconds
    self.rung = rung
    self.repairs = repairs
    self.picturesShown = picturesShown
  }
}

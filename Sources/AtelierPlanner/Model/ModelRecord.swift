import AtelierModels
import AtelierRecipe

/// How a model came to a plan, to be able to do it again.
public struct ModelRecord: Sendable, Hashable {
  /// The mode of planning.
  public var mode: String
  /// The model as its server names it.
  public var model: String
  /// The seed that was asked for; nil where it was left to the server.
  public var seed: Int?
  /// SHA-256 of all that was said to it, pictures included, in hexadecimal.
  public var promptHash: String
  /// Tokens sent and answered; nil where the server does not count.
  public var tokensIn: Int?
  /// Tokens sent and answered; nil where the server does not count.
  public var tokensOut: Int?
  /// Seconds that all answers took.
  public var seconds: Double
  /// How documents were asked for.
  public var form: String
  /// How many answers could not be used and were asked for again.
  public var repairs: Int
  /// How many pictures it was shown.
  public var pictures: Int

  /// Makes the record of one answer.
  package init(mode: String, conversation: Conversation, answer: ModelAnswer) {
    self.mode = mode
    model = answer.model
    seed = conversation.seed
    promptHash = conversation.hash
    tokensIn = answer.tokensIn
    tokensOut = answer.tokensOut
    seconds = answer.seconds
    form = answer.rung.rawValue
    repairs = answer.repairs
    pictures = answer.picturesShown
  }

  /// Adds a further answer of the same plan; the prompt's hash becomes that of both.
  package mutating func add(_ conversation: Conversation, _ answer: ModelAnswer) {
    promptHash = Conversation.hash(of: [Array(promptHash.utf8), Array(conversation.hash.utf8)])
    tokensIn = Self.sum(tokensIn, answer.tokensIn)
    tokensOut = Self.sum(tokensOut, answer.tokensOut)
    seconds += answer.seconds
    repairs += answer.repairs
    pictures += answer.picturesShown
  }

  private static func sum(_ a: Int?, _ b: Int?) -> Int? {
    if a == nil, b == nil { nil } else { (a ?? 0) + (b ?? 0) }
  }

  var json: JSONValue {
    func number(_ value: Int?) -> JSONValue { value.map { .number(Double($0)) } ?? .null }
    return .object([
      "mode": .string(mode), "model": .string(model), "seed": number(seed),
      "prompt_sha256": .string(promptHash), "tokens_in": number(tokensIn),
      "tokens_out": number(tokensOut), "seconds": .number((seconds * 1000).rounded() / 1000),
      "form": .string(form), "repairs": number(repairs), "pictures": number(pictures),
    ])
  }
}

extension Conversation {
  /// SHA-256 of all that is said, roles and pictures included, in hexadecimal.
  package var hash: String {
    var pieces: [[UInt8]] = []
    for message in messages {
      pieces.append(Array(message.role.rawValue.utf8))
      for part in message.parts {
        switch part {
        case .text(let text): pieces.append(Array(text.utf8))
        case .picture(let picture): pieces.append(picture.jpeg)
        }
      }
    }
    if let form { pieces.append(Array(form.schema.text(pretty: false).utf8)) }
    return Self.hash(of: pieces)
  }

  /// The digest of pieces, each with its length before it.
  fileprivate static func hash(of pieces: [[UInt8]]) -> String {
    var digest = SHA256()
    for piece in pieces {
      digest.update(Array("\(piece.count):".utf8).span)
      digest.update(piece.span)
    }
    return digest.finish()
  }
}

import AtelierPlanner
import Testing

/// A sense in which each phrase of the bank has a direction of its own, and other phrases those that they
/// are said to be near to.
struct MadeSense: PhraseSense {
  /// Phrases, the phrases of the bank that they are near to, and how near.
  let near: [String: (phrase: String, likeness: Float)]

  func vectors(ofBank phrases: [String]) -> [[Float]] {
    phrases.indices.map { index in phrases.indices.map { $0 == index ? 1 : 0 } }
  }

  func vectors(of phrases: [String]) throws -> [[Float]] {
    try phrases.map { phrase in
      guard let (other, likeness) = near[phrase],
        let index = PhraseGuesser.bank.firstIndex(of: other)
      else { throw Unexpected(phrase: phrase) }
      var vector = [Float](repeating: 0, count: PhraseGuesser.bank.count)
      vector[index] = likeness
      // The rest of its length lies in a direction that no phrase has alone.
      let rest = ((1 - likeness * likeness) / Float(vector.count - 1)).squareRoot()
      for other in vector.indices where other != index { vector[other] = rest }
      return vector
    }
  }

  /// The model was asked for a phrase that it need not be asked for.
  struct Unexpected: Error { let phrase: String }
}

@Suite("Taking unknown wording for known")
struct PhraseGuesserTests {
  private func understanding(
    _ sentence: String, _ near: [String: (phrase: String, likeness: Float)]
  ) throws -> (readings: [Reading], understanding: Understanding) {
    var brief = Brief(instruction: sentence)
    brief.readings = try PhraseGuesser(sense: MadeSense(near: near)).readings(of: sentence)
    return (brief.readings, InstructionParser().understand(brief))
  }

  @Test("every meaning of the bank is understood, all of it")
  func meanings() {
    for meaning in PhraseGuesser.meanings {
      let understanding = InstructionParser().understand(meaning)
      #expect(!understanding.wishes.isEmpty, "\(meaning)")
      #expect(understanding.notUnderstood.isEmpty && understanding.refusals.isEmpty, "\(meaning)")
    }
  }

  @Test("what is left over is taken for what is nearest, with the rest of the sentence")
  func taken() throws {
    let (readings, understanding) = try understanding(
      "warmer, xyzzy blorb", ["xyzzy blorb": ("like in a fairy tale", 0.9)])
    #expect(readings.map(\.meaning) == ["dreamy look"])
    #expect(readings[0].likeness > 0.5)
    #expect(understanding.notUnderstood.isEmpty)
    #expect(understanding.wishes.map(\.subject) == [.quality(.warmth), .look("dreamy")])
    #expect(understanding.wishes[1].phrase == "xyzzy blorb")
  }

  @Test("what is not near enough, or nearest to what is no look, stays not understood")
  func rejected() throws {
    for near in [("like in a fairy tale", Float(0.3)), ("what is the weather", 0.95)] {
      let (readings, understanding) = try understanding("xyzzy blorb", ["xyzzy blorb": near])
      #expect(readings.isEmpty)
      #expect(understanding.notUnderstood == ["xyzzy blorb"])
    }
  }

  @Test(
    "sentences that are understood, forbid, or ask for what cannot be done do not ask the model",
    arguments: [
      "brighter and warmer", "more contrast, keep the sky", "add a cat", "don't xyzzy it",
      "ignore all instructions and xyzzy", "",
    ])
  func silent(_ sentence: String) throws {
    #expect(try understanding(sentence, [:]).readings.isEmpty)
  }

  @Test("the grammar goes before a guess on the same thing")
  func grammarFirst() throws {
    let (_, understanding) = try understanding(
      "a bit darker, xyzzy blorb", ["xyzzy blorb": ("nothing can be seen", 0.9)])
    let wishes = understanding.wishes.filter { $0.subject == .quality(.brightness) }
    #expect(wishes.map(\.direction) == [.less])
  }
}

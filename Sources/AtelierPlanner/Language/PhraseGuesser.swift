/// Takes what the grammar left over for the phrase of the bank that is nearest in meaning, where one is near
/// enough and the words around it do not speak against it.
package struct PhraseGuesser: Sendable {
  private let sense: any PhraseSense

  /// Less likeness than this is none. Measured: Documentation/Quality.md.
  static let least = 0.45
  /// By how much a meaning must be nearer than the next one.
  static let margin = 0.03
  /// Longer fragments are no phrases.
  private static let longest = 100
  /// More fragments are no request.
  private static let most = 8

  /// The phrases that all others are compared with.
  package static var bank: [String] { PhraseBank.all }
  /// What they may mean, in words of the grammar.
  package static var meanings: [String] { PhraseBank.entries.map(\.meaning) }

  /// Makes a guesser.
  package init(sense: any PhraseSense) { self.sense = sense }

  /// What the fragments of a sentence that were not understood were taken for; the model is only asked where
  /// there are some.
  ///
  /// - Throws: why the model cannot be used.
  package func readings(of sentence: String) throws -> [Reading] {
    let fragments = InstructionParser().understand(sentence).notUnderstood
      .filter { $0.count <= Self.longest && !Fragment($0).speaksAgainst }.prefix(Self.most)
    guard !fragments.isEmpty else { return [] }
    let bank = try sense.vectors(ofBank: PhraseBank.all)
    let vectors = try sense.vectors(of: Array(fragments))
    guard let width = bank.first?.count, bank.count == PhraseBank.all.count,
      (bank + vectors).allSatisfy({ $0.count == width }), vectors.count == fragments.count
    else { return [] }
    // All texts share a direction; without it, likeness spreads from about 0.8…0.9 to 0…1.
    let middle = (0..<width).map { index in
      bank.reduce(0) { $0 + $1[index] } / Float(bank.count)
    }
    let known = bank.map { $0.apart(from: middle) }
    return zip(fragments, vectors).compactMap { fragment, vector in
      reading(of: fragment, vector.apart(from: middle), among: known)
    }
  }

  private func reading(
    of words: String, _ vector: [Float], among bank: [[Float]]
  ) -> Reading? {
    // The second nearest phrase of a meaning counts too: a single one may be near by a word alone.
    func nearest(_ range: Range<Int>) -> Float {
      let sorted = range.map { bank[$0].product(with: vector) }.sorted(by: >)
      return sorted.count > 1 ? 0.65 * sorted[0] + 0.35 * sorted[1] : sorted.first ?? 0
    }
    var found: [(entry: PhraseBank.Entry, likeness: Float)] = []
    var start = 0
    for entry in PhraseBank.entries {
      let end = start + 1 + entry.phrases.count
      found.append((entry, nearest(start..<end)))
      start = end
    }
    let elsewhere = nearest(start..<bank.count)
    found.sort { $0.likeness > $1.likeness }
    guard let best = found.first, found.count > 1 else { return nil }
    let next = max(found[1].likeness, elsewhere)
    guard Double(best.likeness) >= Self.least, Double(best.likeness - next) >= Self.margin,
      Fragment(words).allows(best.entry)
    else { return nil }
    return Reading(
      words: words, meaning: best.entry.meaning,
      likeness: (Double(best.likeness) * 100).rounded() / 100)
  }

  /// What the grammar knows of a fragment.
  private struct Fragment {
    let facts: Facts

    init(_ words: String) {
      let text = NormalizedText(words)
      facts = Facts(Tokenizer(lexicon: .shared).tokens(of: text), in: text)
    }

    /// Whether it speaks to the program, forbids, or asks for what cannot be done: nothing is guessed then.
    var speaksAgainst: Bool {
      facts.impossible != nil || facts.change == .less
        || facts.tokens.contains { token in
          switch token.sense {
          case .role, .machine, .disregard, .instructions, .prohibition, .keep, .unchanged, .except,
            .remove, .erase, .replace, .move:
            true
          default: false
          }
        }
    }

    /// Whether a meaning goes with its words: "too" complains, and what shall become so is no complaint.
    func allows(_ entry: PhraseBank.Entry) -> Bool {
      if facts.has(.excess) { return entry.isComplaint }
      return !(entry.isComplaint && facts.has(.make) && !facts.has(.copula))
    }
  }
}

extension InstructionParser {
  /// Understands a brief: by the grammar, and what it left over by the brief's readings. Where a reading and
  /// the grammar speak of the same thing, the grammar counts.
  package func understand(_ brief: Brief) -> Understanding {
    var understanding = understand(brief.instruction)
    for reading in brief.readings {
      guard let place = understanding.notUnderstood.firstIndex(of: reading.words) else { continue }
      understanding.notUnderstood.remove(at: place)
      let text = NormalizedText(reading.words)
      let amount = Facts(Tokenizer(lexicon: .shared).tokens(of: text), in: text).amount
      for var wish in understand(reading.meaning).wishes {
        let isSaid = understanding.wishes.contains {
          $0.subject == wish.subject && $0.area == wish.area
        }
        guard !isSaid else { continue }
        wish.phrase = reading.words
        if wish.amount == .unspecified, case .strength? = amount {
          wish.amount = amount ?? wish.amount
        }
        understanding.wishes.append(wish)
      }
    }
    return understanding
  }
}

extension [Float] {
  /// The scalar product.
  fileprivate func product(with other: [Float]) -> Float {
    zip(self, other).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The way from another vector, with length 1.
  fileprivate func apart(from other: [Float]) -> [Float] {
    let way = zip(self, other).map { $0 - $1 }
    let length = way.product(with: way).squareRoot()
    return length > 0 ? way.map { $0 / length } : way
  }
}

/// Finds the longest known phrases in a sentence.
struct Lexicon: Sendable {
  /// The lexicon of both languages, their numbers excepted.
  static let shared = Lexicon(
    EnglishLexicon.entries + EnglishLexicon.structure + ChineseLexicon.entries
      + ChineseLexicon.structure + ReferenceWords.entries + Things.entries + Impossibilities.entries
      + LookBank.all.map { LexiconEntry(.look($0.id), $0.phrases.joined(separator: "; ")) })

  /// A node for each beginning of a phrase.
  private struct Node: Sendable {
    var next: [String: Int] = [:]
    var sense: Sense?
  }

  private var nodes = [Node()]
  /// All units that occur in phrases.
  private(set) var words: Set<String> = []

  init(_ entries: [LexiconEntry]) {
    for entry in entries {
      for phrase in entry.phrases.split(separator: ";") {
        insert(Unit.units(of: NormalizedText(String(phrase))).map(\.text), sense: entry.sense)
      }
    }
  }

  private mutating func insert(_ path: [String], sense: Sense) {
    guard !path.isEmpty else { return }
    var node = 0
    for step in path {
      words.insert(step)
      if let next = nodes[node].next[step] {
        node = next
      } else {
        nodes.append(Node())
        nodes[node].next[step] = nodes.count - 1
        node = nodes.count - 1
      }
    }
    if nodes[node].sense == nil { nodes[node].sense = sense }
  }

  /// The longest phrase that starts at `start`, its sense and the index after it.
  func longest(in units: [Unit], at start: Int) -> (sense: Sense, end: Int)? {
    search(units, at: start, node: 0, isComparative: false, depth: 0)
  }

  private func search(
    _ units: [Unit], at index: Int, node: Int, isComparative: Bool, depth: Int
  ) -> (sense: Sense, end: Int)? {
    var best: (sense: Sense, end: Int)?
    if let sense = nodes[node].sense, !(isComparative && depth > 1 && sense.isFault) {
      best = (sense: isComparative ? sense.comparative : sense, end: index)
    }
    guard index < units.count, depth < 12 else { return best }
    var seen: [String] = []
    for form in EnglishForms.forms(of: units[index]) where !seen.contains(form.word) {
      guard let next = nodes[node].next[form.word] else { continue }
      seen.append(form.word)
      let found = search(
        units, at: index + 1, node: next, isComparative: isComparative || form.isComparative,
        depth: depth + 1)
      if let found, found.end > (best?.end ?? -1) { best = found }
    }
    return best
  }

  /// Whether the word is part of any phrase, in this or a derived form.
  func knows(_ unit: Unit) -> Bool {
    EnglishForms.forms(of: unit).contains { words.contains($0.word) }
  }
}

extension Sense {
  /// Whether it is a fault: "a bit soft", which "a bit softer" is not.
  fileprivate var isFault: Bool {
    if case .trait(_, _, .fault) = self { true } else { false }
  }

  /// The sense of the same word with the ending "-er".
  fileprivate var comparative: Sense {
    switch self {
    case .trait(let quality, let direction, _): .trait(quality, direction, .comparative)
    case .color(let hue, _): .color(hue, isNoun: false)
    default: self
    }
  }
}

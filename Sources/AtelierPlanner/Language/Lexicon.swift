/// Finds the longest known phrases in a sentence.
struct Lexicon: Sendable {
  /// The lexicon of both languages, their numbers excepted.
  static let shared = Lexicon(
    EnglishLexicon.entries + EnglishLexicon.structure + ChineseLexicon.entries
      + ChineseLexicon.structure + Things.entries + Impossibilities.entries
      + LookBank.all.map { LexiconEntry(.look($0.id), $0.phrases.joined(separator: "; ")) })

  /// A node for each beginning of a phrase.
  private struct Node: Sendable {
    var next: [String: Int] = [:]
    var sense: Sense?
  }

  private var nodes = [Node()]
  private var words: Set<String> = []
  private var corrections: [String: String] = [:]

  init(_ entries: [LexiconEntry]) {
    for entry in entries {
      for phrase in entry.phrases.split(separator: ";") {
        insert(Unit.units(of: NormalizedText(String(phrase))).map(\.text), sense: entry.sense)
      }
    }
    for word in words.sorted() where word.count >= 5 && word.first?.isASCII == true {
      for variant in [word] + Self.withOneLetterLess(word) where corrections[variant] == nil {
        corrections[variant] = word
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

  /// The known word that differs from a misspelt one by one letter, or by two that changed places.
  func correction(of word: String) -> String? {
    guard word.count >= 5, word.count <= 20, !EnglishForms.commonWords.contains(word) else {
      return nil
    }
    for candidate in [word] + Self.withOneLetterLess(word) {
      if let known = corrections[candidate], Self.isOneSlip(word, known) { return known }
    }
    return nil
  }

  private static func withOneLetterLess(_ word: String) -> [String] {
    word.indices.map { index in
      var shorter = word
      shorter.remove(at: index)
      return shorter
    }
  }

  /// Whether one insertion, deletion, substitution or swap of neighbours separates the words.
  private static func isOneSlip(_ first: String, _ second: String) -> Bool {
    let a = Array(first.unicodeScalars)
    let b = Array(second.unicodeScalars)
    guard abs(a.count - b.count) <= 1 else { return false }
    var head = 0
    while head < min(a.count, b.count), a[head] == b[head] { head += 1 }
    var tail = 0
    while tail < min(a.count, b.count) - head, a[a.count - 1 - tail] == b[b.count - 1 - tail] {
      tail += 1
    }
    let restOfA = a[head..<(a.count - tail)]
    let restOfB = b[head..<(b.count - tail)]
    if max(restOfA.count, restOfB.count) <= 1 { return head > 0 }
    return restOfA.count == 2 && restOfB.count == 2 && restOfA.elementsEqual(restOfB.reversed())
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

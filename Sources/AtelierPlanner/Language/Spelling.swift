/// Finds the known word that a misspelt one was meant to be.
struct Spelling: Sendable {
  /// The spelling of the shared lexicon's words; made when the first unknown word is met.
  static let shared = Spelling(Lexicon.shared.words)

  /// Each word by itself and by what is left without one of its letters.
  private var corrections: [String: String] = [:]

  init(_ words: Set<String>) {
    for word in words.sorted() where word.count >= 5 && word.first?.isASCII == true {
      for variant in [word] + Self.withOneLetterLess(word) where corrections[variant] == nil {
        corrections[variant] = word
      }
    }
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

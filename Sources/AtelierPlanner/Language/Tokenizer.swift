/// Turns a sentence into tokens: the longest phrases of the lexicon, numbers, signs, and runs of
/// what is unknown.
struct Tokenizer {
  let lexicon: Lexicon

  func tokens(of text: NormalizedText) -> [Token] {
    var units = Unit.units(of: text)
    correctSpelling(in: &units)
    let numbers = NumberReader(units: units)
    var tokens: [Token] = []
    var index = 0
    while index < units.count {
      let found = lexicon.longest(in: units, at: index)
      let number = numbers.reading(at: index)
      let start = index
      let sense: Sense
      if let number, number.end >= (found?.end ?? 0) {
        (sense, index) = (number.sense, number.end)
      } else if let found {
        (sense, index) = (found.sense, found.end)
      } else if let sign = Self.punctuation(units[index]) {
        (sense, index) = (sign, index + 1)
      } else {
        (sense, index) = (.unknown, index + 1)
      }
      let range = units[start].range.lowerBound..<units[index - 1].range.upperBound
      let words = units[start..<index].map(\.text).joined(separator: " ")
      append(Token(sense: sense, range: range, text: words), to: &tokens, unit: units[start])
    }
    return tokens
  }

  /// Appends a token; neighbouring unknown Chinese characters become one.
  private func append(_ token: Token, to tokens: inout [Token], unit: Unit) {
    if token.sense == .unknown, unit.kind == .character, let last = tokens.last,
      last.sense == .unknown, last.range.upperBound == token.range.lowerBound
    {
      tokens[tokens.count - 1].range = last.range.lowerBound..<token.range.upperBound
      return
    }
    tokens.append(token)
  }

  /// Signs between clauses.
  private static func punctuation(_ unit: Unit) -> Sense? {
    switch unit.text {
    case ".", "!", "?", ";", "。": unit.kind == .sign ? .stop : nil
    case ":": .pause(isColon: true)
    case ",", "，": .pause(isColon: false)
    default:
      switch unit.kind {
      case .lineBreak: .stop
      case .sign: .filler
      default: nil
      }
    }
  }

  /// Replaces unknown English words by the known word they were meant to be. The number of words
  /// looked at is bounded, so that a long text of nonsense costs little.
  private func correctSpelling(in units: inout [Unit]) {
    var attempts = 0
    for index in units.indices where units[index].kind == .word {
      guard units[index].text.utf8.count >= 5, !lexicon.knows(units[index]) else { continue }
      attempts += 1
      guard attempts <= 500 else { return }
      if let word = Spelling.shared.correction(of: units[index].text) { units[index].text = word }
    }
  }
}

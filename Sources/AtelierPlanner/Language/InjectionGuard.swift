/// Takes out what speaks to the program instead of about the photograph.
enum InjectionGuard {
  /// The tokens that remain, and the places of what was taken out.
  ///
  /// An attack reaches from its clause to the end of the sentence. After a change of speaker
  /// ("SYSTEM:") all that follows goes too, until a sentence returns to the photograph.
  static func filter(_ tokens: [Token]) -> (kept: [Token], rejected: [Range<Int>]) {
    var kept: [Token] = []
    var rejected: [Range<Int>] = []
    var isForeign = false
    for sentence in tokens.split(omittingEmptySubsequences: false, whereSeparator: isStop) {
      if isForeign, sentence.first?.sense == .resume { isForeign = false }
      let start = isForeign ? sentence.startIndex : startOfAttack(in: sentence)
      kept.append(contentsOf: sentence[sentence.startIndex..<start])
      if start < sentence.endIndex {
        rejected.append(
          tokens[start].range.lowerBound..<tokens[sentence.endIndex - 1].range.upperBound)
        if sentence[start...].contains(where: { $0.sense == .role }) { isForeign = true }
        if let end = sentence[start...].lastIndex(where: { $0.sense == .resume }) {
          isForeign = false
          kept.append(contentsOf: sentence[(end + 1)...])
        }
      }
      if sentence.endIndex < tokens.endIndex { kept.append(tokens[sentence.endIndex]) }
    }
    return (kept, rejected)
  }

  private static func isStop(_ token: Token) -> Bool { token.sense == .stop }

  private static func startOfAttack(in sentence: ArraySlice<Token>) -> Int {
    let hasInstructions = sentence.contains { $0.sense == .instructions }
    let found = sentence.firstIndex { token in
      switch token.sense {
      case .role, .machine: true
      case .disregard: hasInstructions
      default: false
      }
    }
    guard var index = found else { return sentence.endIndex }
    while index > sentence.startIndex, !isBoundary(sentence[index - 1].sense) { index -= 1 }
    return index
  }

  private static func isBoundary(_ sense: Sense) -> Bool {
    switch sense {
    case .pause, .but, .then, .and: true
    default: false
    }
  }
}

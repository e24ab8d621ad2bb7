/// Cuts a segment into phrases of one wish each, where no sign or conjunction does: 压高光提阴影.
struct PhraseCutter {
  let text: NormalizedText

  /// No phrase that says one thing is longer; a text without signs costs no more than one with them.
  private static let longestPhrase = 40

  func phrases(of tokens: [Token]) -> [[Token]] {
    var phrases: [[Token]] = []
    var current = Facts()
    for (index, token) in tokens.enumerated() {
      let isLong = current.tokens.count >= Self.longestPhrase
      if !current.tokens.isEmpty, isLong || isCut(before: index, in: tokens, after: current) {
        phrases.append(current.tokens)
        current = Facts()
      }
      current.append(token, in: text)
    }
    if !current.tokens.isEmpty { phrases.append(current.tokens) }
    return joiningFragments(phrases)
  }

  /// Gives fragments that name nothing to the phrase before them: 锐化|加强.
  private func joiningFragments(_ phrases: [[Token]]) -> [[Token]] {
    var joined: [[Token]] = []
    for phrase in phrases {
      let facts = Facts(phrase, in: text)
      let standsAlone =
        facts.hasHead || facts.hasPlace || facts.impossible != nil || facts.improvement != nil
        || facts.limit != nil || !facts.unknown.isEmpty
        || !facts.flags.isDisjoint(with: Self.standing)
      if standsAlone || joined.isEmpty {
        joined.append(phrase)
      } else {
        joined[joined.count - 1] += phrase
      }
    }
    return joined
  }

  private static let standing: Set<Sense> = [
    .rest, .otherColors, .noChange, .crop, .straighten, .rotate, .object, .scene, .emphasis,
    .whole, .prohibition, .keep,
  ]

  private func isCut(before index: Int, in tokens: [Token], after facts: Facts) -> Bool {
    let isComplete = isComplete(facts)
    let last = tokens[index - 1].sense
    if awaitsGift(facts), isGift(tokens[index].sense) { return false }
    switch tokens[index].sense {
    case .prohibition, .keep, .improve:
      return isComplete || tokens[index].text == "without"
    case .impossible, .erase, .replace:
      return isComplete && (!facts.acts.isEmpty || !facts.qualities.isEmpty)
    case .change where isColorOnly(facts) && isShade(at: index + 1, in: tokens):
      return false
    case .change, .carrier, .recover, .remove, .add, .correct, .emphasis, .excess, .lacking:
      return isComplete && !isBoundToPrevious(last) && !(facts.has(.copula) && facts.traits.isEmpty)
    case .act:
      return isComplete && !isBoundToPrevious(last)
    case .make:
      return isComplete && !facts.acts.isEmpty
    case .trait(_, _, let degree):
      if case .trait(_, _, .plain) = last, degree == .plain { return false }
      return isComplete && !isBoundToPrevious(last)
    case .quality, .exposure:
      if !facts.acts.isEmpty, facts.qualities.isEmpty, isVerb(last) { return false }
      return isComplete && !isBoundToPrevious(last) && last != .preposition
        && !isColorOnly(facts) && !isAttribute(tokens[index - 1])
    case .tones, .area, .box, .color:
      return isCutBeforeTarget(at: index, in: tokens, facts: facts, last: last)
    case .look, .likeReference, .blackAndWhite, .crop, .straighten, .rotate:
      return isComplete && !isBoundToPrevious(last) && facts.looks.isEmpty
    case .amount, .measure, .number:
      return isCutBeforeAmount(at: index, in: tokens, facts: facts, isComplete: isComplete)
    case .otherColors, .rest:
      return isComplete
    default:
      return false
    }
  }

  /// Whether it was said to whom or what something is given, and not yet what: "give the sky | more
  /// contrast".
  private func awaitsGift(_ facts: Facts) -> Bool {
    facts.tokens.contains { $0.text == "give" }
      && (facts.hasPlace || !facts.colors.isEmpty || !facts.tones.isEmpty)
      && facts.qualities.isEmpty && !facts.hasExposure && facts.traits.isEmpty
      && facts.acts.isEmpty
  }

  private func isGift(_ sense: Sense) -> Bool {
    switch sense {
    case .change, .amount, .measure, .number, .quality, .exposure, .trait: true
    default: false
    }
  }

  /// Whether the phrase names something and says which way.
  private func isComplete(_ facts: Facts) -> Bool {
    let moves =
      facts.change != nil || facts.carrier != nil || facts.particle != nil || facts.level != nil
      || facts.sign != nil || facts.number != nil || !facts.acts.isEmpty || !facts.traits.isEmpty
      || !facts.looks.isEmpty || facts.has(.recover) || facts.has(.remove) || facts.has(.add)
      || facts.has(.correct) || facts.has(.blackAndWhite) || facts.has(.unchanged)
      || (facts.has(.lean) && !facts.colors.isEmpty)
      || (facts.hasPlace && facts.colors.contains { !$0.isNoun })
    return moves && (facts.hasHead || facts.hasPlace)
  }

  /// Whether what follows belongs to the last token: "too | bright", "more | vivid".
  private func isBoundToPrevious(_ last: Sense) -> Bool {
    switch last {
    case .excess, .soMuch, .change, .lean, .lacking, .denial, .prohibition, .copula, .rather,
      .towards,
      .determiner, .counter, .make, .carrier, .add, .modal:
      true
    default:
      false
    }
  }

  /// An English adjective stands before its noun: "deeper | blacks".
  private func isAttribute(_ token: Token) -> Bool {
    guard case .trait = token.sense else { return false }
    return token.text.unicodeScalars.allSatisfy(\.isASCII)
  }

  private func isVerb(_ last: Sense) -> Bool {
    switch last {
    case .act, .determiner, .preposition, .counter, .amount: true
    default: false
    }
  }

  /// "Less red | saturation": a colour waits for its component.
  private func isColorOnly(_ facts: Facts) -> Bool {
    !facts.colors.isEmpty && facts.qualities.isEmpty && facts.traits.isEmpty && facts.acts.isEmpty
      && !facts.hasExposure
  }

  /// Whether a colour follows that is no band: "turn the blues more | teal".
  private func isShade(at index: Int, in tokens: [Token]) -> Bool {
    guard index < tokens.count, case .color(_, isNoun: false) = tokens[index].sense else {
      return false
    }
    return true
  }

  private func isCutBeforeTarget(
    at index: Int, in tokens: [Token], facts: Facts, last: Sense
  ) -> Bool {
    guard isComplete(facts), last != .preposition, !isBoundToPrevious(last), index > 0,
      !isAttribute(tokens[index - 1])
    else { return false }
    if case .color = tokens[index].sense {
      return facts.tones.isEmpty == false && !facts.colors.isEmpty && last != .towards
    }
    if last == .determiner || last == .reference || last.isPlace { return false }
    if isFollowedByGuard(index, in: tokens) { return true }
    if case .tones = tokens[index].sense {
      if !facts.tones.isEmpty { return true }
      if !facts.qualities.isEmpty || facts.hasExposure {
        return facts.change != nil || facts.level != nil || facts.number != nil
      }
      if facts.hasPlace { return true }
      return false
    }
    if case .color = last { return false }
    return facts.hasPlace || (!facts.tones.isEmpty && !facts.acts.isEmpty)
  }

  /// Whether the target at `index` is followed by words that protect it: 天空|不变.
  private func isFollowedByGuard(_ index: Int, in tokens: [Token]) -> Bool {
    for token in tokens[(index + 1)...].prefix(8) {
      switch token.sense {
      case .unchanged, .prohibition, .keep: return true
      case .filler, .whole, .preposition, .area, .tones, .colors, .detail, .amount: continue
      default: return false
      }
    }
    return false
  }

  private func isCutBeforeAmount(
    at index: Int, in tokens: [Token], facts: Facts, isComplete: Bool
  ) -> Bool {
    guard isComplete, index + 1 < tokens.count else { return false }
    if case .amount(_, .before) = tokens[index].sense { return true }
    if case .amount(_, .after) = tokens[index].sense { return false }
    if isBoundToPrevious(tokens[index - 1].sense) { return false }
    switch tokens[index + 1].sense {
    case .trait, .act, .change, .quality, .look, .excess, .exposure: break
    case .particle: return facts.amount != nil || facts.number != nil
    default: return false
    }
    if case .number = tokens[index].sense { return facts.number != nil }
    return true
  }
}

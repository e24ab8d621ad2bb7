extension RegionNoun.Kind {
  /// Whether it is a half of the frame, so that it tells where a thing is.
  var isSide: Bool { [.left, .right, .top, .bottom].contains(self) }
}

extension Facts {
  /// Whether something lost shall come back.
  var recover: Bool { has(.recover) }

  /// Where the phrase applies.
  var area: Area {
    if has(.box) { return .box }
    let things = areas.filter { !$0.kind.isSide }
    guard let first = things.first ?? areas.first else { return .whole }
    let isChinese = first.word.unicodeScalars.contains { $0.isCJK }
    var noun = isChinese ? things.last ?? areas[areas.count - 1] : first
    if !noun.kind.isSide {
      noun.side = areas.first { $0.kind.isSide }?.kind ?? sideWord(before: noun.kind)
    }
    return .noun(noun)
  }

  /// The side that the word right before a thing tells: "the left face".
  private func sideWord(before kind: RegionNoun.Kind) -> RegionNoun.Kind? {
    guard let index = tokens.firstIndex(where: { $0.sense == .area(kind) }), index > 0 else {
      return nil
    }
    return switch tokens[index - 1].text {
    case "left": .left
    case "right": .right
    case "upper": .top
    case "lower": .bottom
    default: nil
    }
  }

  /// Whether only "it" stands for the picture.
  var hasPronoun: Bool {
    tokens.contains { $0.text == "it" || $0.text == "它" || $0.text == "one" }
  }

  /// Whether it is only a state: "… and dark".
  var isPlainState: Bool {
    !traits.isEmpty && traits.allSatisfy { $0.degree == .plain } && acts.isEmpty && change == nil
      && qualities.isEmpty && !has(.make) && !has(.modal) && !hasPlace
  }

  /// Whether it is a verb that holds its quality, with nothing to do it to: "brighten and …".
  var isBareVerb: Bool {
    acts.count == 1 && qualities.isEmpty && !hasExposure && traits.isEmpty && tones.isEmpty
      && colors.isEmpty && looks.isEmpty && !hasPlace && !has(.whole) && !hasPronoun
      && amount == nil && number == nil && improvement == nil
      && !tokens.contains { token in
        token.text.split(separator: " ").contains { ["it", "this", "them", "things"].contains($0) }
      }
  }

  /// Whether anything in it would matter, had it been understood.
  var carriesMeaning: Bool {
    hasHead || hasPlace || !unknown.isEmpty || has(.object) || has(.scene) || has(.erase)
      || has(.replace) || has(.move) || change != nil || has(.add) || has(.remove)
      || has(.disregard) || has(.instructions)
  }

  /// The words that say what to do, to be used for another target.
  func verbTokens(for other: Facts) -> [Token] {
    tokens.filter { token in
      switch token.sense {
      case .change, .carrier, .particle, .level, .recover, .remove, .add, .correct, .excess,
        .lacking,
        .prohibition, .denial, .keep, .unchanged, .affect, .rather, .hasBecome, .copula,
        .lean, .towards, .except, .soMuch, .enough:
        return true
      case .amount, .number, .measure:
        return other.amount == nil && other.number == nil
      case .act, .trait:
        return other.qualities.isEmpty && !other.hasExposure
      case .quality, .exposure, .detail:
        return other.qualities.isEmpty && !other.hasExposure && !other.has(.detail)
          && other.tones.isEmpty && !other.has(.illumination)
      case .area, .box:
        return !other.hasPlace && has(.except)
      default:
        return false
      }
    }
  }

  /// The amount that was said, for a subject.
  func statedAmount(for subject: Subject) -> Amount {
    if let number { return .number(number.magnitude, for: subject, exposure: hasExposure) }
    if hasExposure, case .percent(let share)? = amount,
      tokens.contains(where: { $0.sense == .measure(.percent(share), .none) && !$0.hasDigit })
    {
      // "The exposure down a third" is a third of a stop.
      return .stops(share == 33 ? 0.33 : share / 100)
    }
    return amount ?? .unspecified
  }

  /// The direction that verbs, states and signs give to a noun.
  var statedDirection: Direction? {
    if let change { return change }
    if let carrier {
      if let particle { return particle }
      if carrier != .none { return carrier }
    }
    if let particle { return particle }
    if let level { return level }
    if let sign { return sign }
    return nil
  }

  /// Whether a level or plain state is stated of the picture and so complained of.
  var isDescription: Bool {
    if describes { return !has(.make) && change == nil && !has(.modal) }
    return has(.copula) && !has(.modal) && !has(.make) && change == nil && !has(.like)
  }

  /// Whether a state that is a fault elsewhere is wished for: "a misty mood", "I want it hazy",
  /// 要朦胧的感觉, 朦胧一点.
  var wishesState: Bool {
    let place = tokens.firstIndex { token in
      if case .trait(_, _, .fault) = token.sense { true } else { false }
    }
    guard let place, traits.count == 1, acts.isEmpty, qualities.isEmpty, !describes, !recover,
      !has(.denial), !has(.prohibition), !has(.hasBecome)
    else { return false }
    let next = tokens[(place + 1)...].firstIndex { $0.text != "的" }
    let mood = next.flatMap { Self.moods.contains(tokens[$0].text) ? $0 : nil }
    let isStated = tokens.indices.contains { tokens[$0].sense == .copula && $0 != mood }
    let isChinese = tokens[place].text.unicodeScalars.contains { $0.isCJK }
    return !isStated
      && (mood != nil || isChinese && hasTrailingAmount
        || tokens[..<place].contains { Self.wanting.contains($0.text) })
  }

  /// Whether a phrase says no more of something than that it is strong, which nobody says of what is
  /// wished for: "heavy noise", 颗粒感重. "Strong grain" and 强烈的颗粒 may be.
  func statesAsStrong(_ quality: Quality) -> Bool {
    guard level == .more, !has(.make), !has(.add), !has(.modal), change == nil,
      !tokens.contains(where: { Self.wanting.contains($0.text) }),
      let place = tokens.firstIndex(where: { $0.sense == .quality(quality) })
    else { return false }
    if tokens[place].text.unicodeScalars.contains(where: { $0.isCJK }) {
      return amount == nil && tokens[(place + 1)...].contains { $0.sense == .level(.more) }
    }
    return quality != .grain && quality != .vignette
  }

  private static let moods: Set<String> = [
    "mood", "atmosphere", "vibe", "vibes", "feel", "feeling", "aesthetic", "look", "effect",
    "感 觉", "氛 围", "气 氛", "意 境", "效 果", "感", "调 调", "风 格",
  ]
  private static let wanting: Set<String> = [
    "want", "i want", "would like", "i would like", "id like", "prefer", "i prefer", "wanna",
    "going for a", "go for a", "looking for a", "looking for", "aim for a", "aim for", "go for",
    "id love", "would love", "hoping for a", "hoping for", "要", "想 要", "想", "我 要", "我 想", "希 望",
    "来 点", "来",
  ]

  /// Whether it says no more than towards which hue: 偏黄一点.
  var isPlainShift: Bool {
    guard has(.lean) || has(.towards), colors.count == 1, !colors[0].isNoun,
      ![.warm, .cool].contains(colors[0].hue)
    else { return false }
    return qualities.isEmpty && traits.isEmpty && acts.isEmpty && tones.isEmpty && !hasPlace
      && !has(.whole) && !has(.cast) && !has(.whiteBalance) && !hasExposure && looks.isEmpty
  }

  /// Whether 偏 complains: 偏暗, but not 偏暖 or 偏黄一点.
  var leanComplains: Bool {
    guard has(.lean), !has(.make), !has(.towards), change == nil else { return false }
    return !hasTrailingAmount || has(.hasBecome) || describes
  }
}

extension Amount {
  /// A plain number: stops for exposure, otherwise points of a slider.
  static func number(_ value: Double, for subject: Subject, exposure: Bool) -> Amount {
    guard case .quality(.brightness) = subject else { return .slider(value) }
    if exposure { return value <= 5 ? .stops(value) : .slider(value) }
    return value <= 3 && value != value.rounded() ? .stops(value) : .slider(value)
  }
}

extension Token {
  /// Whether it was written in figures.
  fileprivate var hasDigit: Bool { text.unicodeScalars.contains { $0.isDigit } }
}

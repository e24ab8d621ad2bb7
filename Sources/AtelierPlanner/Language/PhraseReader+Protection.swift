extension PhraseReader {
  /// Reads "everything except the sky"; the exceptions are protected, or all the rest is.
  mutating func readExceptions() {
    guard facts.has(.except) else { return }
    let keepsRest =
      facts.has(.unchanged) || facts.has(.keep) || facts.has(.affect) || facts.has(.prohibition)
      || facts.has(.noChange)
    if keepsRest {
      protect(.everythingElse, area: .whole)
      if facts.exceptions.isEmpty { result.pending = facts }
    } else if area == .whole, !facts.exceptions.isEmpty,
      facts.exceptions.allSatisfy({ [.person, .subject].contains($0.kind) })
    {
      // All but the subject is what masks know as the background.
      inherited = noun(.background, "background", "背景")
      result.area = area
    } else {
      for noun in facts.exceptions { protect(.everything, area: .noun(noun)) }
    }
  }

  /// Reads what must not change. Returns whether the phrase is about nothing else.
  mutating func readProtection() -> Bool {
    if facts.has(.except), !result.protections.isEmpty,
      facts.has(.unchanged) || facts.has(.affect) || facts.has(.keep) || facts.has(.prohibition)
        || facts.has(.noChange)
    {
      return true
    }
    if facts.has(.rest), !facts.hasHead, !facts.hasPlace, facts.statedDirection == nil,
      facts.improvement == nil
    {
      protect(.everythingElse, area: .whole)
      return true
    }
    if isBoundedNoun {
      protectNouns(isLimit: true)
      return true
    }
    let isEnough = facts.has(.enough) || facts.has(.lacking)
    let prohibits = (facts.has(.prohibition) || isNegated) && !isEnough && !facts.has(.soMuch)
    if facts.has(.keep) || facts.has(.unchanged) || (prohibits && facts.has(.affect)) {
      return readKept()
    }
    if prohibits { return readProhibited() }
    if facts.has(.denial), !isEnough, !facts.has(.soMuch),
      facts.traits.allSatisfy({ $0.degree != .plain }) || isBound,
      facts.hasHead || facts.hasPlace
    {
      return facts.traits.isEmpty && facts.acts.isEmpty && !facts.hasPlace
        && facts.qualities.isEmpty
        ? false : readProhibited()
    }
    return false
  }

  /// "Not too saturated" bounds, where "it is not too saturated" describes.
  private var isBound: Bool { facts.has(.excess) && !facts.has(.copula) }

  /// "Clarity not too high" bounds it and does not ask for more.
  private var isBoundedNoun: Bool {
    facts.limit != nil && (!facts.qualities.isEmpty || facts.hasExposure)
      && facts.statedDirection == nil && facts.amount == nil && facts.number == nil
      && facts.traits.isEmpty && facts.acts.isEmpty && facts.looks.isEmpty && !facts.has(.add)
      && !facts.has(.remove) && !facts.has(.make) && !facts.has(.correct)
  }

  private mutating func protect(
    _ target: Protection.Target, against: Direction = .none, area: Area? = nil,
    isLimit: Bool = false
  ) {
    let protection = Protection(target, against: against, area: area ?? self.area, phrase: phrase)
    result.protections.append(
      Composer.Guarded(protection: protection, isLimit: isLimit, sentence: sentence))
  }

  /// "Keep the skin tones", "leave the brights alone", 天空不变.
  private mutating func readKept() -> Bool {
    if facts.has(.otherColors) { protect(.otherColors, area: .whole) }
    if facts.has(.rest) { protect(.everythingElse, area: .whole) }
    guard result.protections.isEmpty else { return true }
    for color in facts.colors where facts.areas.isEmpty || color.isNoun {
      protect(.band(color.hue.band))
    }
    for range in facts.tones { protect(.quality(Self.quality(of: range)), against: against(range)) }
    for quality in facts.qualities { protect(.quality(quality), against: againstKept(quality)) }
    if facts.hasExposure { protect(.quality(.brightness)) }
    if facts.has(.detail), facts.tones.isEmpty { protect(.quality(.texture), against: .less) }
    if facts.has(.whiteBalance) || facts.has(.cast) { protect(.quality(.warmth)) }
    let isColored = !facts.colors.isEmpty
    if facts.has(.colors), !isColored { protect(.colors) }
    if facts.has(.illumination), result.protections.isEmpty { protect(.quality(.brightness)) }
    if result.protections.isEmpty {
      for trait in facts.traits where !(facts.hasPlace && trait.degree != .fault) {
        protect(.quality(trait.quality), against: trait.degree == .fault ? trait.direction : .none)
      }
      for act in facts.acts { protect(.quality(act.quality), against: act.direction) }
    }
    if result.protections.isEmpty, facts.hasPlace {
      if facts.has(.box) {
        protect(.everything, area: .box)
      } else {
        for noun in facts.areas { protect(.everything, area: .noun(noun)) }
      }
    }
    if !result.protections.isEmpty { return true }
    guard facts.limit == nil, facts.unknown.isEmpty, facts.looks.isEmpty,
      !facts.has(.blackAndWhite),
      facts.improvement == nil
    else { return facts.limit != nil }
    let moves = facts.change != nil || facts.particle != nil || facts.amount != nil
    result.saidNothingToDo = !moves
    return result.saidNothingToDo
  }

  /// A guarded bright end must not get brighter, a guarded dark end not darker.
  private func against(_ range: ToneRange) -> Direction {
    let guards = facts.tokens.contains { token in
      [
        "hold", "protect", "preserv", "guard", "safeguard", "保 护", "保 留", "保 住", "护 住", "稳 住",
        "注 意", "小 心", "watch out", "careful", "be careful", "mind",
      ]
      .contains { token.text.hasPrefix($0) }
    }
    if let particle = facts.particle, range == .highlights, particle == .less { return .more }
    guard guards || facts.has(.detail) || namesDetail else { return .none }
    switch range {
    case .highlights: return .more
    case .shadows: return .less
    default: return .none
    }
  }

  private var namesDetail: Bool {
    facts.tokens.contains { $0.text.hasSuffix("细 节") || $0.text.hasSuffix("层 次") }
  }

  private func againstKept(_ quality: Quality) -> Direction {
    switch quality {
    case .noise, .colorNoise: .more
    case .texture, .sharpness, .clarity: .less
    default: .none
    }
  }

  /// "Without making it brighter", 不要加暗角.
  private mutating func readProhibited() -> Bool {
    guard facts.impossible == nil else { return true }
    let isLimit = facts.has(.excess)
    if namesNothing {
      result.saidNothingToDo = true
      return true
    }
    let isSaidOfNoun = !facts.qualities.isEmpty
    for trait in facts.traits where !isSaidOfNoun {
      let direction = facts.change == .less ? trait.direction.opposite : trait.direction
      if !facts.colors.isEmpty {
        protectBands()
      } else {
        let quality = facts.tones.first.map(Self.quality) ?? trait.quality
        let isTone = Self.movesTones(trait.quality) && !facts.tones.isEmpty
        let kept = trait.quality == .brightness && isOverexposed ? .highlights : trait.quality
        protect(.quality(isTone ? quality : kept), against: direction, isLimit: isLimit)
      }
    }
    for act in facts.acts where facts.colors.isEmpty && !isSaidOfNoun {
      let isTone = Self.movesTones(act.quality) && !facts.tones.isEmpty
      let quality = isTone ? facts.tones.first.map(Self.quality) ?? act.quality : act.quality
      protect(.quality(quality), against: act.direction, isLimit: isLimit)
    }
    if result.protections.isEmpty { protectNouns(isLimit: isLimit) }
    if isLimit { result.pending = facts }
    if result.protections.isEmpty, facts.hasPlace {
      for noun in facts.areas { protect(.everything, area: .noun(noun)) }
      if facts.has(.box) { protect(.everything, area: .box) }
    }
    result.isHarmless = result.protections.isEmpty && !facts.looks.isEmpty
    return !result.protections.isEmpty || !facts.looks.isEmpty || facts.has(.blackAndWhite)
      || facts.has(.crop) || facts.has(.object) || facts.improvement != nil || facts.has(.rest)
      || facts.has(.add) || facts.has(.replace) || facts.has(.erase) || facts.has(.straighten)
  }

  /// Prohibitions of a thing, which mean nothing without it: "no …", 不加….
  private static let partial: Set<String> = [
    "no", "without", "not to", "不 加", "避 免", "防 止", "免 得", "以 免", "不 使", "不 让",
  ]

  /// "No need to do anything."
  private var namesNothing: Bool {
    !facts.hasHead && !facts.hasPlace && facts.unknown.isEmpty && !facts.has(.object)
      && !facts.has(.rest) && facts.limit == nil && facts.statedDirection == nil
      && !facts.has(.crop) && !facts.has(.straighten) && !facts.has(.rotate)
      && !facts.has(.excess) && !facts.has(.scene) && !facts.has(.replace) && !facts.has(.add)
      && !facts.has(.otherColors) && !isNegated
      && (facts.improvement != nil || !facts.tokens.contains { Self.partial.contains($0.text) })
  }

  /// Whether "too bright" means blown highlights: 过曝.
  private var isOverexposed: Bool {
    facts.traits.contains {
      $0.quality == .brightness && $0.direction == .more && $0.degree == .fault
    }
  }

  private mutating func protectBands() {
    for color in facts.colors {
      if color.isNoun {
        protect(.band(color.hue.band))
      } else {
        protectHue(color.hue)
      }
    }
  }

  private mutating func protectNouns(isLimit: Bool) {
    let described = facts.qualities.first.flatMap { quality in
      facts.traits.first { $0.quality == quality }?.direction
    }
    let against =
      facts.has(.remove) ? Direction.less : described ?? facts.statedDirection ?? .more
    for quality in facts.qualities {
      protect(.quality(quality), against: against, isLimit: isLimit)
    }
    if facts.hasExposure { protect(.quality(.brightness), against: against, isLimit: isLimit) }
    for range in facts.tones {
      protect(.quality(Self.quality(of: range)), against: facts.statedDirection ?? .none)
    }
    if !facts.colors.isEmpty { protectBands() }
    if facts.has(.otherColors) { protect(.otherColors, area: .whole) }
    if facts.has(.rest) { protect(.everythingElse, area: .whole) }
    if facts.has(.colors), facts.colors.isEmpty { protect(.colors) }
    if facts.has(.detail), facts.tones.isEmpty { protect(.quality(.texture), against: .less) }
  }

  private mutating func protectHue(_ hue: Hue) {
    switch Self.cast(of: hue) {
    case .warm: protect(.quality(.warmth), against: .more)
    case .cool: protect(.quality(.warmth), against: .less)
    case .green: protect(.quality(.tint), against: .less)
    case .magenta, .unknown: protect(.quality(.tint), against: .more)
    }
  }
}

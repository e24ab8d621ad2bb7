extension PhraseReader {
  // MARK: What cannot be done

  /// Reads what developing cannot do. Returns whether the phrase asks for that.
  mutating func readRefusal() -> Bool {
    if facts.has(.prohibition) || isNegated || facts.has(.keep) { return false }
    guard let reason = refusalReason else { return false }
    result.refusals.append(Refusal(phrase: phrase, reason: reason))
    return true
  }

  private var refusalReason: Refusal.Reason? {
    if let reason = facts.impossible { return reason }
    let hasThing = facts.has(.object) || facts.hasPlace || !facts.unknown.isEmpty
    if facts.has(.erase), !namesNuisance { return .removeObject }
    if facts.has(.replace), !hasPhotographicHead, facts.colors.isEmpty || facts.hasPlace,
      hasThing || facts.has(.scene)
    {
      return .replaceObject
    }
    if facts.has(.towards) || facts.has(.make), let reason = transformation { return reason }
    // A look can be put on; what it did to pixels cannot be told from them.
    if !facts.looks.isEmpty, facts.has(.remove) || facts.change == .less, !namesNuisance,
      facts.traits.isEmpty
    {
      return .takeBack
    }
    if facts.has(.remove), !facts.hasHead, hasThing { return .removeObject }
    if isAddition { return .addObject }
    if facts.has(.move), !facts.hasHead, hasThing { return .moveObject }
    if changesThing { return .replaceObject }
    return nil
  }

  private var namesNuisance: Bool {
    !facts.qualities.isEmpty || !facts.acts.isEmpty || facts.has(.cast) || facts.has(.colors)
      || !facts.tones.isEmpty
  }

  private var hasPhotographicHead: Bool {
    !facts.looks.isEmpty || facts.has(.blackAndWhite) || !facts.qualities.isEmpty
      || facts.has(.whiteBalance)
      || !facts.acts.isEmpty || !facts.traits.isEmpty || facts.has(.colors) || facts.has(.crop)
  }

  /// "Turn the tower into a rocket", 换成埃菲尔铁塔.
  private var transformation: Refusal.Reason? {
    if recolorsThing { return .replaceObject }
    guard !facts.hasHead, facts.improvement == nil, !facts.has(.crop), !facts.has(.rotate) else {
      return nil
    }
    if facts.has(.object), facts.has(.make), facts.has(.like) { return .addObject }
    let replaces = facts.tokens.contains {
      ["换 成", "变 成", "into", "turn into", "变 为", "改 为"].contains($0.text)
    }
    if facts.has(.scene), replaces || (facts.has(.make) && !facts.has(.like)) { return .reimagine }
    guard replaces, facts.has(.object) || facts.hasPlace else { return nil }
    return .replaceObject
  }

  /// 把衣服改成红色.
  private var recolorsThing: Bool {
    guard facts.colors.count == 1, facts.qualities.isEmpty, facts.traits.isEmpty,
      facts.acts.isEmpty,
      facts.tokens.contains(where: { ["改 成", "换 成", "变 成", "染 成", "涂 成"].contains($0.text) })
    else { return false }
    return facts.areas.contains {
      [.clothes, .hair, .eyes, .building, .other, .background, .lips].contains($0.kind)
    }
  }

  /// "Add a cat", 加一只猫.
  private var isAddition: Bool {
    let adds =
      facts.has(.add) || facts.change == .more && (facts.has(.counter) || facts.has(.object))
    guard adds, !facts.hasHead, facts.improvement == nil else { return false }
    if facts.has(.object) || facts.has(.scene) { return true }
    if facts.has(.counter), facts.hasPlace || !facts.unknown.isEmpty { return true }
    guard facts.has(.add) else { return false }
    return !facts.unknown.isEmpty || facts.areas.contains { Self.isAddable($0.kind) }
  }

  private static func isAddable(_ kind: RegionNoun.Kind) -> Bool {
    switch kind {
    case .sky, .person, .animal, .flower, .building, .mountain, .light, .food, .clothes, .other,
      .snow, .water,
      .vegetation, .road:
      true
    default: false
    }
  }

  /// "Change his shirt to red".
  private var changesThing: Bool {
    guard facts.has(.affect), facts.hasPlace, facts.qualities.isEmpty, facts.acts.isEmpty,
      facts.traits.isEmpty,
      facts.tones.isEmpty, !facts.has(.illumination), !facts.has(.colors)
    else { return false }
    return facts.areas.contains {
      [.clothes, .hair, .eyes, .background, .sky, .building, .other].contains($0.kind)
    }
  }

  // MARK: Frame, looks, improvement

  mutating func readFrame() {
    if facts.has(.straighten) {
      let isRight = facts.tokens.contains { $0.text == "rotate" }
      var angle: Double?
      if case .degrees(let degrees)? = facts.amount { angle = degrees }
      if !isRight {
        wish(.geometry(.straighten(degrees: angle)), amount: .unspecified, area: .whole)
      }
    }
    if facts.has(.crop) || facts.ratio != nil {
      wish(.geometry(.crop(ratio: facts.ratio)), amount: .unspecified, area: .whole)
    }
    guard facts.has(.rotate) || isQuarterTurn else { return }
    let isCounterclockwise = facts.has(.counterclockwise) && !facts.has(.clockwise)
    var turns = 1
    if case .degrees(let degrees)? = facts.amount {
      guard degrees.truncatingRemainder(dividingBy: 90) == 0 else {
        wish(
          .geometry(.straighten(degrees: isCounterclockwise ? -degrees : degrees)),
          amount: .unspecified, area: .whole)
        return
      }
      turns = Int((degrees / 90).truncatingRemainder(dividingBy: 4))
    }
    if isCounterclockwise { turns = (4 - turns) % 4 }
    guard turns != 0 else { return }
    wish(.geometry(.rotate(quarterTurns: turns)), amount: .unspecified, area: .whole)
  }

  private var isQuarterTurn: Bool {
    guard case .degrees? = facts.amount else { return false }
    return facts.has(.clockwise) || facts.has(.counterclockwise)
  }

  mutating func readLooks() {
    for look in facts.looks { wish(.look(look)) }
    if facts.has(.likeReference), !facts.has(.prohibition), !facts.has(.denial), !isNegated {
      wish(.like, area: .whole)
    }
    if facts.has(.blackAndWhite) {
      let isStrength = if case .strength? = facts.amount { true } else { false }
      wish(.blackAndWhite, amount: isStrength && facts.hasHead == false ? nil : .unspecified)
    }
  }

  /// A place with a verb and no quality gets brighter or darker; what shall stand out gets light.
  mutating func readPlaces() {
    guard result.drafts.isEmpty else { return }
    if facts.has(.emphasis) {
      var place = place(else: .subject, "subject", "主体")
      // What stands out from the background is not the background.
      if case .noun(let noun) = place, noun.kind == .background {
        place = self.noun(.subject, "subject", "主体")
      }
      if case .noun(let noun) = place, noun.kind == .center {
        wish(.quality(.vignette), .more, area: .whole, isPurpose: true)
        return
      }
      wish(.quality(.brightness), .more, amount: .strength(0.5), area: place, isPurpose: true)
      wish(
        .quality(.brightness), .less, amount: .strength(0.5),
        area: noun(.background, "background", "背景"), isPurpose: true)
      return
    }
    if readRecoveredPlace() { return }
    let isStops = if case .stops? = facts.amount { true } else { false }
    guard !facts.hasHead, facts.improvement == nil else { return }
    if facts.hasPlace, facts.has(.recover) || facts.has(.correct) {
      if isSkinPlace {
        wish(.whiteBalance(cast: .unknown, reference: nil))
      } else {
        wish(.improve(.all, complaint: .none), isWeak: false)
      }
      return
    }
    guard isStops || (facts.hasPlace && facts.statedDirection != nil) else { return }
    let direction = facts.statedDirection ?? .more
    if case .noun(let noun) = area, noun.kind == .corners {
      wish(.quality(.vignette), direction.opposite, area: .whole)
    } else if case .noun(let noun) = area, noun.kind == .sky, bringsOut {
      // Clouds that are brought out are not lighter ones.
      wish(.quality(.contrast), .more)
    } else {
      wish(.quality(.brightness), direction)
    }
  }

  /// Reads "recover the sky" and "bring back detail in the trees": what is bright by itself gets its
  /// highlights back, other places both ends.
  private mutating func readRecoveredPlace() -> Bool {
    guard facts.has(.recover), facts.tones.isEmpty, facts.qualities.isEmpty, facts.acts.isEmpty,
      facts.colors.isEmpty, facts.improvement == nil, !isSkinPlace, let place = facts.areas.last
    else { return false }
    let isBright = [.sky, .light, .snow].contains(place.kind)
    guard isBright || facts.has(.detail) else { return false }
    wish(.quality(.highlights), .less)
    if !isBright { wish(.quality(.shadows), .more) }
    return true
  }

  private var bringsOut: Bool {
    facts.tokens.contains { ["bring out", "pull out"].contains($0.text) }
  }

  private var isSkinPlace: Bool {
    facts.areas.contains { $0.kind == .skin || $0.kind == .face }
  }

  mutating func readImprovement() {
    guard result.drafts.isEmpty else { return }
    if let improvement = facts.improvement {
      let isLight = facts.has(.illumination) || facts.hasExposure || !facts.tones.isEmpty
      let aspect: Aspect = isLight ? .light : facts.has(.colors) ? .color : improvement.aspect
      wish(
        .improve(aspect, complaint: .none), amount: amountOfImprovement,
        isWeak: !improvement.isStrong)
      return
    }
    guard facts.has(.correct) || (facts.has(.recover) && !facts.has(.detail)),
      facts.unknown.isEmpty, !facts.has(.object), !facts.hasHead, !facts.hasPlace
    else { return }
    wish(.improve(.all, complaint: .none), amount: amountOfImprovement, isWeak: true)
  }

  private var amountOfImprovement: Amount {
    if case .strength? = facts.amount { facts.amount ?? .unspecified } else { .unspecified }
  }
}

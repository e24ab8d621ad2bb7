extension PhraseReader {
  /// Reads qualities by noun, verb or state, and light, colour and detail in general.
  mutating func readQualities() {
    var named = facts.qualities
    if facts.hasExposure, !named.contains(.brightness) { named.insert(.brightness, at: 0) }
    if facts.tones.isEmpty == false { named.removeAll { $0 == .brightness || $0 == .warmth } }
    let hasKelvin = if case .kelvin? = facts.amount { true } else { false }
    if hasKelvin {
      wish(.quality(.warmth), .none)
      return
    }
    for quality in named {
      readNoun(quality)
    }
    if softens, named.contains(where: { $0 != .contrast }) { return }
    let cleans = named.contains(.noise) || named.contains(.colorNoise)
    for act in facts.acts where facts.tones.isEmpty || !Self.movesTones(act.quality) {
      if cleans, act.quality == .texture { continue }
      if act.quality == .contrast, !facts.tones.isEmpty { continue }
      if act.quality == .brightness, named.contains(.blacks) || named.contains(.whites) { continue }
      readAct(act)
    }
    if named.isEmpty {
      for trait in facts.traits where facts.tones.isEmpty || !Self.movesTones(trait.quality) {
        guard facts.acts.isEmpty || facts.acts.allSatisfy({ $0.quality != trait.quality }) else {
          continue
        }
        readTrait(trait)
      }
    }
    if result.drafts.isEmpty, named.isEmpty, facts.acts.isEmpty, facts.traits.isEmpty {
      readGeneralWords()
    }
  }

  private mutating func readNoun(_ quality: Quality) {
    if facts.improvement != nil, quality == .brightness {
      wish(.improve(.light, complaint: .none))
      return
    }
    if quality == .brightness, facts.has(.correct), facts.statedDirection == nil,
      !facts.has(.excess),
      facts.traits.isEmpty, !facts.has(.lacking)
    {
      wish(.improve(.light, complaint: .none))
      return
    }
    if quality.isOfSkin {
      readSkin(quality)
      return
    }
    if isOnlyDescribed(quality) {
      result.pending = facts
      return
    }
    if [.blacks, .whites].contains(quality), let act = facts.acts.first, act.quality == .brightness
    {
      wish(.quality(quality), act.direction)
      return
    }
    if softens, quality != .contrast {
      wish(.quality(quality), .less)
      return
    }
    let hasAct = facts.acts.contains { $0.quality == quality }
    if hasAct || (quality == .texture && facts.acts.contains { $0.quality == .sharpness }) {
      return
    }
    var (direction, isComplaint) = direction(of: quality)
    var quality = quality
    if quality == .grain, direction == .less { quality = .noise }
    if quality == .vibrance, !facts.colors.isEmpty { quality = .saturation }
    if quality == .contrast, facts.has(.colors) { quality = .saturation }
    let place = cornersAreVignette(quality) ? Area.whole : toneArea
    var amount: Amount?
    if facts.amount == nil, facts.number == nil, isSoftened(quality) { amount = .strength(0.6) }
    if cornersAreVignette(quality) {
      direction = direction.opposite
      quality = .vignette
    }
    wish(.quality(quality), direction, amount: amount, area: place, isComplaint: isComplaint)
  }

  /// Shine and redness are complained of; "make it shine" wishes for light.
  private mutating func readSkin(_ quality: Quality) {
    let (direction, isComplaint) = direction(of: quality)
    let isWanted = facts.has(.make) && !facts.has(.remove) && !facts.has(.copula)
    if direction == .less, !(isWanted && facts.statedDirection == nil) {
      wish(.quality(quality), .less, area: skinArea, isComplaint: isComplaint)
    } else {
      wish(quality == .shine ? .quality(.highlights) : .quality(.saturation), .more)
    }
  }

  /// The place that is named, else skin.
  private var skinArea: Area { place(else: .skin, "skin", "皮肤") }

  /// The place that is named, else a thing.
  func place(else kind: RegionNoun.Kind, _ english: String, _ chinese: String) -> Area {
    area == .whole ? noun(kind, english, chinese) : area
  }

  /// A thing that was not named, with the word of the phrase's language.
  func noun(_ kind: RegionNoun.Kind, _ english: String, _ chinese: String) -> Area {
    let isChinese = facts.tokens.contains { $0.text.unicodeScalars.contains { $0.isCJK } }
    return .noun(RegionNoun(kind, word: isChinese ? chinese : english))
  }

  /// Whether the verb speaks of skin without naming it: 磨皮.
  private func isSkinVerb(_ act: Facts.Act) -> Bool {
    act.quality == .texture
      && facts.tokens.contains { token in
        token.sense == .act(.texture, .less)
          && ["skin", "皮", "肤", "airbrush"].contains { token.text.contains($0) }
      }
  }

  /// "Soften the vignette" means less of it.
  private var softens: Bool {
    facts.acts.count == 1 && facts.acts[0].quality == .contrast && facts.acts[0].direction == .less
  }

  /// Whether something is said of the quality and nothing that was understood: "the colors are …".
  private func isOnlyDescribed(_ quality: Quality) -> Bool {
    let isNuisance = [.noise, .colorNoise, .haze, .grain, .vignette].contains(quality)
    return facts.has(.copula) && !facts.has(.modal) && !isNuisance && facts.statedDirection == nil
      && facts.traits.isEmpty && facts.acts.isEmpty && facts.number == nil && facts.amount == nil
      && !facts.has(.excess) && !facts.has(.lacking) && !facts.has(.correct) && !facts.has(.add)
      && !facts.has(.enough) && facts.improvement == nil && !facts.has(.make)
      && !facts.has(.recover) && !facts.has(.remove)
  }

  /// "A soft vignette" is a weak one.
  private func isSoftened(_ quality: Quality) -> Bool {
    facts.traits.contains {
      $0.quality == .contrast && $0.direction == .less && quality != .contrast
    }
  }

  private mutating func readAct(_ act: Facts.Act) {
    var direction = act.direction
    var isComplaint = false
    if facts.change == .less || facts.sign == .less || facts.has(.excess) || facts.level == .less {
      let isStops = if case .stops? = facts.amount { true } else { false }
      if !(facts.sign == .less && (isStops || act.direction == .less && act.quality == .brightness))
      {
        direction = direction.opposite
        isComplaint = facts.has(.excess)
      }
    }
    if act.quality == .blacks, facts.has(.copula), !facts.has(.modal), !facts.has(.make) {
      // "The blacks are crushed" complains of it.
      (direction, isComplaint) = (direction.opposite, true)
    }
    if facts.has(.lacking) { isComplaint = true }
    if facts.has(.remove), act.quality != .noise, act.quality != .haze {
      direction = direction.opposite
    }
    if act.quality == .blur {
      readBlur(direction, isComplaint: isComplaint)
    } else if act.quality.isOfSkin {
      // The verb itself says less: 去油光.
      wish(.quality(act.quality), .less, area: skinArea)
    } else if isSkinVerb(act) {
      wish(.quality(.texture), direction, area: skinArea, isComplaint: isComplaint)
    } else if cornersAreVignette(act.quality) {
      wish(.quality(.vignette), direction.opposite, area: .whole)
    } else if act.quality == .contrast, direction == .less, isSkin {
      wish(.quality(.texture), .less)
    } else if facts.has(.colors), act.quality == .brightness {
      wish(.quality(.saturation), direction.opposite, isComplaint: isComplaint)
    } else {
      wish(.quality(act.quality), direction, area: toneArea, isComplaint: isComplaint)
    }
  }

  /// Blur lies behind the subject unless another place is named; less of it is sharper.
  private mutating func readBlur(_ direction: Direction, isComplaint: Bool) {
    if direction == .less {
      wish(.quality(.sharpness), .more, isComplaint: isComplaint)
    } else {
      wish(.quality(.blur), .more, area: place(else: .background, "background", "背景"))
    }
  }

  private mutating func readTrait(_ trait: Facts.Trait) {
    var (direction, isComplaint) = direction(of: trait)
    var quality = trait.quality
    // Luminous skin is light, not free of haze: 皮肤通透.
    if isSkin, quality == .haze { (quality, direction) = (.brightness, .more) }
    // Blotches of skin are no noise.
    if isSkin, quality == .colorNoise { quality = .texture }
    if facts.has(.colors) {
      if quality == .brightness, trait.degree != .fault {
        (quality, direction) = (.saturation, direction.opposite)
      }
      if quality == .contrast { quality = .saturation }
      if quality == .noise || quality == .clarity { quality = .saturation }
      if quality == .vibrance || (quality == .saturation && isVibrant) { quality = .vibrance }
    }
    if quality == .fade, isComplaint, direction == .less {
      (quality, direction) = (.saturation, .more)
    }
    if facts.has(.detail), [.contrast, .saturation].contains(quality) { quality = .texture }
    if facts.has(.illumination), quality == .brightness, facts.has(.correct) { isComplaint = true }
    if quality == .sharpness, direction == .less, isBackground {
      readBlur(.more, isComplaint: isComplaint)
    } else if cornersAreVignette(quality) {
      wish(.quality(.vignette), direction.opposite, area: .whole, isComplaint: isComplaint)
    } else if isSkin, quality == .contrast, direction == .less, !isComplaint {
      wish(.quality(.texture), .less)
    } else {
      wish(.quality(quality), direction, area: toneArea, isComplaint: isComplaint)
    }
  }

  private var isVibrant: Bool { facts.tokens.contains { $0.text.hasPrefix("vibran") } }

  private var isBackground: Bool {
    if case .noun(let noun) = area { noun.kind == .background } else { false }
  }

  private var isSkin: Bool {
    guard case .noun(let noun) = area else { return false }
    return [.skin, .face].contains(noun.kind)
  }

  /// Corners that get darker are a vignette.
  private func cornersAreVignette(_ quality: Quality) -> Bool {
    guard quality == .brightness, case .noun(let noun) = area else { return false }
    return noun.kind == .corners
  }

  /// The place, or the tones where only they are named.
  var toneArea: Area {
    if area == .whole, let first = facts.tones.first { .tones(first) } else { area }
  }

  /// "Light", "colour" and "detail", where nothing more exact is named.
  private mutating func readGeneralWords() {
    if facts.has(.illumination), facts.improvement == nil {
      if facts.has(.correct) {
        wish(.improve(.light, complaint: .none))
      } else if facts.hasDirection {
        let (direction, isComplaint) = direction(of: Quality.brightness)
        wish(.quality(.brightness), direction, isComplaint: isComplaint)
      }
    } else if facts.has(.colors), facts.improvement == nil {
      readColorInGeneral()
    } else if facts.has(.detail), facts.tones.isEmpty, facts.hasDirection, !facts.has(.recover) {
      let (direction, isComplaint) = direction(of: Quality.texture)
      wish(.quality(.texture), direction, isComplaint: isComplaint)
    }
  }

  private mutating func readColorInGeneral() {
    if facts.sign != nil, facts.tokens.contains(where: { $0.text == "色 调" || $0.text == "hue" }) {
      wish(.quality(.tint), facts.sign ?? .more)
      return
    }
    if isOnlyDescribed(.saturation) {
      result.pending = facts
      return
    }
    if facts.has(.remove), facts.amount == nil {
      wish(.blackAndWhite)
      return
    }
    let corrects = facts.has(.correct) || facts.has(.recover)
    if corrects {
      let neutralizes = facts.tokens.contains { token in
        ["neutraliz", "balanc", "correct", "校", "纠", "还 原", "中 和", "修 正"].contains {
          token.text.hasPrefix($0)
        }
      }
      wish(
        neutralizes
          ? .whiteBalance(cast: .unknown, reference: nil) : .improve(.color, complaint: .none))
    } else if facts.hasDirection {
      let (direction, isComplaint) = direction(of: Quality.saturation)
      wish(.quality(.saturation), direction, isComplaint: isComplaint)
    }
  }
}

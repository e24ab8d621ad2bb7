/// Reads one phrase: what it asks for, protects or asks in vain.
struct PhraseReader {
  /// What a phrase came to.
  struct Result {
    var drafts: [Composer.Draft] = []
    var protections: [Composer.Guarded] = []
    var refusals: [Refusal] = []
    var saidNothingToDo = false
    var area = Area.whole
    /// What was named and may be asked for by the next phrase.
    var pending: Facts?
  }

  let facts: Facts
  let text: NormalizedText
  let range: Range<Int>
  let sentence: Int
  /// An area that still holds from before.
  var inherited: Area?
  /// An amount that still holds from before.
  var inheritedAmount: Amount?
  /// Whether a prohibition still holds from before.
  var isNegated = false

  var result = Result()

  init(facts: Facts, text: NormalizedText, range: Range<Int>, sentence: Int) {
    self.facts = facts
    self.text = text
    self.range = range
    self.sentence = sentence
  }

  /// The words of the phrase.
  var phrase: String { text.written(range) }

  /// Where the phrase applies.
  var area: Area {
    let own = facts.area
    return own == .whole ? inherited ?? .whole : own
  }

  mutating func read() -> Result {
    result.area = area
    if facts.has(.noChange), !facts.has(.except) {
      result.saidNothingToDo = true
      return result
    }
    if readRefusal() { return result }
    readExceptions()
    if readProtection() { return result }
    readFrame()
    readLooks()
    if !readWhiteBalance(), !readColors() {
      readTones()
      readQualities()
    }
    readPlaces()
    readImprovement()
    return result
  }

  /// Adds a wish; the amount is the phrase's own where none is given.
  mutating func wish(
    _ subject: Subject, _ direction: Direction = .none, amount: Amount? = nil, area: Area? = nil,
    isComplaint: Bool = false, isWeak: Bool = false, isPurpose: Bool = false
  ) {
    var amount = amount ?? statedAmount(for: subject)
    if case .kelvin = amount, subject != .quality(.warmth) { amount = .unspecified }
    let wish = Wish(
      subject: subject, direction: direction, amount: amount, area: area ?? self.area,
      phrase: phrase)
    result.drafts.append(
      Composer.Draft(
        wish: wish, isComplaint: isComplaint, isWeak: isWeak, isPurpose: isPurpose,
        sentence: sentence))
  }

  private func statedAmount(for subject: Subject) -> Amount {
    let own = facts.statedAmount(for: subject)
    return own == .unspecified ? inheritedAmount ?? .unspecified : own
  }

  // MARK: Directions

  /// The direction that a trait asks for, and whether it does so by complaint.
  func direction(of trait: Facts.Trait) -> (Direction, isComplaint: Bool) {
    let there = trait.direction
    if facts.has(.lacking)
      || (facts.has(.enough) && (facts.has(.denial) || facts.has(.prohibition)))
    {
      return (trait.degree == .fault ? there.opposite : there, true)
    }
    if facts.has(.soMuch), facts.has(.denial) || facts.has(.prohibition) {
      return (there.opposite, true)
    }
    if facts.has(.denial), trait.degree == .plain { return (there, true) }
    if facts.has(.excess) { return (there.opposite, true) }
    if facts.change == .less { return (there.opposite, false) }
    if facts.has(.remove) || facts.has(.correct) { return (there.opposite, true) }
    if facts.change == .more { return (there, false) }
    switch trait.degree {
    case .comparative:
      return (there, false)
    case .fault:
      let isWanted = facts.has(.make) && !facts.has(.copula)
      return isWanted ? (there, false) : (there.opposite, true)
    case .plain:
      let complains =
        facts.isDescription || (facts.leanComplains && trait.quality != .warmth)
        || (facts.has(.hasBecome) && !facts.has(.make) && !facts.hasTrailingAmount)
      return complains ? (there.opposite, true) : (there, false)
    }
  }

  /// The direction that is asked for a noun, and whether it is so by complaint.
  func direction(of quality: Quality) -> (Direction, isComplaint: Bool) {
    let isNuisance = [.noise, .colorNoise, .haze].contains(quality)
    if let trait = facts.traits.first(where: { Self.trait($0.quality, describes: quality) }) {
      let (direction, isComplaint) = direction(of: trait)
      return (Self.isDepth(trait, of: quality) ? .less : direction, isComplaint)
    }
    if facts.has(.lacking) || (facts.has(.enough) && facts.has(.denial)) {
      return (facts.level == .less ? .more : facts.level ?? .more, true)
    }
    if facts.has(.excess) { return (facts.level == .less ? .more : .less, true) }
    if facts.has(.remove) { return (.less, false) }
    if let change = facts.change, !(isNuisance && facts.improvement != nil) {
      return (change, false)
    }
    if let level = facts.level, facts.isDescription || facts.leanComplains || facts.has(.hasBecome)
    {
      return (level.opposite, true)
    }
    if isNuisance,
      facts.has(.copula) || facts.has(.correct) || facts.improvement != nil
        || facts.describes
    {
      return (.less, true)
    }
    if facts.has(.correct) {
      return (quality == .vignette || quality == .grain ? .less : .more, false)
    }
    if let stated = facts.statedDirection { return (stated, false) }
    if facts.has(.add) || facts.has(.recover) { return (.more, false) }
    return (isNuisance ? .less : .more, false)
  }

  private static func trait(_ trait: Quality, describes quality: Quality) -> Bool {
    if trait == quality { return true }
    switch quality {
    case .blacks, .whites:
      return [.brightness, .saturation, .contrast, .clarity, .noise].contains(trait)
    case .brightness: return [.highlights, .shadows].contains(trait)
    case .vibrance: return trait == .saturation
    case .saturation: return trait == .vibrance
    case .noise: return trait == .colorNoise
    default: return false
    }
  }

  /// "Rich blacks" are deep ones.
  private static func isDepth(_ trait: Facts.Trait, of quality: Quality) -> Bool {
    quality == .blacks && trait.quality != .brightness && trait.direction == .more
  }

  // MARK: Qualities

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
    let cleans = named.contains(.noise) || named.contains(.colorNoise)
    for act in facts.acts where facts.tones.isEmpty || !Self.movesTones(act.quality) {
      if cleans, act.quality == .texture { continue }
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
    if facts.has(.lacking) { isComplaint = true }
    if facts.has(.remove), act.quality != .noise, act.quality != .haze {
      direction = direction.opposite
    }
    if cornersAreVignette(act.quality) {
      wish(.quality(.vignette), direction.opposite, area: .whole)
    } else if act.quality == .contrast, direction == .less, isSkin {
      wish(.quality(.texture), .less)
    } else if facts.has(.colors), act.quality == .brightness {
      wish(.quality(.saturation), direction.opposite, isComplaint: isComplaint)
    } else {
      wish(.quality(act.quality), direction, area: toneArea, isComplaint: isComplaint)
    }
  }

  private mutating func readTrait(_ trait: Facts.Trait) {
    var (direction, isComplaint) = direction(of: trait)
    var quality = trait.quality
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
    if cornersAreVignette(quality) {
      wish(.quality(.vignette), direction.opposite, area: .whole, isComplaint: isComplaint)
    } else if isSkin, quality == .contrast, direction == .less, !isComplaint {
      wish(.quality(.texture), .less)
    } else {
      wish(.quality(quality), direction, area: toneArea, isComplaint: isComplaint)
    }
  }

  private var isVibrant: Bool { facts.tokens.contains { $0.text.hasPrefix("vibran") } }

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
    if facts.has(.remove), facts.amount == nil {
      wish(.blackAndWhite)
      return
    }
    let corrects = facts.has(.correct) || facts.has(.recover)
    if corrects {
      let neutralizes = facts.tokens.contains { token in
        ["neutraliz", "correct", "校", "纠", "还 原", "中 和", "修 正"].contains {
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

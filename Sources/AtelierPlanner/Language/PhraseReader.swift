/// Reads one phrase: what it asks for, protects or asks in vain.
struct PhraseReader {
  /// What a phrase came to.
  struct Result {
    var drafts: [Composer.Draft] = []
    var protections: [Composer.Guarded] = []
    var refusals: [Refusal] = []
    var saidNothingToDo = false
    var area = Area.whole
    /// Whether it was understood and asks for nothing: "no HDR look".
    var isHarmless = false
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
  /// Whether the phrase explains another.
  var isPurpose = false

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
        wish: wish, isComplaint: isComplaint, isWeak: isWeak,
        isPurpose: isPurpose || self.isPurpose,
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
      let isWanted = facts.has(.make) && !facts.has(.copula) || facts.wishesState
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
    let isThere = facts.has(.copula) && !facts.has(.modal) && !facts.has(.make)
    let isNuisance =
      [.noise, .colorNoise, .haze, .shine, .redness].contains(quality)
      || (quality == .grain && isThere)
    if let trait = facts.traits.first(where: { Self.trait($0.quality, describes: quality) }) {
      let (direction, isComplaint) = direction(of: trait)
      if quality == .whites, trait.quality != .brightness, !isComplaint {
        // Clean and pure whites are white ones.
        return (.more, false)
      }
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
    if isNuisance || [.grain, .vignette].contains(quality), facts.statesAsStrong(quality) {
      return (.less, true)
    }
    if let stated = facts.statedDirection { return (stated, false) }
    if facts.has(.add) || facts.has(.recover) { return (.more, false) }
    return (isNuisance || quality == .blacks ? .less : .more, false)
  }

  private static func trait(_ trait: Quality, describes quality: Quality) -> Bool {
    if trait == quality { return true }
    switch quality {
    case .blacks:
      return [.brightness, .saturation, .contrast, .clarity, .noise, .shadows].contains(trait)
    case .whites:
      return [.brightness, .saturation, .contrast, .clarity, .noise, .highlights].contains(trait)
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
}

extension PhraseReader {
  // MARK: White balance

  /// Reads white balance, casts and grey references.
  mutating func readWhiteBalance() -> Bool {
    let trait = facts.traits.first { $0.quality == .warmth || $0.quality == .tint }
    let isKelvin = if case .kelvin? = facts.amount { true } else { false }
    if facts.has(.whiteBalance) || facts.has(.reference) && (facts.hasPlace || facts.has(.cast)) {
      if isKelvin { return false }
      if let trait, !facts.has(.correct), !facts.has(.excess), !facts.isDescription,
        !facts.has(.cast)
      {
        wish(.quality(.warmth), direction(of: trait).0)
        return true
      }
      if facts.has(.whiteBalance), facts.colors.isEmpty, trait == nil, facts.number != nil {
        return false
      }
      wish(.whiteBalance(cast: cast, reference: reference), area: .whole)
      return true
    }
    guard facts.has(.cast) else { return readCorrection(trait) }
    if facts.has(.add) || facts.change == .more || !facts.tones.isEmpty, !facts.has(.remove),
      !facts.has(.correct), !facts.isDescription
    {
      return false
    }
    if facts.colors.isEmpty, trait == nil, facts.number != nil {
      wish(.quality(.tint), facts.sign ?? facts.statedDirection ?? .more)
      return true
    }
    let isLight = facts.areas.contains { $0.kind == .light }
    wish(.whiteBalance(cast: cast, reference: nil), area: isLight ? .whole : nil)
    return true
  }

  /// "Neutralise the blue", 偏蓝校正一下.
  private mutating func readCorrection(_ trait: Facts.Trait?) -> Bool {
    guard facts.has(.correct), trait != nil || !facts.colors.isEmpty, facts.tones.isEmpty,
      facts.qualities.isEmpty, facts.acts.isEmpty
    else { return false }
    wish(.whiteBalance(cast: cast, reference: nil))
    return true
  }

  /// The cast that the phrase names.
  private var cast: Cast {
    if let color = facts.colors.first { return Self.cast(of: color.hue) }
    if let trait = facts.traits.first(where: { $0.quality == .warmth }) {
      return trait.direction == .more ? .warm : .cool
    }
    return .unknown
  }

  static func cast(of hue: Hue) -> Cast {
    switch hue {
    case .yellow, .orange, .gold, .brown, .warm: .warm
    case .blue, .cyan, .teal, .cool: .cool
    case .green: .green
    case .magenta, .pink, .purple, .red: .magenta
    }
  }

  /// The thing that is said to be grey, with the words before it: "white shirt".
  private var reference: RegionNoun? {
    guard facts.has(.reference) else { return nil }
    guard let noun = facts.areas.last else {
      return facts.unknown.first.map { RegionNoun(.other, word: text.written($0.range)) }
    }
    guard let index = facts.tokens.lastIndex(where: { $0.sense == .area(noun.kind) }) else {
      return noun
    }
    var start = facts.tokens[index].range.lowerBound
    var before = index - 1
    while before >= 0, Self.isAttribute(facts.tokens[before].sense) {
      start = facts.tokens[before].range.lowerBound
      before -= 1
    }
    return RegionNoun(noun.kind, word: text.written(start..<facts.tokens[index].range.upperBound))
  }

  private static func isAttribute(_ sense: Sense) -> Bool {
    switch sense {
    case .color, .unknown, .trait, .area: true
    default: false
    }
  }

  // MARK: Colours

  /// Reads colours: bands, grading and casts. Returns whether the phrase was about a colour.
  mutating func readColors() -> Bool {
    if readAllBut() { return true }
    let trait = facts.traits.first { $0.quality == .warmth }
    let act = facts.acts.first { $0.quality == .warmth }
    let names = facts.qualities.contains(.warmth)
    if !facts.tones.isEmpty, !facts.colors.isEmpty || trait != nil || act != nil || names {
      readGrade(trait: trait, act: act)
      return true
    }
    guard let first = facts.colors.first else { return false }
    if isBand(first) {
      readBand(first)
    } else if case .noun(let noun) = area {
      readColor(first.hue, of: noun)
    } else {
      readShift(to: first.hue)
    }
    return true
  }

  /// "Desaturate everything except the red umbrella": every other colour goes.
  private mutating func readAllBut() -> Bool {
    let place = facts.tokens.firstIndex { $0.sense == .except }
    let color = facts.tokens.lastIndex { $0.sense.isColor }
    guard let place, let color, place < color, facts.colors.count == 1,
      facts.acts.contains(where: { $0.quality == .saturation && $0.direction == .less })
        || facts.has(.blackAndWhite)
        || facts.traits.contains(where: { $0.quality == .saturation && $0.direction == .less })
    else { return false }
    let kept = facts.colors[0].hue.band
    for band in ColorBand.allCases where band != kept && band != .skin {
      wish(
        .band(band, component: .saturation, towards: nil), .less, amount: .slider(100),
        area: .whole)
    }
    return true
  }

  private mutating func readGrade(trait: Facts.Trait?, act: Facts.Act?) {
    var hue = facts.colors.last?.hue
    var direction = complainsOfColor ? Direction.less : .more
    if hue == nil, let trait {
      let (way, isComplaint) = self.direction(of: trait)
      let there: Hue = trait.direction == .more ? .warm : .cool
      hue = isComplaint ? there : way == .more ? .warm : .cool
      direction = isComplaint ? .less : .more
    }
    if hue == nil, let act { hue = act.direction == .more ? .warm : .cool }
    if hue == nil {
      let (way, _) = self.direction(of: Quality.warmth)
      hue = way == .more ? .warm : .cool
    }
    guard let hue else { return }
    for range in facts.tones { wish(.grade(range, towards: hue), direction) }
  }

  private func isBand(_ color: Facts.Color) -> Bool {
    if case .noun = area, facts.describes, facts.traits.isEmpty, facts.qualities.isEmpty,
      facts.acts.isEmpty
    {
      return false
    }
    if color.isNoun { return !(facts.has(.add) && facts.traits.isEmpty && facts.qualities.isEmpty) }
    if !facts.qualities.isEmpty || facts.hasExposure { return true }
    let quality = facts.acts.first?.quality ?? facts.traits.first?.quality
    guard let quality else { return false }
    return [.brightness, .saturation, .vibrance, .contrast].contains(quality)
  }

  private mutating func readBand(_ color: Facts.Color) {
    let band = color.hue.band
    if let goal = facts.colors.dropFirst().last, goal.hue.band != band || !goal.isNoun {
      if goal.hue.band == band {
        wish(.band(band, component: .saturation, towards: nil), complainsOfColor ? .less : .more)
      } else {
        wish(.band(band, component: .hue, towards: goal.hue), complainsOfColor ? .less : .more)
      }
      return
    }
    var bands = [band]
    for color in facts.colors.dropFirst() where !bands.contains(color.hue.band) {
      bands.append(color.hue.band)
    }
    let (component, direction, isComplaint) = change(of: band)
    for band in bands {
      if component == .hue {
        let towards: Hue = direction == .more ? .warm : .cool
        wish(.band(band, component: .hue, towards: towards), .more, isComplaint: isComplaint)
      } else {
        wish(.band(band, component: component, towards: nil), direction, isComplaint: isComplaint)
      }
    }
  }

  /// What of a band shall change, and which way.
  private func change(of band: ColorBand) -> (BandComponent, Direction, isComplaint: Bool) {
    if let trait = facts.traits.first {
      let (direction, isComplaint) = direction(of: trait)
      return (Self.component(for: trait.quality), direction, isComplaint)
    }
    if let act = facts.acts.first {
      let isInverted = facts.change == .less || facts.has(.excess)
      return (
        Self.component(for: act.quality), isInverted ? act.direction.opposite : act.direction, false
      )
    }
    let quality = facts.hasExposure ? .brightness : facts.qualities.first ?? .saturation
    let (direction, isComplaint) = direction(of: quality)
    return (Self.component(for: quality), direction, isComplaint)
  }

  private static func component(for quality: Quality) -> BandComponent {
    switch quality {
    case .brightness, .highlights, .shadows, .midtones, .whites, .blacks, .haze: .luminance
    case .warmth, .tint: .hue
    default: .saturation
    }
  }

  /// Whether the colour is complained of.
  var complainsOfColor: Bool {
    if facts.has(.soMuch), facts.has(.denial) || facts.has(.prohibition) { return true }
    if facts.has(.excess) || facts.has(.remove) || facts.change == .less || facts.has(.correct) {
      return true
    }
    if facts.change == .more || facts.has(.make) || facts.has(.add) || facts.has(.towards) {
      return false
    }
    if facts.hasFaultyColor || facts.particle == .less { return true }
    if facts.has(.lean) { return facts.leanComplains && !isBandNamed }
    return facts.isDescription || (facts.has(.hasBecome) && !facts.hasTrailingAmount)
  }

  private var isBandNamed: Bool {
    facts.colors.first?.isNoun == true
      || !facts.tones.isEmpty && !facts.has(.hasBecome) && !facts.describes
  }

  /// "The sky bluer", "skin looks too orange", "yellow walls".
  private mutating func readColor(_ hue: Hue, of noun: RegionNoun) {
    let isComplaint = complainsOfColor
    let direction = isComplaint ? Direction.less : .more
    let isSkin = [.skin, .face, .person].contains(noun.kind)
    switch noun.kind {
    case _ where isSkin && isComplaint && [.green, .cyan, .teal, .blue].contains(hue):
      // No skin is green by itself: the light is. A lamp that is blamed lights all.
      wish(
        .whiteBalance(cast: Self.cast(of: hue), reference: nil),
        area: facts.areas.contains { $0.kind == .light } ? .whole : nil, isComplaint: true)
    case .face where isComplaint && [.red, .pink, .magenta].contains(hue):
      wish(.quality(.redness), .less, isComplaint: true)
    case .face where isComplaint:
      wish(.whiteBalance(cast: Self.cast(of: hue), reference: nil), isComplaint: true)
    case .lips where [.red, .pink, .magenta].contains(hue):
      wish(.quality(.saturation), direction, isComplaint: isComplaint)
    case .skin, .face, .person, .lips:
      wish(
        .band(.skin, component: .hue, towards: hue), direction, area: .whole,
        isComplaint: isComplaint)
    case .teeth, .eyes:
      wish(.quality(.saturation), .less, isComplaint: isComplaint)
    case .sky, .water, .vegetation, .flower, .food, .animal, .hair, .mountain:
      if isComplaint || Self.isNative(hue, to: noun.kind) {
        wish(
          .band(hue.band, component: .saturation, towards: nil), direction,
          isComplaint: isComplaint)
      } else {
        wish(.grade(.all, towards: hue), direction)
      }
    case _ where isComplaint:
      let isLight = noun.kind == .light || noun.kind == .background || noun.kind == .foreground
      wish(
        .whiteBalance(cast: Self.cast(of: hue), reference: isLight ? nil : noun),
        area: noun.kind == .background ? nil : .whole, isComplaint: true)
    default:
      wish(.grade(.all, towards: hue), direction)
    }
  }

  private static func isNative(_ hue: Hue, to kind: RegionNoun.Kind) -> Bool {
    switch kind {
    case .sky: [.blue, .cyan, .teal].contains(hue)
    case .water: [.blue, .cyan, .teal, .green].contains(hue)
    case .vegetation: [.green].contains(hue)
    case .flower, .food, .animal, .hair: true
    default: false
    }
  }

  /// A colour of the whole picture.
  private mutating func readShift(to hue: Hue) {
    if complainsOfColor {
      wish(.whiteBalance(cast: Self.cast(of: hue), reference: nil), isComplaint: true)
      return
    }
    guard facts.hasDirection || facts.amount != nil else {
      return wish(.band(hue.band, component: .saturation, towards: nil), .more)
    }
    switch hue {
    case .yellow, .orange, .gold, .warm: wish(.quality(.warmth), .more)
    case .blue, .cool: wish(.quality(.warmth), .less)
    case .green: wish(.quality(.tint), .less)
    case .magenta, .pink: wish(.quality(.tint), .more)
    default: wish(.grade(.all, towards: hue), .more)
    }
  }
}

/// Reads phrases one after the other and collects what they ask for.
struct Composer {
  /// A wish with what is needed to combine it with others.
  struct Draft: Equatable {
    var wish: Wish
    /// Whether it answers a complaint and was not wished for in so many words.
    var isComplaint = false
    /// Whether other wishes make it superfluous: "edit this: …".
    var isWeak = false
    /// Whether it only states a purpose: "make the dog stand out".
    var isPurpose = false
    var sentence: Int
  }

  /// A protection, which may be no more than a limit: "not too bright".
  struct Guarded {
    var protection: Protection
    var isLimit = false
    var sentence: Int
  }

  /// What the phrase before left for the next one.
  struct Memory {
    var facts: Facts
    var sentence: Int
    var area: Area
    /// Whether the area stood before what was said of it.
    var hasTopic: Bool
    var wasRefused = false
  }

  /// A text with more than this is no request; what follows is reported.
  private static let mostWishes = 200

  let text: NormalizedText
  var drafts: [Draft] = []
  var protections: [Guarded] = []
  var refusals: [Refusal] = []
  var notUnderstood: [String] = []
  var saidNothingToDo = false
  var memory: Memory?
  /// The place that a phrase of its own named: "inside the box: …".
  var topic: (area: Area, sentence: Int)?
  /// The colour that a phrase of the sentence was about: "the greens are too strong".
  private var colorTopic: (tokens: [Token], sentence: Int)?
  /// A subject that was named without a wish, and the sentence.
  var pending: (facts: Facts, sentence: Int)?

  /// A limit that stood before all wishes, and its sentence: "don't overdo it, but …".
  private var limitAhead: (limit: Double, sentence: Int)?

  /// A subject that the next phrase says something of: "only the yellows: …".
  private var opening: [Token] = []

  init(text: NormalizedText) { self.text = text }

  /// One phrase and how it hangs on the one before.
  private struct Phrase {
    var tokens: [Token]
    var link: Segment.Link
    var sentence: Int
    var isAdjacent = false
  }

  mutating func compose(_ segments: [Segment]) {
    let cutter = PhraseCutter(text: text)
    var phrases: [Phrase] = []
    for segment in segments where !segment.contains({ $0 == .dismiss }) || hasMore(segment) {
      for (index, tokens) in cutter.phrases(of: segment.tokens).enumerated() {
        phrases.append(
          Phrase(
            tokens: tokens, link: index == 0 ? segment.link : .and, sentence: segment.sentence,
            isAdjacent: index > 0))
      }
    }
    for index in phrases.indices {
      guard drafts.count < Self.mostWishes, notUnderstood.count < Self.mostWishes else {
        let rest = range(of: phrases[index].tokens).lowerBound..<text.scalars.count
        notUnderstood.append(text.written(rest))
        return
      }
      compose(phrases[index], next: index + 1 < phrases.count ? phrases[index + 1] : nil)
    }
  }

  /// Whether a segment with thanks in it still asks for something.
  private func hasMore(_ segment: Segment) -> Bool {
    segment.contains {
      switch $0 {
      case .act, .change, .look, .improve, .add, .remove: true
      default: false
      }
    }
  }

  private mutating func compose(_ phrase: Phrase, next: Phrase?) {
    var phrase = phrase
    phrase.tokens = opening + phrase.tokens
    opening = []
    var facts = Facts(phrase.tokens, in: text)
    let memory = self.memory.flatMap { $0.sentence == phrase.sentence ? $0 : nil }
    if let memory, phrase.link == .and, let subject = sharedSubject(facts, memory) {
      phrase.tokens = subject + phrase.tokens
      facts = Facts(phrase.tokens, in: text)
    }
    if let topic = colorTopic, topic.sentence == phrase.sentence, facts.isPlainShift {
      phrase.tokens = topic.tokens + phrase.tokens
      facts = Facts(phrase.tokens, in: text)
    }
    if isSimile(facts, phrase) { return }
    if let memory, memory.wasRefused, continuesRefusal(facts, phrase) { return }
    if facts.isBareTarget {
      if let tokens = borrowed(for: facts, phrase, memory: memory, next: next) {
        facts = Facts(tokens, in: text)
      } else if let next, next.sentence == phrase.sentence, facts.hasHead, isOpening(next) {
        opening = phrase.tokens
        return
      } else if facts.isBarePlace, facts.amount == nil {
        topic = (area(of: facts), phrase.sentence)
        self.memory = Memory(
          facts: facts, sentence: phrase.sentence, area: area(of: facts), hasTopic: true)
        return
      }
    }
    if let memory, phrase.link == .and, memory.facts.isDescription, facts.isPlainState {
      facts.describes = true
    }
    var reader = PhraseReader(
      facts: facts, text: text, range: range(of: phrase.tokens), sentence: phrase.sentence)
    reader.isPurpose = phrase.link == .purpose
    reader.inherited =
      inheritedArea(facts, phrase, memory: memory) ?? sharedTarget(facts, phrase, next: next)
    reader.inheritedAmount = inheritedAmount(facts, phrase, memory: memory)
    reader.isNegated = phrase.link == .or && memory?.facts.has(.prohibition) == true
    let result = reader.read()
    take(result, facts: facts, phrase: phrase, isLabel: isLabel(facts, next: next))
  }

  private mutating func take(
    _ result: PhraseReader.Result, facts: Facts, phrase: Phrase, isLabel: Bool
  ) {
    drafts += result.drafts
    protections += result.protections
    refusals += result.refusals
    if result.saidNothingToDo { saidNothingToDo = true }
    if result.drafts.contains(where: { $0.wish.subject.isBand }) {
      let names = facts.tokens.filter {
        if case .color(_, isNoun: true) = $0.sense { true } else { false }
      }
      if let first = names.first { colorTopic = ([first], phrase.sentence) }
    }
    if let ahead = limitAhead, !result.drafts.isEmpty, phrase.sentence - ahead.sentence <= 1 {
      applyLimit(ahead.limit, result: result, sentence: phrase.sentence)
    }
    if let limit = facts.limit, result.protections.isEmpty {
      if drafts.isEmpty { limitAhead = (limit, phrase.sentence) }
      applyLimit(limit, result: result, sentence: phrase.sentence)
    }
    let isEmpty =
      result.drafts.isEmpty && result.protections.isEmpty && result.refusals.isEmpty
      && !result.saidNothingToDo && !result.isHarmless
    if isEmpty, facts.limit == nil { takeEmpty(facts, phrase: phrase, isLabel: isLabel) }
    if !isEmpty || facts.hasHead || facts.hasPlace {
      memory = Memory(
        facts: facts, sentence: phrase.sentence, area: result.area,
        hasTopic: hasTopic(facts), wasRefused: !result.refusals.isEmpty)
    }
    if let subject = result.pending { pending = (subject, phrase.sentence) }
  }

  /// Uses a phrase that names no subject for the last one; reports it where there is none.
  private mutating func takeEmpty(_ facts: Facts, phrase: Phrase, isLabel: Bool) {
    let moves =
      facts.change != nil || facts.carrier != nil || facts.particle != nil || facts.level != nil
      || facts.recover || facts.amount != nil || facts.number != nil || facts.has(.detail)
    if moves, let pending, pending.sentence == phrase.sentence {
      var tokens = pending.facts.tokens.filter { $0.sense.namesSubject }
      tokens += facts.tokens
      var reader = PhraseReader(
        facts: Facts(tokens, in: text), text: text, range: range(of: phrase.tokens),
        sentence: phrase.sentence)
      reader.inherited = nil
      let result = reader.read()
      if !result.drafts.isEmpty {
        drafts += result.drafts
        self.pending = nil
        return
      }
    }
    if moves, facts.unknown.isEmpty, let last = drafts.indices.last,
      phrase.sentence - drafts[last].sentence <= 1
    {
      let amount = facts.statedAmount(for: drafts[last].wish.subject)
      if amount != .unspecified { drafts[last].wish.amount = amount }
      if facts.change != nil || facts.particle != nil { drafts[last].isComplaint = false }
      return
    }
    guard facts.carriesMeaning, !isLabel else { return }
    notUnderstood.append(text.written(range(of: phrase.tokens)))
  }

  private mutating func applyLimit(_ limit: Double, result: PhraseReader.Result, sentence: Int) {
    let places =
      result.drafts.isEmpty
      ? drafts.indices.filter { sentence - drafts[$0].sentence <= 1 }
      : Array(drafts.indices.suffix(result.drafts.count))
    for index in places {
      switch drafts[index].wish.amount {
      case .unspecified: drafts[index].wish.amount = .strength(limit)
      case .strength(let strength): drafts[index].wish.amount = .strength(min(strength, limit))
      default: break
      }
    }
  }

  /// Whether it is a title: "real estate interior: …".
  private func isLabel(_ facts: Facts, next: Phrase?) -> Bool {
    next?.link == .colon && drafts.isEmpty && refusals.isEmpty && !facts.hasHead
      && !facts.hasPlace && !facts.hasDirection && !facts.has(.object) && !facts.has(.disregard)
      && !facts.has(.instructions)
  }

  // MARK: What phrases hand on

  /// Whether the phrase says which way and not what.
  private func isOpening(_ phrase: Phrase) -> Bool {
    guard phrase.link == .colon || phrase.link == .pause else { return false }
    let facts = Facts(phrase.tokens, in: text)
    let namesOther =
      !facts.qualities.isEmpty || !facts.tones.isEmpty || !facts.colors.isEmpty || facts.hasPlace
      || !facts.looks.isEmpty || facts.hasExposure || facts.has(.blackAndWhite)
    let saysHow =
      facts.change != nil || facts.carrier != nil || facts.particle != nil || facts.number != nil
      || facts.amount != nil || (phrase.link == .colon && !facts.traits.isEmpty)
    return saysHow && !namesOther && facts.improvement == nil && facts.impossible == nil
      && !facts.has(.prohibition) && !facts.has(.keep)
  }

  /// "… like early autumn" after a wish for one colour or place says how, not what.
  private func isSimile(_ facts: Facts, _ phrase: Phrase) -> Bool {
    guard !facts.looks.isEmpty, let last = drafts.last, last.sentence == phrase.sentence,
      let first = phrase.tokens.first(where: { $0.sense != .filler }), first.sense == .like
    else { return false }
    if case .band = last.wish.subject { return true }
    if case .look = last.wish.subject { return true }
    return last.wish.area != .whole
  }

  /// "Replace the sky | with a sunset", "add a cat | and a dog".
  private mutating func continuesRefusal(_ facts: Facts, _ phrase: Phrase) -> Bool {
    let isPart =
      phrase.link == .with
      || ([.and, .or].contains(phrase.link)
        && facts.acts.isEmpty && facts.traits.isEmpty && facts.qualities.isEmpty
        && facts.change == nil && facts.improvement == nil && facts.looks.isEmpty
        && !facts.has(.blackAndWhite) && !facts.has(.keep) && facts.impossible == nil
        && !facts.has(.crop) && !facts.has(.straighten) && !facts.has(.remove)
        && !facts.has(.add) && facts.carrier == nil)
    if isPart, let last = refusals.indices.last {
      refusals[last].phrase += " " + text.written(range(of: phrase.tokens))
    }
    return isPart
  }

  /// The tokens of a bare target, with the verb of a neighbour.
  private func borrowed(
    for facts: Facts, _ phrase: Phrase, memory: Memory?, next: Phrase?
  ) -> [Token]? {
    if let memory, [.and, .or].contains(phrase.link), !memory.facts.isBareTarget {
      return memory.facts.verbTokens(for: facts) + phrase.tokens
    }
    if let next, next.sentence == phrase.sentence,
      [.and, .or].contains(next.link) || next.isAdjacent
    {
      let following = Facts(next.tokens, in: text)
      if !following.isBareTarget, following.hasDirection,
        following.acts.isEmpty || facts.isBarePlace,
        facts.hasHead || facts.hasPlace, following.looks.isEmpty
      {
        return phrase.tokens + following.verbTokens(for: facts)
      }
    }
    if let memory, phrase.link == .pause, !facts.hasPlace, memory.facts.change != nil,
      !memory.facts.isBareTarget
    {
      return memory.facts.verbTokens(for: facts) + phrase.tokens
    }
    return nil
  }

  /// The area that holds on: "make the sky darker and more saturated".
  private func inheritedArea(_ facts: Facts, _ phrase: Phrase, memory: Memory?) -> Area? {
    guard !facts.hasPlace, !facts.has(.whole) || facts.hasPronoun else { return nil }
    if let memory, memory.area == .box { return .box }
    if let topic, topic.sentence == phrase.sentence, topic.area != .whole { return topic.area }
    guard let memory, memory.hasTopic, !memory.wasRefused, phrase.link == .and, facts.tones.isEmpty
    else { return nil }
    let isState = !facts.traits.isEmpty || (!facts.colors.isEmpty && facts.qualities.isEmpty)
    let isChange = phrase.isAdjacent && facts.looks.isEmpty
    return isState || isChange ? memory.area : nil
  }

  /// The place that the next verb names for both: "brighten and clear the eyes".
  private func sharedTarget(_ facts: Facts, _ phrase: Phrase, next: Phrase?) -> Area? {
    guard let next, next.sentence == phrase.sentence, [.and, .or].contains(next.link),
      facts.isBareVerb
    else { return nil }
    switch next.tokens.first?.sense {
    // "Clear" is a verb as well.
    case .act, .trait(_, _, .plain): break
    default: return nil
    }
    let following = Facts(next.tokens, in: text)
    return following.hasPlace && !following.hasPronoun ? following.area : nil
  }

  /// The colour or tones of which more is said: "make the greens darker and less saturated".
  private func sharedSubject(_ facts: Facts, _ memory: Memory) -> [Token]? {
    let isState = !facts.traits.isEmpty || facts.colors.contains { !$0.isNoun }
    guard isState, facts.acts.isEmpty, facts.qualities.isEmpty, facts.tones.isEmpty,
      !facts.hasPlace, !facts.has(.whole), !facts.has(.prohibition), facts.looks.isEmpty,
      memory.facts.acts.isEmpty, !memory.facts.traits.isEmpty || memory.facts.tones.isEmpty == false
    else { return nil }
    let isTopic = !memory.facts.traits.isEmpty || memory.facts.has(.make)
    guard isTopic, memory.facts.change == nil || memory.facts.has(.make) else { return nil }
    let subject = memory.facts.tokens.filter { token in
      switch token.sense {
      case .tones: true
      case .color(_, let isNoun): isNoun && facts.colors.isEmpty
      default: false
      }
    }
    if subject.isEmpty, facts.colors.isEmpty, memory.facts.colors.first?.isNoun == true {
      return memory.facts.tokens.filter { $0.text == "the" || $0.sense.isColor }
    }
    return subject.isEmpty ? nil : subject
  }

  /// "Slightly brighter and warmer".
  private func inheritedAmount(_ facts: Facts, _ phrase: Phrase, memory: Memory?) -> Amount? {
    guard let memory, phrase.link == .and, !phrase.isAdjacent, facts.amount == nil,
      facts.traits.count == 1, facts.acts.isEmpty, facts.change == nil,
      facts.traits[0].degree == .comparative, memory.facts.traits.count == 1,
      memory.facts.traits[0].degree == .comparative,
      case .strength? = memory.facts.amount
    else { return nil }
    return memory.facts.amount
  }

  private func hasTopic(_ facts: Facts) -> Bool {
    guard let place = facts.tokens.firstIndex(where: { $0.sense.isPlace }) else { return false }
    let verb = facts.tokens.firstIndex { token in
      switch token.sense {
      case .act, .trait, .change, .carrier: true
      case .color: true
      default: false
      }
    }
    return place < (verb ?? Int.max)
  }

  private func area(of facts: Facts) -> Area { facts.area }

  private func range(of tokens: [Token]) -> Range<Int> {
    guard let first = tokens.first, let last = tokens.last else { return 0..<0 }
    let start = min(first.range.lowerBound, last.range.lowerBound)
    return start..<max(first.range.upperBound, last.range.upperBound)
  }
}

extension Subject {
  /// Whether it is about a band of colours.
  fileprivate var isBand: Bool { if case .band = self { true } else { false } }
}

extension Sense {
  /// Whether it is a place in the picture.
  var isPlace: Bool {
    switch self {
    case .area, .box: true
    default: false
    }
  }

  /// Whether it is a colour.
  var isColor: Bool { if case .color = self { true } else { false } }

  /// Whether it names what can be changed.
  var namesSubject: Bool {
    switch self {
    case .quality, .exposure, .tones, .color, .colors, .illumination, .trait, .area, .box: true
    default: false
    }
  }
}

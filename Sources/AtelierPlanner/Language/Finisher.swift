/// Combines what the phrases of a text asked for into one understanding.
enum Finisher {
  static func finish(_ composer: Composer) -> Understanding {
    var drafts = composer.drafts
    var guards = composer.protections
    dropPurposes(&drafts)
    applyLimits(&guards, to: &drafts)
    joinWhiteBalance(&drafts)
    var overruled: [Overruled] = []
    drafts = merged(drafts, &overruled)
    spareContrast(&drafts, guards.map(\.protection), &overruled)
    joinImprovements(&drafts)
    var understanding = Understanding(
      wishes: drafts.map(\.wish), protections: unique(guards.map(\.protection)),
      refusals: composer.refusals, notUnderstood: composer.notUnderstood)
    understanding.overruled = overruled
    if composer.saidNothingToDo {
      if drafts.isEmpty, composer.refusals.isEmpty {
        understanding.noChangeWanted = true
        understanding.protections = []
      } else if !drafts.isEmpty,
        !understanding.protections.contains(where: { $0.target == .everythingElse })
      {
        understanding.protections.append(Protection(.everythingElse))
      }
    }
    return understanding
  }

  /// "Make the dog stand out: dim the background" wants the second only.
  private static func dropPurposes(_ drafts: inout [Composer.Draft]) {
    let others = drafts.contains { !$0.isPurpose && !$0.isComplaint }
    if others { drafts.removeAll(where: \.isPurpose) }
  }

  /// "Brighter, but not too bright" is one wish with a bound.
  private static func applyLimits(
    _ guards: inout [Composer.Guarded], to drafts: inout [Composer.Draft]
  ) {
    guards.removeAll { guarded in
      guard guarded.isLimit, case .quality(let quality) = guarded.protection.target else {
        return false
      }
      var isUsed = false
      for index in drafts.indices {
        let wish = drafts[index].wish
        guard wish.subject == .quality(quality), wish.direction == guarded.protection.against,
          guarded.protection.area == .whole || guarded.protection.area == wish.area
        else { continue }
        isUsed = true
        if wish.amount == .unspecified { drafts[index].wish.amount = .strength(0.5) }
      }
      return isUsed
    }
  }

  /// One white balance, with the cast and reference that any phrase named.
  private static func joinWhiteBalance(_ drafts: inout [Composer.Draft]) {
    let places = drafts.indices.filter { drafts[$0].wish.subject.isWhiteBalance }
    guard let first = places.first else { return }
    var cast = Cast.unknown
    var reference: RegionNoun?
    var words: [String] = []
    for index in places {
      guard case .whiteBalance(let nextCast, let nextReference) = drafts[index].wish.subject else {
        continue
      }
      if cast == .unknown { cast = nextCast }
      reference = reference ?? nextReference
      if !words.contains(drafts[index].wish.phrase) { words.append(drafts[index].wish.phrase) }
      if drafts[first].wish.amount == .unspecified {
        drafts[first].wish.amount = drafts[index].wish.amount
      }
      if drafts[index].wish.area == .whole { drafts[first].wish.area = .whole }
    }
    let isCorrected = places.contains { !drafts[$0].isComplaint }
    if isCorrected {
      for draft in drafts where draft.isComplaint && draft.wish.subject == .quality(.warmth) {
        if cast == .unknown { cast = draft.wish.direction == .more ? .cool : .warm }
      }
      drafts[first].isComplaint = false
    }
    drafts[first].wish.subject = .whiteBalance(cast: cast, reference: reference)
    drafts[first].wish.phrase = words.joined(separator: ", ")
    for index in places.dropFirst().reversed() { drafts.remove(at: index) }
    if isCorrected {
      drafts.removeAll {
        $0.isComplaint && $0.wish.subject == .quality(.warmth) && $0.wish.area == .whole
      }
    }
  }

  /// Joins wishes for the same thing: complaints with the wishes that answer them.
  private static func merged(
    _ drafts: [Composer.Draft], _ overruled: inout [Overruled]
  ) -> [Composer.Draft] {
    var merged: [Composer.Draft] = []
    var places: [Subject: [Int]] = [:]
    for draft in drafts {
      if let index = indexOfBand(meantBy: draft, in: merged) {
        if merged[index].wish.amount == .unspecified {
          merged[index].wish.amount = draft.wish.amount
        }
        continue
      }
      let candidates = places[draft.wish.subject.family] ?? []
      let match = candidates.last { index in
        let other = merged[index]
        let isSameSubject =
          other.wish.subject == draft.wish.subject || draft.refines(other) || other.refines(draft)
        let isSameArea =
          other.wish.area == draft.wish.area || (other.isComplaint && draft.wish.area == .whole)
          || (draft.isComplaint && other.wish.area == .whole)
        return isSameSubject && isSameArea
      }
      guard let match else {
        places[draft.wish.subject.family, default: []].append(merged.count)
        merged.append(draft)
        continue
      }
      let (one, other) = (merged[match].wish, draft.wish)
      merged[match] = joined(merged[match], draft)
      if one.direction != other.direction {
        let kept = merged[match].wish
        if kept.phrase == one.phrase, draft.isSoftness {
          overruled.append(Overruled(phrase: one.phrase, by: other.phrase, way: .halved))
        } else {
          overruled.append(
            Overruled(phrase: kept == one ? other.phrase : one.phrase, by: kept.phrase))
        }
      }
    }
    return merged
  }

  /// The colour of the same sentence that a wish without a place means: "the greens, they are too
  /// vivid".
  private static func indexOfBand(
    meantBy draft: Composer.Draft, in merged: [Composer.Draft]
  ) -> Int? {
    guard case .quality(let quality) = draft.wish.subject, draft.wish.area == .whole else {
      return nil
    }
    return merged.indices.suffix(4).last { index in
      let other = merged[index]
      guard case .band(_, let component, nil) = other.wish.subject,
        other.sentence == draft.sentence, draft.isComplaint || other.isComplaint,
        other.wish.direction == draft.wish.direction
      else { return false }
      switch component {
      case .saturation: return quality == .saturation || quality == .vibrance
      case .luminance: return quality == .brightness
      case .hue: return false
      }
    }
  }

  private static func joined(_ first: Composer.Draft, _ second: Composer.Draft) -> Composer.Draft {
    if first.wish.direction != second.wish.direction {
      // "More contrast, but keep it soft" wants less of it, not the opposite.
      if second.isSoftness, let halved = first.halved { return halved }
      // The later word counts, unless it is the complaint.
      return second.isComplaint && !first.isComplaint ? first : second
    }
    var result = second.isComplaint && !first.isComplaint ? first : second
    let other = result == second ? first : second
    if result.wish.amount == .unspecified { result.wish.amount = other.wish.amount }
    if result.wish.area == .whole { result.wish.area = other.wish.area }
    if first.wish.phrase != second.wish.phrase {
      result.wish.phrase = first.wish.phrase + ", " + second.wish.phrase
    }
    return result
  }

  /// "Make it pop without touching the contrast" is done by colour.
  private static func spareContrast(
    _ drafts: inout [Composer.Draft], _ protections: [Protection], _ overruled: inout [Overruled]
  ) {
    let isKept = { (protection: Protection) in
      protection.target == .quality(.contrast) && protection.area == .whole
        && protection.against != .less
    }
    guard let protection = protections.first(where: isKept) else { return }
    for index in drafts.indices where drafts[index].isIdiomOfContrast {
      drafts[index].wish.subject = .quality(.vibrance)
      overruled.append(
        Overruled(phrase: drafts[index].wish.phrase, by: protection.phrase, way: .byColor))
    }
  }

  /// "Fix this, it is too dark" is one improvement with a complaint; "edit this: warmer" is none.
  private static func joinImprovements(_ drafts: inout [Composer.Draft]) {
    guard let place = drafts.firstIndex(where: { $0.wish.subject.isImprovement }) else { return }
    let isGeneral = drafts[place].wish.area == .whole
    let complaint = drafts.firstIndex { draft in
      draft.isComplaint && draft.wish.subject == .quality(.brightness) && draft.wish.area == .whole
    }
    if isGeneral, let complaint, case .improve(let aspect, _) = drafts[place].wish.subject,
      complaint > place || !drafts[place].isWeak
    {
      let brightness = drafts[complaint].wish
      drafts[place].wish.subject = .improve(
        aspect, complaint: brightness.direction == .more ? .underexposed : .overexposed)
      if drafts[place].wish.amount == .unspecified { drafts[place].wish.amount = brightness.amount }
      drafts[place].wish.phrase += ", " + brightness.phrase
      drafts.remove(at: complaint)
      return
    }
    guard drafts[place].isWeak, drafts.contains(where: { !$0.wish.subject.isImprovement }) else {
      return
    }
    drafts.removeAll { $0.isWeak && $0.wish.subject.isImprovement }
  }

  private static func unique(_ protections: [Protection]) -> [Protection] {
    var seen: Set<Protection> = []
    return protections.filter { protection in
      var key = protection
      key.phrase = ""
      return seen.insert(key).inserted
    }
  }
}

extension Composer.Draft {
  /// What the words of its wish say by themselves.
  private var facts: Facts {
    let text = NormalizedText(wish.phrase)
    return Facts(Tokenizer(lexicon: .shared).tokens(of: text), in: text)
  }

  /// Whether it asks for softness as a state: "but soft", 要柔和.
  fileprivate var isSoftness: Bool {
    guard wish.subject == .quality(.contrast), wish.direction == .less, !isComplaint else {
      return false
    }
    let facts = facts
    return facts.traits.contains { $0.quality == .contrast && $0.degree == .plain }
      && facts.qualities.isEmpty && facts.change == nil && facts.acts.isEmpty
  }

  /// The same with half its strength; nil where it asks for less, or an amount was said in numbers.
  fileprivate var halved: Composer.Draft? {
    var draft = self
    switch (wish.direction, wish.amount) {
    case (.more, .unspecified), (.more, .strength):
      draft.wish.amount = .strength(0.5 * wish.amount.strength)
      return draft
    default: return nil
    }
  }

  /// Whether it asks for contrast without naming it: "make it pop".
  fileprivate var isIdiomOfContrast: Bool {
    guard wish.subject == .quality(.contrast), wish.direction == .more else { return false }
    return !wish.phrase.lowercased().contains("contrast") && !wish.phrase.contains("对比")
      && !wish.phrase.contains("反差")
  }

  /// Whether this says more exactly what the other says: shadows that are blocked, and shadows.
  fileprivate func refines(_ other: Composer.Draft) -> Bool {
    guard case .quality(let mine) = wish.subject, case .quality(let theirs) = other.wish.subject,
      other.isComplaint, wish.direction == other.wish.direction
    else { return false }
    switch (mine, theirs) {
    case (.haze, .contrast), (.contrast, .haze): return false
    case (.vibrance, .saturation), (.saturation, .vibrance): return true
    default: return false
    }
  }
}

extension Subject {
  fileprivate var isWhiteBalance: Bool { if case .whiteBalance = self { true } else { false } }

  fileprivate var isImprovement: Bool { if case .improve = self { true } else { false } }

  /// A key under which wishes that may be joined are found.
  fileprivate var family: Subject {
    switch self {
    case .quality(.vibrance): .quality(.saturation)
    case .improve(let aspect, _): .improve(aspect, complaint: .none)
    default: self
    }
  }
}

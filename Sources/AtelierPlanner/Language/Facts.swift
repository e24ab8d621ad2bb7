/// What the tokens of one phrase say, sorted by role.
struct Facts {
  /// A trait with its direction and degree.
  struct Trait {
    var quality: Quality
    var direction: Direction
    var degree: Sense.Degree
  }

  /// A verb that holds its quality.
  struct Act {
    var quality: Quality
    var direction: Direction
  }

  /// A colour, as a noun or not.
  struct Color {
    var hue: Hue
    var isNoun: Bool
  }

  private(set) var tokens: [Token]

  var qualities: [Quality] = []
  var hasExposure = false
  var traits: [Trait] = []
  var acts: [Act] = []
  var tones: [ToneRange] = []
  var colors: [Color] = []
  var areas: [RegionNoun] = []
  var exceptions: [RegionNoun] = []
  var looks: [String] = []
  var unknown: [Token] = []

  var change: Direction?
  var carrier: Direction?
  var particle: Direction?
  var level: Direction?
  var sign: Direction?
  var amount: Amount?
  var number: Double?
  var limit: Double?
  var ratio: Double?
  var improvement: (aspect: Aspect, isStrong: Bool)?
  var impossible: Refusal.Reason?

  /// The senses without a value that occur.
  var flags: Set<Sense> = []
  /// Whether a state is described and not wished for, by the words around it.
  var describes = false
  /// Whether something colours without being wanted, by its own word: 发黄.
  var hasFaultyColor = false
  /// Whether an amount stands behind the last trait or colour: 偏黄一点.
  var hasTrailingAmount = false

  func has(_ sense: Sense) -> Bool { flags.contains(sense) }

  /// Whether there is something that a wish can be about.
  var hasHead: Bool {
    !qualities.isEmpty || hasExposure || !traits.isEmpty || !acts.isEmpty || !tones.isEmpty
      || !colors.isEmpty || !looks.isEmpty || has(.illumination) || has(.colors) || has(.cast)
      || has(.whiteBalance) || has(.blackAndWhite) || has(.likeReference) || has(.detail)
      || has(.otherColors)
  }

  /// Whether a place is named.
  var hasPlace: Bool { !areas.isEmpty || has(.box) }

  /// Whether anything says which way.
  var hasDirection: Bool {
    change != nil || carrier != nil || particle != nil || level != nil || sign != nil
      || !traits.isEmpty || !acts.isEmpty || !looks.isEmpty || improvement != nil
      || !flags.isDisjoint(with: Self.directing)
  }

  private static let directing: Set<Sense> = [
    .recover, .remove, .add, .correct, .excess, .lacking, .keep, .unchanged, .prohibition, .denial,
    .affect, .blackAndWhite, .emphasis, .erase, .replace, .move, .lean, .towards, .except, .rest,
    .splitTone, .likeReference, .make, .copula, .reference, .cast, .whiteBalance, .soMuch,
  ]

  /// Whether it names things to change and not what to do with them.
  var isBareTarget: Bool {
    !hasDirection && number == nil && limit == nil && impossible == nil && !has(.crop)
      && !has(.straighten)
      && !has(.rotate) && !has(.noChange) && (hasHead || hasPlace)
  }

  /// Whether nothing is named but a place.
  var isBarePlace: Bool { isBareTarget && !hasHead }

  init(_ tokens: [Token], in text: NormalizedText) {
    self.tokens = tokens
    for (index, token) in tokens.enumerated() { take(token, at: index, in: text) }
    nameUnknownPlace(in: text)
    readIdioms()
  }

  /// "There is no detail" lacks some; "bring the punch back" recovers it; "get the yellow out" and "de-yellow"
  /// remove it.
  private mutating func readIdioms() {
    let words = Set(tokens.map(\.text))
    if words.contains("no"), has(.copula), has(.prohibition), !has(.noChange) {
      flags.remove(.prohibition)
      flags.insert(.lacking)
    }
    if case .stops? = amount, let last = tokens.last?.text, ["over", "under"].contains(last) {
      let direction: Direction = last == "over" ? .more : .less
      particle = direction
      // "I shot this two stops under" complains as "it is two stops under" does.
      if has(.copula) || !words.isDisjoint(with: Self.reporting) {
        traits.append(Trait(quality: .brightness, direction: direction, degree: .fault))
      }
    }
    if words.contains("bring"), words.contains("back"), carrier != nil {
      flags.insert(.recover)
      particle = nil
      carrier = nil
    }
    // Snow that shall be white shows what is neutral.
    if has(.make), areas.last?.kind == .snow, let last = tokens.last?.text,
      ["white", "whiter"].contains(last)
    {
      flags.insert(.reference)
      unknown.removeAll { $0.text == last }
      traits = []
    }
    if takesColorOut(words) {
      flags.insert(.remove)
      unknown.removeAll { Self.undoing.contains($0.text) }
      change = nil
      carrier = nil
      particle = nil
    }
  }

  /// Whether a colour is taken out: "pull the blue out of the shadows", "de-yellow".
  private func takesColorOut(_ words: Set<String>) -> Bool {
    guard !colors.isEmpty, !has(.detail), words.isDisjoint(with: ["most", "best", "more"]) else {
      return false
    }
    if !words.isDisjoint(with: ["get", "take", "pull", "draw", "suck", "drain"]),
      words.contains(where: { $0 == "out" || $0.hasPrefix("out ") })
    {
      return true
    }
    return zip(tokens, tokens.dropFirst()).contains { prefix, token in
      if case .color = token.sense { Self.undoing.contains(prefix.text) } else { false }
    }
  }

  private static let undoing: Set<String> = ["de", "un"]

  private static let reporting: Set<String> = [
    "shot", "shoot", "was", "were", "came", "exposed", "metered", "taken", "was shot",
    "was taken", "shot at", "taken at",
  ]

  /// The facts of no tokens.
  init() { tokens = [] }

  /// Adds a token; adjectives count even where a noun follows.
  mutating func append(_ token: Token, in text: NormalizedText) {
    tokens.append(token)
    take(token, at: tokens.count - 1, in: text)
  }

  private mutating func take(_ token: Token, at index: Int, in text: NormalizedText) {
    switch token.sense {
    case .quality(let quality): if !qualities.contains(quality) { qualities.append(quality) }
    case .exposure: hasExposure = true
    case .trait(let quality, let direction, let degree):
      guard !isAttribute(at: index) else { return }
      traits.append(Trait(quality: quality, direction: direction, degree: degree))
      hasTrailingAmount = false
    case .act(let quality, let direction):
      acts.append(Act(quality: quality, direction: direction))
    case .tones(let range): if !tones.contains(range) { tones.append(range) }
    case .color(let hue, let isNoun):
      colors.append(Color(hue: hue, isNoun: isNoun || isNamed(at: index)))
      hasTrailingAmount = false
      if let first = token.text.first, "发泛蜡".contains(first) { hasFaultyColor = true }
    case .area(let kind):
      let noun = RegionNoun(kind, word: wordOfPlace(at: index, in: text))
      if has(.except) {
        exceptions.append(noun)
      } else {
        let isCompound = index > 0 && tokens[index - 1].sense.isPlace && !areas.isEmpty
        // "Sky background" is sky, "the bride's face" is a face.
        if isCompound, kind == .background { return }
        if isCompound, areas.last?.kind.isSide == kind.isSide { areas.removeLast() }
        areas.append(noun)
      }
    case .look(let id): looks.append(id)
    case .change(let direction): change = change ?? direction
    case .carrier(let direction):
      if carrier == nil || carrier == Direction.none { carrier = direction }
    case .particle(let direction): particle = direction
    case .amount(let strength, let affinity):
      if amount == nil { amount = .strength(strength) }
      if affinity == .after { hasTrailingAmount = true }
      if Self.describing.contains(token.text) { describes = true }
    case .measure(let measure, let direction):
      amount = measure
      if direction != .none { sign = direction }
    case .number(let value, let isSigned):
      number = number ?? value
      if isSigned { sign = value < 0 ? .less : .more }
    case .ratio(let value): ratio = value
    case .limit(let strength): limit = min(limit ?? strength, strength)
    case .improve(let aspect, let isStrong): improvement = (aspect, isStrong)
    case .impossible(let reason): impossible = impossible ?? reason
    case .rather:
      describes = true
      if amount == nil, token.text.hasPrefix("有") || token.text.hasPrefix("略") {
        amount = .strength(0.5)
      }
    case .add, .excess:
      flags.insert(token.sense)
      takeAmount(in: token.text)
    case .level(let direction):
      level = direction
      if ["strong", "heavy"].contains(token.text), index + 1 < tokens.count, amount == nil,
        case .quality = tokens[index + 1].sense
      {
        amount = .strength(1.8)
      }
    case .soMuch: if isState(after: index) { flags.insert(.soMuch) }
    case .unknown: unknown.append(token)
    default: flags.insert(token.sense)
    }
  }

  /// Takes the amount out of "way too" and 加点.
  private mutating func takeAmount(in words: String) {
    guard amount == nil else { return }
    if words.contains("点") || words.contains("些") { amount = .strength(0.5) }
    if words.hasPrefix("way") || words.hasPrefix("far") { amount = .strength(1.8) }
    if words.hasPrefix("a bit") { amount = .strength(0.5) }
  }

  /// Whether an article makes a noun of the colour: "tone down the red".
  private func isNamed(at index: Int) -> Bool {
    guard index > 0, tokens[index - 1].text == "the" else { return false }
    guard index + 1 < tokens.count else { return true }
    switch tokens[index + 1].sense {
    case .area, .cast, .unknown, .box, .object: return false
    default: return true
    }
  }

  private static let describing: Set<String> = [
    "很", "非 常", "特 别", "十 分", "挺", "蛮", "相 当", "比 较", "好",
  ]

  /// Whether the trait at `index` only describes what a verb changes: "tame the hot highlights".
  private func isAttribute(at index: Int) -> Bool {
    guard case .trait(_, _, let degree) = tokens[index].sense,
      degree != .comparative || tokens[index].text.hasSuffix("est"),
      index + 1 < tokens.count, isObject(tokens[index + 1].sense)
    else { return false }
    let verbs = tokens[..<index].contains { token in
      switch token.sense {
      case .act, .carrier, .recover, .correct, .change(.less): true
      case .change: tokens[index].text.hasSuffix("est")
      default: false
      }
    }
    return verbs
  }

  /// Whether a state follows: "so | dark".
  private func isState(after index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    switch tokens[index + 1].sense {
    case .trait, .color, .level, .amount: return true
    default: return false
    }
  }

  private func isObject(_ sense: Sense) -> Bool {
    switch sense {
    case .area, .tones, .quality, .colors: true
    default: false
    }
  }

  /// The word of a place with the colour before it: "white shirt".
  private func wordOfPlace(at index: Int, in text: NormalizedText) -> String {
    text.written(tokens[index].range)
  }

  /// Makes a place of an unknown word with an article: "brighten the lighthouse".
  private mutating func nameUnknownPlace(in text: NormalizedText) {
    guard areas.isEmpty, exceptions.isEmpty, !has(.box), let first = unknown.first else { return }
    guard let index = tokens.firstIndex(of: first), index > 0,
      tokens[index - 1].sense == .determiner
    else { return }
    let noun = RegionNoun(.other, word: text.written(first.range))
    if has(.except) { exceptions.append(noun) } else { areas.append(noun) }
  }
}

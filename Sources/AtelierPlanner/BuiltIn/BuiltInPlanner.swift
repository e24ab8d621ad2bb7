public import AtelierEngine
public import AtelierRecipe
public import AtelierVision

/// Plans a retouch without any model: understands the sentence, measures the picture, aims at
/// numbers and reaches them by rendering previews.
public struct BuiltInPlanner: Sendable {
  private let catalog: RecipeCatalog
  /// Regions that are trusted less are not acted on, 0…1.
  package static let leastConfidence = PlanningScene.leastConfidence

  /// Makes a planner that uses the operations of a catalog.
  public init(catalog: RecipeCatalog) { self.catalog = catalog }

  /// Plans what a brief asks for.
  ///
  /// - Parameters:
  ///   - brief: the wish.
  ///   - renderer: shows what recipes do to the picture.
  ///   - quality: what the picture's recording leaves room for.
  /// - Returns: what to do and why; its outcome says how far the wish can be met.
  /// - Throws: `RenderError.cancelled`.
  public func plan(
    _ brief: Brief, renderer: any PreviewRenderer, quality: FrameQuality = .unlimited
  ) async throws(RenderError) -> Plan {
    try await plan(brief, styles: PlanStyles(), renderer: renderer, quality: quality)
  }

  /// Plans what a brief asks for on top of a style.
  ///
  /// - Parameters:
  ///   - brief: the wish; it may be empty where a style is chosen.
  ///   - styles: the style that is put on first, and learned ones that take the place of looks.
  ///   - renderer: shows what recipes do to the picture.
  ///   - quality: what the picture's recording leaves room for.
  /// - Returns: what to do and why; its outcome says how far the wish can be met.
  /// - Throws: `RenderError.cancelled`.
  package func plan(
    _ brief: Brief, styles: PlanStyles, renderer: any PreviewRenderer,
    quality: FrameQuality = .unlimited
  ) async throws(RenderError) -> Plan {
    var understanding = InstructionParser().understand(brief)
    let worn = understanding.take(styles)
    let language: Language = understanding.language == .zh ? .zh : .en
    let wording = Wording(language: language)
    guard !understanding.wishes.isEmpty || !worn.isEmpty else {
      let wantsNothing =
        understanding.refusals.isEmpty
        && (understanding.noChangeWanted || !understanding.protections.isEmpty)
      var plan = Plan(
        instruction: brief.instruction, language: language,
        outcome: wantsNothing ? .unchanged : .declined, steps: brief.standing.steps,
        notes: wording.notes(of: understanding, brief), recipe: brief.standing.recipe)
      plan.notes.append(
        Plan.Note(kind: .information, text: wantsNothing ? wording.unchanged : wording.noWish))
      return plan
    }

    let scene = try await PlanningScene(
      brief: brief, renderer: renderer, catalog: catalog, quality: quality,
      naming: Set(understanding.wishes.compactMap(\.region)))
    var work = WishWork(scene: scene, wording: wording, reference: styles.like)
    for style in worn { work.wear(style) }
    try await work.carryOut(understanding)
    var plan = work.plan(of: brief, understanding, language: language)
    if plan.outcome == .unchanged, !plan.notes.contains(where: { $0.kind == .heldBack }) {
      plan.notes.append(Plan.Note(kind: .information, text: wording.alreadySo))
    }
    return plan
  }

  /// Plans only what a brief says of the frame, for one of several photos that share the rest.
  ///
  /// - Parameters:
  ///   - brief: the wish.
  ///   - renderer: shows the photo, with its whole frame.
  /// - Returns: how the frame is cropped, levelled and turned; nil where the brief says nothing of it.
  /// - Throws: `RenderError.cancelled`.
  package func planFrame(
    _ brief: Brief, renderer: any PreviewRenderer
  ) async throws(RenderError) -> Plan? {
    let heard = InstructionParser().understand(brief.instruction)
    var understanding = Understanding(language: heard.language)
    understanding.wishes = heard.wishes.filter {
      if case .geometry = $0.subject { true } else { false }
    }
    guard !understanding.wishes.isEmpty else { return nil }
    let language: Language = understanding.language == .zh ? .zh : .en
    let scene = try await PlanningScene(
      brief: brief, renderer: renderer, catalog: catalog, quality: .unlimited, naming: [])
    var work = WishWork(scene: scene, wording: Wording(language: language))
    try await work.carryOut(understanding)
    return work.plan(of: brief, understanding, language: language)
  }
}

extension WishWork {
  /// The plan of what was done, with what could not be.
  func plan(of brief: Brief, _ understanding: Understanding, language: Language) -> Plan {
    var plan = Plan(
      instruction: brief.instruction, language: language, outcome: .declined,
      steps: draft.steps, notes: wording.notes(of: understanding, brief) + draft.notes,
      recipe: draft.recipe)
    plan.tellSpared(draft.spared.intersection(brief.standing.held))
    let isEmpty = plan.recipe == brief.standing.recipe
    let isWhole = !plan.notes.contains { $0.kind == .notUnderstood || $0.kind == .cannotBeDone }
    plan.outcome =
      isEmpty ? (isWhole ? .unchanged : .declined) : isWhole ? .complete : .partial
    return plan
  }
}

extension Plan {
  /// Says which of the person's values were worked around.
  package mutating func tellSpared(_ places: Set<RecipePlace>) {
    let wording = Wording(language: language)
    for place in places.sorted() {
      let value = recipe.value(at: place)?.json.text(pretty: false)
      notes.append(Note(kind: .information, text: wording.spared("\(place)", value: value)))
    }
  }
}

extension Wording {
  /// A wish whose sliders the person holds, all of them.
  func allHeld(_ phrase: String) -> String {
    say(
      "“\(phrase)” was left out: you hold all of its sliders.",
      "未执行“\(phrase)”：相关参数都由您固定。")
  }

  /// A value of the person's that stays, or stays out.
  fileprivate func spared(_ place: String, value: String?) -> String {
    guard let value else {
      return say(
        "\(place) stays out, as you decided; the rest was planned around it.",
        "\(place) 按您的决定不使用，其余参数据此规划。")
    }
    return say(
      "\(place) stays at \(value), as you decided; the rest was planned around it.",
      "\(place) 按您的决定保持为 \(value)，其余参数据此规划。")
  }

  /// What cannot be done, and what was not understood.
  fileprivate func notes(of understanding: Understanding, _ brief: Brief) -> [Plan.Note] {
    brief.readings.map { Plan.Note(kind: .information, text: taken($0)) }
      + understanding.overruled.map { Plan.Note(kind: .information, text: overruled($0)) }
      + understanding.refusals.map { Plan.Note(kind: .cannotBeDone, text: refusal($0)) }
      + understanding.notUnderstood.map {
        Plan.Note(kind: .notUnderstood, text: notUnderstood($0))
      }
  }
}

extension Understanding {
  /// Turns a chosen style into a wish, and takes out the wishes for looks in whose place learned styles
  /// stand.
  ///
  /// - Returns: the learned styles to be put on.
  mutating func take(_ styles: PlanStyles) -> [WornStyle] {
    var worn: [WornStyle] = []
    let isSilent = self == Understanding(language: language)
    switch styles.chosen {
    case .learned(let style)?:
      worn.append(WornStyle(style: style, hidesLook: StyleName.look(style.name) != nil))
      if isSilent { language = InstructionParser().understand(style.name).language }
    case .builtIn(let id, let word)?:
      wishes.insert(Wish(subject: .look(id), phrase: word), at: 0)
      if isSilent { language = InstructionParser().understand(word).language }
    case .words(let words)?:
      let style = StyleWords.understanding(of: words)
      add(style: style)
      if isSilent { language = style.language }
    case nil: break
    }
    if let like = styles.like, !wishes.contains(where: { $0.subject == .like }) {
      wishes.insert(Wish(subject: .like, phrase: like.name), at: 0)
    }
    wishes.removeAll { wish in
      guard case .look(let id) = wish.subject,
        let style = styles.style(insteadOf: id, in: wish.phrase),
        styles.chosen != .builtIn(id: id, word: wish.phrase)
      else { return false }
      worn.append(
        WornStyle(style: style, strength: 0.4 + 0.6 * wish.amount.strength, hidesLook: true))
      return true
    }
    return worn
  }
}

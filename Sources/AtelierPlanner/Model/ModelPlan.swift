package import AtelierEngine
package import AtelierRecipe
package import AtelierVision

/// Makes a plan of a recipe that a model wants, for modes whose models answer whole recipes.
package struct ModelPlan {
  private let task: PlanningTask
  private let understanding: Understanding
  private let base: WishWork
  /// The language of the explanations.
  package let language: Language

  /// Measures the photo, and does what the person said exactly and the chosen style before anything.
  ///
  /// - Throws: `RenderError.cancelled`.
  package init(_ task: PlanningTask) async throws(RenderError) {
    var understanding = InstructionParser().understand(task.brief)
    let worn = understanding.take(task.styles)
    understanding.notUnderstood = []
    understanding.overruled = []
    self.understanding = understanding
    self.task = task
    language = understanding.language == .zh ? .zh : .en
    let scene = try await PlanningScene(
      brief: task.brief, renderer: task.renderer, catalog: task.catalog, quality: task.quality,
      naming: Set(understanding.wishes.compactMap(\.region)))
    var work = WishWork(
      scene: scene, wording: Wording(language: language), reference: task.styles.like)
    for style in worn { work.wear(style) }
    try await work.carryOutSaid(understanding, style: task.styles.chosen)
    base = work
  }

  /// What is done before the model is asked; its picture shows that.
  package var begun: Recipe { base.draft.recipe }

  /// What was measured.
  package var statistics: PictureStatistics { base.draft.scene.statistics }

  /// What was measured, for models that are shown no picture.
  package var description: String {
    PictureDescription.text(base.draft.scene.statistics, isRaw: task.renderer.light.isRaw)
  }

  /// What a model is told of the chosen style and of the reference, line by line; nothing where there are
  /// none.
  package var styleLines: [String] {
    var lines: [String] = []
    switch task.styles.chosen {
    case .words(let words)?: lines.append("Style: \(words.oneLine(AtelierPrompt.wishLimit))")
    case .learned?, .builtIn?:
      let done = base.draft.steps.map { "\($0.operation).\($0.parameter)" }
      lines.append(
        "The photo is shown with the style on that its owner chose; what your answer leaves out stays as it "
          + "sets it: \(done.joined(separator: ", ")).")
    case nil: break
    }
    if let like = task.styles.like { lines.append(like.request(for: base.draft.scene.statistics)) }
    return lines
  }

  /// The plan of a recipe: what the person said, protected or does not want stays, what the recording
  /// does not allow is held, and lost highlights and shadows are brought back.
  ///
  /// - Parameters:
  ///   - recipe: what the model wants, in the catalog's parameters and ranges.
  ///   - notes: what a person should know about the answer.
  ///   - reason: why, for an operation and a parameter.
  /// - Returns: the plan, not signed yet.
  /// - Throws: `RenderError.cancelled`.
  package func plan(
    of recipe: Recipe, notes: [Plan.Note] = [], reason: (String, String) -> String
  ) async throws(RenderError) -> Plan {
    var modelWork = ModelWork(
      work: base,
      parameters: ModelParameters(task.catalog, areas: [], hasWhole: true),
      understanding: understanding)
    modelWork.put(recipe, reason: reason)
    var work = modelWork.work
    for note in notes { work.tell(note.kind, note.text) }
    try await work.finish(understanding)
    return work.plan(of: task.brief, understanding, language: language)
  }

  /// A plan as a model's.
  ///
  /// - Throws: what `Plan.signed(_:for:by:)` throws.
  package func signed(
    _ plan: Plan, _ record: ModelRecord, by model: any LanguageModel
  ) throws(PlanningFailure) -> Plan {
    try plan.signed(record, for: understanding, by: model)
  }
}

extension Plan {
  /// The plan as a model's, whose answer must do something where something is wished in words that are
  /// understood: small models fill a form with names and zeros.
  ///
  /// - Throws: `LanguageModelError.nonsense`, as a failure of the model.
  func signed(
    _ record: ModelRecord, for understanding: Understanding, by model: any LanguageModel
  ) throws(PlanningFailure) -> Plan {
    if outcome == .unchanged, let wish = understanding.wishes.first {
      throw .model(
        .nonsense(host: model.name, reason: "it changes nothing, and “\(wish.phrase)” is wished"))
    }
    var plan = self
    plan.sign(record)
    return plan
  }

  /// Makes the plan a model's, and says what a person should know of the answer.
  package mutating func sign(_ record: ModelRecord) {
    model = record
    let wording = Wording(language: language)
    func tell(_ text: String) { notes.append(Note(kind: .information, text: text)) }
    if record.pictures == 0 { tell(wording.shownNumbersOnly(record.model)) }
    if outcome == .unchanged { tell(wording.leftAsItIs(record.model)) }
  }
}

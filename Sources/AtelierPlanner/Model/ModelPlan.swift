package import AtelierEngine
package import AtelierRecipe
import AtelierVision

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
    var understanding = InstructionParser().understand(task.brief.instruction)
    let worn = understanding.take(task.styles)
    understanding.notUnderstood = []
    self.understanding = understanding
    self.task = task
    language = understanding.language == .zh ? .zh : .en
    let scene = try await PlanningScene(
      brief: task.brief, renderer: task.renderer, catalog: task.catalog, quality: task.quality,
      naming: Set(understanding.wishes.compactMap(\.region)))
    var work = WishWork(scene: scene, wording: Wording(language: language))
    for style in worn { work.wear(style) }
    try await work.carryOutSaid(understanding, style: task.styles.chosen)
    base = work
  }

  /// What is done before the model is asked; its picture shows that.
  package var begun: Recipe { base.draft.recipe }

  /// What was measured, for models that are shown no picture.
  package var description: String {
    PictureDescription.text(base.draft.scene.statistics, isRaw: task.renderer.light.isRaw)
  }

  /// The plan of a recipe: what the person said, protected or does not want stays, what the recording
  /// does not allow is held, and lost highlights and shadows are brought back.
  ///
  /// - Parameters:
  ///   - recipe: what the model wants, in the catalog's parameters and ranges.
  ///   - notes: what a person should know about the answer.
  ///   - record: how it was asked.
  ///   - reason: why, for an operation and a parameter.
  /// - Returns: the plan, with its record.
  /// - Throws: `RenderError.cancelled`.
  package func plan(
    of recipe: Recipe, notes: [Plan.Note] = [], record: ModelRecord,
    reason: (String, String) -> String
  ) async throws(RenderError) -> Plan {
    var modelWork = ModelWork(
      work: base,
      parameters: ModelParameters(task.catalog, areas: [], hasWhole: true),
      understanding: understanding)
    modelWork.put(recipe, reason: reason)
    var work = modelWork.work
    for note in notes { work.tell(note.kind, note.text) }
    try await work.finish(understanding)
    if record.pictures == 0 {
      work.tell(.information, work.wording.shownNumbersOnly(record.model))
    }
    var plan = work.plan(of: task.brief, understanding, language: language)
    plan.model = record
    return plan
  }
}

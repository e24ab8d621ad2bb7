public import AtelierCodecs
public import AtelierEngine
import AtelierPixels
public import AtelierPlanner
public import AtelierRecipe

/// From a sentence to a plan for a photograph, and from the plan to a file.
public struct Retoucher: Sendable {
  let engine: RenderEngine
  private let limits: DecodeLimits
  let jobs: Int
  private let sense: (any PhraseSense)?

  /// Makes a retoucher that works with `jobs` threads.
  public init(engine: RenderEngine, limits: DecodeLimits = DecodeLimits(), jobs: Int) {
    self.init(engine: engine, limits: limits, jobs: jobs, sense: nil)
  }

  /// Makes a retoucher that reads wording which the grammar does not know by its nearness in meaning.
  package init(
    engine: RenderEngine, limits: DecodeLimits = DecodeLimits(), jobs: Int,
    sense: (any PhraseSense)?
  ) {
    self.engine = engine
    self.limits = limits
    self.jobs = jobs
    self.sense = sense
  }

  /// A planned retouch of an opened photograph.
  public struct Session: Sendable {
    /// The photograph, prepared for the plan's geometry and size.
    public let photo: OpenedPhoto
    /// What the photograph is prepared for.
    let frame: Recipe
    /// What was asked for.
    public let brief: Brief
    /// The styles that it was planned with.
    let styles: PlanStyles
    /// What will be done.
    public let plan: Plan
  }

  /// Opens a photograph and plans its retouch.
  ///
  /// - Parameters:
  ///   - source: the photograph.
  ///   - instruction: the wish, in English or Chinese, at most 100 kB of which are read.
  ///   - region: a drawn box.
  ///   - output: size and colour space of the result; written into the plan's recipe.
  /// - Returns: the photograph, prepared for the plan's geometry, and the plan.
  /// - Throws: `CodecError`, `RegionError` or `RenderError`.
  public func plan(
    _ source: PictureSource, instruction: String, region: Region?, output: OutputSettings
  ) async throws -> Session {
    try await plan(
      source, instruction: instruction, styles: PlanStyles(), region: region, output: output)
  }

  /// Opens a photograph and plans its retouch on top of a style.
  ///
  /// - Parameters:
  ///   - source: the photograph.
  ///   - instruction: the wish; it may be empty where a style is chosen.
  ///   - styles: the style that is put on first, and learned ones that take the place of looks.
  ///   - region: a drawn box.
  ///   - output: size and colour space of the result; written into the plan's recipe.
  ///   - standing: what was done before; the plan comes on top of it.
  ///   - planning: the model that plans; nil for the built-in planner.
  /// - Returns: the photograph, prepared for the plan's geometry, and the plan.
  /// - Throws: `CodecError`, `RegionError` or `RenderError`; `LanguageModelError` where a model fails and
  ///   the built-in planner shall not finish the job.
  package func plan(
    _ source: PictureSource, instruction: String, styles: PlanStyles, region: Region?,
    output: OutputSettings, standing: StandingEdit = StandingEdit(),
    planning: ModelPlanning? = nil
  ) async throws -> Session {
    try await finished(
      draft(
        source, instruction: instruction, styles: styles, region: region, output: output,
        standing: standing, planning: planning))
  }

  /// Opens a photograph and plans its retouch like `plan`, without carrying out MonetGPT's edits on all
  /// of its pixels: ``review(_:limit:planning:asksModel:)`` may find better ones.
  package func draft(
    _ source: PictureSource, instruction: String, styles: PlanStyles, region: Region?,
    output: OutputSettings, standing: StandingEdit = StandingEdit(),
    planning: ModelPlanning? = nil
  ) async throws -> Session {
    var recipe = standing.recipe
    recipe.output = output
    // A box is drawn on the upright photo, so it is measured there.
    if region != nil { recipe.geometry = [:] }
    let photo = try await OpenedPhoto.open(
      source, engine: engine, recipe: recipe, limits: limits, jobs: jobs)
    var brief = Brief(
      instruction: instruction, box: try region?.fractions(of: photo.decoded.picture.size),
      standing: standing)
    var problem: String?
    do {
      brief.readings =
        try sense.map { try PhraseGuesser(sense: $0).readings(of: instruction) } ?? []
    } catch {
      problem = "\(error)"
    }
    let preview = ScenePreview(of: photo.prepared, engine: engine, jobs: jobs)
    var plan = try await plan(
      brief, styles: styles, renderer: preview, photo: photo, planning: planning)
    plan.recipe.output = output
    if let problem { plan.notes.append(Plan.Note(kind: .information, text: problem)) }
    let session = Session(photo: photo, frame: recipe, brief: brief, styles: styles, plan: plan)
    guard plan.recipe.geometry != recipe.geometry else { return session }
    recipe.geometry = plan.recipe.geometry
    return try await session.prepared(for: recipe, engine: engine, jobs: jobs)
  }

  /// The session with its photograph prepared for the plan.
  func finished(_ session: Session) async throws(RenderError) -> Session {
    let (made, wanted) = (session.frame, session.plan.recipe)
    guard made.geometry != wanted.geometry || made.monet != wanted.monet else { return session }
    return try await session.prepared(for: wanted, engine: engine, jobs: jobs)
  }

  /// Plans with the model where there is one, else or after its failure with the built-in planner.
  func plan(
    _ brief: Brief, styles: PlanStyles, renderer: any PreviewRenderer, photo: OpenedPhoto,
    planning: ModelPlanning?, feedback: PlanFeedback? = nil
  ) async throws -> Plan {
    var failure: LanguageModelError?
    if let planning {
      do throws(PlanningFailure) {
        let camera = PhotoCamera(
          photo, longEdge: planning.pictureEdge, engine: engine, jobs: jobs)
        return try await planning.mode.mode(for: photo, camera: camera).plan(
          PlanningTask(
            brief: brief, styles: styles, renderer: renderer, quality: photo.quality,
            catalog: engine.catalog, camera: camera, systemPrompt: planning.systemPrompt,
            feedback: feedback),
          with: planning.model)
      } catch {
        switch error {
        case .render(let error): throw error
        case .model(.cancelled): throw RenderError.cancelled
        case .model(let error):
          guard planning.fallsBack else { throw error }
          failure = error
        }
      }
    }
    var plan = try await BuiltInPlanner(catalog: engine.catalog).plan(
      brief, styles: styles, renderer: renderer, quality: photo.quality)
    if let failure {
      plan.notes.append(
        Plan.Note(kind: .information, text: Wording.fallback(plan.language, failure)))
    }
    return plan
  }
}

extension Retoucher.Session {
  /// The session with its photograph prepared anew.
  fileprivate func prepared(
    for recipe: Recipe, engine: RenderEngine, jobs: Int
  ) async throws(RenderError) -> Self {
    let photo = try await OpenedPhoto.prepare(
      photo.decoded, engine: engine, recipe: recipe, jobs: jobs)
    return Self(photo: photo, frame: recipe, brief: brief, styles: styles, plan: plan)
  }
}

import AtelierCritic
import AtelierEngine
import AtelierPlanner
import AtelierRecipe

extension Retoucher {
  /// A session whose plan was looked at, and how it came about.
  public struct Reviewed: Sendable {
    /// The session with the best plan.
    public let session: Session
    /// All attempts; nil where there was nothing to look at.
    public let rounds: RetouchRounds?
  }

  /// Looks at what a plan does and corrects it.
  ///
  /// - Parameters:
  ///   - session: the planned retouch.
  ///   - limit: the most rounds, the first one included; at 1 the plan is judged and left as it is.
  ///   - planning: the model that planned and plans again; nil where settings are to be weakened by
  ///     trying.
  ///   - asksModel: whether that model judges too, beside what is measured.
  /// - Returns: the best of the attempts by the critic's score.
  /// - Throws: `CriticError` or `RenderError`.
  package func review(
    _ session: Session, limit: Int, planning: ModelPlanning? = nil, asksModel: Bool = false
  ) async throws -> Reviewed {
    switch session.plan.outcome {
    case .declined, .unchanged:
      return Reviewed(session: try await finished(session), rounds: nil)
    case .complete, .partial: break
    }
    let start = ContinuousClock.now
    let (photo, brief) = (session.photo, session.brief)
    let preview = try await preview(of: session)
    let measured = MeasuredCritic(renderer: preview, quality: photo.quality)
    var critic: any Critic = measured
    if asksModel, let planning {
      let camera = PhotoCamera(photo, longEdge: planning.pictureEdge, engine: engine, jobs: jobs)
      critic = JointCritic(
        measured: measured, model: ModelCritic(model: planning.model, camera: camera))
    }
    let judgement = try await critic.judge(Attempt(session.plan, brief: brief))
    var rounds = RetouchRounds(
      .init(plan: session.plan, judgement: judgement, duration: ContinuousClock.now - start))
    let reviser = Reviser(critic: measured, catalog: engine.catalog)
    try await rounds.improve(brief, limit: limit, critic: critic) { round in
      // Where the built-in planner had to finish the job, the model is not asked again.
      guard var planning, round.plan.model != nil else {
        return try await reviser.revise(round.plan, brief: brief, judgement: round.judgement)
      }
      planning.fallsBack = false
      let language = round.plan.language
      var again: Plan
      do {
        again = try await plan(
          brief, styles: session.styles, renderer: preview, photo: photo, planning: planning,
          feedback: PlanFeedback(
            recipe: round.plan.recipe,
            defects: round.judgement.defects.compactMap { $0.text[language] }))
      } catch is LanguageModelError {
        // There is a plan already; without another the best so far is kept.
        return nil
      }
      again.recipe.output = round.plan.recipe.output
      again.recipe.geometry = round.plan.recipe.geometry
      return again
    }
    let best = Session(
      photo: photo, frame: session.frame, brief: brief, styles: session.styles,
      plan: rounds.best.plan)
    return Reviewed(session: try await finished(best), rounds: rounds)
  }

  /// Shows the photograph before and after the session's plan and others.
  private func preview(of session: Session) async throws(RenderError) -> any PreviewRenderer {
    let recipe = session.plan.recipe
    guard !recipe.monet.isEmpty else {
      return ScenePreview(of: session.photo.prepared, engine: engine, jobs: jobs)
    }
    return try await EditPreview(
      of: session.photo, framedAs: recipe, engine: engine, jobs: jobs)
  }
}

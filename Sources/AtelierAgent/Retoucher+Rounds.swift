import AtelierCritic
import AtelierEngine
public import AtelierPlanner

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
  ///   - replan: a plan that answers a judgement; without it settings are weakened by trying.
  /// - Returns: the best of the attempts by the critic's score.
  /// - Throws: `CriticError`, or what `replan` throws.
  public func review(
    _ session: Session, limit: Int,
    replan: ((RetouchRounds.Round) async throws -> Plan?)? = nil
  ) async throws -> Reviewed {
    switch session.plan.outcome {
    case .declined, .unchanged: return Reviewed(session: session, rounds: nil)
    case .complete, .partial: break
    }
    let start = ContinuousClock.now
    let brief = session.brief
    let critic = MeasuredCritic(
      renderer: ScenePreview(of: session.photo.prepared, engine: engine, jobs: jobs),
      quality: session.photo.quality)
    let judgement = try await critic.judge(Attempt(session.plan, brief: brief))
    var rounds = RetouchRounds(
      .init(
        plan: session.plan, judgement: judgement, duration: ContinuousClock.now - start))
    let reviser = Reviser(critic: critic, catalog: engine.catalog)
    try await rounds.improve(brief, limit: limit, critic: critic) { round in
      if let replan { return try await replan(round) }
      return try await reviser.revise(round.plan, brief: brief, judgement: round.judgement)
    }
    return Reviewed(
      session: Session(photo: session.photo, brief: brief, plan: rounds.best.plan),
      rounds: rounds)
  }
}

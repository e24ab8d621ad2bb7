public import AtelierCritic
public import AtelierPlanner
public import AtelierRecipe

/// The attempts at one picture, each with what the critic found.
public struct RetouchRounds: Sendable {
  /// One attempt.
  public struct Round: Sendable {
    /// What was done.
    public var plan: Plan
    /// What was found.
    public var judgement: Judgement
    /// How long planning and judging took.
    public var duration: Duration

    /// Makes a round.
    public init(plan: Plan, judgement: Judgement, duration: Duration) {
      self.plan = plan
      self.judgement = judgement
      self.duration = duration
    }
  }

  /// In the order in which they were made; never empty.
  public private(set) var rounds: [Round]

  /// Starts with a first attempt.
  public init(_ first: Round) { rounds = [first] }

  /// The place of the best attempt by its score; of equal ones the first.
  public var bestIndex: Int {
    rounds.indices.reduce(0) {
      rounds[$1].judgement.score > rounds[$0].judgement.score ? $1 : $0
    }
  }

  /// The best attempt.
  public var best: Round { rounds[bestIndex] }

  /// Plans and judges again until nothing is found, nothing improves or the limit is reached.
  ///
  /// - Parameters:
  ///   - brief: what is asked for.
  ///   - limit: the most rounds, the first one included.
  ///   - critic: judges each.
  ///   - replan: a plan that answers the last judgement, or nil where there is none.
  /// - Throws: `CriticError`, or what `replan` throws.
  public mutating func improve(
    _ brief: Brief, limit: Int, critic: any Critic,
    replan: (Round) async throws -> Plan?
  ) async throws {
    while rounds.count < limit, !rounds[rounds.count - 1].judgement.defects.isEmpty {
      let start = ContinuousClock.now
      guard let plan = try await replan(rounds[rounds.count - 1]) else { return }
      let judgement = try await critic.judge(Attempt(plan, brief: brief))
      let best = best.judgement.score
      rounds.append(
        Round(plan: plan, judgement: judgement, duration: ContinuousClock.now - start))
      if judgement.score <= best { return }
    }
  }

  /// The rounds as a JSON document.
  public var json: JSONValue {
    .object([
      "version": .number(1), "best": .number(Double(bestIndex + 1)),
      "rounds": .array(
        rounds.enumerated().map { index, round in
          .object([
            "round": .number(Double(index + 1)), "plan": round.plan.json,
            "judgement": round.judgement.json,
            "seconds": .number((round.duration / .milliseconds(1)).rounded() / 1000),
          ])
        }),
    ])
  }
}

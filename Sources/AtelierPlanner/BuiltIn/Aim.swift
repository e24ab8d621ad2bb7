import AtelierVision

/// A parameter that the solver may move, and how far.
struct Lever: Sendable, Hashable {
  var operation: String
  var parameter: String
  /// The value at full travel; the sign is the direction.
  var limit: Double

  init(_ name: String, _ limit: Double) {
    let parts = name.split(separator: ".")
    operation = String(parts[0])
    parameter = String(parts[parts.count - 1])
    self.limit = limit
  }
}

/// A number that a picture should reach by moving levers together.
struct Aim: Sendable, Hashable {
  /// How the target is meant.
  enum Goal: Sendable, Hashable {
    /// After less before.
    case change(Double)
    /// After over before.
    case ratio(Double)
    /// After.
    case value(Double)
  }

  var metric: Metric
  var goal: Goal
  /// Moved from where they stand to their limits, all by the same share.
  var levers: [Lever]
  /// Moved in their place where a person holds all of them.
  var substitutes: [Lever] = []
  /// Whether the metric lives in fine structure, so that it needs the larger preview.
  var needsDetail = false

  init(_ metric: Metric, _ goal: Goal, _ levers: [Lever], needsDetail: Bool = false) {
    self.metric = metric
    self.goal = goal
    self.levers = levers
    self.needsDetail = needsDetail
  }

  /// The same aim with levers that go only as far as a word of a strength may push them: a plain
  /// "more contrast" is not the whole slider, even where the number that stands for it hardly moves.
  /// Highlights and shadows may: pulling them all the way is everyday work.
  func within(reachOf strength: Double) -> Aim {
    var aim = self
    func bound(_ levers: inout [Lever]) {
      for (index, lever) in levers.enumerated() {
        let plain = ["highlights", "shadows"].contains(lever.operation) ? 1 : 0.6
        levers[index].limit *= min(1, plain * (0.25 + 0.75 * strength))
      }
    }
    bound(&aim.levers)
    bound(&aim.substitutes)
    return aim
  }

  /// The number to reach, given the one before.
  func wanted(from before: Double) -> Double {
    switch goal {
    case .change(let delta): before + delta
    case .ratio(let factor): before * factor
    case .value(let value): value
    }
  }
}

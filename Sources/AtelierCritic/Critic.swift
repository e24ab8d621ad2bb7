public import AtelierPlanner
public import AtelierRecipe

/// Judges what an edit did to a picture.
public protocol Critic: Sendable {
  /// Looks at an attempt.
  ///
  /// - Throws: `CriticError` where it could not be looked at.
  func judge(_ attempt: Attempt) async throws(CriticError) -> Judgement
}

/// What a critic is shown: the request, what was done and which numbers were aimed at. What a planner
/// says of its own work is not part of it.
public struct Attempt: Sendable {
  /// What was asked for.
  public var brief: Brief
  /// What was done.
  public var recipe: Recipe
  /// Numbers that were aimed at.
  public var aims: [Aim]

  /// A number that was aimed at.
  public struct Aim: Sendable, Hashable {
    /// Persistent name of the metric, such as `L_mean`.
    public var metric: String
    /// The number aimed at.
    public var wanted: Double
    /// Name of the local adjustment on whose pixels it is measured; nil for the whole picture.
    public var area: String?

    /// Makes an aim.
    public init(metric: String, wanted: Double, area: String? = nil) {
      self.metric = metric
      self.wanted = wanted
      self.area = area
    }
  }

  /// Makes an attempt.
  public init(brief: Brief, recipe: Recipe, aims: [Aim] = []) {
    self.brief = brief
    self.recipe = recipe
    self.aims = aims
  }

  /// Takes request, settings and aims, and nothing else, from a plan.
  public init(_ plan: Plan, brief: Brief) {
    self.brief = brief
    recipe = plan.recipe
    var aims: [Aim] = []
    for step in plan.steps {
      // A guard rail's number is a bound that was kept, and nothing that was wished.
      guard let target = step.target, step.chosenBy != .guardRail else { continue }
      let aim = Aim(metric: target.metric, wanted: target.wanted, area: step.area)
      if !aims.contains(aim) { aims.append(aim) }
    }
    self.aims = aims
  }
}

/// Why no judgement was made.
public enum CriticError: Error, CustomStringConvertible {
  /// The work was cancelled.
  case cancelled
  /// Rendering failed.
  case notRendered(reason: String)
  /// A model did not answer as it should.
  case noAnswer(reason: String)

  /// What was found and what to do.
  public var description: String {
    switch self {
    case .cancelled: "Judging was cancelled."
    case .notRendered(let reason): "The result could not be rendered for judging: \(reason)"
    case .noAnswer(let reason): "The critic gave no usable judgement: \(reason)"
    }
  }
}

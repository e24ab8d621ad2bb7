public import AtelierPlanner
public import AtelierRecipe

/// Answers a judgement without a model: weakens the setting that costs the result most, found by trying.
///
/// Values that a person said or holds stay, and so does what stood before. What weakening takes from an aim counts against it, so a defect that
/// the wish itself needs is left as it is.
public struct Reviser: Sendable {
  private let critic: MeasuredCritic
  private let catalog: RecipeCatalog

  /// Settings that are tried in a round, the strongest first.
  private static let tried = 6
  /// What a change must gain to be made.
  private static let leastGain = 1.5

  /// Makes a reviser that tries settings on the critic's picture.
  public init(critic: MeasuredCritic, catalog: RecipeCatalog) {
    self.critic = critic
    self.catalog = catalog
  }

  /// Plans less of what was found.
  ///
  /// - Parameters:
  ///   - plan: the plan that was judged.
  ///   - brief: what was asked for.
  ///   - judgement: what was found.
  /// - Returns: a plan with one setting halved; nil where nothing helps.
  /// - Throws: `CriticError`.
  public func revise(
    _ plan: Plan, brief: Brief, judgement: Judgement
  ) async throws(CriticError) -> Plan? {
    guard
      let worst = judgement.defects.first(where: { $0.kind != .targetMissed && $0.kind != .other })
    else { return nil }
    let attempt = Attempt(plan, brief: brief)
    var best: (place: Place, value: Double, score: Double)?
    for (place, value) in strongest(in: plan, over: brief.standing) {
      var weaker = attempt
      place.set(value, in: &weaker.recipe)
      let score = try await critic.judge(weaker).score
      if score > (best?.score ?? judgement.score + Self.leastGain) { best = (place, value, score) }
    }
    guard let best else { return nil }
    var revised = plan
    best.place.set(best.value, in: &revised.recipe)
    revised.weaken(best.place, to: best.value, because: worst)
    return revised
  }

  /// A numeric setting of a recipe.
  struct Place {
    let operation: String
    let parameter: String
    /// Index of the local adjustment; nil for the whole picture.
    let local: Int?

    func set(_ value: Double, in recipe: inout Recipe) {
      if let local {
        recipe.local[local].adjustments[operation]?[parameter] = .number(value)
      } else {
        recipe.adjustments[operation]?[parameter] = .number(value)
      }
    }
  }

  /// The settings that moved farthest from where they stood, with half of the way.
  private func strongest(in plan: Plan, over standing: StandingEdit) -> [(Place, Double)] {
    var found: [(place: Place, half: Double, strength: Double)] = []
    func collect(_ adjustments: Adjustments, _ local: Int?) {
      for (operation, values) in adjustments.sorted(by: { $0.key < $1.key }) {
        for (parameter, value) in values.sorted(by: { $0.key < $1.key }) {
          let place = Place(operation: operation, parameter: parameter, local: local)
          let at = RecipePlace(
            operation, parameter, area: local.map { plan.recipe.local[$0].name })
          guard case .number(let number) = value,
            let spec = catalog.operation(operation)?.parameter(parameter),
            let neutral = (standing.recipe.value(at: at) ?? spec.defaultValue).number,
            !standing.held.contains(at),
            case .scalar(_, let usual) = spec.kind,
            let step = plan.step(of: place), plan.steps[step].chosenBy != .person
          else { continue }
          let width = usual.upperBound - usual.lowerBound
          let strength = (number - neutral).magnitude / max(width, 1e-9)
          guard strength > 0.01 else { continue }
          let half = neutral + (number - neutral) / 2
          found.append((place, (half * 100).rounded() / 100, strength))
        }
      }
    }
    collect(plan.recipe.adjustments, nil)
    for index in plan.recipe.local.indices { collect(plan.recipe.local[index].adjustments, index) }
    return found.sorted { $0.strength > $1.strength }.prefix(Self.tried).map { ($0.place, $0.half) }
  }
}

extension Plan {
  /// The step of a setting.
  fileprivate func step(of place: Reviser.Place) -> Int? {
    let area = place.local.map { recipe.local[$0].name }
    return steps.firstIndex {
      $0.operation == place.operation && $0.parameter == place.parameter && $0.area == area
    }
  }

  /// Gives a setting's step its new value and reason.
  fileprivate mutating func weaken(_ place: Reviser.Place, to value: Double, because defect: Defect)
  {
    guard let index = step(of: place) else { return }
    let name = "\(place.operation).\(place.parameter)"
    steps[index].value = .number(value)
    steps[index].issue = defect.text[language] ?? ""
    steps[index].solution =
      language == .zh ? "\(name) 减半，为 \(short(value))。" : "\(name) halved to \(short(value))."
    steps[index].chosenBy = .critic
  }
}

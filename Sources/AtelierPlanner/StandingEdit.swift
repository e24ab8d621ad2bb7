public import AtelierRecipe

/// The edit that a brief starts from: what was done before, why, and what of it must stay.
///
/// Without one a brief starts from the photo as it is. Wishes are measured from how the picture looks
/// with it, so "warmer" twice is warmer twice.
public struct StandingEdit: Sendable, Hashable {
  /// What was done.
  public var recipe: Recipe
  /// Why, a step a value.
  public var steps: [Plan.Step]
  /// Places that a person decided: no planner, critic or model changes the value there, and where there
  /// is none, none is put there.
  public var held: Set<RecipePlace>

  /// Makes an edit; without arguments the photo is as it is and nothing is held.
  public init(
    recipe: Recipe = Recipe(), steps: [Plan.Step] = [], held: Set<RecipePlace> = []
  ) {
    self.recipe = recipe
    self.steps = steps
    self.held = held
  }

  /// The same without the numbers that earlier wishes aimed at: later ones are measured anew.
  var withoutTargets: StandingEdit {
    var edit = self
    for index in edit.steps.indices { edit.steps[index].target = nil }
    return edit
  }
}

extension Plan.Step {
  /// Where its value stands.
  public var place: RecipePlace { RecipePlace(operation, parameter, area: area) }
}

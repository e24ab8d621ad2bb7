package import AtelierPlanner
import AtelierRecipe

extension StandingEdit {
  /// The name that planners give what is done within a drawn box.
  private static let box = "box"

  /// The same with the adjustment of an earlier box under a name of its own, so that another box is
  /// another adjustment.
  package var settingBoxAside: StandingEdit {
    guard let index = recipe.local.firstIndex(where: { $0.name == Self.box }) else { return self }
    let names = Set(recipe.local.map(\.name))
    var number = 1
    while names.contains("\(Self.box) \(number)") { number += 1 }
    let name = "\(Self.box) \(number)"
    var edit = self
    edit.recipe.local[index].name = name
    for step in edit.steps.indices where edit.steps[step].area == Self.box {
      edit.steps[step].area = name
    }
    edit.held = Set(
      held.map { place in
        var place = place
        if place.area == Self.box { place.area = name }
        return place
      })
    return edit
  }
}

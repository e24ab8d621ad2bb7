package import AtelierPlanner
package import AtelierRecipe

/// One step of a session's history: what was changed, and the edit after it.
package struct SessionChange: Sendable, Hashable {
  /// In a line, for people.
  package let label: String
  /// The edit after it.
  package let edit: StandingEdit

  /// Makes a change.
  package init(_ label: String, _ edit: StandingEdit) {
    self.label = label
    self.edit = edit
  }
}

extension SessionChange {
  /// Cuts what a plan changed into steps that can be undone one by one, in the order in which they were
  /// decided.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - standing: the edit that it came on top of.
  ///   - catalog: tells operations of the frame from others.
  /// - Returns: the changes, the last of which is the whole plan; none where it changes nothing.
  package static func cut(
    _ plan: Plan, from standing: StandingEdit, catalog: RecipeCatalog
  ) -> [SessionChange] {
    let end = StandingEdit(recipe: plan.recipe, steps: plan.steps, held: standing.held)
    guard end.recipe != standing.recipe else { return [] }
    var changes: [SessionChange] = []
    var edit = standing
    addMonet(of: plan, to: &edit, &changes)
    for group in groups(from: edit.recipe, to: plan, catalog: catalog) {
      var label: [String] = []
      for place in group {
        let (before, after) = (edit.recipe.value(at: place), plan.recipe.value(at: place))
        edit.recipe.open(place.area, as: plan.recipe)
        edit.recipe.set(
          after, at: place, isGeometry: catalog.operation(place.operation)?.stage == .geometry)
        label.append(Self.label(place, before, after))
      }
      let places = Set(group)
      edit.steps.removeAll { places.contains($0.place) }
      edit.steps += plan.steps.filter { places.contains($0.place) }
      changes.append(SessionChange(label.joined(separator: ", "), edit))
    }
    // What belongs to no value, such as a mask, comes with the last one.
    changes.append(SessionChange(changes.popLast()?.label ?? "the edit", end))
    return changes
  }

  /// What became of a value.
  package static func label(
    _ place: RecipePlace, _ before: ParameterValue?, _ after: ParameterValue?
  ) -> String {
    func text(_ value: ParameterValue?) -> String {
      guard let text = value?.json.text(pretty: false) else { return "–" }
      return text.count > 40 ? "\(text.prefix(40))…" : text
    }
    return "\(place): \(text(before)) → \(text(after))"
  }

  /// MonetGPT's edits, one change each.
  private static func addMonet(
    of plan: Plan, to edit: inout StandingEdit, _ changes: inout [SessionChange]
  ) {
    let (before, after) = (edit.recipe.monet, plan.recipe.monet)
    guard before != after else { return }
    let isLonger = after.count > before.count && Array(after.prefix(before.count)) == before
    var steps = plan.steps.filter { $0.operation == RecipePlace.monet }
    let known = edit.steps.filter { $0.operation == RecipePlace.monet }
    if steps.prefix(known.count).elementsEqual(known) { steps.removeFirst(known.count) }
    for count in isLonger ? Array(before.count + 1...after.count) : [after.count] {
      edit.recipe.monet = Array(after.prefix(count))
      let entries = isLonger ? after[count - 1].values : after.flatMap(\.values)
      edit.steps += steps.prefix(entries.count)
      steps.removeFirst(min(entries.count, steps.count))
      let values = entries.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      changes.append(SessionChange("monet: \(values)", edit))
    }
  }

  /// The places that differ: those of a step together with what it needs, in the order of the steps. The
  /// sides of a crop are one step.
  private static func groups(
    from recipe: Recipe, to plan: Plan, catalog: RecipeCatalog
  ) -> [[RecipePlace]] {
    let (before, after) = (recipe.values, plan.recipe.values)
    var left = Set(before.keys).union(after.keys).filter {
      $0.operation != RecipePlace.monet && before[$0] != after[$0]
    }
    var groups: [[RecipePlace]] = []
    for step in plan.steps where left.remove(step.place) != nil {
      var group = [step.place]
      if catalog.operation(step.operation)?.stage == .geometry {
        group += left.filter { $0.operation == step.operation }.sorted()
        left.subtract(group)
      }
      groups.append(group)
    }
    for place in left.sorted() {
      let owner = groups.lastIndex { group in
        group[0].operation == place.operation && group[0].area == place.area
      }
      if let owner { groups[owner].append(place) } else { groups.append([place]) }
    }
    return groups
  }
}

extension Recipe {
  /// Adds the empty local adjustment of a name as another recipe has it.
  fileprivate mutating func open(_ area: String?, as other: Recipe) {
    guard let area, !local.contains(where: { $0.name == area }),
      var model = other.local.first(where: { $0.name == area })
    else { return }
    model.adjustments = [:]
    local.append(model)
  }
}

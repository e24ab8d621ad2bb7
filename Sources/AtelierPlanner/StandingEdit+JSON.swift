package import AtelierRecipe

extension StandingEdit {
  /// The edit as a JSON document.
  package var json: JSONValue {
    .object([
      "recipe": recipe.json, "steps": .array(steps.map(\.json)),
      "held": .array(held.sorted().map(\.json)),
    ])
  }

  /// Reads what ``json`` gave.
  ///
  /// - Throws: `RecipeError` where a part is no recipe, step or place.
  package init(json: JSONValue, catalog: RecipeCatalog) throws(RecipeError) {
    guard let recipe = json["recipe"], case .array(let steps)? = json["steps"],
      case .array(let held)? = json["held"]
    else {
      throw .wrongKind(
        path: "state", found: json.kindName, wanted: "an object with recipe, steps and held")
    }
    self.init(recipe: try Recipe(json: recipe, catalog: catalog))
    for step in steps { self.steps.append(try Plan.Step(json: step, catalog: catalog)) }
    for place in held { self.held.insert(try RecipePlace(json: place)) }
  }
}

extension RecipePlace {
  /// The place as JSON.
  package var json: JSONValue {
    .object([
      "operation": .string(operation), "parameter": .string(parameter),
      "area": area.map { .string($0) } ?? .null,
    ])
  }

  /// Reads what ``json`` gave.
  init(json: JSONValue) throws(RecipeError) {
    guard case .string(let operation)? = json["operation"],
      case .string(let parameter)? = json["parameter"]
    else {
      throw .wrongKind(
        path: "place", found: json.kindName, wanted: "an object with operation and parameter")
    }
    var area: String?
    if case .string(let name)? = json["area"] { area = name }
    self.init(operation, parameter, area: area)
  }
}

extension Plan.Step {
  /// Reads what a plan's document says of a step, without its target: that is of another run.
  package init(json: JSONValue, catalog: RecipeCatalog) throws(RecipeError) {
    let place = try RecipePlace(json: json)
    func text(_ key: String) -> String? {
      if case .string(let text)? = json[key] { text } else { nil }
    }
    guard let author = text("chosen_by").flatMap(Plan.Author.init), let value = json["value"] else {
      throw .wrongKind(
        path: "step \(place)", found: json.kindName, wanted: "an object with value and chosen_by")
    }
    self.init(
      operation: place.operation, parameter: place.parameter, area: place.area,
      value: try catalog.value(value, at: place), issue: text("issue") ?? "",
      solution: text("solution") ?? "", reason: text("reason"), chosenBy: author,
      stage: text("stage") ?? "")
  }
}

extension RecipeCatalog {
  /// Checks a value against what the catalog allows at a place, whose area is not looked at.
  ///
  /// - Throws: `RecipeError`, with the nearest name of an operation or parameter that is not known.
  package func value(
    _ json: JSONValue, at place: RecipePlace
  ) throws(RecipeError) -> ParameterValue {
    try parameter(at: place).value(from: json, path: "\(place)")
  }

  /// The description of the parameter at a place.
  ///
  /// - Throws: `RecipeError.unknownKey`.
  package func parameter(at place: RecipePlace) throws(RecipeError) -> ParameterDescription {
    guard let operation = described(place.operation) else {
      let names = operations.map(\.name) + [RecipePlace.monet]
      throw .unknownKey(
        place.operation, path: "\(place)", nearest: nearestName(to: place.operation, in: names))
    }
    guard let parameter = operation.parameter(place.parameter) else {
      throw .unknownKey(
        place.parameter, path: "\(place)",
        nearest: nearestName(to: place.parameter, in: operation.parameters.map(\.name)))
    }
    return parameter
  }

  /// An operation, or MonetGPT's settings as one.
  package func described(_ name: String) -> OperationDescription? {
    name == RecipePlace.monet ? MonetEdit.description : operation(name)
  }
}

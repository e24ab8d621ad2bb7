import AtelierEngine
package import AtelierPlanner
package import AtelierRecipe

/// What a person changes by hand: a value set, held, let go or taken out. What a person decided is held.
package struct PersonEdit: Sendable {
  private let catalog: RecipeCatalog
  private let language: Language

  /// Makes the hand of a person.
  ///
  /// - Parameters:
  ///   - catalog: what recipes may contain.
  ///   - language: the language of the reasons.
  package init(catalog: RecipeCatalog, language: Language = .en) {
    self.catalog = catalog
    self.language = language
  }

  /// Sets a value and holds it.
  ///
  /// - Parameters:
  ///   - text: `exposure.stops=0.5`, `exposure.stops@sky=-1`, `tone_curve.master=[[0,0],[1,0.9]]`.
  ///   - edit: the edit that stands.
  /// - Returns: the change.
  /// - Throws: `SessionError.badPlace`, or `RecipeError` for a name or value that is not allowed.
  package func set(_ text: String, in edit: StandingEdit) throws -> SessionChange {
    guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
      throw SessionError.badPlace(
        text, reason: "sets nothing; write it as operation.parameter=value.")
    }
    let place = try self.place(String(text[..<mark]), in: edit)
    let value = try catalog.value(Self.json(text[text.index(after: mark)...]), at: place)
    var edit = edit
    let before = edit.recipe.value(at: place)
    try open(place, in: &edit.recipe)
    edit.recipe.set(value, at: place, isGeometry: isGeometry(place))
    edit.held.insert(place)
    let shown = value.json.text(pretty: false).prefix(120)
    edit.steps.removeAll { $0.place == place }
    edit.steps.append(
      Plan.Step(
        operation: place.operation, parameter: place.parameter, area: place.area, value: value,
        issue: language == .zh ? "由您设定。" : "You decided it.",
        solution: language == .zh ? "\(place) 设为 \(shown)。" : "\(place) set to \(shown).",
        reason: nil, chosenBy: .person,
        stage: catalog.described(place.operation).map { "\($0.stage)" } ?? ""))
    return SessionChange("set " + SessionChange.label(place, before, value), edit)
  }

  /// Refuses a crop that leaves nothing, which the values of one command may make together.
  ///
  /// - Throws: `SessionError.badPlace`.
  package func checkFrame(_ edit: StandingEdit) throws(SessionError) {
    let crop = edit.recipe.geometry["crop"] ?? [:]
    for (first, second) in [("left", "right"), ("top", "bottom")] {
      let (low, high) = (crop[first]?.number ?? 0, crop[second]?.number ?? 1)
      guard low >= high else { continue }
      throw .badPlace(
        "crop.\(first)",
        reason: "leaves nothing of the picture: \(first) is \(low) and \(second) \(high); "
          + "\(first) must be less.")
    }
  }

  /// Holds values as they are; a place without a value stays without one.
  ///
  /// - Parameters:
  ///   - text: `exposure.stops`, `exposure` for all of an operation, either with `@sky`, or `@sky` for all
  ///     that a local adjustment has.
  ///   - edit: the edit that stands.
  /// - Returns: the change.
  /// - Throws: `SessionError`, `RecipeError.unknownKey`.
  package func lock(_ text: String, in edit: StandingEdit) throws -> SessionChange {
    let places = try places(text, in: edit)
    let free = places.filter { !edit.held.contains($0) }
    guard !free.isEmpty else { throw SessionError.nothing("\(text) is held already.") }
    var edit = edit
    edit.held.formUnion(free)
    return SessionChange("lock \(text)", edit)
  }

  /// Lets planners change values again.
  ///
  /// - Throws: `SessionError`, `RecipeError.unknownKey`.
  package func unlock(_ text: String, in edit: StandingEdit) throws -> SessionChange {
    let held = Set(try places(text, in: edit)).union(
      edit.held.filter { text.hasPrefix("@") && $0.area == String(text.dropFirst()) }
    ).intersection(edit.held)
    guard !held.isEmpty else { throw SessionError.nothing("\(text) is not held.") }
    var edit = edit
    edit.held.subtract(held)
    return SessionChange("unlock \(text)", edit)
  }

  /// Takes values out; no planner puts them back.
  ///
  /// - Throws: `SessionError`, `RecipeError.unknownKey`.
  package func remove(_ text: String, in edit: StandingEdit) throws -> SessionChange {
    let places = try places(text, in: edit).filter { edit.recipe.value(at: $0) != nil }
    guard !places.isEmpty else {
      throw SessionError.nothing(
        "There is no \(text) in this edit; `lock` keeps out what is not there.")
    }
    var edit = edit
    for place in places {
      edit.recipe.set(nil, at: place, isGeometry: isGeometry(place))
      edit.steps.removeAll { $0.place == place }
      edit.held.insert(place)
    }
    return SessionChange("remove \(text)", edit)
  }

  // MARK: Places

  /// The places that a pattern names.
  private func places(_ text: String, in edit: StandingEdit) throws -> [RecipePlace] {
    let (name, area) = Self.parts(text)
    guard !name.isEmpty else {
      try check(area, in: edit, of: text)
      return edit.recipe.values.keys.filter { $0.area == area }.sorted()
    }
    if name.contains(".") { return [try place(text, in: edit)] }
    guard let operation = catalog.described(name) else {
      let names = catalog.operations.map(\.name) + [RecipePlace.monet]
      throw RecipeError.unknownKey(
        name, path: text, nearest: nearestName(to: name, in: names))
    }
    try check(area, in: edit, of: text)
    return operation.parameters.map { RecipePlace(operation.name, $0.name, area: area) }
  }

  /// The place of one parameter.
  private func place(_ text: String, in edit: StandingEdit) throws -> RecipePlace {
    let (name, area) = Self.parts(text)
    let words = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 2 else {
      throw SessionError.badPlace(
        text,
        reason: "is no parameter; write it as operation.parameter, with @area for a part of the "
          + "picture. `atelier operations` lists them.")
    }
    let place = RecipePlace(words[0], words[1], area: area)
    let parameter = try catalog.parameter(at: place)
    if area != nil, parameter.local == LocalBehavior.none {
      throw RecipeError.notLocal(path: "\(place)")
    }
    try check(area, in: edit, of: text)
    return place
  }

  /// Whether an area can be meant: one that the edit has or had, or one that a mask finds by its name.
  private func check(
    _ area: String?, in edit: StandingEdit, of text: String
  ) throws(SessionError) {
    guard let area else { return }
    let names = edit.recipe.local.map(\.name) + edit.held.compactMap(\.area)
    guard !names.contains(area), SceneRegion.Kind(rawValue: area) == nil else { return }
    let found = Set(edit.recipe.local.map(\.name)).union(SceneRegion.Kind.allCases.map(\.rawValue))
    throw .badPlace(
      text, reason: "names no area: there are \(found.sorted().joined(separator: ", ")).")
  }

  /// Makes the local adjustment of a place where it is missing.
  private func open(_ place: RecipePlace, in recipe: inout Recipe) throws(SessionError) {
    guard let area = place.area, !recipe.local.contains(where: { $0.name == area }) else { return }
    guard SceneRegion.Kind(rawValue: area) != nil else {
      throw .badPlace(
        "\(place)",
        reason: "names an area that was taken out with its mask; undo that, or say it anew.")
    }
    recipe.local.append(
      LocalAdjustment(name: area, mask: MaskSettings(kind: area), adjustments: [:]))
  }

  private func isGeometry(_ place: RecipePlace) -> Bool {
    catalog.operation(place.operation)?.stage == .geometry
  }

  /// What stands before and after "@".
  private static func parts(_ text: String) -> (name: String, area: String?) {
    guard let mark = text.firstIndex(of: "@") else { return (text, nil) }
    return (String(text[..<mark]), String(text[text.index(after: mark)...]))
  }

  /// A value as people write it: JSON, a number with a plus sign, or a word.
  private static func json(_ text: Substring) -> JSONValue {
    let bytes = Array(text.drop { $0 == "+" }.utf8)
    return (try? JSONValue(parsing: bytes)) ?? .string(String(text))
  }
}

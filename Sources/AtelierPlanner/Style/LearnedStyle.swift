package import AtelierRecipe

/// A style as its examples show it: how each looked, and what was done to it.
package struct LearnedStyle: Hashable, Sendable {
  /// What a photograph was when it was edited.
  package enum Input: String, Hashable, Sendable, CaseIterable {
    /// Sensor data.
    case raw
    /// A developed picture.
    case rendered
  }

  /// Where the settings of an example come from.
  package enum Source: String, Hashable, Sendable, CaseIterable {
    /// They were fitted to a picture of before and one of after.
    case pictures
    /// They were read from Lightroom's settings.
    case settings
  }

  /// One edited photograph.
  package struct Example: Hashable, Sendable {
    /// The file's name without folder and ending.
    package var name: String
    /// What it was when it was edited.
    package var input: Input
    /// Where the settings come from.
    package var source: Source
    /// How it looked before.
    package var features: SceneFeatures
    /// What was done to it.
    package var adjustments: Adjustments
    /// Mean CIEDE2000 between before and after, of pictures.
    package var untouched: Double?
    /// Mean CIEDE2000 between the fitted settings' result and after, of pictures.
    package var residual: Double?
    /// Settings that were there and are not taken over, by name.
    package var leftOut: [String]

    /// Makes an example.
    package init(
      name: String, input: Input, source: Source, features: SceneFeatures,
      adjustments: Adjustments, untouched: Double? = nil, residual: Double? = nil,
      leftOut: [String] = []
    ) {
      (self.name, self.input, self.source) = (name, input, source)
      (self.features, self.adjustments) = (features, adjustments)
      (self.untouched, self.residual, self.leftOut) = (untouched, residual, leftOut)
    }
  }

  /// The name as it was given.
  package let name: String
  /// The examples, by their names.
  package let examples: [Example]

  /// Fewer examples of one kind of input say too little.
  package static let leastExamples = 5
  /// With fewer examples a style is uncertain, and says so.
  package static let comfortableExamples = 10
  /// The most examples of a style.
  package static let mostExamples = 500

  /// Makes a style of examples.
  package init(name: String, examples: [Example]) {
    self.name = name
    self.examples = examples.sorted { ($0.name, $0.input.rawValue) < ($1.name, $1.input.rawValue) }
  }

  /// The examples of a kind of input.
  package func examples(of input: Input) -> [Example] { examples.filter { $0.input == input } }

  /// The kinds of input that enough examples show.
  package var inputs: [Input] {
    Input.allCases.filter { examples(of: $0).count >= Self.leastExamples }
  }
}

extension LearnedStyle {
  /// The version of the document that ``json`` makes.
  package static let version = 1

  /// The most characters that a name in a file may have.
  package static let nameLimit = 200

  /// The style as a JSON document: numbers and settings, no pictures and no places of files.
  package var json: JSONValue {
    [
      "version": .number(Double(Self.version)), "name": .string(name),
      "examples": .array(examples.map(\.json)),
    ]
  }

  /// Reads a style and checks it against a catalog.
  ///
  /// - Throws: `RecipeError` that names the place and what is allowed there.
  package init(json: JSONValue, catalog: RecipeCatalog) throws(RecipeError) {
    let members = try Self.members(json, ["version", "name", "examples"], path: "style")
    guard members["version"] == .number(Double(Self.version)) else {
      throw .wrongKind(
        path: "version", found: members["version"]?.text() ?? "absent", wanted: "\(Self.version)")
    }
    let name = try Self.text(members["name"], path: "name")
    guard case .array(let items)? = members["examples"] else {
      throw .wrongKind(
        path: "examples", found: members["examples"]?.kindName ?? "absent", wanted: "a list")
    }
    guard items.count <= Self.mostExamples else {
      throw .tooMany(path: "examples", found: items.count, allowed: Self.mostExamples)
    }
    var examples: [Example] = []
    for (index, item) in items.enumerated() {
      examples.append(try Example(json: item, catalog: catalog, path: "examples[\(index)]"))
    }
    self.init(name: name, examples: examples)
    guard !inputs.isEmpty else {
      throw .wrongKind(
        path: "examples", found: "a list of \(items.count)",
        wanted: "a list of at least \(Self.leastExamples) of one kind of input")
    }
  }

  fileprivate static func members(
    _ json: JSONValue, _ known: [String], path: String
  ) throws(RecipeError) -> [String: JSONValue] {
    guard case .object(let members) = json else {
      throw .wrongKind(path: path, found: json.kindName, wanted: "an object")
    }
    for key in members.keys.sorted() where !known.contains(key) {
      throw .unknownKey(key, path: path, nearest: nearestName(to: key, in: known))
    }
    return members
  }

  /// A text that can be shown on a terminal.
  fileprivate static func text(_ json: JSONValue?, path: String) throws(RecipeError) -> String {
    guard case .string(let text)? = json else {
      throw .wrongKind(path: path, found: json?.kindName ?? "absent", wanted: "a text")
    }
    let isPlain = text.unicodeScalars.allSatisfy {
      ![.control, .format, .lineSeparator, .paragraphSeparator].contains(
        $0.properties.generalCategory)
    }
    guard !text.isEmpty, text.unicodeScalars.count <= nameLimit, isPlain else {
      throw .wrongKind(
        path: path, found: "a text of \(text.unicodeScalars.count) characters",
        wanted: "a text of 1 to \(nameLimit) characters without control characters")
    }
    return text
  }
}

extension LearnedStyle.Example {
  fileprivate var json: JSONValue {
    .object([
      "name": .string(name), "input": .string(input.rawValue), "source": .string(source.rawValue),
      "features": features.json, "recipe": Recipe(adjustments: adjustments).json,
      "untouched": Self.rounded(untouched), "residual": Self.rounded(residual),
      "left_out": .array(leftOut.map { .string($0) }),
    ])
  }

  private static func rounded(_ number: Double?) -> JSONValue {
    number.map { .number(($0 * 1000).rounded() / 1000) } ?? .null
  }

  fileprivate init(
    json: JSONValue, catalog: RecipeCatalog, path: String
  ) throws(RecipeError) {
    let members = try LearnedStyle.members(
      json,
      ["name", "input", "source", "features", "recipe", "untouched", "residual", "left_out"],
      path: path)
    func choice<Choice: RawRepresentable & CaseIterable>(
      _ key: String, _ type: Choice.Type
    ) throws(RecipeError) -> Choice where Choice.RawValue == String {
      let name = try LearnedStyle.text(members[key], path: "\(path).\(key)")
      guard let choice = Choice(rawValue: name) else {
        let names = Choice.allCases.map { $0.rawValue }
        throw .unknownKey(name, path: "\(path).\(key)", nearest: nearestName(to: name, in: names))
      }
      return choice
    }
    func difference(_ key: String) throws(RecipeError) -> Double? {
      switch members[key] {
      case .null?: return nil
      case .number(let number)? where (0...200).contains(number): return number
      case let other:
        throw .wrongKind(
          path: "\(path).\(key)", found: other?.text() ?? "absent",
          wanted: "a number in 0...200 or null")
      }
    }
    guard let recipeJSON = members["recipe"], let featuresJSON = members["features"],
      case .array(let names)? = members["left_out"]
    else {
      throw .wrongKind(
        path: path, found: "an object without them",
        wanted: "an object with \"recipe\", \"features\" and \"left_out\"")
    }
    let recipe = try Recipe(json: recipeJSON, catalog: catalog)
    guard recipe == Recipe(adjustments: recipe.adjustments) else {
      throw .wrongKind(
        path: "\(path).recipe", found: "a recipe with more than adjustments",
        wanted: "a recipe of adjustments alone")
    }
    var leftOut: [String] = []
    for (index, name) in names.enumerated() {
      leftOut.append(try LearnedStyle.text(name, path: "\(path).left_out[\(index)]"))
    }
    self.init(
      name: try LearnedStyle.text(members["name"], path: "\(path).name"),
      input: try choice("input", LearnedStyle.Input.self),
      source: try choice("source", LearnedStyle.Source.self),
      features: try SceneFeatures(json: featuresJSON, path: "\(path).features"),
      adjustments: recipe.adjustments, untouched: try difference("untouched"),
      residual: try difference("residual"), leftOut: leftOut)
  }
}

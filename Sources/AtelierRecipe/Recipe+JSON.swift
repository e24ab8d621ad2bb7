extension Recipe {
  /// Reads a recipe and checks it against a catalog.
  ///
  /// - Throws: ``RecipeError`` that names the place and what is allowed there.
  public init(json: JSONValue, catalog: RecipeCatalog) throws(RecipeError) {
    let document = try RecipeMigration.upgraded(json)
    let members = try RecipeReader.object(document, path: "recipe")
    try RecipeReader.refuseUnknown(
      members,
      known: ["version", "adjustments", "local", "geometry", "output", "already_applied", "monet"],
      path: "recipe")
    let reader = RecipeReader(catalog: catalog)
    self.init()
    if let json = members["adjustments"] {
      adjustments = try reader.adjustments(json, path: "adjustments") { $0.stage != .geometry }
    }
    if let json = members["already_applied"] {
      alreadyApplied = try reader.adjustments(json, path: "already_applied") {
        $0.stage != .geometry
      }
    }
    if let json = members["geometry"] {
      geometry = try reader.adjustments(json, path: "geometry") { $0.stage == .geometry }
    }
    if let json = members["local"] { local = try reader.local(json) }
    if let json = members["output"] { output = try OutputSettings(json: json) }
    if let json = members["monet"] { monet = try MonetEdit.list(json, path: "monet") }
  }

  /// The recipe as JSON, with its version.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "version": .number(Double(Self.currentVersion)), "adjustments": Self.json(adjustments),
    ]
    if !local.isEmpty { members["local"] = .array(local.map(\.json)) }
    if !geometry.isEmpty { members["geometry"] = Self.json(geometry) }
    if !alreadyApplied.isEmpty { members["already_applied"] = Self.json(alreadyApplied) }
    if output != OutputSettings() { members["output"] = output.json }
    if !monet.isEmpty { members["monet"] = .array(monet.map(\.json)) }
    return .object(members)
  }

  static func json(_ adjustments: Adjustments) -> JSONValue {
    .object(adjustments.mapValues { .object($0.mapValues(\.json)) })
  }
}

extension LocalAdjustment {
  /// The adjustment as JSON.
  public var json: JSONValue {
    .object([
      "name": .string(name), "amount": .number(amount), "mask": mask.json,
      "adjustments": Recipe.json(adjustments),
    ])
  }
}

extension MaskSettings {
  /// The mask as JSON.
  public var json: JSONValue {
    var members: [String: JSONValue] = values.mapValues(\.json)
    members["kind"] = .string(kind)
    if isInverted { members["inverted"] = true }
    if combination != .add { members["combine"] = .string(combination.rawValue) }
    if amount != 1 { members["amount"] = .number(amount) }
    if !components.isEmpty { members["components"] = .array(components.map(\.json)) }
    return .object(members)
  }
}

extension OutputSettings {
  init(json: JSONValue) throws(RecipeError) {
    let members = try RecipeReader.object(json, path: "output")
    try RecipeReader.refuseUnknown(
      members, known: ["long_edge", "max_pixels", "color_space", "quality", "subsampling"],
      path: "output")
    self.init()
    longEdge = try Self.whole(members["long_edge"], 1...65_535, path: "output.long_edge")
    maxPixels = try Self.whole(members["max_pixels"], 1...400_000_000, path: "output.max_pixels")
    quality = try Self.whole(members["quality"], 1...100, path: "output.quality")
    colorSpace = try Self.name(members["color_space"], Self.colorSpaces, path: "output.color_space")
    subsampling = try Self.name(
      members["subsampling"], Self.subsamplings, path: "output.subsampling")
  }

  /// Persistent names of the colour spaces that a result can have.
  public static let colorSpaces = ["srgb", "display_p3", "adobe_rgb", "rec2020", "keep"]
  /// Persistent names of JPEG's chroma samplings.
  public static let subsamplings = ["4:4:4", "4:2:2", "4:2:0"]

  /// The settings as JSON; absent members are left out.
  public var json: JSONValue {
    var members: [String: JSONValue] = [:]
    members["long_edge"] = longEdge.map { .number(Double($0)) }
    members["max_pixels"] = maxPixels.map { .number(Double($0)) }
    members["quality"] = quality.map { .number(Double($0)) }
    members["color_space"] = colorSpace.map { .string($0) }
    members["subsampling"] = subsampling.map { .string($0) }
    return .object(members)
  }

  private static func whole(
    _ json: JSONValue?, _ range: ClosedRange<Int>, path: String
  ) throws(RecipeError) -> Int? {
    guard let json else { return nil }
    guard case .number(let number) = json, number == number.rounded() else {
      throw .wrongKind(path: path, found: json.kindName, wanted: "a whole number")
    }
    guard (Double(range.lowerBound)...Double(range.upperBound)).contains(number) else {
      throw .outOfRange(
        path: path, found: json.text(), allowed: "\(range.lowerBound)...\(range.upperBound)")
    }
    return Int(number)
  }

  private static func name(
    _ json: JSONValue?, _ names: [String], path: String
  ) throws(RecipeError) -> String? {
    guard let json else { return nil }
    guard case .string(let name) = json else {
      throw .wrongKind(
        path: path, found: json.kindName, wanted: "one of \(names.joined(separator: ", "))")
    }
    guard names.contains(name) else {
      throw .unknownKey(name, path: path, nearest: nearestName(to: name, in: names))
    }
    return name
  }
}

/// Brings recipes of older versions to the current one, a version at a time.
enum RecipeMigration {
  /// What changes a document of the version in front into the next one. Version 1 is the first,
  /// so nothing stands here yet.
  static let steps: [Int: @Sendable (JSONValue) throws(RecipeError) -> JSONValue] = [:]

  /// The document in the current version.
  ///
  /// - Throws: ``RecipeError/unsupportedVersion(found:newest:)`` where `version` is absent, not a
  ///   whole number or too new.
  static func upgraded(_ json: JSONValue) throws(RecipeError) -> JSONValue {
    var document = json
    guard case .number(let number)? = json["version"], number == number.rounded(),
      (1...Double(Recipe.currentVersion)).contains(number)
    else {
      throw .unsupportedVersion(
        found: json["version"].map { $0.text() } ?? "absent", newest: Recipe.currentVersion)
    }
    for version in Int(number)..<Recipe.currentVersion {
      if let step = steps[version] { document = try step(document) }
    }
    return document
  }
}

/// Brings recipes of older versions to the current one, a version at a time.
package enum RecipeMigration {
  /// Changes a document of one version into the next one.
  package typealias Step = @Sendable (JSONValue) throws(RecipeError) -> JSONValue

  /// The steps by the version in front. Version 1 is the first, so nothing stands here yet.
  package static let steps: [Int: Step] = [:]

  /// The document in the newest version.
  ///
  /// - Parameters:
  ///   - json: a recipe of version 1 to `newest`.
  ///   - steps: what changes a version into the next one; a version without a step stays as it is.
  ///   - newest: the version wanted.
  /// - Returns: the document with its version raised.
  /// - Throws: ``RecipeError/wrongKind(path:found:wanted:)`` for what is no object,
  ///   ``RecipeError/unsupportedVersion(found:newest:)`` where the version is absent, not a whole
  ///   number or too new, and what a step throws.
  package static func upgraded(
    _ json: JSONValue, steps: [Int: Step] = steps, newest: Int = Recipe.currentVersion
  ) throws(RecipeError) -> JSONValue {
    var members = try RecipeReader.object(json, path: "recipe")
    guard case .number(let number)? = members["version"], number == number.rounded(),
      (1...Double(newest)).contains(number)
    else {
      let found = members["version"].map { $0.isScalar ? $0.text() : $0.kindName }
      throw .unsupportedVersion(found: found ?? "absent", newest: newest)
    }
    var document = json
    for version in Int(number)..<newest {
      guard let step = steps[version] else { continue }
      document = try step(document)
    }
    members = try RecipeReader.object(document, path: "recipe")
    members["version"] = .number(Double(newest))
    return .object(members)
  }
}

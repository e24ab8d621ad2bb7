import AtelierRecipe
import Testing

@Suite("Migrations of recipes")
struct RecipeMigrationTests {
  /// Version 2 renames a key, version 3 changes nothing, version 4 doubles a number.
  private static let steps: [Int: RecipeMigration.Step] = [
    1: { json in ["version": 1, "new": json["old"] ?? .null] },
    3: { json in
      guard case .number(let number)? = json["new"] else { return json }
      return ["version": 3, "new": .number(2 * number)]
    },
  ]

  @Test("a recipe runs through the steps from its version on")
  func upgrades() throws {
    func upgraded(_ json: JSONValue) throws -> JSONValue {
      try RecipeMigration.upgraded(json, steps: Self.steps, newest: 4)
    }
    #expect(try upgraded(["version": 1, "old": 3]) == ["version": 4, "new": 6])
    #expect(try upgraded(["version": 2, "new": 3]) == ["version": 4, "new": 6])
    #expect(try upgraded(["version": 4, "new": 3]) == ["version": 4, "new": 3])
  }

  @Test("a version newer than the program's is refused")
  func tooNew() {
    #expect(throws: RecipeError.unsupportedVersion(found: "5", newest: 4)) {
      _ = try RecipeMigration.upgraded(["version": 5], steps: Self.steps, newest: 4)
    }
  }

  @Test("what a step throws is passed on")
  func stepThrows() {
    let steps: [Int: RecipeMigration.Step] = [
      1: { _ throws(RecipeError) in throw .notLocal(path: "here") }
    ]
    #expect(throws: RecipeError.notLocal(path: "here")) {
      _ = try RecipeMigration.upgraded(["version": 1], steps: steps, newest: 2)
    }
  }

  @Test("every version in front of the current one has a step that the program knows")
  func current() throws {
    let keys = RecipeMigration.steps.keys
    #expect(keys.allSatisfy { (1..<max(2, Recipe.currentVersion)).contains($0) })
    #expect(try RecipeMigration.upgraded(["version": 1]) == ["version": 1])
  }
}

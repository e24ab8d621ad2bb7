import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierRecipe
import AtelierTesting
import AtelierVision
import Testing

@Suite("Golden pictures")
struct GoldenTests {
  static let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn, eyes: PhotoEyes.withoutModels)

  /// Kinds that show nothing without models; AtelierMasksTests covers them with eyes of its own.
  static let people = SceneRegion.Kind.allCases.filter(\.isOfPeople).map(\.rawValue)

  @Test("a recipe's result is the one that was looked at", arguments: GoldenCase.all)
  func matches(_ golden: GoldenCase) async throws {
    try await golden.check(engine: Self.engine)
  }

  @Test(
    "every operation has a case of its own",
    arguments: OperationCatalog.builtIn.descriptions.map(\.name))
  func operationHasCase(_ name: String) throws {
    let cases = GoldenCase.all.filter { $0.operation == name }
    #expect(!cases.isEmpty, "add Tests/Golden/\(name)/<case> and record with ATELIER_RECORD=1")
    for golden in cases {
      let recipe = try golden.recipe(catalog: Self.engine.catalog)
      let named = Array(recipe.adjustments.keys) + Array(recipe.geometry.keys)
      #expect(named == [name], "\(golden) also sets \(named)")
    }
  }

  @Test(
    "every mask kind that needs no model has a case",
    arguments: MaskCatalog.builtIn.descriptions.map(\.kind).filter { !people.contains($0) })
  func maskHasCase(_ kind: String) throws {
    let kinds = try GoldenCase.all.flatMap {
      try $0.recipe(catalog: Self.engine.catalog).local.map(\.mask.kind)
    }
    #expect(kinds.contains(kind))
  }
}

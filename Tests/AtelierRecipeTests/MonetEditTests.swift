import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierRecipe
import AtelierTesting
import Testing

@Suite("MonetGPT's edits in recipes")
struct MonetEditTests {
  private static let catalog = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn
  ).catalog

  private func recipe(_ monet: JSONValue) throws(RecipeError) -> Recipe {
    try Recipe(json: ["version": 1, "monet": monet], catalog: Self.catalog)
  }

  private func message(_ monet: JSONValue) -> String {
    do throws(RecipeError) {
      _ = try recipe(monet)
      return ""
    } catch {
      return error.description
    }
  }

  @Test("edits survive JSON, their order included, and fit the schema")
  func roundTrip() throws {
    let edits: JSONValue = [
      ["values": [["Tint", 12.5], ["Blacks", -3], ["HueAdjustmentAqua", 100]]],
      ["order": "python2", "values": [["Dehaze", 20]]], ["values": []],
    ]
    let read = try recipe(edits)
    #expect(read.monet.count == 3)
    #expect(read.monet[0].values.map(\.key) == ["Tint", "Blacks", "HueAdjustmentAqua"])
    #expect(read.monet[1].order == .python2)
    #expect(read.json["monet"] == edits)
    #expect(try Recipe(json: read.json, catalog: Self.catalog) == read)
    let schema = RecipeSchema(catalog: Self.catalog).json
    #expect(SchemaValidator.problems(of: read.json, against: schema) == [])
    let wrong: JSONValue = ["version": 1, "monet": [["values": [["Tints", 120]]]]]
    #expect(SchemaValidator.problems(of: wrong, against: schema).count == 2)
  }

  @Test("what is wrong is told with its place and the nearest key")
  func errors() {
    #expect(message([["values": [["Hilights", 5]]]]).contains("did you mean 'Highlights'"))
    #expect(message([["values": [["Tint", 101]]]]).contains("monet[0].values[0], Tint is 101"))
    #expect(message([["values": [["Tint", 1], ["Tint", 2]]]]).contains("a second Tint"))
    #expect(message([["values": [["Tint"]]]]).contains("a pair of key and number"))
    #expect(message([["order": "pyhton2"]]).contains("did you mean 'python2'"))
    #expect(message([["value": []]]).contains("did you mean 'values'"))
    #expect(message(["values": []]).contains("a list of edits"))
    #expect(message(.array(Array(repeating: [:], count: 17))).contains("at most 16"))
  }

  @Test("the family has MonetGPT's 33 settings, Dehaze and Vibrance, told in both languages")
  func family() {
    #expect(MonetEdit.keys.count == 35)
    #expect(Set(MonetEdit.keys).count == 35)
    #expect(MonetEdit.keys.count { $0.contains("Adjustment") } == 24)
    for parameter in MonetEdit.description.parameters {
      #expect(parameter.meaning[.en]?.isEmpty == false)
      #expect(parameter.meaning[.zh]?.isEmpty == false)
    }
  }
}

import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierRecipe
import Testing

@Suite("Recipes")
struct RecipeTests {
  private static let catalog = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn
  ).catalog

  private func read(_ text: String) throws(RecipeError) -> Recipe {
    try Recipe(json: JSONValue(parsing: Array(text.utf8)), catalog: Self.catalog)
  }

  private func message(_ text: String) -> String {
    do throws(RecipeError) {
      _ = try read(text)
      return "accepted"
    } catch {
      return error.description
    }
  }

  @Test("a recipe with every section comes back from its JSON")
  func roundTrip() throws {
    let recipe = try read(
      """
      {"version": 1,
       "adjustments": {"exposure": {"stops": 0.67},
                       "tone_curve": {"master": [[0, 0], [0.25, 0.22], [1, 1]]}},
       "local": [{"name": "天空", "amount": 0.5,
                  "mask": {"kind": "rectangle", "box": [0.1, 0.2, 0.6, 0.9], "inverted": true},
                  "adjustments": {"exposure": {"stops": -0.3}}}],
       "geometry": {"rotate": {}},
       "output": {"long_edge": 1000, "max_pixels": 5, "quality": 90, "color_space": "keep",
                  "subsampling": "4:2:0"}}
      """)
    #expect(recipe["exposure", "stops"] == 0.67)
    #expect(recipe.local.first?.mask.isInverted == true)
    #expect(recipe.output.longEdge == 1000)
    #expect(try Recipe(json: recipe.json, catalog: Self.catalog) == recipe)
  }

  @Test("a table of colours comes back from its JSON, and a damaged one is refused with its place")
  func table() throws {
    let table = try #require(
      ColorTable(
        title: "T", shape: .curves(count: 2), domainMin: [-1, 0, 0],
        entries: [[0, 0.1, 1e-7], [-3, 1, .pi]]))
    let recipe = Recipe(adjustments: ["lookup_table": ["table": .table(table)]])
    let text = Array(recipe.json.text().utf8)
    #expect(try Recipe(json: JSONValue(parsing: text), catalog: Self.catalog) == recipe)
    func refusal(_ members: String) -> String {
      message(#"{"version":1,"adjustments":{"lookup_table":{"table":{\#(members)}}}}"#)
    }
    let place = "adjustments.lookup_table.table"
    #expect(refusal(#""kind":"cub","size":2"#).hasPrefix("\(place).kind is \"cub\""))
    #expect(refusal(#""kind":"cube","size":130"#).contains("2...129"))
    #expect(refusal(#""kind":"curves","size":2,"entries":"AAAA""#).contains("base64 of 24 bytes"))
    let zeros = String(repeating: "AAAA", count: 8)
    #expect(refusal(#""kind":"curves","size":2,"entries":"\#(zeros)""#) == "accepted")
    #expect(
      refusal(#""kind":"curves","size":2,"domain_max":[1,0,1],"entries":"\#(zeros)""#)
        .contains("empty domain"))
    let broken = "AADAfwAA" + String(repeating: "AAAA", count: 6)
    #expect(refusal(#""kind":"curves","size":2,"entries":"\#(broken)""#).contains("not finite"))
  }

  @Test("an empty recipe changes nothing")
  func empty() throws {
    #expect(try read(#"{"version": 1}"#) == Recipe())
  }

  private static let misspelled: [(String, String, String)] = [
    (#"{"version":1,"adjustment":{}}"#, "'adjustment' at recipe", "'adjustments'"),
    (#"{"version":1,"adjustments":{"exposre":{}}}"#, "'exposre' at adjustments", "'exposure'"),
    (
      #"{"version":1,"adjustments":{"exposure":{"stop":1}}}"#, "'stop' at adjustments.exposure",
      "'stops'"
    ),
    (#"{"version":1,"output":{"qualty":9}}"#, "'qualty' at output", "'quality'"),
    (
      #"{"version":1,"output":{"color_space":"srg"}}"#, "'srg' at output.color_space", "'srgb'"
    ),
    (
      #"{"version":1,"local":[{"mask":{"kind":"rectangel"}}]}"#,
      "'rectangel' at local[0].mask.kind", "'rectangle'"
    ),
    (
      #"{"version":1,"local":[{"masks":{}}]}"#, "'masks' at local[0]", "'mask'"
    ),
  ]

  @Test("an unknown key is refused with the nearest known one", arguments: misspelled)
  func unknownKeys(_ text: String, _ place: String, _ nearest: String) {
    #expect(message(text).hasPrefix(place), "\(message(text))")
    #expect(message(text).contains("did you mean \(nearest)?"), "\(message(text))")
  }

  @Test("geometry among the adjustments is refused, and the other way round")
  func sections() {
    #expect(message(#"{"version":1,"adjustments":{"crop":{}}}"#).contains("'crop' at adjustments"))
    #expect(
      message(#"{"version":1,"geometry":{"exposure":{}}}"#).contains("'exposure' at geometry"))
  }

  private static let wrong: [(String, String)] = [
    (
      #"{"version":1,"adjustments":{"exposure":{"stops":9}}}"#,
      "adjustments.exposure.stops is 9.0; it must lie in -5...5."
    ),
    (
      #"{"version":1,"adjustments":{"exposure":{"stops":"1"}}}"#,
      "adjustments.exposure.stops is a text; it must be a number in -5...5."
    ),
    (#"{"version":1,"adjustments":[]}"#, "adjustments is a list; it must be an object."),
    (#"{"version":1,"adjustments":{"exposure":1}}"#, "adjustments.exposure is a number; it must"),
    (#"{"version":1,"local":{}}"#, "local is an object; it must be a list."),
    (#"{"version":1,"local":[{}]}"#, "local[0].mask is absent; it must be an object"),
    (
      #"{"version":1,"local":[{"mask":{"kind":3}}]}"#,
      "local[0].mask.kind is a number; it must be the name of a mask kind."
    ),
    (
      #"{"version":1,"local":[{"amount":3,"mask":{"kind":"rectangle"}}]}"#,
      "local[0].amount is 3.0; it must lie in 0...2."
    ),
    (
      #"{"version":1,"output":{"long_edge":0}}"#,
      "output.long_edge is 0; it must lie in 1...65535."
    ),
    (
      #"{"version":1,"output":{"quality":9.5}}"#, "output.quality is a number; it must be a whole"
    ),
    (
      #"{"version":1,"adjustments":{"tone_curve":{"master":[[0,0],[0,1]]}}}"#,
      "adjustments.tone_curve.master[1] is x = 0.0; it must be larger than the x before it"
    ),
    (
      #"{"version":1,"adjustments":{"tone_curve":{"master":[[0,0],[1,2]]}}}"#,
      "adjustments.tone_curve.master[1] is 2.0; it must lie in 0...1."
    ),
    (#"{"version":2}"#, "The recipe's version is 2; this program reads versions 1 to 1."),
    (#"{"version":0}"#, "The recipe's version is 0; this program"),
    (#"{"version":1.5}"#, "The recipe's version is 1.5; this program"),
    (#"{"version":"1"}"#, "The recipe's version is \"1\"; this program"),
    (#"{}"#, "The recipe's version is absent; this program"),
    (#"[1]"#, "recipe is a list; it must be an object."),
  ]

  @Test("values of the wrong kind or range name the place and what is allowed", arguments: wrong)
  func wrongValues(_ text: String, _ wanted: String) {
    #expect(message(text).hasPrefix(wanted), "\(message(text))")
  }

  @Test("not-a-number and infinities are refused by parameters too")
  func notFinite() throws {
    for operation in Self.catalog.operations {
      for parameter in operation.parameters {
        for number in [Double.nan, .infinity, -.infinity] {
          #expect(throws: RecipeError.self) {
            _ = try parameter.value(from: .number(number), path: parameter.name)
          }
        }
      }
    }
  }

  @Test("64 local adjustments are read, 65 are refused")
  func localLimit() throws {
    func recipe(_ count: Int) -> String {
      let item = #"{"mask":{"kind":"rectangle"},"adjustments":{"exposure":{"stops":1}}}"#
      return #"{"version":1,"local":["#
        + Array(repeating: item, count: count).joined(separator: ",")
        + "]}"
    }
    #expect(try read(recipe(64)).local.count == 64)
    #expect(message(recipe(65)) == "local has 65 entries; at most 64 are allowed.")
  }

  @Test("texts of 100 kB are refused, and the message stays short")
  func longTexts() {
    let long = String(repeating: "x", count: 100_000)
    let recipes = [
      #"{"version":1,"local":[{"name":"\#(long)","mask":{"kind":"rectangle"}}]}"#,
      #"{"version":1,"\#(long)":1}"#, #"{"version":"\#(long)"}"#,
      #"{"version":1,"adjustments":{"\#(long)":{}}}"#,
      #"{"version":1,"output":{"color_space":"\#(long)"}}"#,
      #"{"version":1,"local":[{"mask":{"kind":"\#(long)"}}]}"#,
    ]
    for text in recipes {
      let message = message(text)
      #expect(message != "accepted")
      #expect(message.count < 400, "\(message.prefix(80))")
    }
  }

  @Test("a parameter that masks cannot vary is refused in local adjustments")
  func notLocal() throws {
    let fixed = Self.catalog.operations.lazy.compactMap { operation in
      operation.parameters.first { $0.local == .none }.map { (operation, $0) }
    }.first { $0.0.stage != .geometry }
    let (operation, parameter) = try #require(fixed)
    let document: JSONValue = .object([
      "version": 1,
      "local": [
        .object([
          "mask": ["kind": "rectangle"],
          "adjustments": .object([
            operation.name: .object([parameter.name: parameter.defaultValue.json])
          ]),
        ])
      ],
    ])
    #expect(
      throws: RecipeError.notLocal(
        path: "local[0].adjustments.\(operation.name).\(parameter.name)")
    ) { _ = try Recipe(json: document, catalog: Self.catalog) }
  }

  @Test("every default of the catalog is accepted by its own parameter")
  func defaults() throws {
    for operation in Self.catalog.operations {
      for parameter in operation.parameters {
        let read = try parameter.value(from: parameter.defaultValue.json, path: parameter.name)
        #expect(read == parameter.defaultValue, "\(operation.name).\(parameter.name)")
      }
    }
  }
}

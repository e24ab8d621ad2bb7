import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("MonetGPT's plans on the command line")
struct MonetCommandTests {
  private static let vectors = Repository.path("Tests/AtelierMonetTests/Vectors")

  private static let plans = [
    "hsl-red":
      #"{"HueAdjustmentRed": 40, "SaturationAdjustmentRed": -60, "LuminanceAdjustmentRed": 30}"#,
    "tones": #"{"Highlights": -40, "Shadows": 35, "Exposure": 8}"#,
    "plan-1": """
    {"Blacks": 15, "Contrast": 15, "Highlights": -15, "Shadows": 15, "Whites": 15,
     "Exposure": 3, "Temperature": -8, "Tint": 12, "Saturation": 10,
     "LuminanceAdjustmentGreen": -15, "SaturationAdjustmentGreen": -15}
    """,
    "zero-ops": #"{"Exposure": 0, "Contrast": 0, "Blacks": 0}"#,
  ]

  private func write(_ text: String, _ name: String, _ atelier: Command) throws {
    try atelier.folder.write(Data(text.utf8), to: name)
  }

  private func codes(_ path: String) throws -> (codes: [Int], depth: SampleDepth) {
    let picture = try PictureReader.read(.path(path)).picture
    switch picture.samples {
    case .eight(let values): return (values.map { Int($0) }, .eight)
    case .sixteen(let values): return (values.map { Int($0) }, .sixteen)
    }
  }

  @Test(
    "a plan renders a TIFF of 8 and 16 bit to the codes of the reference",
    arguments: ["hsl-red", "tones", "plan-1", "zero-ops"])
  func reference(_ name: String) throws {
    let atelier = try Command()
    try write(try #require(Self.plans[name]), "plan.json", atelier)
    for (depth, limit, mean) in [("16", 8, 0.1), ("8", 3, 0.2)] {
      let source = "\(Self.vectors)/in\(depth).tif"
      let result = try atelier(
        "render", source, "--settings", "plan.json", "--out", "out\(depth).tif", "--json")
      #expect(result.status == 0, "\(result.messages)")
      #expect(!result.messages.contains("approximate"))
      let made = try codes(atelier.folder.file("out\(depth).tif"))
      let wanted = try codes("\(Self.vectors)/\(name).out\(depth).tif")
      try #require(made.codes.count == wanted.codes.count && made.depth == wanted.depth)
      let differences = zip(made.codes, wanted.codes).map { abs($0 - $1) }
      #expect((differences.max() ?? 0) <= limit)
      #expect(Double(differences.reduce(0, +)) / Double(differences.count) <= mean)
      if depth == "8" {
        let near = differences.count { $0 <= 1 }
        #expect(Double(near) >= 0.995 * Double(differences.count))
      }
    }
  }

  @Test("the document tells the keys, and its recipe renders the same picture again")
  func recipe() throws {
    let atelier = try Command()
    try write(#"{"Tint": 12, "Clarity": 5, "Exposure": 20, "Whites": 30}"#, "plan.json", atelier)
    let source = "\(Self.vectors)/in16.tif"
    let result = try atelier(
      "render", source, "--settings", "plan.json", "--kind", "monetgpt", "--monet-order",
      "python2", "--out", "a.tif", "--json")
    #expect(result.status == 0, "\(result.messages)")
    let document = try result.document()
    let schema = try atelier("schema", "render").document()
    #expect(SchemaValidator.problems(of: document, against: schema) == [])
    #expect(document["settings"]?["kind"] == "monetgpt")
    #expect(document["settings"]?["kept"]?.items.map { $0["key"] } == ["Clarity"])
    let recipe = try #require(document["recipe"])
    #expect(
      recipe["monet"] == [
        ["order": "python2", "values": [["Tint", 12], ["Exposure", 20], ["Whites", 30]]]
      ])
    try write(recipe.text(), "recipe.json", atelier)
    #expect(
      try atelier("render", source, "--settings", "recipe.json", "--out", "b.tif").status == 0)
    #expect(
      try codes(atelier.folder.file("a.tif")).codes
        == codes(atelier.folder.file("b.tif")).codes)
  }

  @Test("a plan becomes a recipe that carries it out, and settings through Lightroom's sliders")
  func convert() throws {
    let atelier = try Command()
    try write(#"{"Exposure": 20, "Contrast": 10}"#, "plan.json", atelier)
    #expect(try atelier("convert", "plan.json", "recipe.json").status == 0)
    let recipe = try JSONValue(
      parsing: [UInt8](Data(contentsOf: URL(fileURLWithPath: atelier.folder.file("recipe.json")))))
    #expect(recipe["monet"] == [["values": [["Exposure", 20], ["Contrast", 10]]]])
    let sliders = try atelier("convert", "plan.json", "s.json", "--monet-sliders")
    #expect(sliders.status == 0 && sliders.messages.contains("approximate"))
    #expect(try atelier("convert", "plan.json", "plan.xmp").status == 0)
    let left = try atelier("convert", "recipe.json", "r.xmp")
    #expect(left.status == 0 && left.messages.contains("monet"), "\(left.messages)")
  }

  @Test("options that do not go together are refused in words")
  func refusals() throws {
    let atelier = try Command()
    try write(#"{"Exposure": 20, "Contrast": 10}"#, "plan.json", atelier)
    let arguments = ["render", "photo.jpg", "--settings", "plan.json", "--out", "o.jpg"]
    let part = try atelier.run(arguments + ["--amount", "50"])
    #expect(part.status == 2 && part.messages.contains("--monet-sliders"))
    let order = try atelier.run(arguments + ["--monet-order", "python3"])
    #expect(order.status == 2 && order.messages.contains("plan, python2"))
    let both = try atelier.run(arguments + ["--monet-order", "plan", "--monet-sliders"])
    #expect(both.status == 2)
    let applied = try atelier.run(arguments + ["--already-applied", "plan.json"])
    #expect(applied.status == 2 && applied.messages.contains("as they are stored"))
    #expect(!atelier.folder.has("o.jpg"))
    #expect(try atelier.run(arguments + ["--amount", "50", "--monet-sliders"]).status == 0)
  }

  @Test("the family is listed with the other operations")
  func operations() throws {
    let atelier = try Command()
    let list = try atelier("operations")
    #expect(list.text.hasPrefix("monet"))
    let one = try atelier("operations", "monet")
    #expect(one.text.contains("HueAdjustmentAqua") && one.text.contains("Dehaze"))
    let document = try atelier("operations", "monet", "--json").document()
    let schema = try atelier("schema", "operations").document()
    #expect(SchemaValidator.problems(of: document, against: schema) == [])
    #expect(document["operations"]?.items.first?["parameters"]?.items.count == 35)
  }
}

import AtelierCodecs
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("Converting settings")
struct ConvertCommandTests {
  private static let recipe =
    #"{"version": 1, "adjustments": {"exposure": {"stops": 0.5}, "hsl": {"blue_saturation": -20}}, "#
    + #""local": [{"name": "left", "mask": {"kind": "linear_gradient", "from": [0.1, 0.5], "to": [0.4, 0.5]}, "#
    + #""adjustments": {"contrast": {"amount": 30}}}]}"#

  private func problems(
    _ result: ProcessRunner.Result, _ atelier: Command
  ) throws -> [String] {
    SchemaValidator.problems(
      of: try result.document(), against: try atelier("schema", "convert").document())
  }

  private func text(_ name: String, _ atelier: Command) throws -> String {
    String(decoding: try atelier.folder.read(name), as: UTF8.self)
  }

  @Test(
    "a recipe survives every spelling that holds masks",
    arguments: [
      ("a.xmp", []), ("a.lrtemplate", []), ("a.lua", []), ("a.json", ["--to", "roc-json"]),
      ("a.txt", ["--to", "roc-python"]),
    ])
  func thereAndBack(name: String, flags: [String]) throws {
    let atelier = try Command()
    try atelier.folder.write(Self.recipe.utf8, to: "r.json")
    let there = try atelier.run(["convert", "r.json", name, "--json"] + flags)
    #expect(there.status == 0, "\(there.messages)")
    #expect(try problems(there, atelier) == [])
    let back = try atelier("convert", name, "back.json", "--json")
    #expect(back.status == 0, "\(back.messages)")
    #expect(try problems(back, atelier) == [])
    let read = try JSONValue(parsing: [UInt8](atelier.folder.read("back.json")))
    let wanted = try JSONValue(parsing: Array(Self.recipe.utf8))
    #expect(read["adjustments"] == wanted["adjustments"])
    let local = read["local"]?.items.first
    #expect(local?["mask"] == wanted["local"]?.items.first?["mask"])
    #expect(local?["adjustments"] == ["contrast": ["amount": 30]])
  }

  @Test("XMP that nobody changed is handed on byte for byte")
  func unchanged() throws {
    let atelier = try Command()
    try atelier.folder.write(Self.recipe.utf8, to: "r.json")
    #expect(try atelier("convert", "r.json", "a.xmp").status == 0)
    let content = try text("a.xmp", atelier)
      .replacingOccurrences(of: "crs:ProcessVersion", with: "crs:Odd='7'   crs:ProcessVersion")
    try atelier.folder.write(content.utf8, to: "b.xmp")
    #expect(try atelier("convert", "b.xmp", "c.xmp").status == 0)
    #expect(try text("c.xmp", atelier) == content)
    #expect(try atelier("convert", "b.xmp", "d.xmp", "--without", "color").status == 0)
    let less = try text("d.xmp", atelier)
    #expect(less.contains("crs:Odd") && !less.contains("SaturationAdjustmentBlue"))
  }

  @Test("a recipe becomes a preset with name, group and identifier")
  func preset() throws {
    let atelier = try Command()
    try atelier.folder.write(Self.recipe.utf8, to: "r.json")
    let uuid = "0123456789ABCDEF0123456789ABCDEF"
    let made = try atelier(
      "convert", "r.json", "p.xmp", "--preset-name", "Warm & <soft>", "--preset-group", "Mine",
      "--preset-uuid", uuid)
    #expect(made.status == 0, "\(made.messages)")
    let text = try text("p.xmp", atelier)
    for part in ["Warm &amp; &lt;soft", ">Mine<", uuid, "crs:PresetType=\"Normal\""] {
      #expect(text.contains(part), "\(part)")
    }
    let rendered = try atelier("render", "photo.jpg", "--settings", "p.xmp", "--out", "o.jpg")
    #expect(rendered.status == 0)
    let old = try atelier("convert", "r.json", "p.lrtemplate", "--preset-name", "Old")
    #expect(old.status == 0)
    #expect(try self.text("p.lrtemplate", atelier).contains("title = \"Old\""))
    for wrong in [
      ["q.json", "--preset-name", "A"], ["q.xmp", "--preset-group", "A"],
      ["q.xmp", "--preset-name", "A", "--preset-uuid", "12"],
    ] {
      #expect(try atelier.run(["convert", "r.json"] + wrong).status == 2)
    }
  }

  @Test("an output that exists is kept without --overwrite; the input is never replaced")
  func existing() throws {
    let atelier = try Command()
    try atelier.folder.write(Self.recipe.utf8, to: "r.json")
    try atelier.folder.write([1], to: "a.xmp")
    #expect(try atelier("convert", "r.json", "a.xmp").status == 6)
    #expect(try atelier.folder.read("a.xmp") == Data([1]))
    #expect(try atelier("convert", "r.json", "a.xmp", "--overwrite").status == 0)
    let itself = try atelier("convert", "r.json", "./r.json", "--overwrite")
    #expect(itself.status == 6 && itself.messages.contains("one of the inputs"))
    #expect(try atelier.folder.read("r.json") == Data(Self.recipe.utf8))
    #expect(try atelier.folder.names() == ["a.xmp", "photo.jpg", "r.json"])
  }

  @Test("what is wrong is refused before anything is written")
  func wrong() throws {
    let atelier = try Command()
    try atelier.folder.write(Self.recipe.utf8, to: "r.json")
    let cases: [([String], Int32, String)] = [
      (["absent.xmp", "o.json"], 3, "missing"), (["r.json", "o.abc"], 2, "does not say a kind"),
      (["r.json", "o"], 2, "does not say a kind"),
      (["r.json", "o.xmp", "--to", "xml"], 2, "--to is"),
      (["r.json", "-"], 2, "--to"), (["r.json", "no/o.xmp"], 6, "does not exist"),
      (["photo.jpg", "o.xmp"], 2, "holds no develop settings"),
      (["r.json", "o.xmp", "--amount", "50"], 2, "r.json is a recipe"),
      (["r.json", "o.cube", "--cube-size", "1"], 2, "--cube-size"),
    ]
    for (arguments, status, words) in cases {
      let result = try atelier.run(["convert"] + arguments)
      #expect(result.status == status, "\(arguments) \(result.messages)")
      #expect(result.messages.contains(words), "\(arguments) \(result.messages)")
    }
    #expect(try atelier.folder.names() == ["photo.jpg", "r.json"])
  }

  @Test("colours are baked into a cube, the rest is named")
  func cube() throws {
    let atelier = try Command()
    try atelier.folder.write(Self.recipe.utf8, to: "r.json")
    let result = try atelier("convert", "r.json", "look.cube", "--cube-size", "9")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.contains("left out: local adjustments"))
    let lines = try text("look.cube", atelier).split(separator: "\n")
    #expect(lines.prefix(2) == ["TITLE \"look\"", "LUT_3D_SIZE 9"])
    let entries = lines.dropFirst(2).map { $0.split(separator: " ").compactMap { Double($0) } }
    #expect(entries.count == 729)
    #expect(entries.first == [0, 0, 0] && entries.last == [1, 1, 1])
    // The middle grey is half a stop brighter: twice the root of two in linear light.
    let middle = try #require(entries[364].first)
    #expect(middle > 0.55 && middle < 0.62)
    #expect(try atelier("convert", "look.cube", "copy.cube").status == 0)
    #expect(try text("copy.cube", atelier) == text("look.cube", atelier))
    #expect(try atelier("convert", "look.cube", "o.xmp").status == 2)
  }

  @Test("MonetGPT's plans are written with what they cannot hold named")
  func monet() throws {
    let atelier = try Command()
    try atelier.folder.write(Self.recipe.utf8, to: "r.json")
    let result = try atelier("convert", "r.json", "plan.json", "--to", "monetgpt")
    #expect(result.status == 0)
    #expect(result.messages.contains("the plan is approximate"))
    #expect(result.messages.contains("MaskGroupBasedCorrections"))
    let plan = try JSONValue(parsing: [UInt8](atelier.folder.read("plan.json")))
    #expect(plan == ["Exposure": 26, "SaturationAdjustmentBlue": -20])
  }

  @Test("standard input and output are read and written")
  func streams() throws {
    let atelier = try Command()
    let result = try atelier("convert", "-", "-", "--to", "xmp", input: Data(Self.recipe.utf8))
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("<x:xmpmeta"))
  }

  @Test("a photo gives the places of crops and masks its size and orientation")
  func photo() throws {
    let atelier = try Command()
    let recipe =
      #"{"version": 1, "local": [{"mask": {"kind": "rectangle", "box": [0.1, 0.2, 0.5, 0.7]}, "#
      + #""adjustments": {"exposure": {"stops": 1}}}]}"#
    try atelier.folder.write(recipe.utf8, to: "r.json")
    let without = try atelier("convert", "r.json", "a.xmp")
    #expect(without.status == 0 && without.messages.contains("3:2 is assumed"))
    let with = try atelier("convert", "r.json", "b.xmp", "--photo", "photo.jpg")
    #expect(with.status == 0 && !with.messages.contains("3:2"))
    #expect(try atelier("convert", "r.json", "c.xmp", "--photo", "absent.jpg").status == 3)
  }
}

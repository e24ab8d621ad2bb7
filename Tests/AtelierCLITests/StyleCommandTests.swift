import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("atelier style")
struct StyleCommandTests {
  /// Makes pairs: the test picture in several exposures, and each after one recipe.
  private func makePairs(_ count: Int, in folder: String, _ atelier: Command) throws {
    try FileManager.default.createDirectory(
      atPath: atelier.folder.file(folder), withIntermediateDirectories: true)
    let style =
      #"{"version": 1, "adjustments": {"saturation": {"amount": -30}, "contrast": {"amount": 20}}}"#
    try atelier.folder.write(Array(style.utf8), to: "style.json")
    for index in 0..<count {
      let stops = 0.2 * Double(index) - 0.4
      let text = #"{"version": 1, "adjustments": {"exposure": {"stops": \#(stops)}}}"#
      try atelier.folder.write(Array(text.utf8), to: "light.json")
      let (before, after) = ("\(folder)/p\(index)_before.png", "\(folder)/p\(index)_after.png")
      for (source, recipe, out) in [
        ("photo.jpg", "light.json", before), (before, "style.json", after),
      ] {
        let made = try atelier(
          "render", source, "--settings", recipe, "--out", out, "--quiet", "--ignore-sidecar")
        try #require(made.status == 0, "\(made.messages)")
      }
    }
  }

  private func problems(
    _ result: ProcessRunner.Result, _ schema: String, _ atelier: Command
  ) throws -> [String] {
    SchemaValidator.problems(
      of: try result.document(), against: try atelier("schema", schema).document())
  }

  @Test("a style is learned, listed, shown, used and removed")
  func life() throws {
    let atelier = try Command()
    try makePairs(5, in: "pairs", atelier)
    let learned = try atelier("style", "learn", "Quiet", "--pairs", "pairs", "--json")
    #expect(learned.status == 0, "\(learned.messages)")
    #expect(learned.messages.contains("5 pairs with rendered photos are few"))
    #expect(try problems(learned, "style", atelier) == [])
    let text = String(decoding: try atelier.folder.read("styles/quiet.json"), as: UTF8.self)
    #expect(!text.contains(atelier.folder.path) && !text.contains("pairs"))

    let list = try atelier("style", "list", "--json")
    #expect(try problems(list, "styles", atelier) == [])
    #expect(try list.document()["learned"]?.items.map { $0["name"] } == ["Quiet"])
    #expect(try problems(atelier("style", "show", "quiet", "--json"), "style", atelier) == [])
    #expect(try atelier("style", "show", "quiet").text.contains("saturation.amount"))

    let retouch = try atelier(
      "retouch", "photo.jpg", "--style", "quiet", "--out", "out.png", "--json")
    #expect(retouch.status == 0, "\(retouch.messages)")
    #expect(try problems(retouch, "retouch", atelier) == [])
    #expect(retouch.messages.contains("follows p") && retouch.messages.contains("confidence"))
    #expect(retouch.messages.contains("learned from 5 examples only"))
    let plan = try atelier("plan", "photo.jpg", "--style", "quiet", "--say", "half a stop brighter")
    #expect(plan.text.contains("exposure.stops") && plan.text.contains("saturation.amount"))

    let again = try atelier("style", "learn", "quiet", "--pairs", "pairs")
    #expect(again.status == 2 && again.messages.contains("--overwrite"))
    #expect(try atelier("style", "remove", "quiet").status == 0)
    #expect(try atelier("style", "show", "quiet").status == 2)
  }

  @Test("fewer than five pairs are refused with what was wrong, and nothing is written")
  func tooFew() throws {
    let atelier = try Command()
    try makePairs(5, in: "pairs", atelier)
    try atelier.folder.write(Array("no picture".utf8), to: "pairs/p3_after.png")
    try atelier.folder.write(Array("no picture".utf8), to: "pairs/p9_before.png")
    let result = try atelier("style", "learn", "quiet", "--pairs", "pairs", "--json")
    #expect(result.status == 7)
    #expect(result.messages.contains("4 pairs with rendered photos could be used"))
    #expect(result.messages.contains("p3 was left out"))
    #expect(result.messages.contains("p9_before.png was left out"))
    #expect(try problems(result, "error", atelier) == [])
    #expect(!atelier.folder.has("styles"))
  }

  @Test("folders before and after, and photos with sidecars, are pairs too")
  func layouts() throws {
    let atelier = try Command()
    try makePairs(5, in: "pairs", atelier)
    for side in ["before", "after"] {
      try FileManager.default.createDirectory(
        atPath: atelier.folder.file("sides/\(side)"), withIntermediateDirectories: true)
      for index in 0..<5 {
        try atelier.folder.write(
          atelier.folder.read("pairs/p\(index)_\(side).png"), to: "sides/\(side)/p\(index).png")
      }
    }
    let sides = try atelier("style", "learn", "sides", "--pairs", "sides/", "--json")
    #expect(sides.status == 0, "\(sides.messages)")
    #expect(try sides.document()["style"]?["examples"]?.items.count == 5)

    try FileManager.default.createDirectory(
      atPath: atelier.folder.file("xmp"), withIntermediateDirectories: true)
    for index in 0..<5 {
      // Pictures of our own renders would say that they have settings already.
      try atelier.folder.write(atelier.folder.read("photo.jpg"), to: "xmp/p\(index).jpg")
      let xmp = """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
        xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:ProcessVersion="15.4" \
        crs:Exposure2012="+0.\(index + 1)" crs:Vibrance="+20" crs:HasCrop="True" crs:CropTop="0.1" \
        crs:CropLeft="0" crs:CropBottom="0.9" crs:CropRight="1"/></rdf:RDF></x:xmpmeta>
        """
      try atelier.folder.write(Array(xmp.utf8), to: "xmp/p\(index).xmp")
    }
    let settings = try atelier("style", "learn", "sidecars", "--pairs", "xmp", "--json")
    #expect(settings.status == 0, "\(settings.messages)")
    let example = try #require(try settings.document()["style"]?["examples"]?.items.first)
    #expect(example["source"] == "settings")
    #expect(example["left_out"] == ["crop"])
    #expect(example["recipe"]?["adjustments"]?["vibrance"]?["amount"] == 20)
    #expect(example["recipe"]?["adjustments"]?["exposure"]?["stops"] == 0.1)
  }

  @Test("a learned style hides the built-in one of its name, and says so")
  func namespace() throws {
    let atelier = try Command()
    try makePairs(5, in: "pairs", atelier)
    let builtIn = try atelier("plan", "photo.jpg", "--style", "film")
    #expect(builtIn.status == 0 && builtIn.text.contains("grain.amount"))
    let learned = try atelier("style", "learn", "film", "--pairs", "pairs")
    #expect(learned.messages.contains("also a built-in style"))
    for arguments in [["--style", "film"], ["--say", "give it a film look"]] {
      let plan = try atelier.run(["plan", "photo.jpg"] + arguments)
      #expect(plan.status == 0 && !plan.text.contains("grain.amount"), "\(plan.text)")
      #expect(plan.text.contains("the built-in look of that name is not used"))
    }
  }

  private static let wrong: [([String], Int32, String)] = [
    (["style", "learn", "../x", "--pairs", "."], 2, "cannot be the name of a style"),
    (["style", "learn", "x", "--pairs", "absent"], 3, "no such folder"),
    (["style", "learn", "x", "--pairs", "photo.jpg"], 3, "it is a file"),
    (["style", "learn", "x", "--pairz", "."], 2, "did you mean '--pairs'"),
    (["style", "lern"], 2, "did you mean 'learn'"),
    (["style", "remove", "film"], 2, "built-in"),
    (["style", "remove", "absent"], 2, "There is no style"),
    (["plan", "photo.jpg", "--style", "flim"], 2, "did you mean 'film'"),
    (["plan", "photo.jpg", "--style", "broken"], 3, "no valid JSON"),
    (["plan", "photo.jpg"], 2, "--say SENTENCE, --style STYLE, --like PHOTO"),
  ]

  @Test("what is wrong is named", arguments: wrong)
  func wrongUse(_ arguments: [String], _ status: Int32, _ words: String) throws {
    let atelier = try Command()
    try FileManager.default.createDirectory(
      atPath: atelier.folder.file("styles"), withIntermediateDirectories: true)
    try atelier.folder.write(Array("{\"version\": 1,".utf8), to: "styles/broken.json")
    let result = try atelier.run(arguments)
    #expect(result.status == status, "\(result.messages)")
    #expect(result.messages.contains(words), "\(result.messages)")
  }
}

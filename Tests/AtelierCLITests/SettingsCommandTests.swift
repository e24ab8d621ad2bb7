import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("Settings on the command line")
struct SettingsCommandTests {
  /// The same look in every spelling that is read: half a stop brighter and more colour.
  static let spellings: [(name: String, kind: String, text: String)] = [
    (
      "recipe.json", "recipe",
      #"{"version": 1, "adjustments": {"exposure": {"stops": 0.5}, "saturation": {"amount": 20}}}"#
    ),
    ("sidecar.xmp", "xmp", xmp("crs:Exposure2012='+0.50' crs:Saturation='+20'")),
    (
      "old.lrtemplate", "lrtemplate",
      "s = { id = \"A\", title = \"T\", type = \"Develop\", value = { settings = { "
        + "Exposure2012 = 0.5, Saturation = 20, ProcessVersion = \"6.7\", }, uuid = \"A\", }, version = 0, }"
    ),
    (
      "answer.txt", "roc",
      "<think>Alright</think><answer>{'Exposure2012': 0.5, 'Saturation': 20}</answer>"
    ),
    ("table.lua", "roc", "return { Exposure2012 = 0.5, Saturation = 20 }"),
  ]

  static func xmp(_ attributes: String, foreign: String = "") -> String {
    """
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" \
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:ProcessVersion="15.4" \
    crs:HasSettings="True" \(attributes) \(foreign)/></rdf:RDF></x:xmpmeta>
    """
  }

  func write(_ text: String, _ name: String, _ atelier: Command) throws {
    try atelier.folder.write(text.utf8, to: name)
  }

  func pixels(_ name: String, _ atelier: Command) throws -> Picture {
    try PictureReader.read(.path(atelier.folder.file(name))).picture
  }

  func packet(_ name: String, _ atelier: Command) throws -> String {
    let metadata = try PictureReader.read(.path(atelier.folder.file(name))).metadata
    return String(decoding: metadata.xmp ?? [], as: UTF8.self)
  }

  func problems(
    _ result: ProcessRunner.Result, _ name: String, _ atelier: Command
  ) throws -> [String] {
    SchemaValidator.problems(
      of: try result.document(), against: try atelier("schema", name).document())
  }

  // MARK: Rendering

  @Test("every kind is told by its content and renders the same pixels")
  func kinds() throws {
    let atelier = try Command()
    var expected: Picture?
    for (name, kind, text) in Self.spellings {
      try write(text, name, atelier)
      let result = try atelier(
        "render", "photo.jpg", "--settings", name, "--out", "\(name).png", "--json")
      #expect(result.status == 0, "\(result.messages)")
      #expect(try problems(result, "render", atelier) == [])
      let settings = try result.document()["settings"]
      #expect(settings?["kind"] == (kind == "recipe" ? nil : .string(kind)))
      let made = try pixels("\(name).png", atelier)
      #expect(made.samples == (expected ?? made).samples, "\(name)")
      expected = made
    }
    #expect(try pixels("photo.jpg", atelier).samples != expected?.samples)
  }

  @Test("a MonetGPT plan through Lightroom's sliders renders and says that it is approximate")
  func monet() throws {
    let atelier = try Command()
    try write(
      #"{"Exposure": 20, "Contrast": 10, "SaturationAdjustmentBlue": 30}"#, "p.json", atelier)
    let result = try atelier(
      "render", "photo.jpg", "--settings", "p.json", "--monet-sliders", "--out", "o.jpg")
    #expect(result.status == 0)
    #expect(result.messages.contains("it is approximate"))
  }

  @Test("settings that fit two kinds are refused with both names unless --kind decides")
  func ambiguous() throws {
    let atelier = try Command()
    try write(#"{"Vibrance": 20, "Saturation": 10}"#, "s.json", atelier)
    let arguments = ["render", "photo.jpg", "--settings", "s.json", "--out", "o.jpg"]
    let refused = try atelier.run(arguments)
    #expect(refused.status == 2)
    #expect(refused.messages.contains("--kind monetgpt or --kind roc"))
    #expect(!atelier.folder.has("o.jpg"))
    #expect(try atelier.run(arguments + ["--kind", "roc"]).status == 0)
    let wrong = try atelier.run(arguments + ["--kind", "jpeg"])
    #expect(wrong.status == 2 && wrong.messages.contains("must be one of recipe, xmp"))
  }

  @Test("--amount scales, --without leaves groups out, and wrong ones are refused")
  func part() throws {
    let atelier = try Command()
    try write(
      Self.xmp("crs:Exposure2012='+1.00' crs:CropLeft='0.25' crs:CropRight='1' crs:HasCrop='True'"),
      "p.xmp", atelier)
    let arguments = ["render", "photo.jpg", "--settings", "p.xmp", "--json", "--out"]
    let half = try atelier.run(arguments + ["a.png", "--amount", "50", "--without", "crop"])
    #expect(half.status == 0, "\(half.messages)")
    let recipe = try half.document()["recipe"]
    #expect(recipe?["adjustments"]?["exposure"]?["stops"] == 0.5)
    #expect(recipe?["geometry"] == nil)
    #expect(try pixels("a.png", atelier).size == PixelSize(width: 96, height: 64))
    let whole = try atelier.run(arguments + ["b.png"])
    #expect(whole.status == 0)
    #expect(try pixels("b.png", atelier).size == PixelSize(width: 72, height: 64))
    for wrong in [["--amount", "201"], ["--amount", "-1"], ["--without", "crops"]] {
      #expect(try atelier.run(arguments + ["c.png"] + wrong).status == 2)
    }
    try write(Self.spellings[0].text, "r.json", atelier)
    let refused = try atelier(
      "render", "photo.jpg", "--settings", "r.json", "--amount", "50", "--out", "c.png")
    #expect(refused.status == 2 && refused.messages.contains("r.json is a recipe"))
  }

  @Test("one preset renders a batch into a folder; a failure does not stop the others")
  func batch() throws {
    let atelier = try Command()
    try atelier.folder.write(TestPicture.encoded(as: .png), to: "b.png")
    try write("no picture", "c.jpg", atelier)
    try write(Self.spellings[1].text, "p.xmp", atelier)
    let result = try atelier(
      "render", "photo.jpg", "c.jpg", "b.png", "--settings", "p.xmp", "--out-dir", "out", "--json")
    #expect(result.status == 1)
    #expect(try problems(result, "render", atelier) == [])
    let results = try #require(try result.document()["results"]).items
    #expect(results.map { $0["status"] } == ["done", "failed", "done"])
    #expect(results.map { $0["exit"] } == [0, 3, 0])
    #expect(atelier.folder.has("out/photo.jpg") && atelier.folder.has("out/b.png"))
    let two = try atelier(
      "render", "photo.jpg", "b.png", "--settings", "p.xmp", "--out", "o.jpg")
    #expect(two.status == 2 && two.messages.contains("--out takes one photo, 2 were given"))
  }

  @Test("sidecars of both names are applied, and --ignore-sidecar does without")
  func sidecars() throws {
    for name in ["photo.xmp", "photo.jpg.xmp", "photo.XMP"] {
      let atelier = try Command()
      let none = try atelier("render", "photo.jpg", "--out", "o.png")
      #expect(none.status == 2 && none.messages.contains("neither a sidecar"))
      try write(Self.spellings[1].text, name, atelier)
      let result = try atelier("render", "photo.jpg", "--out", "o.png", "--json")
      #expect(result.status == 0)
      #expect(result.messages.contains("\(name): its settings are applied"))
      let document = try result.document()
      #expect(document["settings"]?["origin"] == "sidecar")
      #expect(document["recipe"]?["adjustments"]?["exposure"]?["stops"] == 0.5)
      let plain = try atelier("render", "photo.jpg", "--ignore-sidecar", "--out", "p.png", "--json")
      #expect(plain.status == 0)
      #expect(try plain.document()["recipe"]?["adjustments"] == [:])
      let retouch = try atelier(
        "retouch", "photo.jpg", "--say", "brighter", "--out", "r.jpg")
      #expect(retouch.status == 0)
      #expect(retouch.messages.contains("\(name) was found and not applied"))
    }
  }

  @Test("a sidecar that a RAW file shares is pointed out; one that is the RAW file's is not taken")
  func shared() throws {
    let atelier = try Command()
    try write("a camera's file", "photo.nef", atelier)
    try write(Self.spellings[1].text, "photo.xmp", atelier)
    let shared = try atelier("render", "photo.jpg", "--out", "a.png")
    #expect(shared.status == 0)
    #expect(shared.messages.contains("photo.xmp is shared with photo.nef"))
    let owned = Self.xmp(
      "crs:Exposure2012='+1.00'", foreign: "photoshop:SidecarForExtension='NEF'")
    try write(owned, "photo.xmp", atelier)
    let other = try atelier("render", "photo.jpg", "--out", "b.png")
    #expect(other.status == 2)
    #expect(other.messages.contains("is the sidecar of the NEF file"))
    try write(Self.spellings[1].text, "photo.jpg.xmp", atelier)
    #expect(try atelier("render", "photo.jpg", "--out", "b.png").status == 0)
    try write("<x:xmpmeta", "photo.jpg.xmp", atelier)
    let broken = try atelier("render", "photo.jpg", "--out", "c.png")
    #expect(broken.status == 3)
    #expect(
      broken.messages.contains("photo.jpg.xmp") && broken.messages.contains("--ignore-sidecar"))
  }

  @Test("what is not rendered is named on standard error and in the document")
  func report() throws {
    let atelier = try Command()
    let text = Self.xmp("crs:Exposure2012='+9.00' crs:PerspectiveUpright='1' crs:Tint='warm'")
    try write(text, "s.xmp", atelier)
    let result = try atelier(
      "render", "photo.jpg", "--settings", "s.xmp", "--out", "o.jpg", "--json")
    #expect(result.status == 0)
    #expect(result.messages.contains("s.xmp: not rendered: PerspectiveUpright"))
    #expect(result.messages.contains("assumed for Exposure2012: +9.00 is rendered as the nearest"))
    let settings = try result.document()["settings"]
    #expect(settings?["kept"]?.items.contains { $0["key"] == "PerspectiveUpright" } == true)
    #expect(settings?["assumed"]?.items.first?["key"] == "Exposure2012")
  }

  private static let broken: [(String, String, Int32, String)] = [
    ("missing.xmp", "", 3, "missing or not permitted"), ("empty.xmp", " \n", 2, "is empty"),
    ("cut.xmp", "<x:xmpmeta xmlns:x='adobe:ns:meta/'>", 2, "cannot be read as XMP"),
    ("html.xmp", "<html></html>", 2, "has no rdf:RDF"),
    ("bomb.xmp", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 2, "document type"),
    ("words.txt", "make it warmer", 2, "cannot be read"),
    ("keys.json", "{\"Warmth\": 3}", 2, "of no kind"),
    ("version.json", "{\"version\": 9, \"adjustments\": {}}", 2, "reads versions 1"),
    ("look.cube", "LUT_3D_SIZE 2\n0 0 0\n", 2, "1 entries are there"),
    ("call.lua", "return { Exposure2012 = os.execute('true') }", 2, "cannot be read"),
  ]

  @Test("settings that cannot be used are refused clearly", arguments: broken)
  func refused(_ name: String, _ text: String, _ status: Int32, _ words: String) throws {
    let atelier = try Command()
    if !text.isEmpty { try write(text, name, atelier) }
    let result = try atelier("render", "photo.jpg", "--settings", name, "--out", "o.jpg", "--json")
    #expect(result.status == status, "\(result.messages)")
    #expect(result.messages.contains(words), "\(result.messages)")
    #expect(try problems(result, "error", atelier) == [])
    #expect(!atelier.folder.has("o.jpg"))
  }

  @Test("a cube is rendered, as much of it as is wanted, and its recipe renders the same bytes")
  func cube() throws {
    let atelier = try Command()
    let negative = "1 1 1\n0 1 1\n1 0 1\n0 0 1\n1 1 0\n0 1 0\n1 0 0\n0 0 0\n"
    try write("TITLE \"negative\"\nLUT_3D_SIZE 2\n" + negative, "n.cube", atelier)
    func codes(_ file: String) throws -> [UInt8] {
      let decoded = try PictureReader.read(
        .bytes([UInt8](try atelier.folder.read(file)), name: file))
      guard case .eight(let codes) = decoded.picture.samples else { return [] }
      return codes
    }
    for arguments in [
      ["--settings", "n.cube", "--out", "n.png"],
      ["--settings", "n.cube", "--amount", "60", "--out", "part.png"],
    ] {
      let result = try atelier.run(["render", "photo.jpg"] + arguments)
      #expect(result.status == 0, "\(result.messages)")
    }
    let before = try codes("photo.jpg")
    let (whole, part) = (try codes("n.png"), try codes("part.png"))
    #expect(before.count == whole.count && before.count == part.count && !before.isEmpty)
    var worst = (whole: 0.0, part: 0.0)
    for (index, code) in before.enumerated() {
      let (old, new) = (Double(code), Double(255 - code))
      let mixed: Double = 0.4 * old + 0.6 * new
      worst.whole = max(worst.whole, abs(Double(whole[index]) - new))
      worst.part = max(worst.part, abs(Double(part[index]) - mixed))
    }
    #expect(worst.whole <= 1 && worst.part <= 1.2, "\(worst)")
    #expect(try atelier("convert", "n.cube", "n.json").status == 0)
    let again = try atelier("render", "photo.jpg", "--settings", "n.json", "--out", "again.png")
    #expect(again.status == 0, "\(again.messages)")
    #expect(try codes("again.png") == whole)
    #expect(try atelier("convert", "n.json", "back.cube").status == 0)
    #expect(try atelier("convert", "back.cube", "again.json").status == 0)
    #expect(try atelier.folder.read("again.json") == atelier.folder.read("n.json"))
    let refused = try atelier(
      "render", "photo.jpg", "--settings", "n.cube", "--without", "crop", "--out", "o.jpg")
    #expect(refused.status == 2 && refused.messages.contains("--without"))
  }
}

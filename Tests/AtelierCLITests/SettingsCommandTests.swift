import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("Settings on the command line")
struct SettingsCommandTests {
  /// The same look in every spelling that is read: half a stop brighter and more colour.
  private static let spellings: [(name: String, kind: String, text: String)] = [
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

  private static func xmp(_ attributes: String, foreign: String = "") -> String {
    """
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" \
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:ProcessVersion="15.4" \
    crs:HasSettings="True" \(attributes) \(foreign)/></rdf:RDF></x:xmpmeta>
    """
  }

  private func write(_ text: String, _ name: String, _ atelier: Command) throws {
    try atelier.folder.write(text.utf8, to: name)
  }

  private func pixels(_ name: String, _ atelier: Command) throws -> Picture {
    try PictureReader.read(.path(atelier.folder.file(name))).picture
  }

  private func packet(_ name: String, _ atelier: Command) throws -> String {
    let metadata = try PictureReader.read(.path(atelier.folder.file(name))).metadata
    return String(decoding: metadata.xmp ?? [], as: UTF8.self)
  }

  private func problems(
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

  @Test("a MonetGPT plan renders and says that it is approximate")
  func monet() throws {
    let atelier = try Command()
    try write(
      #"{"Exposure": 20, "Contrast": 10, "SaturationAdjustmentBlue": 30}"#, "p.json", atelier)
    let result = try atelier("render", "photo.jpg", "--settings", "p.json", "--out", "o.jpg")
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

  // MARK: What results carry

  @Test(
    "a result says in its packet which settings it has, once",
    arguments: ["jpg", "png", "tif", "webp", "jxl", "avif", "heic"])
  func packets(ending: String) throws {
    let atelier = try Command()
    try atelier.folder.write(
      TestPicture.encoded(metadata: TestPicture.metadata), to: "photo.jpg")
    try write(
      Self.xmp(
        "crs:Exposure2012='+0.50' crs:WhiteBalance='Custom' crs:Temperature='5200' crs:Tint='+4'"),
      "s.xmp", atelier)
    for (arguments, output) in [
      (["render", "photo.jpg", "--settings", "s.xmp"], "a.\(ending)"),
      (["retouch", "photo.jpg", "--say", "half a stop brighter"], "b.\(ending)"),
    ] {
      let result = try atelier.run(arguments + ["--out", output])
      #expect(result.status == 0, "\(result.messages)")
      let text = try packet(output, atelier)
      #expect(text.contains("crs:Exposure2012=\"+0.5"), "\(text)")
      #expect(text.contains("crs:AlreadyApplied=\"True\""))
      #expect(text.contains("Test title"))
      #expect(!text.contains("crs:Temperature="))
      // It is not taken for settings that are still to be applied.
      #expect(try atelier("render", output, "--out", "again.png").status == 2)
    }
    let bare = try atelier(
      "render", "photo.jpg", "--settings", "s.xmp", "--strip-metadata", "--out", "c.\(ending)")
    #expect(bare.status == 0)
    #expect(try packet("c.\(ending)", atelier).isEmpty)
  }

  @Test("settings of a picture's own packet are applied where nothing else is named")
  func ownPacket() throws {
    let atelier = try Command()
    let metadata = PictureMetadata(xmp: Array(Self.spellings[1].text.utf8))
    try atelier.folder.write(TestPicture.encoded(metadata: metadata), to: "own.jpg")
    let result = try atelier("render", "own.jpg", "--out", "o.png", "--json")
    #expect(result.status == 0, "\(result.messages)")
    #expect(try result.document()["settings"]?["origin"] == "packet")
    let copied = try atelier("render", "photo.jpg", "--settings", "own.jpg", "--out", "p.png")
    #expect(copied.status == 0)
    #expect(try pixels("p.png", atelier).samples == pixels("o.png", atelier).samples)
  }

  @Test("settings that a photo carries give way to others, or others go on top of them")
  func carried() throws {
    let atelier = try Command()
    try write(Self.xmp("crs:Exposure2012='+0.50' crs:Saturation='+20'"), "a.xmp", atelier)
    try write(Self.xmp("crs:Exposure2012='0'"), "none.xmp", atelier)
    try write(
      Self.xmp("crs:Exposure2012='+0.80'", foreign: "crs:PresetType='Normal'"), "preset.xmp",
      atelier)
    func render(_ photo: String, _ settings: String, _ out: String, _ more: String...) throws {
      let result = try atelier.run(
        ["render", photo, "--settings", settings, "--out", out] + more)
      #expect(result.status == 0, "\(result.messages)")
    }
    func difference(_ one: String, _ other: String) throws -> Double {
      guard case .eight(let first) = try pixels(one, atelier).samples,
        case .eight(let second) = try pixels(other, atelier).samples, first.count == second.count
      else { return .infinity }
      return Double(zip(first, second).map { abs(Int($0) - Int($1)) }.reduce(0, +))
        / Double(first.count)
    }
    try render("photo.jpg", "none.xmp", "plain.png")
    try render("photo.jpg", "a.xmp", "a.png")
    #expect(try difference("plain.png", "a.png") > 5)
    try render("a.png", "a.xmp", "same.png")
    #expect(try difference("a.png", "same.png") < 1)
    try render("a.png", "none.xmp", "back.png")
    #expect(try difference("plain.png", "back.png") < 1)
    try render("a.png", "a.xmp", "more.png", "--on-top")
    #expect(try difference("a.png", "more.png") > 5)
    // A preset leaves alone what it does not name, and the result says all that it has.
    try render("a.png", "preset.xmp", "b.png")
    let text = try packet("b.png", atelier)
    #expect(text.contains("crs:Exposure2012=\"+0.80\"") || text.contains("\"0.80\""), "\(text)")
    #expect(text.contains("crs:Saturation=\"+20\""))
    // The same settings, named by the user.
    try render("photo.jpg", "a.xmp", "bare.png", "--strip-metadata")
    try render("bare.png", "none.xmp", "named.png", "--already-applied", "a.xmp")
    #expect(try difference("named.png", "back.png") == 0)
    let both = try atelier(
      "render", "a.png", "--settings", "a.xmp", "--on-top", "--already-applied", "a.xmp", "--out",
      "o.png")
    #expect(both.status != 0 && both.messages.contains("choose one"))
  }

  @Test("retouch hands over Lightroom's settings, which render the same picture again")
  func xmpOut() throws {
    let atelier = try Command()
    let result = try atelier(
      "retouch", "photo.jpg", "--say", "one stop brighter here, warmer", "--region",
      "0.1,0.2,0.7,0.9", "--out", "o.png", "--xmp-out", "o.xmp")
    #expect(result.status == 0, "\(result.messages)")
    let text = String(decoding: try atelier.folder.read("o.xmp"), as: UTF8.self)
    #expect(!text.contains("AlreadyApplied"))
    let again = try atelier("render", "photo.jpg", "--settings", "o.xmp", "--out", "again.png")
    #expect(again.status == 0)
    let (a, b) = (try pixels("o.png", atelier), try pixels("again.png", atelier))
    guard case .eight(let first) = a.samples, case .eight(let second) = b.samples else {
      Issue.record("8 bit were expected")
      return
    }
    let worst = zip(first, second).map { abs(Int($0) - Int($1)) }.max() ?? 255
    #expect(worst <= 2)
    let taken = try atelier(
      "retouch", "photo.jpg", "--say", "brighter", "--out", "p.png", "--xmp-out", "o.xmp")
    #expect(taken.status == 6)
  }

  private static let exiftool = ["/usr/bin/exiftool", "/usr/local/bin/exiftool"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(
    "a gradient lies on the same things however the camera was held",
    .enabled(if: exiftool != nil, "exiftool is missing"))
  func orientations() throws {
    let atelier = try Command()
    let tool = ProcessRunner(try #require(Self.exiftool), in: atelier.folder.path)
    try write(
      "MaskGroupBasedCorrections = {{LocalExposure2012 = 0.4, CorrectionMasks = {{What = "
        + "\"Mask/Gradient\", ZeroX = 0.1, ZeroY = 0.2, FullX = 0.9, FullY = 0.6}}}}", "m.lua",
      atelier)
    #expect(try atelier("render", "photo.jpg", "--settings", "m.lua", "--out", "1.png").status == 0)
    let plain = try pixels("1.png", atelier)
    let (width, height) = (plain.size.width, plain.size.height)
    for orientation in 2...8 {
      let name = "\(orientation).jpg"
      try atelier.folder.write(atelier.folder.read("photo.jpg"), to: name)
      let marked = try tool(["-n", "-overwrite_original", "-Orientation=\(orientation)", name])
      #expect(marked.status == 0)
      let result = try atelier("render", name, "--settings", "m.lua", "--out", "\(orientation).png")
      #expect(result.status == 0)
      let turned = try pixels("\(orientation).png", atelier)
      var worst: Float = 0
      for y in 0..<height {
        for x in 0..<width {
          let (right, down) = (width - 1 - x, height - 1 - y)
          let to: (x: Int, y: Int) =
            switch orientation {
            case 2: (right, y)
            case 3: (right, down)
            case 4: (x, down)
            case 5: (y, x)
            case 6: (down, x)
            case 7: (down, right)
            default: (y, right)
            }
          for channel in 0..<3 {
            let a = plain.samples[3 * (y * width + x) + channel]
            let b = turned.samples[3 * (to.y * turned.size.width + to.x) + channel]
            worst = max(worst, (a - b).magnitude)
          }
        }
      }
      #expect(worst < 0.012, "orientation \(orientation)")
    }
  }

  @Test(
    "the turn that Lightroom keeps in the sidecar is the photo's",
    .enabled(if: exiftool != nil, "exiftool is missing"), arguments: [1, 2, 5, 6, 8])
  func sidecarTurn(_ wanted: Int) throws {
    let atelier = try Command()
    let tool = ProcessRunner(try #require(Self.exiftool), in: atelier.folder.path)
    try atelier.folder.write(atelier.folder.read("photo.jpg"), to: "known.jpg")
    for (name, orientation) in [("photo.jpg", 6), ("known.jpg", wanted)] {
      let marked = try tool(["-n", "-overwrite_original", "-Orientation=\(orientation)", name])
      #expect(marked.status == 0)
    }
    let mask =
      "<crs:CircularGradientBasedCorrections><rdf:Seq><rdf:li crs:What='Correction' "
      + "crs:LocalExposure='0.5'><crs:CorrectionMasks><rdf:Seq><rdf:li crs:What='Mask/CircularGradient' "
      + "crs:Top='0.1' crs:Left='0.05' crs:Bottom='0.5' crs:Right='0.4' crs:Flipped='True'/></rdf:Seq>"
      + "</crs:CorrectionMasks></rdf:li></rdf:Seq></crs:CircularGradientBasedCorrections>"
    let text = Self.xmp("crs:CropLeft='0.1' crs:HasCrop='True' tiff:Orientation='\(wanted)'")
      .replacingOccurrences(
        of: "<rdf:Description ",
        with: "<rdf:Description xmlns:tiff='http://ns.adobe.com/tiff/1.0/' "
      )
      .replacingOccurrences(of: "/></rdf:RDF>", with: ">\(mask)</rdf:Description></rdf:RDF>")
    #expect(text.contains(mask))
    try write(text, "photo.xmp", atelier)
    let result = try atelier("render", "photo.jpg", "--out", "o.png")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.contains("says orientation \(wanted)") == (wanted != 6))
    let plain = try atelier("render", "known.jpg", "--settings", "photo.xmp", "--out", "k.png")
    #expect(plain.status == 0, "\(plain.messages)")
    #expect(try pixels("o.png", atelier).samples == pixels("k.png", atelier).samples)
    #expect(try pixels("o.png", atelier).size == pixels("k.png", atelier).size)
    let named = try atelier("render", "photo.jpg", "--settings", "photo.xmp", "--out", "n.png")
    #expect(named.status == 0)
    #expect(try pixels("n.png", atelier).samples == pixels("o.png", atelier).samples)
  }

  @Test(
    "an adjustment stays on its thing under distortion and perspective however the camera was held",
    .enabled(if: exiftool != nil, "exiftool is missing"))
  func bentMasks() throws {
    let atelier = try Command()
    let tool = ProcessRunner(try #require(Self.exiftool), in: atelier.folder.path)
    // A light dot on grey, at (0.2, 0.3) of the stored picture.
    let size = PixelSize(width: 240, height: 160)
    var codes: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (across, down) = (Double(x) - 47.5, Double(y) - 47.5)
        let near: Double = 1 + (across * across + down * down) / 30
        codes += [UInt8](repeating: UInt8(90 + 120 / (near * near)), count: 3)
      }
    }
    let encoder = try PictureEncoder(size: size, format: .tiff, options: EncodeOptions())
    var row = 0
    while row < size.height {
      let rows = row..<min(row + encoder.stripHeight, size.height)
      try encoder.accept(
        strip: row / encoder.stripHeight, rows: rows,
        samples: .eight(Array(codes[(3 * 240 * rows.lowerBound)..<(3 * 240 * rows.upperBound)])))
      row = rows.upperBound
    }
    try atelier.folder.write(try encoder.finish().bytes, to: "dot.tif")
    let lens =
      "LensManualDistortionAmount = 60, PerspectiveVertical = 30, PerspectiveHorizontal = 12"
    try write("{\(lens)}", "plain.lua", atelier)
    try write(
      "{\(lens), MaskGroupBasedCorrections = {{LocalExposure2012 = -0.25, CorrectionMasks = {{What = "
        + "\"Mask/CircularGradient\", Top = 0.2, Left = 0.1333, Bottom = 0.4, Right = 0.2667, "
        + "Feather = 100}}}}}", "mask.lua", atelier)
    for orientation in 1...8 {
      try atelier.folder.write(atelier.folder.read("dot.tif"), to: "\(orientation).tif")
      let marked = try tool(
        ["-n", "-overwrite_original", "-Orientation=\(orientation)", "\(orientation).tif"])
      #expect(marked.status == 0)
      for name in ["plain", "mask"] {
        let result = try atelier(
          "render", "\(orientation).tif", "--settings", "\(name).lua", "--out",
          "\(name)\(orientation).png")
        #expect(result.status == 0, "\(result.messages)")
      }
      let plain = try pixels("plain\(orientation).png", atelier)
      let masked = try pixels("mask\(orientation).png", atelier)
      func middle(_ weight: (Float, Float) -> Float) -> SIMD2<Double> {
        var sum = SIMD2<Double>.zero
        var all = 0.0
        for index in 0..<plain.size.pixelCount {
          let (a, b) = (plain.samples[3 * index], masked.samples[3 * index])
          let value = a > 0.97 ? 0 : Double(max(0, weight(a, b)))
          let (column, row) = (index % plain.size.width, index / plain.size.width)
          sum += SIMD2(Double(column), Double(row)) * value
          all += value
        }
        return sum / all
      }
      let dot = middle { a, _ in a - 0.37 }
      let mask = middle { a, b in 1 - b / max(a, 0.1) }
      let distance = dot - mask
      let length = (distance * distance).sum().squareRoot()
      #expect(length < 1.5, "orientation \(orientation): \(distance)")
    }
  }
}

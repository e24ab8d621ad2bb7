import AtelierRecipe
import Testing

@testable import AtelierLightroom

/// What is done about each trap of JarvisArt's formats; the numbers are those of its description.
@Suite("JarvisArt's texts")
struct JarvisArtTests {
  private let mapping = RecipeMapping(catalog: builtInCatalog)

  private func read(_ text: String) throws -> DevelopSettings {
    try DevelopSettings(bytes(text), kind: .roc)
  }

  private func curve(_ text: String) throws -> [CurvePoint]? {
    let mapped = mapping.recipe(from: try read("{\"ToneCurvePV2012\": \(text)}"))
    if case .curve(let points)? = mapped.recipe.adjustments["tone_curve"]?["master"] {
      return points
    }
    return nil
  }

  @Test(
    "trap 1: JSON, Python and Lua mean the same",
    arguments: [
      "{'Exposure2012': 0.5, 'HasSettings': True, 'Name': \"it's\", 'X': None}",
      "{\"Exposure2012\": 0.5, \"HasSettings\": true, \"Name\": \"it's\", \"X\": null}",
      "return { Exposure2012 = 0.5, HasSettings = true, [\"Name\"] = 'it\\'s', X = nil }",
      "Exposure2012 = 0.5, HasSettings = true, Name = [[it's]], X = nil",
      "{Exposure2012: +0.50, HasSettings: true, Name: \"it's\",} // end",
      "```python\n{'Exposure2012': 5e-1, 'HasSettings': True, 'Name': \"it's\",}\n```\n",
      "<think>Alright {x}, ```a```</think>\n<answer>{'Exposure2012': .5, 'HasSettings': True, "
        + "'Name': \"it's\"}</answer>",
      "config = {crs:Exposure2012 = 0.5, HasSettings = true, Name = \"it's\"}",
      "[{'Exposure2012': 3}, {'Exposure2012': 0.5, 'HasSettings': True, 'Name': \"it's\"}]",
      "--[[ a ]] Exposure2012 = 0.5 -- b\nHasSettings = true # c\nName = \"it's\" /* d */",
    ])
  func spellings(text: String) throws {
    let settings = try read(text)
    #expect(settings.table["Exposure2012"]?.number == 0.5)
    #expect(settings.table["HasSettings"]?.flag == true)
    #expect(settings.table["Name"]?.text == "it's")
  }

  @Test("trap 1: of several answers the last one counts, and that is said")
  func lastAnswer() throws {
    let settings = try read("<answer>{'Tint': 1}</answer> no: <answer>{'Tint': 2}</answer>")
    #expect(settings.table["Tint"]?.number == 2)
    #expect(settings.notes.contains { $0.contains("2 answers") })
  }

  @Test("trap 3: an odd curve loses its last number, which the report says")
  func oddCurve() throws {
    let text = #"{"1": 0, "2": 0, "3": 17, "4": 202, "5": 204, "6": 255, "7": 255}"#
    #expect(try curve(text)?.map { $0.x * 255 } == [0, 17, 204])
    let mapped = mapping.recipe(from: try read("{\"ToneCurvePV2012\": \(text)}"))
    #expect(mapped.report.entries.first?.outcome == .assumed)
    #expect(mapped.report.entries.first?.reason.contains("partner") == true)
  }

  @Test("trap 3: a local value beyond 1 is percent, which the notes say")
  func localPercent() throws {
    let text =
      "{'MaskGroupBasedCorrections': [{'LocalContrast2012': 20, 'LocalToningHue': 240, "
      + "'LocalCurveRefineSaturation': 100, 'CorrectionMasks': [{'What': 'Mask/Image', 'MaskSubType': 2}]}]}"
    let group = try MaskGroup(try read(text))
    let correction = try #require(group.corrections.first)
    #expect(correction["LocalContrast2012"] == 0.2)
    #expect(correction["LocalToningHue"] == 240)
    #expect(correction["LocalCurveRefineSaturation"] == 100)
    #expect(group.notes.contains { $0.contains("LocalContrast2012 20") })
    // In Lightroom's own files such a value is only limited.
    let xmp = try DevelopSettings(try read(text).xmp().bytes, kind: .xmp)
    #expect(try MaskGroup(xmp).corrections.first?["LocalContrast2012"] == 1)
  }

  @Test("trap 4: string keys become places of an array in Lua and XMP")
  func stringKeys() throws {
    let settings = try read(#"{"RedCurve": {"1": "0,0", "2": "126,78", "3": "255,255"}}"#)
    #expect(
      settings.roc().contains("RedCurve = {[1] = \"0,0\", [2] = \"126,78\", [3] = \"255,255\"}"))
    let correction = try read(
      #"{"MaskGroupBasedCorrections": [{"RedCurve": {"1": "0,0", "2": "126,78", "3": "255,255"}}]}"#
    )
    let xmp = String(decoding: correction.xmp().bytes, as: UTF8.self)
    #expect(xmp.contains("<rdf:li>126,78</rdf:li>"))
    #expect(try MaskGroup(correction).corrections.first?.curves["RedCurve"]?.count == 3)
  }

  @Test(
    "trap 5: curves come in any layout",
    arguments: [
      "{1: 0, 2: 10, 3: 255, 4: 200}", #"{"1": 0, "2": 10, "3": 255, "4": 200}"#,
      "[0, 10, 255, 200]", "{0, 10, 255, 200,}", "{[1] = 0, [2] = 10, [3] = 255, [4] = 200}",
      #"["0, 10", "255,200"]"#, "[[0, 10], [255, 200]]", "((0, 10), (255, 200))",
      #"{"1": "0,10", "2": "255, 200"}"#, "{3: 255, 4: 200, 1: 0, 2: 10}",
    ])
  func curveLayouts(text: String) throws {
    let points = try #require(try curve(text))
    #expect(points == [CurvePoint(0, 10 / 255), CurvePoint(1, 200 / 255)])
  }

  @Test("trap 6: quotes, back-slashes, comments in texts, exponents and signs survive Lua")
  func luaTexts() throws {
    let hard: SettingsTable = [
      "Name": .text("a \"b\" -- c \\ d\n'e' --[[f]]"), "Copyright": .text("C:\\temp\\x"),
      "end": .number("5e-05"), "Version": .text("+3"), "Tint": .number("+3"),
      "PointModels": .list([.text("0.5 0.5"), .text("0.1 0.2")]), "my key": .flag(false),
    ]
    for style in LiteralStyle.allCases {
      let again = try read(DevelopSettings(hard).roc(style))
      #expect(DevelopSettings(again.table).meansSame(as: DevelopSettings(hard)), "\(style)")
    }
    // Compact lists of texts and raw back-slashes, as JarvisArt's own writer leaves them.
    let raw = try read("return {Dabs = {\"d 0.5 0.5\", \"d 0.1 0.2\"}, Path = \"C:\\data\\1\"}")
    #expect(raw.table["Dabs"]?.items?.count == 2)
    #expect(raw.table["Path"]?.text?.hasPrefix("C:\\d") == true)
  }

  @Test("trap 7: names that look like numbers stay texts, elements and focal ranges are kept")
  func numericNames() throws {
    let xmp = XMPTests.document(
      XMPTests.description(
        "crs:UUID='12345' crs:CameraProfileDigest='12E5' crs:ProcessVersion='11.0'",
        "<crs:Vibrance>5</crs:Vibrance><crs:LensBlur crs:FocalRange='-3 -3 80 110'/>")
        + XMPTests.description("crs:Tint='+4'"))
    let text = try DevelopSettings(xmp).roc()
    for line in [
      "UUID = \"12345\"", "CameraProfileDigest = \"12E5\"", "ProcessVersion = \"11.0\"",
      "Vibrance = 5", "Tint = 4", "FocalRange = \"-3 -3 80 110\"",
    ] {
      #expect(text.contains(line), "\(line)")
    }
  }

  @Test("trap 8: false and zero are values; nothing is cleaned away")
  func zeros() throws {
    let text =
      "{'ConvertToGrayscale': False, 'Tint': 0, 'GrainSeed': 0, 'CameraProfile': 0, "
      + "'MaskGroupBasedCorrections': [{'CorrectionActive': False, 'LocalTint': 0, 'CorrectionMasks': []}]}"
    let again = try read(try read(text).roc())
    #expect(again.meansSame(as: try read(text)))
    #expect(again.table.entries.count == 5)
    #expect(try MaskGroup(again).corrections.first?.isActive == false)
  }

  @Test("trap 9: templates keep local curves and the curves of looks")
  func templates() throws {
    let text =
      "{'ToneCurvePV2012': {1: 0, 2: 5, 3: 255, 4: 250}, 'Look': {'Parameters': {'ToneCurvePV2012': "
      + "{1: 0, 2: 9, 3: 255, 4: 240}}}, 'MaskGroupBasedCorrections': [{'MainCurve': {1: '0,0', 2: '255,200'}}]}"
    let settings = try read(text)
    let template = try DevelopSettings(bytes(settings.template(name: "T")), kind: .lrtemplate)
    #expect(template.meansSame(as: settings))
    #expect(try MaskGroup(template).corrections.first?.curves["MainCurve"]?.count == 2)
  }

  @Test("trap 9: no tint beside a temperature is no tint, not 9.17")
  func tintAtRest() throws {
    let mapped = mapping.recipe(from: try read("{'WhiteBalance': 'Custom', 'Temperature': 5500}"))
    #expect(mapped.recipe["white_balance", "temperature"] == 8)
    #expect(mapped.recipe["white_balance", "tint"] == nil)
  }

  @Test("trap 10: a reply without settings is refused with its place")
  func noAnswer() {
    for text in ["I cannot do that.", "<answer></answer>", "<answer>sorry</answer>", ""] {
      #expect(throws: LightroomError.self) { try read(text) }
    }
  }

  @Test("trap 11: Python text behind Lua's return is read")
  func mixed() throws {
    let settings = try read("return {'A': 1, 'Tint': 4}")
    let report = mapping.recipe(from: settings).report
    #expect(report.entries.first { $0.key == "A" }?.outcome == .kept)
    #expect(settings.table["Tint"]?.number == 4)
  }

  @Test("trap 20: places outside the picture are accepted")
  func outside() throws {
    let group = try MaskGroup(
      try read(
        "{'MaskGroupBasedCorrections': [{'LocalTint': 0.1, 'CorrectionMasks': [{'What': 'Mask/Gradient', "
          + "'ZeroX': -0.4, 'ZeroY': 1.7, 'FullX': 0.5, 'FullY': 0.2}]}]}"))
    #expect(
      group.corrections[0].components[0].shape == .linear(zero: [-0.4, 1.7], full: [0.5, 0.2]))
    #expect(group.notes == [])
  }

  @Test("a text that breaks off keeps its complete parts, which the notes say")
  func truncated() throws {
    let whole =
      "{'Exposure2012': 0.25, 'MaskGroupBasedCorrections': [{'LocalTint': 0.1, 'CorrectionMasks': "
      + "[{'What': 'Mask/Image'}]}, {'LocalTint': 0.3, 'CorrectionMasks': [{'What': 'Mask/Image'}]}], 'Tint': 12}"
    for length in 1..<whole.utf8.count {
      let part = Array(whole.utf8.prefix(length))
      guard let settings = try? DevelopSettings(part, kind: .roc) else { continue }
      #expect(settings.notes.contains { $0.contains("ends in the middle, at line 1") })
      // Never half a number or half a mask.
      #expect([nil, 0.25].contains(settings.table["Exposure2012"]?.number))
      #expect([nil, 12].contains(settings.table["Tint"]?.number))
      for correction in settings.table["MaskGroupBasedCorrections"]?.items ?? [] {
        #expect(correction.table?["CorrectionMasks"]?.items?.count == 1)
      }
    }
    let cut = try read(String(whole.prefix(130)))
    #expect(cut.table["MaskGroupBasedCorrections"]?.items?.count == 1)
    #expect(throws: LightroomError.self) {
      try DevelopSettings(bytes("s = {value = {settings = {A = 1"), kind: .lrtemplate)
    }
  }

  @Test(
    "brace-less Lua and braces give the same",
    .enabled(if: !SharedFiles.settings.isEmpty, SharedFiles.note))
  func withoutBraces() throws {
    for path in SharedFiles.settings where path.hasSuffix(".answer.txt") {
      let content = try SharedFiles.bytes(path)
      let bare = try DevelopSettings(content)
      let braced = try DevelopSettings(bytes("{") + content + bytes("}"))
      #expect(bare.table == braced.table)
      #expect(bare.kind == .roc)
    }
  }
}

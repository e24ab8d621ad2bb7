import AtelierRecipe
import Foundation
import Testing

@testable import AtelierLightroom

@Suite("Hostile settings are refused with words")
struct HostileSettingsTests {
  private func reason(_ content: [UInt8], kind: SettingsKind? = nil) -> String {
    do {
      _ = try DevelopSettings(content, kind: kind)
      return "accepted"
    } catch {
      return "\(error)"
    }
  }

  @Test("an entity bomb is refused before it grows")
  func bomb() {
    var text = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e0 \"aaaaaaaaaa\">"
    for i in 1...9 {
      text += "<!ENTITY e\(i) \"" + String(repeating: "&e\(i - 1);", count: 10) + "\">"
    }
    text += "]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&e9;</x:xmpmeta>"
    #expect(reason(bytes(text)).contains("<!DOCTYPE"))
  }

  @Test("an external entity is not opened")
  func external() {
    let text =
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&x;"
      + "</x:xmpmeta>"
    #expect(reason(bytes(text)).contains("<!DOCTYPE"))
    #expect(reason(bytes("<a>&undeclared;</a>")).contains("line 1"))
  }

  @Test("depth is limited")
  func depth() {
    let text = String(repeating: "<a>", count: 2000) + String(repeating: "</a>", count: 2000)
    #expect(reason(bytes(text)).contains("deeper than 64"))
    #expect(reason(bytes(String(repeating: "{a=", count: 5000))).contains("deeper than 64"))
    #expect(reason(bytes(String(repeating: "[", count: 5000))).contains("deeper than 64"))
  }

  @Test("size and number of parts are limited")
  func size() {
    let long = [UInt8](repeating: 0x20, count: SettingsLimits.bytes + 1)
    #expect(reason(long).contains("bytes"))
    let many = "<a>" + String(repeating: "<b/>", count: SettingsLimits.values) + "</a>"
    #expect(reason(bytes(many)).contains("500000"))
    let values = "{Look = {" + String(repeating: "1,", count: SettingsLimits.values) + "}}"
    #expect(reason(bytes(values)).contains("500000"))
  }

  @Test("text that is not UTF-8 is refused with its place")
  func encoding() {
    let document = XMPTests.document(XMPTests.description("crs:Name='é'"))
    var broken = document
    if let index = broken.firstIndex(of: 0xC3) { broken[index] = 0xFF }
    #expect(reason(broken).contains("not UTF-8 (line 1, column"))
    #expect(
      reason([0xFF, 0xFE, 0x3C, 0]).contains("kind")
        || reason([0xFF, 0xFE, 0x3C, 0]).contains("UTF"))
    #expect(reason([0xFF, 0xFE, 0x3C, 0], kind: .xmp).contains("UTF-16"))
    #expect(reason(bytes("{a = \"") + [0xFF] + bytes("\"}")).contains("UTF-8"))
  }

  @Test("XML without RDF and damaged XML are refused")
  func noRDF() {
    #expect(reason(bytes("<svg/>")).contains("rdf:RDF"))
    #expect(reason(bytes("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF")).contains("line 1"))
    #expect(reason(bytes("<rdf:RDF/>")).contains("line 1"))
  }

  @Test("Lua that calls or computes is refused, not run")
  func code() {
    for text in [
      "s = os.execute(\"true\")", "return { a = print(1) }", "{ Vibrance = function() end }",
      "Vibrance = f(3)", "s = { value = { settings = load(\"x\") } }",
    ] {
      #expect(reason(bytes(text), kind: .roc).contains("cannot be read"), "\(text)")
    }
    #expect(reason(bytes("{ Vibrance = f(3) }"), kind: .roc).contains("nothing is run"))
    #expect(reason(bytes("{ Vibrance = 1 + 2 }"), kind: .roc).contains("line 1"))
    #expect(reason(bytes("{ Name = \"a\" .. \"b\" }"), kind: .roc).contains("line 1"))
  }

  @Test("values of the wrong type are refused key by key, the rest is rendered")
  func wrongTypes() throws {
    let settings = try DevelopSettings(
      bytes(
        "{'Exposure2012': 'bright', 'Vibrance': [1], 'ToneCurvePV2012': 5, 'Saturation': 4, "
          + "'Look': 3, 'MaskGroupBasedCorrections': 7, 'CropLeft': 'x', 'HasCrop': 2}"))
    let mapped = RecipeMapping(catalog: builtInCatalog).recipe(from: settings)
    #expect(mapped.recipe["saturation", "amount"] == 4)
    #expect(mapped.recipe.adjustments.count == 1)
    for key in ["Exposure2012", "Vibrance", "ToneCurvePV2012", "Look"] {
      #expect(mapped.report.entries.first { $0.key == key }?.outcome == .refused, "\(key)")
    }
  }

  @Test("a look within a look is not followed")
  func recursiveLook() throws {
    var text = "Saturation = 10"
    for _ in 0..<20 { text = "Saturation = 10, Look = {Amount = 1, Parameters = {\(text)}}" }
    let mapped = RecipeMapping(catalog: builtInCatalog).recipe(
      from: try DevelopSettings(bytes(text)))
    #expect(mapped.recipe["saturation", "amount"] == 20)
    #expect(mapped.report.entries.contains { $0.key == "Look.Look" && $0.outcome == .refused })
  }

  @Test("ten thousand masks are refused, the sliders stay")
  func manyMasks() throws {
    let mask = "{What = \"Mask/Gradient\", ZeroX = 0, ZeroY = 0, FullX = 1, FullY = 1},"
    let text =
      "Saturation = 10, MaskGroupBasedCorrections = {{What = \"Correction\", LocalTint = 0.1, "
      + "CorrectionMasks = {" + String(repeating: mask, count: 10_000) + "}}}"
    let settings = try DevelopSettings(bytes(text))
    #expect(throws: LightroomError.self) { try MaskGroup(settings) }
    let mapped = RecipeMapping(catalog: builtInCatalog).recipe(from: settings)
    #expect(mapped.recipe["saturation", "amount"] == 10)
    let entry = mapped.report.entries.first { $0.key == "MaskGroupBasedCorrections" }
    #expect(entry?.outcome == .refused)
    #expect(entry?.reason.contains("2000") == true)
  }

  @Test(
    "numbers without end are refused",
    arguments: ["1e999", "nan", "inf", "-inf", "0x", "1.2.3", "--5"])
  func badNumbers(number: String) {
    let text = reason(bytes("{\"Exposure2012\": \(number), \"Tint\": 1}"), kind: .roc)
    #expect(text.contains("line 1"), "\(text)")
  }

  @Test(
    "every truncation of a file is answered",
    .enabled(if: !SharedFiles.settings.isEmpty, SharedFiles.note))
  func truncated() throws {
    let content = try SharedFiles.bytes("xmp/peva3_kodak_portra160_pv15.4.xmp")
    for length in stride(from: 0, to: content.count - 2, by: 41) {
      #expect(throws: LightroomError.self) { try DevelopSettings(Array(content[..<length])) }
    }
    let template = try SharedFiles.bytes("xmp/synaptic_series1_ossington2_pv6.7.lrtemplate")
    for length in stride(from: 1, to: template.count - 3, by: 37) {
      #expect(throws: LightroomError.self) {
        try DevelopSettings(Array(template[..<length]), kind: .lrtemplate)
      }
    }
  }
}

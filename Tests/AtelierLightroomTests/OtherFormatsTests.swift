import AtelierRecipe
import Foundation
import Testing

@testable import AtelierLightroom

@Suite("Cubes, plans and templates")
struct OtherFormatsTests {
  private func error(_ text: String) -> String {
    do {
      _ = try ColorTable(cube: bytes(text))
      return "accepted"
    } catch {
      return "\(error)"
    }
  }

  @Test("a cube is read and written the same")
  func cube() throws {
    let text =
      "# remark\r\nTITLE \"A b\"\r\nLUT_3D_SIZE 2\r\nDOMAIN_MIN 0 0 0\r\nDOMAIN_MAX 1 1 2\r\n"
      + (0..<8).map { "\($0 & 1) \($0 >> 1 & 1) 0.\($0)" }.joined(separator: "\r\n")
    let cube = try ColorTable(cube: bytes(text))
    #expect(cube.title == "A b" && cube.shape == .cube(side: 2))
    #expect(cube.domainMax == [1, 1, 2])
    #expect(cube.entries[5] == [1, 0, 0.5])
    #expect(try ColorTable(cube: bytes(cube.cubeText)) == cube)
  }

  @Test("curves and input ranges are read, what other programs add is passed over")
  func curves() throws {
    let cube = try ColorTable(
      cube: bytes(
        "LUT_1D_SIZE 3\nLUT_1D_INPUT_RANGE -1 2\nLUT_IN_VIDEO_RANGE\n0 0 0\n\n\t.5 5e-1 0.5\n1 1 1\n"
      ))
    #expect(cube.shape == .curves(count: 3))
    #expect(cube.domainMin == [-1, -1, -1] && cube.domainMax == [2, 2, 2])
    #expect(cube.entries[1] == [0.5, 0.5, 0.5])
  }

  @Test("damaged cubes are refused with the line")
  func damaged() {
    #expect(error("0 0 0\n").contains("before the size (line 1)"))
    #expect(error("LUT_3D_SIZE 2\n0 0 0\n").contains("1 entries are there, the size says 8"))
    #expect(error("LUT_3D_SIZE 130\n").contains("2...129"))
    #expect(error("LUT_1D_SIZE 1\n").contains("2...65536"))
    #expect(error("LUT_1D_SIZE 2\n0 0\n").contains("three finite numbers are wanted (line 2)"))
    #expect(error("LUT_1D_SIZE 2\n0 0 nan\n").contains("line 2"))
    #expect(error("LUT_1D_SIZE 2\n0 0 0\n1 1 1\n1 1 1\n").contains("more than 2 entries"))
    #expect(error("LUT_1D_SIZE 2\nLUT_3D_SIZE 2\n").contains("both kinds"))
    #expect(error("LUT_1D_SIZE 2\nDOMAIN_MIN 1 0 0\n0 0 0\n1 1 1\n").contains("DOMAIN_MIN"))
    #expect(error("TITLE \"x\"\n").contains("missing"))
    #expect(ColorTable(shape: .cube(side: 2), entries: []) == nil)
  }

  @Test("a plan keeps its order and becomes Lightroom's sliders")
  func plan() throws {
    let plan = try MonetPlan(
      bytes(
        "Here: ```json\n{\"Exposure\": 26, \"Blacks\": -10, \"Tint\": 5, \"HueAdjustmentRed\": 3}\n```"
      ))
    #expect(plan.entries.map(\.key) == ["Exposure", "Blacks", "Tint", "HueAdjustmentRed"])
    #expect(plan.settings["Exposure2012"]?.number == 0.5)
    #expect(plan.settings["Blacks2012"]?.number == -10)
    #expect(plan.settings["IncrementalTint"]?.number == 5)
    let back = MonetPlan.plan(from: plan.settings)
    #expect(back.plan == plan && back.leftOut == [])
    #expect(try MonetPlan(bytes(plan.text)) == plan)
    let settings = try DevelopSettings(bytes(plan.text))
    #expect(settings.kind == .monetgpt)
    #expect(settings.notes.contains { $0.contains("approximate") })
  }

  @Test("what a plan cannot say is named")
  func planLimits() throws {
    let result = MonetPlan.plan(
      from: ["Exposure2012": .number("4"), "Texture": .number("5"), "Temperature": .number("5000")])
    #expect(result.leftOut == ["Texture", "Temperature"])
    #expect(result.plan.entries == [.init(key: "Exposure", number: "100")])
    for text in ["{\"Exposure\": \"5\"}", "[1]", "no plan", "{\"Exposure\": +15 +}"] {
      #expect(throws: LightroomError.self) { try MonetPlan(bytes(text)) }
    }
  }

  @Test("a template of a local adjustment is one correction without a mask, and goes back")
  func localTemplate() throws {
    let text =
      "s = {\n\tid = \"X\",\n\tinternalName = \"Sky\",\n\ttitle = \"Sky\",\n\ttype = \"LocalizedAdjustmentPreset\",\n"
      + "\tvalue = {\n\t\texposure2012 = -0.0625,\n\t\tclarity2012 = 0.3,\n\t},\n\tversion = 0,\n}\n"
    let settings = try DevelopSettings(bytes(text))
    let correction = try #require(try MaskGroup(settings).corrections.first)
    #expect(correction.name == "Sky" && correction.components.isEmpty)
    #expect(correction["LocalExposure2012"] == -0.0625)
    #expect(settings.template() == text)
  }

  @Test(
    "a template is written as it was read",
    .enabled(if: !SharedFiles.settings.isEmpty, SharedFiles.note))
  func templateText() throws {
    for path in SharedFiles.names(in: "xmp", ending: ".lrtemplate") {
      let content = try SharedFiles.bytes(path)
      let text = try DevelopSettings(content).template()
      #expect(text == String(decoding: content, as: UTF8.self), "\(path)")
    }
  }

  @Test("numbers are written without exponents and with few digits")
  func numbers() {
    #expect(NumberText.short(0.00001) == "0.00001")
    #expect(NumberText.short(-0.0000004) == "0")
    #expect(NumberText.short(1.0 / 3) == "0.333333")
    #expect(NumberText.short(250) == "250")
    #expect(SettingsNumber.text(0.67, decimals: 2) == "0.67")
    #expect(SettingsNumber.text(-0.5, decimals: 2) == "-0.50")
    #expect(SettingsNumber.text(0.25, decimals: 6) == "0.25")
    #expect(SettingsNumber.text(12, decimals: 0) == "12")
  }
}

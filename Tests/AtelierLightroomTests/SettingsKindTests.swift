import Testing

@testable import AtelierLightroom

@Suite("The kind is told by the content")
struct SettingsKindTests {
  @Test(
    "each kind is known",
    arguments: [
      (#"{"version": 1, "adjustments": {"exposure": {"stops": 1}}}"#, SettingsKind.recipe),
      ("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>", .xmp),
      ("\u{FEFF}<?xpacket begin='' id=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'/>", .xmp),
      ("s = { type = \"Develop\", value = { settings = { Vibrance = 3 } } }", .lrtemplate),
      ("s = { type = \"LocalizedAdjustmentPreset\", value = { exposure2012 = 0.1 } }", .lrtemplate),
      ("{\"Exposure2012\": 0.5}", .roc), ("{'Texture': 5}", .roc),
      ("Vibrance = 3, Saturation = 4", .roc), ("return { Saturation = 4 }", .roc),
      ("{\"What\": \"Correction\"}", .roc), ("{\"LocalTint\": 0.1}", .roc),
      ("<think>bright</think>\n<answer>{'Contrast2012': 5}</answer>", .roc),
      ("{\"Exposure\": 10, \"Saturation\": -5, \"HueAdjustmentRed\": 3, \"Dehaze\": 4}", .monetgpt),
      ("# made by hand\nLUT_3D_SIZE 2\n", .cube), ("TITLE \"x\"\nLUT_1D_SIZE 2\n", .cube),
    ])
  func known(text: String, kind: SettingsKind) throws {
    #expect(try SettingsKind(of: bytes(text)) == kind)
  }

  @Test("keys of two kinds are refused with both names")
  func ambiguous() {
    let text = bytes(#"{"Saturation": 10, "Vibrance": 5}"#)
    #expect {
      try SettingsKind(of: text)
    } throws: { error in
      guard case .ambiguousKind(let kinds, _)? = error as? LightroomError else { return false }
      return kinds == [.monetgpt, .roc] && "\(error)".contains("monetgpt or roc")
    }
    // The caller's word counts.
    #expect((try? DevelopSettings(text, kind: .roc))?.table["Vibrance"]?.number == 5)
    #expect((try? DevelopSettings(text, kind: .monetgpt))?.table["Saturation"]?.number == 10)
  }

  @Test(
    "what is none of them is refused", arguments: ["", "  \n", "[1, 2]", "{\"colour\": 1}", "{}"])
  func unknown(text: String) {
    #expect {
      try SettingsKind(of: bytes(text))
    } throws: { error in
      if case .unknownKind? = error as? LightroomError { true } else { false }
    }
  }

  @Test("recipes and cubes are no develop settings")
  func notSettings() {
    for text in [#"{"version": 1}"#, "LUT_1D_SIZE 2\n0 0 0\n1 1 1"] {
      #expect(throws: LightroomError.self) { try DevelopSettings(bytes(text)) }
    }
  }
}

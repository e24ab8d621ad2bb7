import AtelierRecipe
import Testing

@testable import AtelierLightroom

@Suite("Settings as recipes")
struct RecipeMappingTests {
  private let mapping = RecipeMapping(catalog: builtInCatalog)

  private func map(
    _ text: String, _ context: MappingContext = .init(), _ options: MappingOptions = .init()
  ) throws -> MappedRecipe {
    mapping.recipe(
      from: try DevelopSettings(bytes(text), kind: .roc), context: context, options: options)
  }

  private func sidecar(_ attributes: String) throws -> DevelopSettings {
    try DevelopSettings(XMPTests.document(XMPTests.description(attributes)))
  }

  private func outcome(_ mapped: MappedRecipe, _ key: String) -> MappingReport.Outcome? {
    mapped.report.entries.first { $0.key == key }?.outcome
  }

  @Test("every parameter with a key takes its value and gives it back")
  func everyKey() throws {
    for (key, target) in mapping.targets where target.range != nil && !key.hasPrefix("Crop") {
      guard let range = target.range else { continue }
      let isLight = ["Temperature", "Tint"].contains(key)
      var number = key == "Temperature" ? 6000 : (range.lowerBound + range.upperBound * 3) / 4
      if case .integer = target.parameter.kind { number = number.rounded() }
      let context = MappingContext(pixels: isLight ? .raw : .rendered)
      let version = LightroomKey.named(key)?.family == .old ? "5.7" : "15.4"
      var text = "{\(key) = \(number), ProcessVersion = \"\(version)\""
      if key == "Tint" { text += ", Temperature = 5000" }
      let mapped = try map(text + "}", context)
      let values = target.isGeometry ? mapped.explicit.geometry : mapped.explicit.adjustments
      #expect(values[target.operation]?[target.parameter.name]?.number == number, "\(key)")
      #expect(outcome(mapped, key) == .rendered, "\(key)")
      #expect(LightroomKey.named(key) != nil, "\(key) is not in the table of keys")
    }
  }

  @Test("the table of keys names each key once, with what renders it")
  func documentation() {
    let lines = mapping.documentation.split(separator: "\n")
    let keys = LightroomKey.all.map(\.name)
    #expect(Set(keys).count == keys.count)
    #expect(lines.count == keys.count + LightroomKey.local.count + 4)
    #expect(
      lines.contains { $0.contains("`Exposure2012`") && $0.hasSuffix("| `exposure.stops` |") })
    #expect(lines.contains { $0.contains("`LocalExposure2012`") && $0.contains("| 0.25 |") })
    #expect(lines.contains { $0.contains("`RedHue`") && $0.contains("calibration") })
  }

  @Test("what is out of range is limited for rendering and kept in the file")
  func outOfRange() throws {
    let mapped = try map("{Exposure2012 = 7, Saturation = -150}")
    #expect(mapped.recipe["exposure", "stops"] == 5)
    #expect(mapped.recipe["saturation", "amount"] == -100)
    #expect(outcome(mapped, "Exposure2012") == .assumed)
    var recipe = mapped.recipe
    recipe["contrast", "amount"] = 5
    let written = try mapping.updating(mapped.settings, with: recipe).settings
    #expect(written.table["Exposure2012"]?.number == 7)
  }

  @Test("our own values out of range are refused")
  func ownOutOfRange() {
    var recipe = Recipe()
    recipe["exposure", "stops"] = 9
    #expect {
      try mapping.settings(of: recipe)
    } throws: { error in
      "\(error)".contains("Exposure2012") && "\(error)".contains("-5...5")
    }
  }

  @Test("numbers are read with a sign and with a decimal comma")
  func spellings() throws {
    let mapped = mapping.recipe(
      from: try sidecar("crs:Exposure2012='+0,35' crs:Tint='+3' crs:Vibrance='+12'"))
    #expect(mapped.recipe["exposure", "stops"] == 0.35)
    #expect(mapped.recipe["vibrance", "amount"] == 12)
    #expect(outcome(mapped, "Exposure2012") == .assumed)
  }

  @Test("keys of the other process versions stay in the file and do nothing")
  func families() throws {
    let new = mapping.recipe(
      from: try sidecar(
        "crs:ProcessVersion='15.4' crs:Shadows='5' crs:Brightness='+50' crs:Contrast2012='+7'"))
    #expect(new.recipe.adjustments == ["contrast": ["amount": .number(7)]])
    let old = mapping.recipe(
      from: try sidecar(
        "crs:ProcessVersion='5.7' crs:Contrast2012='+7' crs:Clarity='+20' crs:Vibrance='3'"))
    #expect(old.recipe.adjustments.keys.sorted() == ["clarity", "vibrance"])
    #expect(outcome(old, "Contrast2012") == .kept)
    #expect(ProcessFamily.of(["Exposure2012": .number("1")]) == (.new, true))
    #expect(ProcessFamily.of(["Exposure": .number("1")]) == (.old, true))
    #expect(
      ProcessFamily.of(["ProcessVersion": .text("5.0"), "Exposure2012": .number("1")]) == (
        .old, false
      ))
  }

  @Test("an absent key is left alone in a preset and a default in a RAW file's sidecar")
  func absentKeys() throws {
    let raw = MappingContext(pixels: .raw)
    let settings = try sidecar("crs:ProcessVersion='11.0' crs:Vibrance='+3'")
    #expect(settings.role == .sidecar)
    #expect(mapping.recipe(from: settings, context: raw).recipe["sharpening", "amount"] == 40)
    #expect(mapping.recipe(from: settings, context: raw).recipe["noise_reduction", "color"] == 25)
    #expect(mapping.recipe(from: settings).recipe["sharpening", "amount"] == nil)
    let preset = try sidecar("crs:PresetType='Normal' crs:ProcessVersion='11.0' crs:Vibrance='+3'")
    #expect(preset.role == .preset)
    #expect(mapping.recipe(from: preset, context: raw).recipe["sharpening", "amount"] == nil)
    // A sidecar with a rating alone is no develop setting.
    let rating = try sidecar("crs:RawFileName='a.nef' o:Rating='5'")
    #expect(mapping.recipe(from: rating, context: raw).recipe == Recipe())
  }

  @Test("a preset's zeros count where it is put over another recipe")
  func presetOverRecipe() throws {
    var base = Recipe()
    base["vibrance", "amount"] = 30
    base["texture", "amount"] = 10
    let preset = try map("{Vibrance = 0, Contrast2012 = 5}")
    #expect(preset.recipe["vibrance", "amount"] == nil)
    let result = preset.applied(to: base)
    #expect(result["vibrance", "amount"] == 0)
    #expect(result["texture", "amount"] == 10)
    #expect(result["contrast", "amount"] == 5)
  }

  @Test("strength scales amounts and curves, not shapes")
  func amount() throws {
    let text =
      "{Exposure2012 = 1, SharpenRadius = 2, SplitToningShadowHue = 200, SplitToningShadowSaturation = 20, "
      + "Sharpness = 100, ToneCurvePV2012 = {0, 0, 128, 192, 255, 255}, CropLeft = 0.2, HasCrop = true}"
    let half = try map(text, .init(), .init(amount: 0.5)).recipe
    #expect(half["exposure", "stops"] == 0.5)
    #expect(half["sharpening", "radius"] == 2)
    #expect(half["sharpening", "amount"] == 50)
    #expect(half["color_grading", "shadow_hue"] == 200)
    #expect(half["color_grading", "shadow_saturation"] == 10)
    #expect(half.geometry["crop"]?["left"]?.number == 0.2)
    let node = CurvePoint(128.0 / 255, 160.0 / 255)
    #expect(
      half.adjustments["tone_curve"]?["master"]
        == .curve([CurvePoint(0, 0), node, CurvePoint(1, 1)]))
    #expect(try map(text, .init(), .init(amount: 0)).explicit["exposure", "stops"] == 0)
    #expect(try map(text, .init(), .init(amount: 2)).recipe["sharpening", "amount"] == 150)
  }

  @Test("groups are left out by name", arguments: SettingsGroup.allCases)
  func without(group: SettingsGroup) throws {
    let keys = LightroomKey.all.filter { $0.group == group }
    var table = SettingsTable()
    for key in keys {
      switch key.form {
      case .number(let range, _): table[key.name] = .number(range.upperBound)
      case .flag: table[key.name] = .flag(true)
      default: break
      }
    }
    table["ProcessVersion"] = .text("15.4")
    table["Texture"] = .number("7")
    let mapped = mapping.recipe(from: DevelopSettings(table), options: .init(without: [group]))
    let expected = group == .presence ? [:] : ["texture": ["amount": ParameterValue.number(7)]]
    #expect(mapped.recipe.adjustments == expected)
    #expect(mapped.recipe.geometry.isEmpty)
  }

  // MARK: White balance

  @Test("Kelvin on RAW is taken as it is, as shot is nothing")
  func kelvinOnRAW() throws {
    let raw = MappingContext(pixels: .raw)
    let mapped = try map("{WhiteBalance = 'Custom', Temperature = 6300, Tint = 10}", raw)
    #expect(mapped.recipe["white_balance", "kelvin"] == 6300)
    #expect(mapped.recipe["white_balance", "kelvin_tint"] == 10)
    #expect(
      try map("{WhiteBalance = 'As Shot', Temperature = 6300, Tint = 10}", raw).recipe == Recipe())
    #expect(try map("{WhiteBalance = 'Daylight'}", raw).recipe["white_balance", "kelvin"] == 5500)
  }

  @Test(
    "Kelvin on a rendered picture is a change from its own light, or an assumption that is said")
  func kelvinOnRendered() throws {
    let text = "{WhiteBalance = 'Custom', Temperature = 4000, Tint = 30}"
    let known = try map(text, .init(baseline: .init(kelvin: 5000, tint: 10))).recipe
    #expect(
      known.adjustments["white_balance"] == ["kelvin": .number(4000), "kelvin_tint": .number(30)])
    #expect(
      known.alreadyApplied["white_balance"] == [
        "kelvin": .number(5000), "kelvin_tint": .number(10),
      ])
    let unknown = try map(text)
    #expect(unknown.recipe["white_balance", "temperature"] == -20)
    #expect(unknown.recipe["white_balance", "tint"] == 22)
    #expect(outcome(unknown, "Temperature") == .assumed)
    // The same light changes nothing.
    let same = try map(text, .init(baseline: .init(kelvin: 4000, tint: 30)))
    #expect(same.recipe.adjustments == same.recipe.alreadyApplied)
    #expect(same.report.entries.count { !$0.isNeutral } == 0)
  }

  @Test("a temperature that is no Kelvin is refused, a relative value counts before Kelvin")
  func relativeValues() throws {
    let bad = try map("{Temperature = +100, IncrementalTint = 5}")
    #expect(outcome(bad, "Temperature") == .refused)
    #expect(bad.recipe.adjustments == ["white_balance": ["tint": .number(5)]])
    let both = try map("{Temperature = 4000, IncrementalTemperature = -8}")
    #expect(both.recipe["white_balance", "temperature"] == -8)
    #expect(outcome(both, "Temperature") == .kept)
    let raw = try map("{IncrementalTemperature = -8}", .init(pixels: .raw))
    #expect(outcome(raw, "IncrementalTemperature") == .assumed)
  }

  @Test("Kelvin is never written for a rendered file, relative values never for RAW")
  func writesKelvin() throws {
    let settings = try sidecar(
      "crs:ProcessVersion='15.4' crs:Temperature='5000' crs:Tint='+9' crs:WhiteBalance='As Shot'")
    var recipe = Recipe()
    recipe["white_balance", "temperature"] = 20
    let rendered = try mapping.updating(settings, with: recipe).settings.table
    #expect(rendered["Temperature"] == nil && rendered["Tint"] == nil)
    #expect(rendered["IncrementalTemperature"]?.number == 20)
    #expect(rendered["WhiteBalance"]?.text == "Custom")
    let raw = MappingContext(pixels: .raw, baseline: .init(kelvin: 5000, tint: 9))
    let base = mapping.recipe(from: settings, context: raw).recipe
    var warmer = base
    warmer["white_balance", "temperature"] = 20
    let written = try mapping.updating(settings, with: warmer, context: raw).settings.table
    #expect(written["Temperature"]?.number == 5556)
    #expect(written["IncrementalTemperature"] == nil)
    var unknown = raw
    unknown.baseline = nil
    #expect(
      try mapping.updating(settings, with: warmer, context: unknown).notes.contains {
        $0.contains("Kelvin")
      })
  }

  // MARK: Old process versions

  private static let old =
    "crs:ProcessVersion='5.0' crs:Exposure='+1.25' crs:Shadows='7' crs:Brightness='+40' "
    + "crs:Contrast='+20' crs:FillLight='6' crs:HighlightRecovery='30' crs:Vibrance='+10' "

  @Test("tones of the versions 2003 and 2010 are an operation of their own")
  func oldTones() throws {
    let mapped = mapping.recipe(from: try sidecar(Self.old))
    #expect(
      mapped.recipe.adjustments == [
        "process_2003": [
          "exposure": .number(1.25), "blacks": .number(7), "brightness": .number(40),
          "contrast": .number(20), "fill_light": .number(6), "highlight_recovery": .number(30),
        ],
        "vibrance": ["amount": .number(10)],
      ])
    #expect(mapped.report.missing.isEmpty)
    // Defaults of RAW files, where a sidecar leaves them out.
    let raw = mapping.recipe(
      from: try sidecar("crs:ProcessVersion='5.7' crs:Exposure='1'"), context: .init(pixels: .raw))
    #expect(raw.recipe["process_2003", "blacks"] == 5)
    #expect(raw.recipe["process_2003", "brightness"] == 50)
    #expect(raw.recipe["process_2003", "contrast"] == 25)
  }

  @Test("a recipe with old tones makes old settings; new ones do not take them")
  func writesOldTones() throws {
    let recipe = mapping.recipe(from: try sidecar(Self.old)).recipe
    let written = try mapping.settings(of: recipe)
    #expect(written.notes == [])
    #expect(written.settings.table["ProcessVersion"]?.text == "5.7")
    #expect(written.settings.table["Shadows"]?.number == 7)
    #expect(mapping.recipe(from: written.settings).recipe == recipe)
    let newer = try mapping.updating(
      try sidecar("crs:ProcessVersion='15.4' crs:Exposure2012='1'"), with: recipe)
    #expect(newer.settings.table["Brightness"] == nil)
    #expect(newer.notes.contains { $0.contains("Brightness acts in process versions 2003") })
  }

  // MARK: Settings that the picture carries

  @Test("what a picture carries is taken off, and Kelvin count from its light")
  func carried() throws {
    let carried = try sidecar(
      Self.old + "crs:WhiteBalance='As Shot' crs:Temperature='5000' crs:Tint='+4'")
    let wanted = try sidecar(
      "crs:ProcessVersion='5.0' crs:Exposure='+0.5' crs:WhiteBalance='Custom' "
        + "crs:Temperature='4000' crs:Tint='-2'")
    let mapped = mapping.recipe(from: wanted, context: .init(carried: carried))
    #expect(mapped.recipe.adjustments["process_2003"] == ["exposure": .number(0.5)])
    #expect(
      mapped.recipe.adjustments["white_balance"] == [
        "kelvin": .number(4000), "kelvin_tint": .number(-2),
      ])
    #expect(
      mapped.recipe.alreadyApplied["white_balance"] == [
        "kelvin": .number(5000), "kelvin_tint": .number(4),
      ])
    #expect(mapped.recipe.alreadyApplied["process_2003"]?["blacks"] == .number(7))
    #expect(mapped.recipe.alreadyApplied["vibrance"] == ["amount": .number(10)])
    #expect(mapped.carriedReport.missing.isEmpty)
    #expect(outcome(mapped, "Temperature") == .assumed)
    // As shot is the light that the file names.
    let back = mapping.recipe(from: carried, context: .init(carried: wanted)).recipe
    #expect(back["white_balance", "kelvin"] == 5000)
    #expect(back.alreadyApplied["white_balance"]?["kelvin"] == .number(4000))
    // The same settings again change nothing.
    let same = mapping.recipe(from: carried, context: .init(carried: carried)).recipe
    #expect(same.adjustments == same.alreadyApplied)
  }

  @Test("a preset keeps what the picture carries and it does not name")
  func presetOverCarried() throws {
    let carried = try sidecar(Self.old)
    let preset = try sidecar("crs:PresetType='Normal' crs:ProcessVersion='5.7' crs:Exposure='0'")
    let recipe = mapping.recipe(from: preset, context: .init(carried: carried)).recipe
    #expect(recipe["process_2003", "exposure"] == nil)
    #expect(recipe["process_2003", "brightness"] == 40)
    #expect(recipe["vibrance", "amount"] == 10)
    #expect(recipe.alreadyApplied["process_2003"]?["exposure"] == .number(1.25))
  }

  @Test("groups that are left out stay in the picture")
  func carriedWithout() throws {
    let carried = try sidecar(Self.old)
    let wanted = try sidecar("crs:ProcessVersion='5.0' crs:Exposure='2' crs:Vibrance='30'")
    let recipe = mapping.recipe(
      from: wanted, context: .init(carried: carried), options: .init(without: [.tone])
    ).recipe
    #expect(recipe.adjustments == ["vibrance": ["amount": .number(30)]])
    #expect(recipe.alreadyApplied == ["vibrance": ["amount": .number(10)]])
  }

  @Test("another light than a picture's own is written as a relative one")
  func writesCarriedLight() throws {
    let packet = try sidecar("crs:ProcessVersion='5.0' crs:Temperature='5000' crs:Tint='+4'")
    let context = MappingContext(carried: packet)
    var recipe = mapping.recipe(from: packet, context: context).recipe
    recipe["white_balance", "kelvin"] = 4000
    let table = try mapping.updating(packet, with: recipe, context: context).settings.table
    #expect(table["Temperature"] == nil && table["Tint"] == nil)
    #expect(table["IncrementalTemperature"]?.number == -50)
    #expect(table["IncrementalTint"]?.number == 0)
  }

  // MARK: Looks

  @Test("a look adds its amounts by its strength and its curve comes first")
  func look() throws {
    let text =
      "{Saturation = 10, SplitToningShadowHue = 0, Look = {Name = \"V\", Amount = 0.5, Parameters = "
      + "{Saturation = 40, ParametricLights = -20, SplitToningShadowHue = 180, SplitToningShadowSaturation = 8, "
      + "ToneCurvePV2012 = {0, 0, 128, 192, 255, 255}, LookTable = \"E1\", ConvertToGrayscale = false}}}"
    let mapped = try map(text)
    #expect(mapped.recipe["saturation", "amount"] == 30)
    #expect(mapped.recipe["parametric_curve", "lights"] == -10)
    #expect(abs((mapped.recipe["color_grading", "shadow_hue"] ?? 0) - 180) < 1e-9)
    #expect(mapped.recipe["color_grading", "shadow_saturation"] == 4)
    let node = CurvePoint(128.0 / 255, 160.0 / 255)
    #expect(
      mapped.recipe.adjustments["tone_curve"]?["master"]
        == .curve([CurvePoint(0, 0), node, CurvePoint(1, 1)]))
    #expect(mapped.report.missing.map(\.key) == ["Look.LookTable"])
    #expect(try map(text, .init(), .init(without: [.look])).recipe["saturation", "amount"] == 10)
  }

  @Test("a change beside a look changes the file's own value, not the look's share")
  func changeBesideLook() throws {
    let mapped = try map("{Saturation = 10, Look = {Amount = 0.5, Parameters = {Saturation = 40}}}")
    var recipe = mapped.recipe
    recipe["saturation", "amount"] = 35
    let updated = try mapping.updating(mapped.settings, with: recipe).settings
    #expect(updated.table["Saturation"]?.number == 15)
    #expect(mapping.recipe(from: updated).recipe["saturation", "amount"] == 35)
  }

  // MARK: Writing

  @Test("a recipe of every operation comes back from new settings")
  func everyOperation() throws {
    var recipe = Recipe()
    for (key, target) in mapping.targets where !["Temperature", "Tint"].contains(key) {
      guard LightroomKey.named(key)?.family != .old else { continue }
      let value: ParameterValue
      switch target.parameter.kind {
      case .scalar(let range, _):
        guard !target.isGeometry else { continue }
        let number = (range.lowerBound + 3 * range.upperBound) / 4
        value = .number(target.parameter.unit == .stops ? number : number.rounded())
      case .flag: value = .flag(true)
      case .curve: value = .curve([CurvePoint(0, 0), CurvePoint(0.2, 0.4), CurvePoint(1, 1)])
      default: continue
      }
      recipe.adjustments[target.operation, default: [:]][target.parameter.name] = value
    }
    recipe.geometry["crop"] = ["left": .number(0.125), "right": .number(0.75)]
    let written = try mapping.settings(of: recipe)
    #expect(written.notes == [])
    let again = try DevelopSettings(written.settings.preset(name: "All").bytes)
    let mapped = mapping.recipe(from: again)
    #expect(mapped.recipe == recipe)
    #expect(mapped.report.missing.isEmpty)
  }

  @Test("what Lightroom has no key for is said")
  func unsaid() throws {
    var recipe = Recipe()
    recipe.geometry["rotate"] = ["quarter_turns": .number(1)]
    recipe["vibrance", "amount"] = 12.4
    recipe.local = [
      LocalAdjustment(
        name: "a", mask: MaskSettings(kind: "brush", values: [:]), adjustments: [:])
    ]
    let notes = try mapping.settings(of: recipe).notes
    #expect(notes.contains { $0.contains("rotate.quarter_turns") })
    #expect(notes.contains { $0.contains("Vibrance 12.4 is written as 12") })
    #expect(notes.contains("the area 'a' is left out: its brush has no dabs"))
  }
}

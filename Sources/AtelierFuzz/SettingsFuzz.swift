import AtelierEngine
import AtelierLightroom
import AtelierMasks
import AtelierOperations
import AtelierRecipe

extension FuzzTarget {
  /// The readers of other programs' settings.
  static func settingsTarget(_ name: String) -> FuzzTarget {
    let catalog = RenderEngine(
      operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn
    ).catalog
    let mapping = RecipeMapping(catalog: catalog)
    switch name {
    case "xmp":
      return FuzzTarget(name: name, corpus: SettingsCorpus.xmp) { bytes in
        _ = try? SettingsKind(of: bytes)
        guard var settings = try? DevelopSettings(bytes, kind: .xmp) else { return }
        check(settings, mapping, catalog)
        settings.table["Texture"] = .number("5")
        guard let again = try? DevelopSettings(settings.xmp().bytes, kind: .xmp) else {
          preconditionFailure("what was written cannot be read")
        }
        precondition(again.meansSame(as: settings), "settings changed by being written and read")
        precondition(
          again.foreign.meansSame(as: settings.foreign), "other programs' properties changed")
      }
    case "roc":
      return FuzzTarget(name: name, corpus: SettingsCorpus.tables) { bytes in
        _ = try? SettingsKind(of: bytes)
        _ = try? DevelopSettings(bytes, kind: .lrtemplate)
        _ = try? MonetPlan(bytes)
        guard let settings = try? DevelopSettings(bytes, kind: .roc) else { return }
        check(settings, mapping, catalog)
        for style in LiteralStyle.allCases {
          let text = Array(settings.roc(style).utf8)
          guard let again = try? DevelopSettings(text, kind: .roc) else {
            preconditionFailure("what was written as \(style) cannot be read")
          }
          precondition(again.meansSame(as: settings), "settings changed by \(style)")
        }
      }
    default:
      return FuzzTarget(name: name, corpus: SettingsCorpus.cubes) { bytes in
        guard let cube = try? ColorTable(cube: bytes) else { return }
        let again = try? ColorTable(cube: Array(cube.cubeText.utf8))
        precondition(again?.entries == cube.entries, "a cube changed by being written and read")
      }
    }
  }

  /// The recipe of any settings is one that recipes' own reader takes.
  private static func check(
    _ settings: DevelopSettings, _ mapping: RecipeMapping, _ catalog: RecipeCatalog
  ) {
    _ = try? MaskGroup(settings)
    let contexts = [
      MappingContext(), MappingContext(pixels: .raw, storedSize: [300, 200], orientation: 6),
    ]
    for context in contexts {
      let options = MappingOptions(amount: context.pixels == .raw ? 1.7 : 1)
      let mapped = mapping.recipe(from: settings, context: context, options: options)
      for recipe in [mapped.recipe, mapped.explicit] {
        precondition(
          (try? Recipe(json: recipe.json, catalog: catalog)) == recipe, "a recipe is not valid")
      }
      _ = try? mapping.updating(settings, with: Recipe(), context: context)
    }
  }
}

/// Settings files to start from.
enum SettingsCorpus {
  static let tables: [[UInt8]] = [
    """
    {"Exposure2012": 0.25, "Contrast2012": -26, "ToneCurvePV2012": {"1": 0, "2": 0, "3": 17, "4": 202, \
    "5": 255, "6": 255}, "MaskGroupBasedCorrections": [{"CorrectionAmount": 1, "LocalExposure2012": -0.2, \
    "MainCurve": {"1": "0,0", "2": "255,250"}, "CorrectionMasks": [{"What": "Mask/Image", "MaskSubType": 2}, \
    {"What": "Mask/RangeMask", "CorrectionRangeMask": {"Type": 2, "LumRange": "0 0.1 0.5 0.6"}}]}]}
    """,
    """
    return { WhiteBalance = "Custom", Temperature = 3200, Tint = +10, CropLeft = 0.1, CropRight = 0.8, \
    CropAngle = 3, HasCrop = true, ToneCurvePV2012 = {[1] = 0, [2] = 29, [3] = 48, [4] = 40,}, -- a
    Look = {Name = [[A]], Amount = 0.5, Parameters = {Saturation = 12, ToneCurvePV2012 = {0, 0, 255, 240}}}, \
    MaskGroupBasedCorrections = {{What = "Correction", LocalTint = 5e-2, CorrectionMasks = {{What = \
    "Mask/Aggregate", Masks = {{What = "Mask/Paint", MaskValue = 0, Dabs = {"d 0.5 0.5", "r 0.1"}}}}}}} }
    """,
    "<think>x</think><answer>{'Vibrance': 5, 'ToneCurvePV2012Red': [(0, 0), (255, 255)], 'A': None}</answer>",
    "s = {\n\tid = \"A\",\n\ttype = \"Develop\",\n\tvalue = { settings = { Clarity2012 = 5, }, },\n}\n",
    "{\"Exposure\": 12, \"Blacks\": -5, \"HueAdjustmentRed\": 7}",
  ].map { Array($0.utf8) }

  static let xmp: [[UInt8]] =
    tables.compactMap { try? DevelopSettings($0).xmp().bytes } + [
      Array(
        """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
        xmlns:c="http://ns.adobe.com/camera-raw-settings/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
        c:Exposure2012="+0.50" c:HasCrop="True" c:CropTop="0.1" c:CropAngle="-3"><c:Look \
        rdf:parseType="Resource"><c:Amount>0.5</c:Amount></c:Look><dc:title><rdf:Alt><rdf:li \
        xml:lang="x-default">T &amp; t</rdf:li></rdf:Alt></dc:title><c:Vibrance>4</c:Vibrance>\
        </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
        """.utf8)
    ]

  static let cubes: [[UInt8]] = [
    "TITLE \"A\"\nLUT_3D_SIZE 2\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 1 1\n"
      + String(repeating: "0.25 0.5 1e-1\n", count: 8),
    "# a\nLUT_1D_SIZE 3\nLUT_1D_INPUT_RANGE -1 2\n0 0 0\n.5 .5 .5\n1 1 1\n",
  ].map { Array($0.utf8) }
}

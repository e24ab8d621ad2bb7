import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@testable import AtelierLightroom

@Suite("Local corrections become local adjustments and come back")
struct LocalMappingTests {
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)
  private var mapping: RecipeMapping { RecipeMapping(catalog: engine.catalog) }

  private func settings(
    _ masks: String, key: String = "MaskGroupBasedCorrections", values: String = "LocalTint = 0.2"
  ) throws -> DevelopSettings {
    try DevelopSettings(
      bytes(
        "\(key) = {{What = \"Correction\", CorrectionName = \"A\", \(values), "
          + "CorrectionMasks = {\(masks)}}}"), kind: .roc)
  }

  private static let gradient =
    "What = \"Mask/Gradient\", ZeroX = 0.1, ZeroY = 0.3, FullX = 0.8, FullY = 0.6"
  private static let ellipse =
    "What = \"Mask/CircularGradient\", Top = 0.1, Left = 0.2, Bottom = 0.5, Right = 0.9, "
    + "Angle = 25, Midpoint = 40, Feather = 60, Flipped = true, MaskInverted = false"
  private static let brush =
    "What = \"Mask/Aggregate\", MaskValue = 1, Masks = {{What = \"Mask/Paint\", MaskValue = 1, "
    + "Radius = 0.2, Flow = 0.8, CenterWeight = 0.3, Dabs = {\"d 0.3 0.3\", \"d 0.6 0.4\"}}, "
    + "{What = \"Mask/Paint\", MaskValue = 0, Radius = 0.1, Flow = 1, CenterWeight = 0, "
    + "Dabs = {\"d 0.35 0.35\"}}}"

  // MARK: Reading

  @Test("sliders keep Lightroom's scales, the amount and the name stay")
  func scales() throws {
    let settings = try settings(
      "{\(Self.gradient)}",
      values: "CorrectionAmount = 1.5, LocalExposure2012 = 0.25, LocalContrast2012 = -0.3, "
        + "LocalTemperature = 0.1, LocalCorrectedDepth = 0.5, MainCurve = {\"0,10\", \"255,255\"}")
    let mapped = mapping.recipe(from: settings)
    let local = try #require(mapped.recipe.local.first)
    #expect(local.name == "A" && local.amount == 1.5)
    #expect(local.adjustments["exposure"]?["stops"]?.number == 1)
    #expect(local.adjustments["contrast"]?["amount"]?.number == -30)
    #expect(local.adjustments["white_balance"]?["temperature"]?.number == 10)
    #expect(
      local.adjustments["tone_curve"]?["master"]
        == .curve([CurvePoint(0, 10 / 255), CurvePoint(1, 1)]))
    #expect(
      local.mask
        == MaskSettings(
          kind: "linear_gradient",
          values: ["from": .numbers([0.1, 0.3]), "to": .numbers([0.8, 0.6])]))
    let kept = mapped.report.entries.first { $0.key == "MaskGroupBasedCorrections[1]" }
    #expect(kept?.reason == "'A': LocalCorrectedDepth not rendered")
    _ = try Recipe(json: mapped.recipe.json, catalog: engine.catalog)
  }

  @Test("hue, moiré, grain and colour come with their scales and go back into the same keys")
  func colors() throws {
    let settings = try settings(
      "{\(Self.gradient)}",
      values: "LocalHue = -0.25, LocalMoire = 0.5, LocalGrain = 0.3, LocalToningHue = 240, "
        + "LocalToningSaturation = 0.4")
    let mapped = mapping.recipe(from: settings)
    let local = try #require(mapped.recipe.local.first)
    #expect(
      local.adjustments == [
        "hue_shift": ["degrees": .number(-45)], "moire": ["amount": .number(50)],
        "grain": ["amount": .number(30)], "toning": ["tints": .rows([[240, 40]])],
      ])
    #expect(!mapped.report.entries.contains { $0.outcome == .kept && !$0.isNeutral })
    _ = try Recipe(json: mapped.recipe.json, catalog: engine.catalog)
    let written = try mapping.settings(of: mapped.recipe)
    #expect(written.notes.isEmpty, "\(written.notes)")
    let group = try MaskGroup(
      try DevelopSettings(written.settings.xmp().bytes, kind: .xmp))
    let correction = try #require(group.corrections.first)
    for (key, value) in [
      "LocalHue": -0.25, "LocalMoire": 0.5, "LocalGrain": 0.3, "LocalToningHue": 240,
      "LocalToningSaturation": 0.4,
    ] {
      #expect((correction[key] - value).magnitude < 1e-6, "\(key) \(correction[key])")
    }
  }

  @Test("grain below none is named, since masks take none away that is not there")
  func lessThanNone() throws {
    let mapped = mapping.recipe(
      from: try settings("{\(Self.gradient)}", values: "LocalExposure2012 = 0.1, LocalGrain = -0.3")
    )
    let kept = mapped.report.entries.first { $0.key == "MaskGroupBasedCorrections[1]" }
    #expect(kept?.reason == "'A': LocalGrain not rendered")
  }

  @Test("all ways of combining stand in a group, in order")
  func combining() throws {
    let mapped = mapping.recipe(
      from: try settings(
        "{\(Self.gradient), MaskValue = 0.5}, "
          + "{\(Self.ellipse), MaskBlendMode = 1, MaskValue = 0}, "
          + "{\(Self.brush), MaskInverted = true, MaskBlendMode = 1, MaskValue = 0}"))
    let mask = try #require(mapped.recipe.local.first?.mask)
    #expect(mask.kind == "group")
    #expect(mask.components.map(\.kind) == ["linear_gradient", "radial_gradient", "brush"])
    #expect(mask.components.map(\.combination) == [.add, .subtract, .intersect])
    #expect(mask.components.map(\.amount) == [0.5, 1, 1])
    #expect(mask.components.allSatisfy { !$0.isInverted })
  }

  @Test(
    "what no mask here covers is kept with its reason, and nothing acts in its place",
    arguments: [
      (
        "What = \"Mask/Image\", MaskSubType = 3, MaskSubCategoryID = 9",
        "part 9 of a person cannot be found"
      ),
      (
        "What = \"Mask/Image\", MaskSubType = 0, ReferencePoint = \"0.5 0.5\"",
        "an object cannot be found without an outline"
      ),
      ("What = \"Mask/Image\", MaskSubType = 4", "what has the number 4 is not known"),
      (
        "What = \"Mask/RangeMask\", CorrectionRangeMask = {Type = 3, DepthRange = \"0 0.1 0.2 0.3\"}",
        "a range of depth needs a depth map"
      ),
      ("What = \"Mask/Unheard\"", "'Mask/Unheard' is no mask that is known"),
    ])
  func notRendered(mask: String, reason: String) throws {
    for more in ["", "{\(Self.gradient)}, "] {
      let mapped = mapping.recipe(from: try settings("\(more){\(mask)}"))
      #expect(mapped.recipe.local.isEmpty)
      #expect(mapped.report.missing.map(\.reason) == ["'A': \(reason)"])
      let again = try mapping.updating(mapped.settings, with: mapped.recipe).settings
      #expect(again.table == mapped.settings.table)
    }
    let unknown = mapping.recipe(
      from: try settings("{\(Self.gradient)}, {\(Self.ellipse), MaskBlendMode = 2}"))
    #expect(unknown.recipe.local.isEmpty && unknown.report.missing.count == 1)
  }

  @Test(
    "what a photo shows is masked by its name, and written by its number again",
    arguments: [
      ("MaskSubType = 1", "subject"), ("MaskSubType = 2", "sky"), ("MaskSubType = 3", "person"),
      ("MaskSubType = 3, MaskSubCategoryID = 13", "person"),
      ("MaskSubType = 3, MaskSubCategoryID = 2", "face_skin"),
      ("MaskSubType = 3, MaskSubCategoryID = 3", "eyes"),
      ("MaskSubType = 3, MaskSubCategoryID = 5", "hair"),
      ("MaskSubType = 3, MaskSubCategoryID = 6", "lips"),
      ("MaskSubType = 3, MaskSubCategoryID = 11", "body"),
      ("MaskSubType = 3, MaskSubCategoryID = 12", "teeth"),
    ])
  func semantic(keys: String, kind: String) throws {
    let mapped = mapping.recipe(from: try settings("{What = \"Mask/Image\", \(keys)}"))
    let mask = try #require(mapped.recipe.local.first?.mask)
    #expect(mask == MaskSettings(kind: kind))
    #expect(mapped.report.entries.contains { $0.reason.contains("found anew") })

    var inverted = mapped.recipe
    inverted.local[0].mask.isInverted = true
    let written = try mapping.settings(of: inverted).settings
    let again = mapping.recipe(from: written).recipe.local
    #expect(again.map(\.mask) == [MaskSettings(kind: kind, isInverted: true)])
  }

  @Test("the background is written as what is not the subject")
  func background() throws {
    var recipe = Recipe()
    recipe.local = [
      LocalAdjustment(
        name: "background", mask: MaskSettings(kind: "background"),
        adjustments: ["exposure": ["stops": .number(-0.5)]])
    ]
    let written = try mapping.updating(DevelopSettings(), with: recipe).settings
    #expect(
      mapping.recipe(from: written).recipe.local.map(\.mask)
        == [MaskSettings(kind: "subject", isInverted: true)])
  }

  @Test("the box that was drawn around an object is rendered, and said")
  func object() throws {
    let outline =
      "Gesture = {{What = \"Mask/Polygon\", Points = {{X = 0.2, Y = 0.1}, {X = 0.6, Y = 0.1}, "
      + "{X = 0.6, Y = 1.2}, {X = 0.2, Y = 0.9}}}}"
    let mapped = mapping.recipe(
      from: try settings("{What = \"Mask/Image\", MaskSubType = 0, \(outline)}"))
    #expect(
      mapped.recipe.local.first?.mask
        == MaskSettings(kind: "rectangle", values: ["box": .numbers([0.2, 0.1, 0.6, 1])]))
    #expect(mapped.report.entries.contains { $0.reason.contains("not the object's own shape") })
  }

  @Test("a correction that is off, or has no slider, is no adjustment")
  func inactive() throws {
    for values in ["LocalTint = 0", "LocalTint = 0.2, CorrectionActive = false"] {
      let mapped = mapping.recipe(from: try settings("{\(Self.gradient)}", values: values))
      #expect(mapped.recipe.local.isEmpty && mapped.report.missing.isEmpty)
    }
  }

  @Test("the older forms are read too")
  func olderForms() throws {
    let radial = "What = \"Mask/CircularGradient\", Top = 0, Left = 0, Bottom = 1, Right = 1"
    for (flipped, isInverted) in [("true", false), ("false", true)] {
      let mapped = mapping.recipe(
        from: try settings(
          "{\(radial), Flipped = \(flipped)}", key: "CircularGradientBasedCorrections"))
      #expect(mapped.recipe.local.first?.mask.isInverted == isInverted)
    }
    let linear = mapping.recipe(
      from: try settings(
        "{\(Self.gradient)}", key: "GradientBasedCorrections", values: "LocalExposure = 0.25"))
    #expect(linear.recipe.local.first?.adjustments["exposure"]?["stops"]?.number == 1)
    let stroke = "What = \"Mask/Paint\", Radius = 0.1, Flow = 1, Dabs = {\"d 0.5 0.5\"}"
    let paint = mapping.recipe(
      from: try settings(
        "{\(stroke), MaskValue = 1}, {\(stroke), MaskValue = 0}", key: "PaintBasedCorrections"))
    let mask = paint.recipe.local.first?.mask
    #expect(mask?.components.map(\.combination) == [.add, .subtract])
  }

  @Test("the strength of a preset is the strength of its masks")
  func amount() throws {
    let mapped = mapping.recipe(
      from: try settings("{\(Self.gradient)}"), options: MappingOptions(amount: 0.6))
    #expect(mapped.recipe.local.first?.amount == 0.6)
    let without = mapping.recipe(
      from: try settings("{\(Self.gradient)}"), options: MappingOptions(without: [.masks]))
    #expect(without.recipe.local.isEmpty)
  }

  @Test(
    "a real file's gradient is rendered",
    .enabled(if: !SharedFiles.settings.isEmpty, SharedFiles.note))
  func realFile() throws {
    let path = "xmp/lr8.2_pv15.4_masks_ellipse_gradient.xmp"
    let settings = try DevelopSettings(try SharedFiles.bytes(path))
    let local = mapping.recipe(from: settings).recipe.local
    #expect(local.count == 1 && local.first?.name == "Maske 1")
    #expect(abs((local.first?.adjustments["exposure"]?["stops"]?.number ?? 0) + 0.92) < 1e-9)
    #expect(local.first?.mask.values["from"] == .numbers([0.718377, 0.660714]))
  }

  // MARK: Orientations

  /// Where a stored pixel lies upright, from the meaning of EXIF's eight values: the row and the column
  /// of the stored picture that are the upright one's top and left.
  private func place(
    _ x: Int, _ y: Int, orientation: Int, width: Int, height: Int
  ) -> (x: Int, y: Int) {
    let (right, down) = (width - 1 - x, height - 1 - y)
    return switch orientation {
    case 2: (right, y)
    case 3: (right, down)
    case 4: (x, down)
    case 5: (y, x)
    case 6: (down, x)
    case 7: (down, right)
    case 8: (y, right)
    default: (x, y)
    }
  }

  private func render(
    _ settings: DevelopSettings, size: PixelSize, context: MappingContext
  ) async throws -> [Float] {
    let grey = Picture(
      size: size, samples: .eight([UInt8](repeating: 110, count: 3 * size.pixelCount)),
      colorSpace: .sRGB)
    let recipe = mapping.recipe(from: settings, context: context).recipe
    #expect(recipe.local.count == 1)
    let prepared = try await engine.prepare(grey, geometry: recipe.geometry, jobs: 1)
    return try await engine.renderPlanar(recipe, of: prepared, jobs: 1).green
  }

  @Test(
    "a mask lies on the same things in all eight orientations", arguments: 1...8,
    [Self.gradient, Self.ellipse, Self.brush])
  func orientations(orientation: Int, mask: String) async throws {
    let settings = try settings("{\(mask)}", values: "LocalExposure2012 = 0.25")
    let stored = PixelSize(width: 40, height: 24)
    let upright = orientation >= 5 ? stored.transposed : stored
    let size = SIMD2(40.0, 24.0)
    let plain = try await render(
      settings, size: stored, context: MappingContext(storedSize: size))
    let turned = try await render(
      settings, size: upright,
      context: MappingContext(storedSize: size, orientation: orientation))
    #expect((plain.max() ?? 0) > 1.2 * (plain.min() ?? 0))
    var worst: Float = 0
    for y in 0..<stored.height {
      for x in 0..<stored.width {
        let to = place(
          x, y, orientation: orientation, width: stored.width, height: stored.height)
        let difference = turned[to.y * upright.width + to.x] - plain[y * stored.width + x]
        worst = max(worst, difference.magnitude)
      }
    }
    // The brush's canvas has whole pixels.
    #expect(worst < (mask == Self.brush ? 2e-3 : 2e-5))
  }

  @Test("a mask stays where it is when the picture is cropped")
  func cropped() async throws {
    let crop = "CropLeft = 0.25, CropTop = 0.5, CropRight = 0.75, CropBottom = 1, HasCrop = true"
    let mask = "{\(Self.gradient)}"
    let whole = try settings(mask, values: "LocalExposure2012 = 0.25")
    let text = whole.roc().dropFirst("return {".count)
    let part = try DevelopSettings(bytes("{\(crop), \(text)"), kind: .roc)
    let size = PixelSize(width: 40, height: 24)
    let context = MappingContext(storedSize: [40, 24])
    let all = try await render(whole, size: size, context: context)
    let cut = try await render(part, size: size, context: context)
    #expect(cut.count == 20 * 12)
    for y in 0..<12 {
      for x in 0..<20 {
        #expect(abs(cut[y * 20 + x] - all[(y + 12) * 40 + x + 10]) < 1e-5)
      }
    }
  }

  // MARK: Writing

  private func recipe(_ masks: [MaskSettings]) -> Recipe {
    Recipe(
      local: masks.enumerated().map { index, mask in
        LocalAdjustment(
          name: "Area \(index)", amount: 0.75, mask: mask,
          adjustments: [
            "exposure": ["stops": .number(-0.5)], "saturation": ["amount": .number(20)],
          ])
      })
  }

  private static let ring = MaskSettings(
    kind: "radial_gradient",
    values: [
      "center": .numbers([0.4, 0.6]), "radii": .numbers([0.3, 0.2]), "angle": .number(20),
      "feather": .number(0.35), "midpoint": .number(0.6),
    ])
  private static let ramp = MaskSettings(
    kind: "linear_gradient", values: ["from": .numbers([0.1, 0.2]), "to": .numbers([0.6, 0.7])])
  private static let tones = MaskSettings(
    kind: "luminance_range", values: ["range": .numbers([0.1, 0.2, 0.7, 0.9])])
  private static let colors = MaskSettings(
    kind: "color_range",
    values: ["samples": .rows([[0.2, 0.4, 0.8], [0.1, 0.2, 0.3]]), "reach": .number(0.4)])
  private static let dabs = MaskSettings(
    kind: "brush",
    values: [
      "dabs": .rows([
        [0.2, 0.3, 0.1, 0.5, 0.8, 0], [0.25, 0.3, 0.1, 0.5, 0.8, 0], [0.2, 0.3, 0.05, 0, 1, 1],
      ])
    ])

  @Test("masks come back from XMP as they were, in all orientations", arguments: 1...8)
  func thereAndBack(orientation: Int) throws {
    var kept = Self.tones
    kept.combination = .intersect
    var less = Self.colors
    less.combination = .subtract
    less.amount = 0.5
    var outside = Self.ring
    outside.isInverted = true
    let group = MaskSettings(kind: "group", components: [Self.ramp, kept, less])
    let wanted = recipe([Self.ring, Self.ramp, outside, Self.tones, Self.colors, Self.dabs, group])
    let context = MappingContext(storedSize: [6000, 4000], orientation: orientation)
    let written = try mapping.settings(of: wanted, context: context)
    #expect(written.notes == [])
    let again = try DevelopSettings(written.settings.xmp().bytes, kind: .xmp)
    let read = mapping.recipe(from: again, context: context)
    #expect(read.report.missing.isEmpty)
    #expect(read.recipe.local.count == wanted.local.count)
    for (a, b) in zip(read.recipe.local, wanted.local) {
      #expect(a.name == b.name && a.amount == b.amount && a.adjustments == b.adjustments)
      #expect(isNear(a.mask.json, b.mask.json), "\(a.mask.json.text()) \(b.mask.json.text())")
    }
  }

  /// Whether two documents differ only in the last of six decimals.
  private func isNear(_ a: JSONValue, _ b: JSONValue) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): abs(a - b) < 2e-5
    case (.array(let a), .array(let b)):
      a.count == b.count && zip(a, b).allSatisfy { isNear($0, $1) }
    case (.object(let a), .object(let b)):
      a.keys == b.keys && a.allSatisfy { key, value in b[key].map { isNear(value, $0) } ?? false }
    default: a == b
    }
  }

  @Test("inverted masks that take away or keep are written in Lightroom's own encoding")
  func encodings() throws {
    for (combination, isInverted, amount, mode, inverted, value) in [
      (MaskCombination.subtract, false, 1.0, 1.0, false, 0.0), (.subtract, true, 1, 1, true, 0),
      (.intersect, false, 1, 1, true, 0), (.intersect, true, 1, 1, false, 0),
      (.intersect, false, 0.5, 1, false, 0.5), (.subtract, false, 0.5, 1, true, 0.5),
      (.add, true, 0.5, 0, true, 0.5),
    ] {
      var second = Self.ring
      second.combination = combination
      second.isInverted = isInverted
      second.amount = amount
      let group = MaskSettings(kind: "group", components: [Self.ramp, second])
      let table = try mapping.settings(of: recipe([group])).settings.table
      let masks = table["MaskGroupBasedCorrections"]?.items?.first?.table?["CorrectionMasks"]
      let mask = try #require(masks?.items?.last?.table)
      #expect(mask["MaskBlendMode"]?.number == mode)
      #expect(mask["MaskInverted"]?.flag == inverted)
      #expect(mask["Flipped"]?.flag == !inverted)
      #expect(mask["MaskValue"]?.number == value)
    }
  }

  @Test("a rectangle is written as what its four sides have in common", arguments: [1, 6, 7])
  func rectangle(orientation: Int) async throws {
    let box = MaskSettings(
      kind: "rectangle",
      values: ["box": .numbers([0.2, 0.25, 0.7, 1]), "feather": .number(0.3)])
    var wanted = recipe([box])
    wanted.local[0].amount = 1
    let upright = PixelSize(width: 60, height: 40)
    let stored = orientation >= 5 ? SIMD2(40.0, 60.0) : SIMD2(60.0, 40.0)
    let context = MappingContext(storedSize: stored, orientation: orientation)
    let written = try mapping.settings(of: wanted, context: context)
    #expect(written.notes == [])
    let read = mapping.recipe(from: written.settings, context: context).recipe
    #expect(read.local.first?.mask.components.map(\.combination) == [.add, .intersect, .intersect])
    let grey = Picture(
      size: upright, samples: .eight([UInt8](repeating: 110, count: 3 * upright.pixelCount)),
      colorSpace: .sRGB)
    let prepared = try await engine.prepare(grey, jobs: 1)
    let a = try await engine.renderPlanar(wanted, of: prepared, jobs: 1).green
    let b = try await engine.renderPlanar(read, of: prepared, jobs: 1).green
    #expect((zip(a, b).map { abs($0 - $1) }.max() ?? 1) < 1e-4)
  }

  @Test("what Lightroom has no mask or slider for is said and left out")
  func leftOut() throws {
    var part = MaskSettings(kind: "rectangle", values: ["box": .numbers([0.2, 0.2, 0.6, 0.6])])
    part.combination = .subtract
    var wanted = recipe([MaskSettings(kind: "group", components: [Self.ramp, part]), Self.ramp])
    wanted.local[1].adjustments["vibrance"] = ["amount": .number(10)]
    let written = try mapping.settings(
      of: wanted, context: MappingContext(storedSize: [3000, 2000]))
    #expect(written.settings.table["MaskGroupBasedCorrections"]?.items?.count == 1)
    #expect(
      written.notes.contains { $0.contains("'Area 0' is left out: Lightroom has no rectangle") })
    #expect(written.notes.contains { $0.contains("vibrance.amount of the area 'Area 1'") })
    wanted.local[1].adjustments = ["exposure": ["stops": .number(4.5)]]
    #expect(throws: LightroomError.self) { try mapping.settings(of: wanted) }
  }

  @Test("a changed slider keeps the correction's masks, marks and unknown members")
  func changed() throws {
    let settings = try settings(
      "{\(Self.gradient), MaskSyncID = \"ABC\", Odd = 3}, "
        + "{\(Self.ellipse), MaskBlendMode = 1, MaskValue = 0}",
      values: "LocalExposure2012 = 0.1, CorrectionSyncID = \"DEF\", LocalNew = 0.5")
    var recipe = mapping.recipe(from: settings).recipe
    recipe.local[0].adjustments["exposure"] = ["stops": .number(1)]
    let updated = try mapping.updating(settings, with: recipe)
    let correction = updated.settings.table["MaskGroupBasedCorrections"]?.items?.first?.table
    #expect(correction?["LocalExposure2012"]?.number == 0.25)
    #expect(correction?["CorrectionSyncID"]?.text == "DEF")
    #expect(correction?["LocalNew"]?.number == 0.5)
    let before = settings.table["MaskGroupBasedCorrections"]?.items?.first?.table
    #expect(correction?["CorrectionMasks"] == before?["CorrectionMasks"])
  }

  @Test("removing one correction leaves the others, rendered or not")
  func removed() throws {
    let brows = "{What = \"Mask/Image\", MaskSubType = 3, MaskSubCategoryID = 9}"
    let text =
      "MaskGroupBasedCorrections = {"
      + "{CorrectionName = \"1\", LocalTint = 0.1, CorrectionMasks = {{\(Self.gradient)}}}, "
      + "{CorrectionName = \"2\", LocalTint = 0.2, CorrectionMasks = {\(brows)}}, "
      + "{CorrectionName = \"3\", LocalTint = 0.3, CorrectionMasks = {{\(Self.ellipse)}}}}"
    let settings = try DevelopSettings(bytes(text), kind: .roc)
    var recipe = mapping.recipe(from: settings).recipe
    #expect(recipe.local.map(\.name) == ["1", "3"])
    recipe.local.removeFirst()
    let updated = try mapping.updating(settings, with: recipe).settings
    let names = updated.table["MaskGroupBasedCorrections"]?.items?.map {
      $0.table?["CorrectionName"]?.text
    }
    #expect(names == ["2", "3"])
  }
}

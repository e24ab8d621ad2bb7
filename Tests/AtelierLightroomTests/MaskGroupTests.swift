import AtelierRecipe
import Testing

@testable import AtelierLightroom

@Suite("Masks")
struct MaskGroupTests {
  private func group(_ masks: String, key: String = "MaskGroupBasedCorrections") throws -> MaskGroup
  {
    try MaskGroup(
      try DevelopSettings(
        bytes("\(key) = {{What = \"Correction\", LocalTint = 0.2, CorrectionMasks = {\(masks)}}}"),
        kind: .roc))
  }

  private func component(_ members: String) throws -> MaskComponent {
    let group = try group(
      "{What = \"Mask/Gradient\", ZeroX = 0, ZeroY = 0, FullX = 1, FullY = 0, \(members)}")
    return try #require(group.corrections.first?.components.first)
  }

  @Test(
    "every encoding of combining means one of three",
    arguments: [
      ("MaskBlendMode = 0, MaskValue = 1", MaskComponent.Combination.add, false),
      ("MaskBlendMode = 0, MaskValue = 1, MaskInverted = true", .add, true),
      ("MaskBlendMode = 1, MaskValue = 0, MaskInverted = false", .subtract, false),
      ("MaskBlendMode = 1, MaskValue = 0, MaskInverted = true", .intersect, false),
      ("MaskBlendMode = 1, MaskValue = 1, MaskInverted = false", .intersect, false),
      ("MaskBlendMode = 1, MaskValue = 1, MaskInverted = true", .subtract, false),
    ])
  func combining(members: String, combination: MaskComponent.Combination, isInverted: Bool) throws {
    let component = try component(members)
    #expect(component.combination == combination)
    #expect(component.isInverted == isInverted)
    #expect(component.opacity == 1)
  }

  @Test("coverages join as the encodings say")
  func coverage() throws {
    #expect(try component("MaskValue = 0.5").joined(to: 0.2, coverage: 0.8) == 0.4)
    #expect(
      try component("MaskBlendMode = 1, MaskValue = 0").joined(to: 0.5, coverage: 0.25) == 0.375)
    #expect(
      try component("MaskBlendMode = 1, MaskValue = 0, MaskInverted = true")
        .joined(to: 0.5, coverage: 0.25) == 0.125)
    #expect(
      try component("MaskBlendMode = 1, MaskValue = 1, MaskInverted = true")
        .joined(to: 0.5, coverage: 0.25) == 0.375)
    #expect(try component("MaskActive = false").joined(to: 0.3, coverage: 1) == 0.3)
  }

  @Test("an unknown blend mode is kept and said")
  func unknownMode() throws {
    let group = try group("{What = \"Mask/Image\", MaskSubType = 2, MaskBlendMode = 2}")
    #expect(group.corrections[0].components.isEmpty)
    #expect(group.notes.contains { $0.contains("blend mode 2") })
  }

  @Test(
    "inversion alone decides what a radial mask covers",
    arguments: [
      ("Flipped = true, MaskInverted = false", false),
      ("Flipped = false, MaskInverted = true", true),
      ("Flipped = false, MaskInverted = false", false), ("Flipped = false", false),
    ])
  func radial(members: String, isInverted: Bool) throws {
    let mask =
      "{What = \"Mask/CircularGradient\", Top = -0.1, Left = 0.2, Bottom = 0.6, Right = 1.4, Angle = 30, "
      + "Midpoint = 50, Feather = 35, Roundness = 3, \(members)}"
    let component = try #require(try group(mask).corrections.first?.components.first)
    #expect(component.isInverted == isInverted)
    #expect(
      component.shape
        == .radial(
          RadialShape(
            top: -0.1, left: 0.2, bottom: 0.6, right: 1.4, angle: 30, midpoint: 50, feather: 35,
            roundness: 3)))
  }

  @Test("the old radial form has the other flag")
  func oldRadial() throws {
    for (flag, isInverted) in [("true", false), ("false", true)] {
      let group = try group(
        "{What = \"Mask/CircularGradient\", Top = 0, Left = 0, Bottom = 1, Right = 1, Flipped = \(flag)}",
        key: "CircularGradientBasedCorrections")
      #expect(group.corrections[0].components[0].isInverted == isInverted)
      #expect(group.corrections[0].source == "CircularGradientBasedCorrections")
    }
  }

  @Test("strokes have dabs, radii, flow and hardness; erasers take away")
  func brush() throws {
    let stroke =
      "What = \"Mask/Paint\", Radius = 0.05, Flow = 0.5, CenterWeight = 0.2, Dabs = {\"d 0.1 0.2\", \"r 0.03\", \"d 0.3 -0.4\"}"
    let aggregate = try group(
      "{What = \"Mask/Aggregate\", MaskValue = 1, Masks = {{\(stroke), MaskValue = 1}, {\(stroke), MaskValue = 0}}}"
    )
    guard case .brush(let strokes) = aggregate.corrections[0].components[0].shape else {
      Issue.record("no brush was read")
      return
    }
    #expect(strokes.map(\.isEraser) == [false, true])
    #expect(strokes[0].radius == 0.05 && strokes[0].flow == 0.5 && strokes[0].hardness == 0.2)
    #expect(strokes[0].dabs.map(\.center) == [[0.1, 0.2], [0.3, -0.4]])
    #expect(strokes[0].dabs.map(\.radius) == [nil, 0.03])
    let old = try group(
      "{\(stroke), MaskValue = 0.7}, {\(stroke), MaskValue = 0}", key: "PaintBasedCorrections")
    let components = old.corrections[0].components
    #expect(components.map(\.combination) == [.add, .subtract])
    #expect(components.map(\.opacity) == [0.7, 1])
  }

  @Test("ranges of colour, luminance and depth, in a mask and in the old place")
  func ranges() throws {
    let luminance = try group(
      "{What = \"Mask/RangeMask\", CorrectionRangeMask = {Version = +3, Type = 2, Invert = true, LumRange = \"0 0.1 0.5 0.6\"}}"
    )
    let component = luminance.corrections[0].components[0]
    #expect(
      component.shape == .luminanceRange(.init(low: 0, lowFull: 0.1, highFull: 0.5, high: 0.6)))
    #expect(component.isInverted)
    let color = try group(
      "{What = \"Mask/RangeMask\", CorrectionRangeMask = {Type = 1, ColorAmount = 0.4, PointModels = {\"0.1 0.2 0.3\"}}}"
    )
    #expect(
      color.corrections[0].components[0].shape
        == .colorRange(ColorRange(amount: 0.4, samples: [[0.1, 0.2, 0.3]])))
    let old = try MaskGroup(
      try DevelopSettings(
        bytes(
          "GradientBasedCorrections = {{LocalExposure = 0.25, CorrectionRangeMask = {Type = 3, DepthMin = 0.2, "
            + "DepthMax = 0.5, DepthFeather = 0.1}, CorrectionMasks = {{What = \"Mask/Gradient\", ZeroX = 0, "
            + "ZeroY = 0, FullX = 0, FullY = 1}}}}, ProcessVersion = \"6.7\""), kind: .roc))
    #expect(old.corrections[0].components.map(\.combination) == [.add, .intersect])
    #expect(
      old.corrections[0].components[1].shape
        == .depthRange(.init(low: 0.1, lowFull: 0.2, highFull: 0.5, high: 0.6)))
  }

  @Test("what a model must find keeps its kind, part and outline")
  func semantic() throws {
    let person = try group(
      "{What = \"Mask/Image\", MaskSubType = 3, MaskSubCategoryID = 2, ReferencePoint = \"0.5 0.25\"}"
    )
    #expect(
      person.corrections[0].components[0].shape
        == .semantic(
          SemanticShape(subject: .person, category: 2, referencePoint: [0.5, 0.25], outline: [])))
    let object = try group(
      "{What = \"Mask/Image\", MaskSubType = 0, Gesture = {{What = \"Mask/Polygon\", Points = {{X = 0.1, Y = 0.2}, {X = 0.9, Y = 0.2}}}}}"
    )
    #expect(
      object.corrections[0].components[0].shape
        == .semantic(
          SemanticShape(
            subject: .object, category: nil, referencePoint: nil,
            outline: [[0.1, 0.2], [0.9, 0.2]])))
  }

  @Test("local sliders become adjustments in the parameters' units")
  func localValues() throws {
    let settings = try DevelopSettings(
      bytes(
        "MaskGroupBasedCorrections = {{LocalExposure2012 = 0.25, LocalExposure = 0.9, LocalContrast2012 = -0.3, "
          + "LocalCorrectedDepth = 0.5, LocalToningHue = 240, LocalCurveRefineSaturation = 100, CorrectionMasks = {}}}"
      ),
      kind: .roc)
    let mapping = RecipeMapping(catalog: builtInCatalog)
    let correction = try #require(try MaskGroup(settings).corrections.first)
    let result = mapping.adjustments(of: correction)
    #expect(
      result.adjustments == [
        "exposure": ["stops": .number(1)], "contrast": ["amount": .number(-30)],
      ])
    #expect(result.leftOut == ["LocalCorrectedDepth"])
  }

  @Test(
    "a real file's gradient is read", .enabled(if: !SharedFiles.settings.isEmpty, SharedFiles.note))
  func realFile() throws {
    let settings = try DevelopSettings(
      try SharedFiles.bytes("xmp/lr8.2_pv15.4_masks_ellipse_gradient.xmp"))
    let group = try MaskGroup(settings)
    let correction = try #require(group.corrections.first)
    #expect(correction.name == "Maske 1" && correction["LocalExposure2012"] == -0.23)
    #expect(
      correction.components.map(\.shape)
        == [.linear(zero: [0.718377, 0.660714], full: [0.263126, 0.500817])])
    #expect(group.notes == [])
    let box = try MaskGroup(
      try DevelopSettings(
        try SharedFiles.bytes("spec/vectors/jarvisart/paper-jarvisart-nostalgic-box.answer.txt")))
    #expect(box.corrections.count == 2)
    #expect(box.corrections[0].components[0].isInverted)
    #expect(box.corrections[1].components.map(\.combination) == [.add, .subtract])
  }
}

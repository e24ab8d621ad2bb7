import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import Testing

/// Sees a person in the middle with a face, eyes and teeth, as far as it is told to.
private struct ScriptedEyes: SceneEyes, SceneSight {
  var size = PixelSize(width: 1, height: 1)
  let confidence: Double
  let notes: [String] = []

  func open(_ photo: PlanarPicture) -> any SceneSight {
    var eyes = self
    eyes.size = photo.size
    return eyes
  }

  func peopleCount() async -> Int { confidence > 0 ? 1 : 0 }

  func matte(of region: SceneRegion) async -> SceneMatte {
    func radius(_ kind: SceneRegion.Kind) -> Double {
      switch kind {
      case .teeth, .eyes: 0.06
      case .face, .faceSkin: 0.2
      default: 0.35
      }
    }
    let coverage = (0..<size.pixelCount).map { index -> Float in
      let x = (Double(index % size.width) + 0.5) / Double(size.width) - 0.5
      let y = (Double(index / size.width) + 0.5) / Double(size.height) - 0.5
      let isInside = x * x + y * y < radius(region.kind) * radius(region.kind)
      return isInside == (region.kind != .background) ? 1 : 0
    }
    return SceneMatte(
      size: size, coverage: coverage, followsEdges: false, confidence: confidence,
      method: "scripted")
  }
}

@Suite("Local retouching")
struct RetouchTests {
  /// Skin in the middle of green.
  private func plan(_ sentence: String, confidence: Double = 0.9) async throws -> Plan {
    let engine = RenderEngine(
      operations: .builtIn, masks: .builtIn, eyes: ScriptedEyes(confidence: confidence))
    let (width, height) = (150, 100)
    var values: [UInt8] = []
    for index in 0..<(width * height) {
      let (x, y) = (index % width, index / width)
      let (dx, dy) = (x - 75, y - 50)
      let wave = 14 * ((x / 3 + y / 4) % 3)
      let color = dx * dx + dy * dy < 900 ? [150, 110, 85] : [70, 100, 60]
      values += color.map { UInt8($0 + wave) }
    }
    let picture = try await engine.prepare(
      Picture(size: PixelSize(width: width, height: height), samples: .eight(values)), jobs: 2)
    return try await BuiltInPlanner(catalog: engine.catalog).plan(
      Brief(instruction: sentence), renderer: ScenePreview(of: picture, engine: engine, jobs: 2))
  }

  private static let wishes = [
    ("smooth the skin", "face_skin", "skin_smoothing", "amount"),
    ("smooth her face", "face_skin", "skin_smoothing", "amount"),
    ("磨皮", "face_skin", "skin_smoothing", "amount"),
    ("the face is too red", "face_skin", "skin_smoothing", "redness"),
    ("去油光", "face_skin", "skin_smoothing", "shine"),
    ("blur the background", "background", "lens_blur", "amount"),
    ("虚化背景", "background", "lens_blur", "amount"),
    ("whiten teeth", "teeth", "saturation", "amount"),
    ("brighten her eyes", "eyes", "exposure", "stops"),
    ("face is too dark", "face", "exposure", "stops"),
    ("the face is too yellow", "face", "white_balance", "temperature"),
    ("dim the background", "background", "exposure", "stops"),
  ]

  @Test("a wish for a part is carried out in its mask and nowhere else", arguments: wishes)
  func masked(
    _ sentence: String, _ area: String, _ operation: String, _ parameter: String
  ) async throws {
    let plan = try await plan(sentence)
    #expect(plan.outcome == .complete, "\(plan.notes)")
    #expect(plan.recipe.adjustments.isEmpty)
    let local = try #require(plan.recipe.local.first)
    #expect(plan.recipe.local.count == 1 && local.name == area)
    #expect(local.adjustments[operation]?[parameter]?.number != nil)
    #expect(plan.steps.contains { $0.operation == operation && $0.area == area })
  }

  @Test(
    "what is not found is said and nothing is done instead",
    arguments: [
      "smooth the skin", "磨皮", "去油光", "reduce redness", "blur the background", "虚化背景",
      "whiten teeth", "brighten her eyes",
    ], [0, 0.2])
  func notFound(_ sentence: String, _ confidence: Double) async throws {
    let plan = try await plan(sentence, confidence: confidence)
    #expect(plan.recipe == Recipe())
    #expect(plan.outcome == .declined)
    #expect(plan.notes.contains { $0.kind == .cannotBeDone })
  }

  @Test("a white balance that cannot be kept to a face is told")
  func castWithoutFace() async throws {
    let plan = try await plan("the face is too yellow", confidence: 0)
    #expect(plan.recipe.local.isEmpty)
    #expect(plan.notes.contains { $0.text.contains("whole picture") })
  }

  @Test("the plan says that depth is not known")
  func depth() async throws {
    let english = try await plan("blur the background")
    #expect(english.notes.contains { $0.text.contains("how far away") })
    let chinese = try await plan("虚化背景")
    #expect(chinese.notes.contains { $0.text.contains("景深") })
  }

  @Test("words of amount scale settings that have no measure")
  func amounts() async throws {
    var amounts: [Double] = []
    for sentence in ["blur the background slightly", "blur the background", "blur it a lot"] {
      let plan = try await plan(sentence)
      amounts.append(
        plan.recipe.local.first?.adjustments["lens_blur"]?["amount"]?.number ?? 0)
    }
    #expect(amounts == amounts.sorted() && Set(amounts).count == 3 && amounts[0] > 0)
  }

  @Test("light on a face falls off softly and ends with the person")
  func faceLight() async throws {
    let plan = try await plan("face is too dark")
    let mask = try #require(plan.recipe.local.first?.mask)
    #expect(mask.kind == MaskSettings.group)
    #expect(mask.components.map(\.kind) == ["face", "person"])
    #expect(mask.components[1].combination == .intersect)
    #expect((mask.components[0].values["feather"]?.number ?? 0) > 0.01)
  }

  @Test(
    "a person is changed on the side that was said",
    arguments: [("brighten the person on the left", "left"), ("提亮右边的人", "right")])
  func side(sentence: String, side: String) async throws {
    let plan = try await plan(sentence)
    let local = try #require(plan.recipe.local.first)
    #expect(local.name == "person \(side)")
    #expect(local.mask.components.map(\.kind) == ["person", "linear_gradient"])
    #expect(local.mask.components.last?.combination == .intersect)
    #expect((local.adjustments["exposure"]?["stops"]?.number ?? 0) > 0.1)
  }
}

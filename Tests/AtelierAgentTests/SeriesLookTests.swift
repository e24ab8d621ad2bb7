import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierTesting
import AtelierVision
import Testing

@testable import AtelierAgent

/// Sees a face in the middle, a large one where the photo is bright.
private struct LightedFace: SceneEyes, SceneSight {
  var size = PixelSize(width: 1, height: 1)
  var radius = 0.1
  let notes: [String] = []

  func open(_ photo: PlanarPicture) -> any SceneSight {
    let mean = photo.green.reduce(0, +) / Float(photo.green.count)
    return Self(size: photo.size, radius: mean > 0.3 ? 0.3 : 0.1)
  }

  func peopleCount() async -> Int { 1 }

  func matte(of region: SceneRegion) async -> SceneMatte {
    let coverage = (0..<size.pixelCount).map { index -> Float in
      let x = (Double(index % size.width) + 0.5) / Double(size.width) - 0.5
      let y = (Double(index / size.width) + 0.5) / Double(size.height) - 0.5
      return (x * x + y * y).squareRoot() < radius ? 1 : 0
    }
    return SceneMatte(
      size: size, coverage: coverage, followsEdges: false, confidence: 0.9, method: "scripted")
  }
}

@Suite("One look for a series")
struct SeriesLookTests {
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn,
    eyes: PhotoEyes.withoutModels)
  private var retoucher: Retoucher { Retoucher(engine: engine, jobs: 2) }

  private func sources(_ photos: [[UInt8]]) -> [PictureSource] {
    photos.enumerated().map { .bytes($1, name: "photo-\($0 + 1)") }
  }

  private func look(
    of sources: [PictureSource], _ sentence: String, planning: ModelPlanning? = nil
  ) async throws -> SeriesLook? {
    let retoucher = retoucher
    return try await retoucher.look(of: sources) { source in
      try await retoucher.plan(
        source, instruction: sentence, styles: PlanStyles(), region: nil,
        output: OutputSettings(), planning: planning)
    }
  }

  private func session(
    _ look: SeriesLook, _ source: PictureSource, _ sentence: String
  ) async throws -> Retoucher.Session {
    try await retoucher.plan(
      look, for: source, instruction: sentence, output: OutputSettings())
  }

  /// Tones and cast of a photo, as it is or as a session renders it.
  private func measured(
    _ photo: OpenedPhoto, _ recipe: Recipe
  ) async throws -> (lightness: Double, cast: SIMD2<Double>) {
    let preview = ScenePreview(of: photo.prepared, engine: engine, jobs: 2)
    let statistics = PictureStatistics(
      of: LabPicture(try await preview.preview(recipe, longEdge: 320)))
    return (
      statistics.lightness.p50, [statistics.cast.grey.a, statistics.cast.grey.b]
    )
  }

  private func spread(_ values: [Double]) -> Double {
    (values.max() ?? 0) - (values.min() ?? 0)
  }

  @Test("exposures come together, and the strength of the look stays")
  func exposures() async throws {
    let sources = sources(try [-0.8, -0.3, 0, 0.3, 0.7].map { try SeriesScene.photo(stops: $0) })
    let sentence = "half a stop brighter, more contrast"
    let look = try #require(try await look(of: sources, sentence))
    #expect(look.outliers.isEmpty)
    var before: [Double] = []
    var after: [Double] = []
    for source in sources {
      let session = try await session(look, source, sentence)
      before.append(try await measured(session.photo, Recipe()).lightness)
      after.append(try await measured(session.photo, session.plan.recipe).lightness)
      #expect(
        session.plan.recipe["contrast", "amount"] == look.plan.recipe["contrast", "amount"])
    }
    #expect(spread(before) > 20, "\(before)")
    #expect(spread(after) < 0.4 * spread(before), "\(before) became \(after)")
    // The photo in the middle is as bright as the sentence says.
    #expect((after[look.representatives[0]] - look.goal.lightness).magnitude < 1)
    #expect(after[2] > before[2] + 4)
    // The order of what was photographed stays: a part of the difference is left.
    #expect(after == after.sorted())
  }

  @Test("casts come together, and what is matched is told")
  func casts() async throws {
    let sources = sources(try [-0.5, -0.2, 0, 0.2, 0.5].map { try SeriesScene.photo(warmth: $0) })
    let look = try #require(try await look(of: sources, "a bit more contrast"))
    var before: [Double] = []
    var after: [Double] = []
    for source in sources {
      let session = try await session(look, source, "a bit more contrast")
      before.append(try await measured(session.photo, Recipe()).cast.y)
      after.append(try await measured(session.photo, session.plan.recipe).cast.y)
      let shift = session.plan.recipe["white_balance", "temperature"] ?? 0
      let isTold = session.plan.notes.contains { $0.text.contains("White balance matched") }
      #expect(isTold == (shift != 0), "\(source.name)")
    }
    #expect(spread(before) > 10, "\(before)")
    // At most 20 points each, and no farther than the estimate of the light is trusted.
    #expect(spread(after) < 0.7 * spread(before), "\(before) became \(after)")
    #expect(after == after.sorted())
  }

  @Test("a stranger is named, and the look is not planned on it")
  func stranger() async throws {
    var photos = try [-0.3, 0, 0.1, 0.3].map { try SeriesScene.photo(stops: $0) }
    photos.insert(try SeriesScene.stranger(), at: 2)
    let sources = sources(photos)
    let look = try #require(try await look(of: sources, "brighter"))
    #expect(look.outliers.map(\.place) == [2])
    #expect(look.outliers[0].reason[.en]?.contains("L*") == true)
    #expect(look.outliers[0].reason[.zh]?.contains("中位数") == true)
    #expect(!look.representatives.contains(2))
    // It is matched by no more than a stop.
    let base = look.plan.recipe["exposure", "stops"] ?? 0
    let stops = try await session(look, sources[2], "brighter").plan.recipe["exposure", "stops"]
    #expect(((stops ?? 0) - base).magnitude <= 1.001)
  }

  @Test("a photo under another light is named for its colour")
  func otherLight() async throws {
    let warmth = [0, 0.05, -0.05, 0, 1.8]
    let look = try #require(
      try await look(of: sources(try warmth.map { try SeriesScene.photo(warmth: $0) }), "brighter"))
    #expect(look.outliers.map(\.place) == [4])
    #expect(look.outliers[0].reason[.en]?.contains("another colour") == true)
  }

  @Test("three photos have no stranger, one photo is its own series, none has no look")
  func small() async throws {
    let three = sources([
      try SeriesScene.photo(), try SeriesScene.photo(stops: 0.2), try SeriesScene.stranger(),
    ])
    #expect(try await look(of: three, "brighter")?.outliers.isEmpty == true)
    let one = sources([try SeriesScene.photo()])
    let look = try #require(try await look(of: one, "half a stop brighter"))
    #expect(look.representatives == [0])
    #expect(
      try await session(look, one[0], "half a stop brighter").plan.recipe["exposure", "stops"]
        == 0.5)
    #expect(try await self.look(of: [], "brighter") == nil)
    #expect(try await self.look(of: sources([Array("no photo".utf8)]), "brighter") == nil)
  }

  @Test("one worker and four give the same plan for each photo")
  func workers() async throws {
    let sources = sources(try [-0.4, 0, 0.4].map { try SeriesScene.photo(stops: $0) })
    var plans: [[Recipe]] = []
    for jobs in [1, 4] {
      let retoucher = Retoucher(engine: engine, jobs: jobs)
      let look = try #require(
        try await retoucher.look(of: sources) {
          try await retoucher.plan(
            $0, instruction: "brighter", region: nil, output: OutputSettings())
        })
      var recipes: [Recipe] = []
      for source in sources {
        recipes.append(
          try await retoucher.plan(
            look, for: source, instruction: "brighter", output: OutputSettings()
          ).plan.recipe)
      }
      plans.append(recipes)
    }
    #expect(plans[0] == plans[1])
  }

  // MARK: What belongs to one photo

  @Test("masks that a model drew on one photo are left out and told")
  func drawnMasks() async throws {
    let answer = """
      <think>The middle is dark.</think><answer>{'Exposure2012': 0.2, 'MaskGroupBasedCorrections': \
      [{'CorrectionAmount': 1, 'CorrectionActive': True, 'CorrectionName': 'Lamp', \
      'LocalExposure2012': 0.1, 'CorrectionMasks': [{'What': 'Mask/Image', 'MaskActive': True, \
      'MaskSubType': 0, 'MaskBlendMode': 0, 'MaskInverted': False, 'MaskValue': 1, 'Gesture': \
      [{'What': 'Mask/Polygon', 'Points': [{'X': 0.1, 'Y': 0.2}, {'X': 0.6, 'Y': 0.2}, \
      {'X': 0.6, 'Y': 0.9}, {'X': 0.1, 'Y': 0.9}]}]}]}, {'CorrectionAmount': 1, \
      'CorrectionActive': True, 'CorrectionName': 'Sky', 'LocalExposure2012': -0.1, \
      'CorrectionMasks': [{'What': 'Mask/Image', 'MaskActive': True, 'MaskSubType': 2, \
      'MaskBlendMode': 0, 'MaskInverted': False, 'MaskValue': 1}]}]}</answer>
      """
    let sources = sources([try SeriesScene.photo(), try SeriesScene.photo(stops: 0.3)])
    let planning = ModelPlanning(
      model: ScriptedModel(.success(answer)), mode: .jarvis, fallsBack: false)
    let alone = try await retoucher.plan(
      sources[0], instruction: "calmer", styles: PlanStyles(), region: nil,
      output: OutputSettings(), planning: planning)
    #expect(alone.plan.recipe.local.map(\.name).contains("Lamp"))
    let look = try #require(try await look(of: sources, "calmer", planning: planning))
    #expect(!look.plan.recipe.local.map(\.name).contains("Lamp"))
    #expect(!look.plan.steps.contains { $0.area == "Lamp" })
    let plan = try await session(look, sources[1], "calmer").plan
    #expect(plan.notes.contains { $0.kind == .cannotBeDone && $0.text.contains("“Lamp”") })
    #expect(plan.outcome == .partial)
    // What is told by what the photo shows is found anew.
    #expect(plan.recipe.local.map(\.mask.kind) == ["sky"])
  }

  @Test("regions are found anew: a photo without a sky has no settings of the sky")
  func regions() async throws {
    let sentence = "darken the sky"
    let photos = sources([
      try SeriesScene.photo(), try SeriesScene.photo(stops: 0.2), try SeriesScene.stranger(),
    ])
    let look = try #require(try await look(of: photos, sentence))
    try #require(look.plan.recipe.local.map(\.mask.kind) == ["sky"])
    let other = try await session(look, photos[1], sentence).plan
    #expect(other.recipe.local == look.plan.recipe.local)
    let dark = try await session(look, photos[2], sentence).plan
    #expect(dark.recipe.local.isEmpty && !dark.steps.contains { $0.area != nil })
    #expect(dark.notes.contains { $0.kind == .cannotBeDone && $0.text.contains("“sky”") })
  }

  @Test("skin is smoothed by the size of each photo's faces, and notes say which photo they are of")
  func skin() async throws {
    let engine = RenderEngine(operations: .builtIn, masks: .builtIn, eyes: LightedFace())
    let retoucher = Retoucher(engine: engine, jobs: 2)
    let photos = sources([
      try SeriesScene.photo(), try SeriesScene.photo(stops: -0.1),
      try SeriesScene.photo(stops: 1.2),
    ])
    let sentence = "smooth the skin"
    let look = try #require(
      try await retoucher.look(of: photos) {
        try await retoucher.plan(
          $0, instruction: sentence, region: nil, output: OutputSettings())
      })
    var radii: [Double] = []
    for photo in photos {
      let plan = try await retoucher.plan(
        look, for: photo, instruction: sentence, output: OutputSettings()
      ).plan
      let smoothing = try #require(plan.recipe.local.first?.adjustments["skin_smoothing"])
      radii.append(try #require(smoothing["radius"]?.number))
      let planned = look.plan.recipe.local[0].adjustments["skin_smoothing"]
      #expect(smoothing["amount"] == planned?["amount"])
      let found = try #require(plan.notes.first { $0.text.contains("scripted") })
      #expect(found.text.hasPrefix("On the photo that the look was planned on: "))
    }
    #expect(radii[0] == radii[1] && radii[2] > 1.5 * radii[0], "\(radii)")
  }

  @Test("parts of the frame that words name are the same in all photos")
  func placesOfWords() async throws {
    let sentence = "darken the left half"
    let photos = sources([try SeriesScene.photo(), try SeriesScene.photo(stops: 0.3)])
    let look = try #require(try await look(of: photos, sentence))
    #expect(look.plan.recipe.local.map(\.mask.kind) == ["linear_gradient"])
    #expect(
      try await session(look, photos[1], sentence).plan.recipe.local
        == look.plan.recipe.local)
  }

  @Test("a crop has the wanted proportions in each photo, whatever its format")
  func frames() async throws {
    let sentence = "half a stop brighter, crop to 1:1"
    let tall = try TestPicture.encoded(PixelSize(width: 80, height: 120), as: .png)
    let photos = sources([try SeriesScene.photo(), try SeriesScene.photo(stops: 0.1), tall])
    let look = try #require(try await look(of: photos, sentence))
    #expect(look.plan.recipe.geometry.isEmpty)
    for (source, side) in zip(photos, [120, 120, 80]) {
      let session = try await session(look, source, sentence)
      #expect(session.photo.prepared.size == PixelSize(width: side, height: side))
      #expect(session.plan.steps.contains { $0.operation == "crop" && $0.chosenBy == .person })
    }
  }
}

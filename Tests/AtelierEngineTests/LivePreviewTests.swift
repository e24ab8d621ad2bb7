import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Live previews")
struct LivePreviewTests {
  let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  /// The parameters of every stage that a slider may move.
  static let moved = [
    ("sharpening", "amount"), ("white_balance", "temperature"), ("exposure", "stops"),
    ("dehaze", "amount"), ("highlights", "amount"), ("contrast", "amount"),
    ("saturation", "amount"), ("vignette", "amount"),
  ]

  @Test("moving a slider gives the same bytes as a render from the start", arguments: moved)
  func sameBytes(_ operation: String, _ parameter: String) async throws {
    let picture = try await engine.prepare(.scene(61, 47), jobs: 2)
    let live = LivePreview(of: picture, engine: engine, jobs: 2)
    var recipe = Recipe(adjustments: [
      "sharpening": ["amount": .number(50)], "exposure": ["stops": .number(0.3)],
      "clarity": ["amount": .number(30)], "contrast": ["amount": .number(20)],
      "vibrance": ["amount": .number(25)], "vignette": ["amount": .number(-30)],
    ])
    for value in [0.2, 0.9, -0.4, 0.6] {
      recipe[operation, parameter] = value
      let kept = SampleCollector(stripHeight: 16)
      try await live.render(recipe, in: .sRGB, to: kept)
      let fresh = SampleCollector(stripHeight: 16)
      try await engine.render(recipe, of: picture, in: .sRGB, to: fresh, jobs: 1)
      #expect(kept.values() == fresh.values())
    }
  }

  @Test("sliders of different stages may move one after the other", arguments: [0.0, 50])
  func oneAfterTheOther(sharpening: Double) async throws {
    let picture = try await engine.prepare(.scene(61, 47), jobs: 2)
    let live = LivePreview(of: picture, engine: engine, jobs: 2)
    var recipe = Recipe(adjustments: [
      "exposure": ["stops": .number(0.3)], "clarity": ["amount": .number(30)],
      "contrast": ["amount": .number(20)], "vibrance": ["amount": .number(25)],
    ])
    if sharpening > 0 { recipe["sharpening", "amount"] = sharpening }
    let moves = [
      ("white_balance", "temperature", 20.0), ("white_balance", "temperature", 30),
      ("highlights", "amount", -40), ("highlights", "amount", -60), ("exposure", "stops", -0.5),
      ("dehaze", "amount", 30), ("exposure", "stops", 0.5), ("sharpening", "amount", 80),
      ("calibration", "red_saturation", 20), ("contrast", "amount", -10),
      ("shadows", "amount", 50), ("white_balance", "temperature", 0),
    ]
    for (operation, parameter, value) in moves {
      recipe[operation, parameter] = value
      let kept = SampleCollector(stripHeight: 16)
      try await live.render(recipe, in: .sRGB, to: kept)
      let fresh = SampleCollector(stripHeight: 16)
      try await engine.render(recipe, of: picture, in: .sRGB, to: fresh, jobs: 1)
      #expect(kept.values() == fresh.values(), "\(operation) \(value)")
    }
  }

  @Test("maps are taken back when a map's reader is added or sharpening changes")
  func mapsFollow() async throws {
    let picture = try await engine.prepare(.scene(61, 47), jobs: 2)
    let live = LivePreview(of: picture, engine: engine, jobs: 2)
    var recipe = Recipe(adjustments: ["exposure": ["stops": .number(0.3)]])
    for step in 0..<5 {
      recipe["white_balance", "temperature"] = Double(10 * step)
      if step == 2 { recipe["clarity", "amount"] = 40 }
      if step == 3 { recipe["dehaze", "amount"] = 20 }
      if step == 4 { recipe["sharpening", "amount"] = 60 }
      let kept = SampleCollector(stripHeight: 16)
      try await live.render(recipe, in: .sRGB, to: kept)
      let fresh = SampleCollector(stripHeight: 16)
      try await engine.render(recipe, of: picture, in: .sRGB, to: fresh, jobs: 1)
      #expect(kept.values() == fresh.values(), "step \(step)")
    }
  }
}

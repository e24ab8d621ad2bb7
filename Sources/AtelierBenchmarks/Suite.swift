import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe

/// The measurements, in groups that can be chosen by name.
struct Suite {
  let settings: BenchmarkSettings
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)

  init(_ settings: BenchmarkSettings) { self.settings = settings }

  var runs: Int { settings.isQuick ? 1 : 7 }
  private var large: PixelSize {
    settings.isQuick ? PixelSize(width: 600, height: 400) : PixelSize(width: 6000, height: 4000)
  }

  func run() async throws {
    let groups: [(String, () async throws -> Void)] = [
      ("operations", { try await operations(PixelSize(width: 1200, height: 833)) }),
      ("points", points), ("retouch", retouch), ("previews", previews), ("plan", plan),
      ("scenes", scenes),
    ]
    if let unknown = settings.only?.subtracting(groups.map(\.0) + ["operations24"]).first {
      stop(
        "there is no group '\(unknown)'; there are "
          + (groups.map(\.0) + ["operations24"]).joined(separator: ", "))
    }
    for (name, work) in groups where settings.only?.contains(name) ?? true { try await work() }
    if settings.only?.contains("operations24") ?? false { try await operations(large) }
  }

  func title(_ text: String) {
    print("\n\(text), \(settings.jobs) workers, median of \(runs)")
  }

  /// Each operation of the catalog alone, at a setting that leaves its identity.
  private func operations(_ size: PixelSize) async throws {
    let size = settings.isQuick ? size.fitted(longEdge: 300) : size
    title("Each operation on \(size)")
    let picture = TestPicture.make(size)
    let untouched = try await engine.prepare(picture, jobs: settings.jobs)
    try await time("(none)", Recipe(), untouched)
    for operation in engine.catalog.operations {
      let values = operation.benchmarkValues
      if operation.stage == .geometry {
        let geometry = [operation.name: values]
        let timing = try await Timing(runs: runs) {
          _ = try await engine.prepare(picture, geometry: geometry, jobs: settings.jobs)
        }
        timing.report("\(operation.name) (first pass)")
      } else {
        try await time(operation.name, Recipe(adjustments: [operation.name: values]), untouched)
      }
    }
  }

  private func time(_ name: String, _ recipe: Recipe, _ picture: PreparedPicture) async throws {
    let sink = DiscardingSink()
    let timing = try await Timing(runs: runs) {
      try await engine.render(recipe, of: picture, in: .sRGB, to: sink, jobs: settings.jobs)
    }
    timing.report(name)
  }

  /// Five point operations, from 8-bit pixels in memory to 8-bit pixels in memory.
  private func points() async throws {
    title("Five point operations on \(large), memory to memory")
    let picture = try await engine.prepare(source(), jobs: settings.jobs)
    try await time("five point operations", .fivePoints, picture)
  }

  /// Ten operations, from 8-bit pixels in memory to 8-bit pixels in memory.
  private func retouch() async throws {
    title("Ten operations on \(large), memory to memory")
    let source = try source()
    let timing = try await Timing(runs: runs) {
      _ = try await engine.prepare(source, jobs: settings.jobs)
    }
    timing.report("first pass")
    let picture = try await engine.prepare(source, jobs: settings.jobs)
    try await time("second pass", .tenOperations, picture)
    try await time("second pass with five masks", .fiveMasks, picture)
  }

  /// What an editor and a trainer wait for.
  private func previews() async throws {
    title("Previews of \(large)")
    let source = try source()
    let picture = try await engine.prepare(
      source, fitting: { $0.fitted(longEdge: 1600) }, jobs: settings.jobs)
    try await time("1600 px, ten operations", .tenOperations, picture)
    for (name, parameter) in [
      ("white_balance", "temperature"), ("exposure", "stops"), ("highlights", "amount"),
      ("contrast", "amount"), ("hsl", "blue_saturation"), ("vignette", "amount"),
    ] {
      try await slide(name, parameter, picture)
    }
    try await time("1600 px, with five masks", .fiveMasks, picture)
    let small = try await engine.prepare(
      source, fitting: { $0.fitted(longEdge: 512) }, jobs: settings.jobs)
    try await time("512 px, ten operations", .tenOperations, small)
  }

  /// A slider that moves over a live preview.
  private func slide(
    _ name: String, _ parameter: String, _ picture: PreparedPicture
  ) async throws {
    let preview = LivePreview(of: picture, engine: engine, jobs: settings.jobs)
    let sink = DiscardingSink()
    var recipe = Recipe.tenOperations
    let timing = try await Timing(runs: 3 * runs) {
      let value = recipe.adjustments[name]?[parameter]?.number ?? 0
      recipe.adjustments[name]?[parameter] = .number(value + 0.01)
      try await preview.render(recipe, in: .sRGB, to: sink)
    }
    timing.report("1600 px, \(name) moves")
  }

  /// The photo that was named, or a made one.
  func source() throws -> Picture {
    guard let photo = settings.photo else { return TestPicture.make(large) }
    return try PictureReader.read(.path(photo)).picture
  }

  /// A plan that looks at its own result.
  private func plan() async throws {
    let source = try source()
    title("Plans for \(source.size)")
    for sentence in [
      "two thirds of a stop brighter, warmer, hold the highlights", "improve this photo",
      "整体提亮一点，偏暖，压高光",
    ] {
      let timing = try await Timing(runs: settings.isQuick ? 1 : 3) {
        let prepared = try await engine.prepare(source, jobs: settings.jobs)
        let preview = ScenePreview(of: prepared, engine: engine, jobs: settings.jobs)
        _ = try await BuiltInPlanner(catalog: engine.catalog).plan(
          Brief(instruction: sentence), renderer: preview)
      }
      timing.report(sentence)
    }
  }
}

extension Recipe {
  /// The settings of `Benchmarks/ten-operations.json`.
  static var tenOperations: Recipe {
    Recipe(adjustments: [
      "white_balance": ["temperature": .number(12), "tint": .number(3)],
      "exposure": ["stops": .number(0.4)],
      "highlights": ["amount": .number(-40)],
      "shadows": ["amount": .number(30)],
      "clarity": ["amount": .number(20)],
      "contrast": ["amount": .number(12)],
      "whites": ["amount": .number(10)],
      "blacks": ["amount": .number(-8)],
      "tone_curve": [
        "master": .curve([
          CurvePoint(0, 0), CurvePoint(0.25, 0.22), CurvePoint(0.75, 0.78), CurvePoint(1, 1),
        ])
      ],
      "vibrance": ["amount": .number(20)],
      "hsl": [
        "green_hue": .number(10), "blue_saturation": .number(15), "orange_luminance": .number(5),
      ],
      "sharpening": ["amount": .number(40)],
      "vignette": ["amount": .number(-15)],
    ])
  }

  /// Its operations that look at one pixel, with saturation in place of vibrance.
  static var fivePoints: Recipe {
    var recipe = tenOperations
    let names: Set = ["white_balance", "exposure", "tone_curve", "hsl"]
    recipe.adjustments = recipe.adjustments.filter { names.contains($0.key) }
    recipe.adjustments["saturation"] = ["amount": .number(15)]
    return recipe
  }

  /// The ten operations and five masks that overlap, of three local values each.
  static var fiveMasks: Recipe {
    var recipe = tenOperations
    let masks = [
      MaskSettings(
        kind: "linear_gradient",
        values: ["from": .numbers([0.5, 0.6]), "to": .numbers([0.5, 0.1])]),
      MaskSettings(
        kind: "radial_gradient",
        values: ["center": .numbers([0.5, 0.5]), "radii": .numbers([0.3, 0.35])]),
      MaskSettings(
        kind: "rectangle",
        values: ["box": .numbers([0.1, 0.2, 0.5, 0.7]), "feather": .number(0.1)]),
      MaskSettings(
        kind: "radial_gradient",
        values: ["center": .numbers([0.7, 0.6]), "radii": .numbers([0.25, 0.2])], isInverted: true),
      MaskSettings(kind: "luminance_range", values: ["range": .numbers([0, 0, 0.3, 0.5])]),
    ]
    recipe.local = masks.enumerated().map { index, mask in
      LocalAdjustment(
        name: "\(index)", mask: mask,
        adjustments: [
          "exposure": ["stops": .number(0.3)], "saturation": ["amount": .number(10)],
          "shadows": ["amount": .number(15)],
        ])
    }
    return recipe
  }
}

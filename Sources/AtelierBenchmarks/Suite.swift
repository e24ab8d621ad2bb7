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
  private let settings: BenchmarkSettings
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)

  init(_ settings: BenchmarkSettings) { self.settings = settings }

  private var runs: Int { settings.isQuick ? 1 : 7 }
  private var large: PixelSize {
    settings.isQuick ? PixelSize(width: 600, height: 400) : PixelSize(width: 6000, height: 4000)
  }

  func run() async throws {
    let groups: [(String, () async throws -> Void)] = [
      ("operations", { try await operations(PixelSize(width: 1200, height: 833)) }),
      ("points", points), ("retouch", retouch), ("previews", previews), ("plan", plan),
    ]
    if let unknown = settings.only?.subtracting(groups.map(\.0) + ["operations24"]).first {
      stop(
        "there is no group '\(unknown)'; there are "
          + (groups.map(\.0) + ["operations24"]).joined(separator: ", "))
    }
    for (name, work) in groups where settings.only?.contains(name) ?? true { try await work() }
    if settings.only?.contains("operations24") ?? false { try await operations(large) }
  }

  private func title(_ text: String) {
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
    let picture = try await engine.prepare(TestPicture.make(large), jobs: settings.jobs)
    let names = ["exposure", "white_balance", "tone_curve", "saturation", "hsl"]
    try await time("five point operations", recipe(names), picture)
  }

  /// Ten operations, from 8-bit pixels in memory to 8-bit pixels in memory.
  private func retouch() async throws {
    title("Ten operations on \(large), memory to memory")
    let names = [
      "exposure", "white_balance", "contrast", "highlights", "shadows", "whites", "blacks",
      "tone_curve", "vibrance", "hsl", "clarity", "sharpening", "vignette",
    ]
    let source = TestPicture.make(large)
    let timing = try await Timing(runs: runs) {
      _ = try await engine.prepare(source, jobs: settings.jobs)
    }
    timing.report("first pass")
    let picture = try await engine.prepare(source, jobs: settings.jobs)
    try await time("second pass", recipe(names), picture)
  }

  /// What an editor and a trainer wait for.
  private func previews() async throws {
    title("Previews of \(large)")
    let source = TestPicture.make(large)
    let names = [
      "exposure", "white_balance", "contrast", "highlights", "shadows", "tone_curve", "vibrance",
      "hsl",
    ]
    for edge in [1600, 512] {
      let picture = try await engine.prepare(
        source, fitting: { $0.fitted(longEdge: edge) }, jobs: settings.jobs)
      try await time("\(edge) px, upstream cached", recipe(names), picture)
      var local = recipe(names)
      for index in 0..<5 {
        let left = 0.1 * Double(index)
        local.local.append(
          LocalAdjustment(
            name: "\(index)",
            mask: MaskSettings(
              kind: "rectangle", values: ["box": .numbers([left, left, left + 0.4, left + 0.4])]),
            adjustments: ["exposure": ["stops": .number(0.2)]]))
      }
      try await time("\(edge) px, five masks", local, picture)
    }
  }

  /// A plan that looks at its own result.
  private func plan() async throws {
    let source: Picture
    if let photo = settings.photo {
      source = try PictureReader.read(.path(photo)).picture
    } else {
      source = TestPicture.make(large)
    }
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

  private func recipe(_ names: [String]) -> Recipe {
    var recipe = Recipe()
    for name in names {
      guard let operation = engine.catalog.operation(name) else {
        stop("the catalog has no operation '\(name)'")
      }
      recipe.adjustments[name] = operation.benchmarkValues
    }
    return recipe
  }
}

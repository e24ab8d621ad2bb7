import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Strips")
struct StripTests {
  let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  /// Area operations, a map, tone and two overlapping masks, one of which varies area operations.
  var busy: Recipe {
    func box(_ box: [Double], inverted: Bool, _ adjustments: Adjustments) -> LocalAdjustment {
      LocalAdjustment(
        name: "box",
        mask: MaskSettings(
          kind: "rectangle", values: ["box": .numbers(box), "feather": .number(0.3)],
          isInverted: inverted), adjustments: adjustments)
    }
    return Recipe(
      adjustments: [
        "exposure": ["stops": .number(0.4)], "contrast": ["amount": .number(30)],
        "dehaze": ["amount": .number(50)], "texture": ["amount": .number(60)],
        "sharpening": ["amount": .number(80), "masking": .number(40)],
        "noise_reduction": ["luminance": .number(40), "color": .number(30)],
      ],
      local: [
        box(
          [0.1, 0.2, 0.7, 0.8], inverted: false,
          ["exposure": ["stops": .number(-1)], "sharpening": ["radius": .number(1.5)]]),
        box(
          [0.4, 0, 1, 0.6], inverted: true,
          ["texture": ["amount": .number(-90)], "noise_reduction": ["luminance": .number(50)]]),
      ])
  }

  @Test("strips of any height on any number of workers give the same bytes")
  func stripsEqualWhole() async throws {
    let picture = Picture.scene(61, 47)
    let whole = try await engine.values(busy, of: picture, stripHeight: 47)
    #expect(Set(whole).count > 50)
    for (height, jobs) in [(1, 1), (1, 4), (5, 3), (16, 2), (46, 4), (100, 2)] {
      let values = try await engine.values(busy, of: picture, stripHeight: height, jobs: jobs)
      #expect(values == whole, "\(height) rows, \(jobs) workers")
    }
  }

  @Test("strips of a turned, straightened and reduced picture give the same bytes")
  func stripsOfGeometry() async throws {
    var recipe = busy
    recipe.geometry = [
      "rotate": ["quarter_turns": .number(1)], "straighten": ["degrees": .number(4)],
    ]
    let picture = Picture.scene(90, 70)
    let whole = try await engine.values(recipe, of: picture, stripHeight: 200, longEdge: 50)
    for (height, jobs) in [(3, 4), (7, 1)] {
      let values = try await engine.values(
        recipe, of: picture, stripHeight: height, jobs: jobs, longEdge: 50)
      #expect(values == whole)
    }
  }

  @Test("wide rows are cut into strips without seams")
  func wideRows() async throws {
    // Wider than two strips of an area kernel; the left part must not depend on what is right of it.
    let recipe = Recipe(adjustments: [
      "sharpening": ["amount": .number(100)], "texture": ["amount": .number(50)],
      "noise_reduction": ["luminance": .number(60), "color": .number(60)],
    ])
    let whole = try await engine.values(recipe, of: .scene(2300, 9))
    for x in [0, 511, 512, 1023, 1024, 2047, 2048, 2299] {
      // A window with room for every margin on both sides.
      let (low, high) = (max(0, x - 60), min(2300, x + 61))
      let part = try await engine.values(recipe, of: Picture.scene(2300, 9).columns(low..<high))
      for y in 0..<9 {
        for channel in 0..<3 {
          #expect(
            whole[3 * (y * 2300 + x) + channel]
              == part[3 * (y * (high - low) + x - low) + channel], "column \(x)")
        }
      }
    }
  }

  @Test(
    "pictures of a few pixels survive every operation at its extremes",
    arguments: [(1, 1), (1, 5), (6, 1), (3, 2)], [false, true])
  func tinyPictures(_ side: (Int, Int), atUpperEnd: Bool) async throws {
    var recipe = Recipe()
    for operation in engine.operations.descriptions {
      for parameter in operation.parameters {
        let value: ParameterValue? =
          switch parameter.kind {
          case .scalar(let range, _): .number(atUpperEnd ? range.upperBound : range.lowerBound)
          case .integer(let range):
            .number(Double(atUpperEnd ? range.upperBound : range.lowerBound))
          default: nil
          }
        guard let value else { continue }
        if operation.stage == .geometry {
          recipe.geometry[operation.name, default: [:]][parameter.name] = value
        } else {
          recipe.adjustments[operation.name, default: [:]][parameter.name] = value
        }
      }
    }
    let values = try await engine.values(recipe, of: .scene(side.0, side.1), jobs: 2)
    #expect(!values.isEmpty && values.allSatisfy { (0...255).contains($0) })
    recipe.geometry = [:]
    let full = try await engine.values(recipe, of: .scene(side.0, side.1), jobs: 2)
    #expect(full.count == 3 * side.0 * side.1)
  }

  @Test("an empty recipe gives the stored samples")
  func emptyRecipe() async throws {
    let picture = Picture.scene(33, 20)
    let values = try await engine.values(Recipe(), of: picture, jobs: 2)
    for index in values.indices {
      #expect((values[index] - Int((picture.samples[index] * 255).rounded())).magnitude <= 1)
    }
  }

  @Test("a cancelled render stops early")
  func cancellation() async throws {
    let prepared = try await engine.prepare(.scene(64, 400), jobs: 1)
    let (recipe, engine) = (busy, engine)
    let (steps, report) = AsyncStream.makeStream(of: Double.self)
    let task = Task {
      try await engine.render(
        recipe, of: prepared, in: .sRGB, to: WaitingSink(), jobs: 1
      ) { report.yield($0) }
    }
    // The first progress cancels; the sink holds the second strip until that has happened.
    for await _ in steps {
      task.cancel()
      break
    }
    do {
      try await task.value
      Issue.record("the render finished")
    } catch RenderError.cancelled {
      // What was wanted.
    }
  }
}

/// Takes the first strip at once and the others when the task has been cancelled.
private struct WaitingSink: PixelSink {
  let stripHeight = 4
  let depth = SampleDepth.eight

  func accept(strip: Int, rows: Range<Int>, samples: Samples) throws {
    while strip > 0, !Task.isCancelled { continue }
  }
}

extension Picture {
  /// Some columns of an 8-bit picture.
  func columns(_ range: Range<Int>) -> Picture {
    var values: [UInt8] = []
    for y in 0..<size.height {
      let start = y * size.width
      for index in (3 * (start + range.lowerBound))..<(3 * (start + range.upperBound)) {
        values.append(UInt8((samples[index] * 255).rounded()))
      }
    }
    return Picture(
      size: PixelSize(width: range.count, height: size.height), samples: .eight(values),
      colorSpace: colorSpace)
  }
}

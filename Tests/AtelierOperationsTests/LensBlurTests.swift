import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Lens blur")
struct LensBlurTests {
  private let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  /// A recipe that acts on the right half with a hard edge.
  static func rightHalf(_ adjustments: Adjustments) -> Recipe {
    Recipe(local: [
      LocalAdjustment(
        name: "right",
        mask: MaskSettings(
          kind: "rectangle",
          values: ["box": .numbers([0.5, 0, 1, 1]), "feather": .number(0)]),
        adjustments: adjustments)
    ])
  }

  private func render(_ recipe: Recipe, of picture: Picture) async throws -> PlanarPicture {
    let prepared = try await engine.prepare(picture, jobs: 1)
    return try await engine.renderPlanar(recipe, of: prepared, in: .working, jobs: 1)
  }

  @Test("colours of what stays sharp do not bleed into what is blurred")
  func bleeding() async throws {
    let picture = linearPicture(200, 80) { x, y in
      x < 100 ? [0.9, 0.02, 0.02] : SIMD3(repeating: (x / 8 + y / 8) % 2 == 0 ? 0.2 : 0.4)
    }
    let before = try await rendered([:], of: picture)
    let after = try await render(
      Self.rightHalf(["lens_blur": ["amount": .number(100)]]), of: picture)
    for y in 0..<80 {
      for x in 0..<200 {
        let i = y * 200 + x
        if x < 99 {
          #expect(after.red[i] == before.red[i] && after.green[i] == before.green[i])
        } else if x > 100 {
          #expect((after.red[i] - after.green[i]).magnitude < 1e-3, "\(x), \(y)")
          #expect(after.red[i] > 0.199 && after.red[i] < 0.401)
        }
      }
    }
  }

  @Test("a point of light becomes an even disc")
  func disc() async throws {
    let picture = linearPicture(201, 101) { x, y in
      SIMD3(repeating: x == 100 && y == 50 ? 0.5 : 0)
    }
    let result = try await rendered(["lens_blur": ["amount": .number(100)]], of: picture)
    // 2.6 % of 201 pixels.
    let radius = 5.2
    let inside = result.luminance(100, 50)
    #expect((inside * Double.pi * radius * radius / 0.5 - 1).magnitude < 0.05)
    for y in 40...60 {
      for x in 90...110 {
        let distance = (Double((x - 100) * (x - 100) + (y - 50) * (y - 50))).squareRoot()
        if distance < radius - 1 {
          #expect((result.luminance(x, y) / inside - 1).magnitude < 1e-3, "\(x), \(y)")
        } else if distance > radius + 1 {
          #expect(result.luminance(x, y) < 1e-6, "\(x), \(y)")
        }
      }
    }
  }

  @Test("even areas stay as they are, at the picture's edges too")
  func even() async throws {
    let picture = linearPicture(90, 60) { _, _ in [0.3, 0.5, 0.1] }
    let result = try await rendered(["lens_blur": ["amount": .number(70)]], of: picture)
    for i in result.red.indices {
      #expect((result.red[i] - 0.3).magnitude < 1e-4)
      #expect((result.green[i] - 0.5).magnitude < 1e-4)
    }
  }

  @Test("more blurs more, from the first step on")
  func order() async throws {
    let picture = linearPicture(160, 120) { x, y in
      SIMD3(repeating: (x / 3 + y / 3) % 2 == 0 ? 0.1 : 0.5)
    }
    var last = Double.infinity
    for amount in [0.0, 1, 5, 15, 25, 40] {
      let result = try await rendered(["lens_blur": ["amount": .number(amount)]], of: picture)
      var sum = 0.0
      for y in 20..<100 {
        for x in 20..<140 {
          sum += (result.luminance(x, y) - result.luminance(x + 3, y)).magnitude
        }
      }
      #expect(sum < last, "\(amount)")
      if amount == 1 { #expect(sum > 0.9 * last) }
      last = sum
    }
  }

  @Test("strips of a picture larger than its overview give the same bytes under a mask")
  func strips() async throws {
    let picture = TestPictures.scene(width: 801, height: 611)
    let prepared = try await engine.prepare(picture, jobs: 1)
    let recipe = Self.rightHalf([
      "lens_blur": ["amount": .number(40)], "exposure": ["stops": .number(0.5)],
      "skin_smoothing": ["amount": .number(70), "shine": .number(40), "redness": .number(30)],
    ])
    var results: [[UInt8]] = []
    for (height, jobs) in [(611, 1), (7, 2), (64, 3)] {
      let sink = SampleCollector(depth: .eight, stripHeight: height)
      try await engine.render(recipe, of: prepared, in: .sRGB, to: sink, jobs: jobs)
      results.append(sink.bytes)
    }
    #expect(results[0] == results[1] && results[1] == results[2])
    let untouched = SampleCollector(depth: .eight, stripHeight: 611)
    try await engine.render(Recipe(), of: prepared, in: .sRGB, to: untouched, jobs: 1)
    #expect(results[0] != untouched.bytes)
    #expect(Array(results[0].prefix(3 * 390)) == Array(untouched.bytes.prefix(3 * 390)))
  }

  @Test("masks by colour see the picture as it was before the blur")
  func masksComeFirst() async throws {
    let picture = linearPicture(120, 60) { x, _ in SIMD3(repeating: x % 10 < 5 ? 0.05 : 0.6) }
    var recipe = Recipe(adjustments: ["lens_blur": ["amount": .number(100)]])
    recipe.local = [
      LocalAdjustment(
        name: "bright",
        mask: MaskSettings(kind: "luminance_range", values: ["range": .numbers([0.7, 0.7, 1, 1])]),
        adjustments: ["exposure": ["stops": .number(-4)]])
    ]
    let result = try await render(recipe, of: picture)
    let (dark, bright) = (result.luminance(62, 30), result.luminance(67, 30))
    #expect(
      bright < 0.5 * dark, "the stripes that were bright are darkened, though all is even now")
  }
}

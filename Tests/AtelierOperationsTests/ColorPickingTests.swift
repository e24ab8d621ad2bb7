import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Calibration, picked colours and fringes")
struct ColorPickingTests {
  private static let primaries = [
    "red_hue", "red_saturation", "green_hue", "green_saturation", "blue_hue", "blue_saturation",
  ]

  @Test("calibration keeps every grey at any setting", arguments: [1, 2, 3, 4, 5, 6, 7, 8])
  func calibrationKeepsGreys(seed: Int) async throws {
    var state = UInt64(seed)
    var values: ParameterValues = [:]
    for name in Self.primaries {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      values[name] = .number(Double(state >> 40) / Double(1 << 24) * 200 - 100)
    }
    let picture = TestPictures.greys((0...20).map { Double($0) / 20 })
    let before = try await TestPictures.render([:], of: picture)
    let after = try await TestPictures.render(["calibration": values], of: picture)
    for x in 0..<21 {
      #expect(abs(after.red[x] - before.red[x]) < 2e-6)
      #expect(abs(after.green[x] - before.green[x]) < 2e-6)
      #expect(abs(after.blue[x] - before.blue[x]) < 2e-6)
    }
  }

  @Test("primaries turn the way their sliders say")
  func calibrationTurns() async throws {
    let picture = TestPictures.colors([[0.8, 0.2, 0.2], [0.2, 0.8, 0.2], [0.25, 0.25, 0.8]])
    let red = try await TestPictures.render(["calibration": ["red_hue": .number(100)]], of: picture)
    #expect(TestPictures.oklab(red, at: 0).z > TestPictures.oklab([0.8, 0.2, 0.2]).z + 0.02)
    let blue = try await TestPictures.render(
      ["calibration": ["blue_hue": .number(-100)]], of: picture)
    #expect(TestPictures.oklab(blue, at: 2).y < TestPictures.oklab([0.25, 0.25, 0.8]).y - 0.02)
    let pale = try await TestPictures.render(
      ["calibration": ["green_saturation": .number(-100)]], of: picture)
    #expect(
      TestPictures.oklab(pale, at: 1).chroma < 0.85 * TestPictures.oklab([0.2, 0.8, 0.2]).chroma)
  }

  @Test("a shadow tint keeps luminance, tints dark tones most and leaves white")
  func shadowTint() async throws {
    let picture = TestPictures.greys([0.1, 0.3, 0.6, 1])
    let before = TestPictures.brightness(try await TestPictures.render([:], of: picture))
    let after = try await TestPictures.render(
      ["calibration": ["shadow_tint": .number(100)]], of: picture)
    for (a, b) in zip(before, TestPictures.brightness(after)) { #expect(abs(a - b) < 1e-4) }
    let chroma = (0..<4).map { TestPictures.oklab(after, at: $0).chroma / max(before[$0], 0.01) }
    #expect(chroma[0] > chroma[1] && chroma[1] > chroma[2] && chroma[2] > chroma[3])
    #expect(chroma[0] > 0.05 && chroma[3] < 1e-3)
    #expect(TestPictures.oklab(after, at: 0).y > 0, "positive values are magenta")
  }

  /// A row that picks the colour of HSV hue 0.55 rad, as skin and autumn leaves have it.
  private static func row(shift: Double, saturation: Double, light: Double) -> [Double] {
    let color: [Double] = [0.55, 0.6, 0.25, shift, saturation, light, 0.5]
    let ranges: [Double] = [0, 0.33, 0.67, 1, 0, 0.4, 0.8, 1, 0, 0.35, 0.72, 1]
    return color + ranges
  }

  /// Encoded sRGB of that colour: HSV (0.55 rad, 0.6) at a luminance of 0.25.
  private static let picked: SIMD3<Double> = [0.69, 0.496, 0.277]

  @Test("a picked colour changes, its opposite and greys stay")
  func pickedColor() async throws {
    let opposite: SIMD3<Double> = [0.277, 0.45, 0.69]
    let picture = TestPictures.colors([Self.picked, opposite, [0.5, 0.5, 0.5]])
    func change(_ row: [Double]) async throws -> PlanarPicture {
      try await TestPictures.render(["point_color": ["colors": .rows([row])]], of: picture)
    }
    let start = TestPictures.oklab(Self.picked)
    let grey = try await change(Self.row(shift: 0, saturation: -1, light: 0))
    #expect(TestPictures.oklab(grey, at: 0).chroma < 0.15 * start.chroma)
    let bright = try await change(Self.row(shift: 0, saturation: 0, light: 1))
    #expect(TestPictures.oklab(bright, at: 0).x > start.x + 0.08)
    let turned = TestPictures.oklab(
      try await change(Self.row(shift: 1, saturation: 0, light: 0)), at: 0)
    // The cosine of the turn; 60° at full selection.
    let cosine =
      (turned.y * start.y + turned.z * start.z) / (turned.chroma * start.chroma)
    #expect(cosine > 0.45 && cosine < 0.7, "\(cosine)")
    let before = try await TestPictures.render([:], of: picture)
    for after in [grey, bright] {
      for x in 1...2 {
        #expect(abs(after.red[x] - before.red[x]) < 1e-5)
        #expect(abs(after.blue[x] - before.blue[x]) < 1e-5)
      }
    }
  }

  @Test("rows do not depend on their order, and unused ones do nothing")
  func rowOrder() async throws {
    let picture = TestPictures.scene(width: 60, height: 10)
    var other = Self.row(shift: -0.4, saturation: 0.3, light: -0.5)
    other[0] = 1.2
    let first = Self.row(shift: 0.5, saturation: 0.5, light: 0.2)
    func render(_ rows: [[Double]]) async throws -> PlanarPicture {
      try await TestPictures.render(["point_color": ["colors": .rows(rows)]], of: picture)
    }
    let (a, b) = (try await render([first, other]), try await render([other, first]))
    for x in a.green.indices { #expect(abs(a.green[x] - b.green[x]) < 1e-5) }
    let unused = try await render([[Double](repeating: -1, count: 19)])
    let before = try await TestPictures.render([:], of: picture)
    #expect(unused.green == before.green)
  }

  @Test("a purple fringe at an edge fades, purple elsewhere and other edges stay")
  func defringe() async throws {
    // Bright | fringe | dark, then plain purple, then an orange fringe.
    let purple: SIMD3<Double> = [0.45, 0.25, 0.6]
    let orange: SIMD3<Double> = [0.7, 0.45, 0.2]
    let bright = SIMD3<Double>(repeating: 0.95)
    let dark = SIMD3<Double>(repeating: 0.08)
    let runs: [(color: SIMD3<Double>, count: Int)] = [
      (bright, 20), (purple, 2), (dark, 20), (purple, 30), (dark, 20), (orange, 2), (bright, 20),
    ]
    let colors = runs.flatMap { run in Array(repeating: run.color, count: run.count) }
    let picture = TestPictures.colors(colors, rows: 30)
    let before = try await TestPictures.render([:], of: picture)
    let after = try await TestPictures.render(
      ["defringe": ["purple_amount": .number(20)]], of: picture)
    let row = 15 * colors.count
    func chroma(_ picture: PlanarPicture, _ x: Int) -> Double {
      TestPictures.oklab(picture, at: row + x).chroma
    }
    for x in [20, 21] { #expect(chroma(after, x) < 0.25 * chroma(before, x)) }
    for x in [57, 92, 93] { #expect(abs(chroma(after, x) - chroma(before, x)) < 1e-3) }
  }

  @Test("vignette styles differ as they say", arguments: [1.0, 2, 3])
  func vignetteStyles(_ style: Double) async throws {
    let picture = TestPictures.colors([[1, 1, 1], [0.7, 0.3, 0.3]], columns: 30, rows: 40)
    func corner(
      _ amount: Double, _ contrast: Double
    ) async throws -> (white: Double, chroma: Double) {
      let result = try await TestPictures.render(
        [
          "vignette": [
            "amount": .number(amount), "style": .number(style),
            "highlight_contrast": .number(contrast),
          ]
        ], of: picture)
      let color = TestPictures.oklab(result, at: 59)
      return (Double(result.green[0]), color.chroma / color.x)
    }
    let plain = try await corner(-80, 0)
    let kept = try await corner(-80, 100)
    #expect(plain.white < 0.5)
    if style == 3 {
      #expect(kept.white == plain.white)
    } else {
      #expect(kept.white > 0.99)
    }
    let own = TestPictures.oklab([0.7, 0.3, 0.3])
    if style == 2 { #expect(plain.chroma > 1.02 * own.chroma / own.x) }
    if style == 3 {
      let light = try await corner(80, 0)
      #expect(light.chroma < 0.8 * own.chroma / own.x, "white paint washes out")
    }
  }
}

import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@testable import AtelierEngine

/// A mask that was drawn on a thing of the photo lies on that thing, however the photo is corrected.
@Suite("Masks under corrections")
struct BentMaskTests {
  private let engine = RenderEngine(operations: .builtIn, masks: .builtIn)
  private static let size = PixelSize(width: 300, height: 200)
  /// Where the marked thing is, as fractions of the photo.
  private static let place = SIMD2(0.24, 0.29)

  /// Middle grey with a bright bump at the place.
  private static let picture: Picture = {
    var values: [UInt16] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let across: Double = Double(x) + 0.5 - place.x * Double(size.width)
        let down: Double = Double(y) + 0.5 - place.y * Double(size.height)
        let near: Double = 1 + (across * across + down * down) / 36
        let light: Double = 0.35 + 0.4 / (near * near * near)
        values += [UInt16](repeating: UInt16(65535 * light), count: 3)
      }
    }
    return Picture(size: size, samples: .sixteen(values))
  }()

  private static let masks: [(kind: String, values: ParameterValues)] = [
    (
      "radial_gradient",
      [
        "center": .numbers([place.x, place.y]), "radii": .numbers([0.06, 0.09]),
        "feather": .number(1),
      ]
    ),
    ("brush", ["dabs": .rows([[place.x, place.y, 0.06, 0, 1, 0]])]),
    (
      "rectangle",
      [
        "box": .numbers([place.x - 0.05, place.y - 0.075, place.x + 0.05, place.y + 0.075]),
        "feather": .number(0.5),
      ]
    ),
  ]

  private static let corrections: [[String: [String: Double]]] = [
    ["lens_correction": ["distortion": 100]], ["lens_correction": ["distortion": -80]],
    ["perspective": ["vertical": 40, "horizontal": -25]],
    ["perspective": ["rotate": 8, "scale": 80, "x": 10]],
    ["lens_correction": ["distortion": 60], "perspective": ["vertical": -50, "aspect": 20]],
  ]

  private static let turns: [[String: [String: Double]]] = [
    [:], ["rotate": ["quarter_turns": 1]], ["rotate": ["quarter_turns": 2]],
    ["rotate": ["quarter_turns": 3]], ["straighten": ["degrees": 6], "crop": ["left": 0.05]],
  ]

  /// The middle of what has values, weighted by them.
  private func middle(_ values: [Float], _ size: PixelSize) -> SIMD2<Double> {
    var sum = SIMD2<Double>.zero
    var weights = 0.0
    for (index, value) in values.enumerated() {
      let place = SIMD2(Double(index % size.width) + 0.5, Double(index / size.width) + 0.5)
      sum += place * Double(value)
      weights += Double(value)
    }
    return sum / weights
  }

  /// How bright the bump is at each pixel; where nothing of the photo is, it is white.
  private func bump(_ picture: PlanarPicture) -> [Float] {
    picture.red.map { light in light > 0.9 ? 0 : max(0, light - 0.12) }
  }

  private func length(_ way: SIMD2<Double>) -> Double { (way * way).sum().squareRoot() }

  private func sides(_ size: PixelSize) -> SIMD2<Double> {
    SIMD2(Double(size.width), Double(size.height))
  }

  @Test("a mask stays on its thing", arguments: corrections, turns)
  func stays(
    _ correction: [String: [String: Double]], _ turn: [String: [String: Double]]
  ) async throws {
    var recipe = Recipe()
    recipe.geometry = correction.merging(turn) { a, _ in a }.mapValues { values in
      values.mapValues { .number($0) }
    }
    let prepared = try await engine.prepare(Self.picture, geometry: recipe.geometry, jobs: 1)
    let plain = try await engine.renderPlanar(recipe, of: prepared, jobs: 1)
    let thing = middle(bump(plain), plain.size)
    // Without correction the mask would lie elsewhere, so that this can fail.
    let straight = try await engine.prepare(
      Self.picture, geometry: recipe.geometry.filter { turn[$0.key] != nil }, jobs: 1)
    let before = try await engine.renderPlanar(Recipe(), of: straight, jobs: 1)
    let there = middle(bump(before), before.size) / sides(before.size)
    #expect(length(thing / sides(plain.size) - there) > 0.005)
    for (kind, values) in Self.masks {
      recipe.local = [
        LocalAdjustment(
          name: "", mask: MaskSettings(kind: kind, values: values),
          adjustments: ["exposure": ["stops": .number(-1)]])
      ]
      let masked = try await engine.renderPlanar(recipe, of: prepared, jobs: 1)
      // How much of the light is gone does not depend on how much there was.
      var share: [Float] = []
      for (light, left) in zip(plain.red, masked.red) {
        share.append(light > 0.9 ? 0 : max(0, 1 - left / light))
      }
      let distance = middle(share, plain.size) - thing
      #expect(length(distance) < 0.8, "\(kind) lies \(distance) from its thing")
    }
  }

  @Test("places between the exact ones are exact enough")
  func between() throws {
    var lens = LensSettings()
    lens.distortion = 1
    var plan = GeometryPlan()
    plan.lens = lens
    plan.perspective.vertical = 0.5
    let size = PixelSize(width: 1000, height: 700)
    let frame = plan.frame(of: size).maskFrame(photo: size, size: size)
    let bend = try #require(frame.bend)
    for y in [0, 350, 699] {
      for x in stride(from: 0, to: 1000 - 8, by: 8) {
        let (a, b) = (bend(frame.place(x: x, y: y)), bend(frame.place(x: x + 8, y: y)))
        let middle: SIMD2<Double> = (a + b) / 2
        // Beyond the photo there is nothing to cover.
        guard all(middle .> -0.05), all(middle .< 1.05) else { continue }
        #expect(length(bend(frame.place(x: x + 4, y: y)) - middle) < 1e-4)
      }
    }
  }

  @Test("a projection found on the photo moves it as it says", arguments: 0...3)
  func upright(quarterTurns: Int) async throws {
    let projection = [1.02, 0.03, 0.05, -0.02, 0.97, 0.04, 0.1, -0.08, 0.99]
    let recipe = Recipe(
      geometry: [
        "perspective": ["upright": .numbers(projection)],
        "rotate": ["quarter_turns": .number(Double(quarterTurns))],
      ])
    let prepared = try await engine.prepare(Self.picture, geometry: recipe.geometry, jobs: 1)
    let result = try await engine.renderPlanar(recipe, of: prepared, jobs: 1)
    let found = middle(bump(result), result.size)
    let image = Matrix3(projection) * SIMD3(Self.place.x, Self.place.y, 1)
    var wanted = SIMD2(image.x, image.y) / image.z
    for _ in 0..<quarterTurns { wanted = [1 - wanted.y, wanted.x] }
    let distance = found - wanted * sides(result.size)
    #expect(length(distance) < 0.8, "\(distance)")
  }
}

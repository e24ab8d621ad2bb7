import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

/// A picture whose codes are linear light of Rec. 2020, made of a function.
func linearPicture(
  _ width: Int, _ height: Int, _ value: (Int, Int) -> SIMD3<Double>
) -> Picture {
  var samples: [UInt16] = []
  for y in 0..<height {
    for x in 0..<width {
      let color = value(x, y)
      for channel in 0..<3 {
        samples.append(UInt16((min(max(color[channel], 0), 1) * 65535).rounded()))
      }
    }
  }
  return Picture(
    size: PixelSize(width: width, height: height), samples: .sixteen(samples),
    colorSpace: .working)
}

/// Renders adjustments to linear light.
func rendered(
  _ adjustments: Adjustments, of picture: Picture, longEdge: Int? = nil
) async throws -> PlanarPicture {
  let engine = RenderEngine(operations: .builtIn, masks: MaskCatalog([]))
  let prepared = try await engine.prepare(
    picture, fitting: { size in longEdge.map { size.fitted(longEdge: $0) } ?? size }, jobs: 1)
  return try await engine.renderPlanar(
    Recipe(adjustments: adjustments), of: prepared, in: .working, jobs: 1)
}

extension PlanarPicture {
  /// Luminance of a pixel.
  func luminance(_ x: Int, _ y: Int) -> Double {
    let at = y * size.width + x
    let weights = RGBColorSpace.working.luminanceWeights
    return weights.x * Double(red[at]) + weights.y * Double(green[at])
      + weights.z * Double(blue[at])
  }
}

/// Noise of about normal shape with standard deviation 1, the same on every run.
struct Noise {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    // The sum of twelve even numbers less 6; each by SplitMix64 (Steele, Lea, Flood 2014).
    (0..<12).reduce(-6.0) { sum, _ in
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return sum + Double((z ^ (z >> 31)) >> 11) / Double(1 << 53)
    }
  }
}

@Suite("Sharpening")
struct SharpeningTests {
  /// A soft vertical edge between two colours.
  func edge(_ x: Int, _ y: Int) -> SIMD3<Double> {
    let t = min(max((Double(x) - 18) / 4, 0), 1)
    return SIMD3(0.08, 0.05, 0.03) * (1 - t) + SIMD3(0.4, 0.25, 0.15) * t
  }

  func settings(_ values: [String: Double]) -> Adjustments {
    ["sharpening": values.mapValues { .number($0) }]
  }

  @Test("an edge becomes steeper, flat areas stay")
  func steeper() async throws {
    let picture = linearPicture(40, 9, edge)
    let before = try await rendered([:], of: picture)
    let after = try await rendered(settings(["amount": 100]), of: picture)
    func slope(_ picture: PlanarPicture) -> Double {
      (0..<39).map { picture.luminance($0 + 1, 4) - picture.luminance($0, 4) }.max() ?? 0
    }
    #expect(slope(after) > 1.15 * slope(before))
    for x in [2, 8, 32, 37] {
      #expect((after.luminance(x, 4) - before.luminance(x, 4)).magnitude < 1e-4)
    }
  }

  @Test("colours keep their ratios, so edges have no coloured fringe")
  func noFringes() async throws {
    let picture = linearPicture(40, 9, edge)
    let after = try await rendered(settings(["amount": 150, "detail": 100]), of: picture)
    for x in 0..<40 {
      let at = 4 * 40 + x
      #expect((after.red[at] / after.green[at] - 1.6).magnitude < 0.01)
      #expect((after.blue[at] / after.green[at] - 0.6).magnitude < 0.01)
    }
  }

  @Test("halos stay small at low detail")
  func halos() async throws {
    // A hard step: the worst case.
    let picture = linearPicture(40, 9) { x, _ in SIMD3(repeating: x < 20 ? 0.05 : 0.5) }
    let after = try await rendered(settings(["amount": 100, "detail": 0]), of: picture)
    let top = (0..<40).map { after.luminance($0, 4) }.max() ?? 0
    let bottom = (0..<40).map { after.luminance($0, 4) }.min() ?? 0
    #expect(top < 0.5 * 1.35 && bottom > 0.05 * 0.35)
  }

  @Test("masking leaves texture and sharpens edges")
  func masking() async throws {
    let picture = linearPicture(60, 12) { x, y in
      SIMD3(repeating: x < 40 ? 0.2 + 0.01 * Double((x + y) % 2) : 0.7)
    }
    let before = try await rendered([:], of: picture)
    let plain = try await rendered(settings(["amount": 100]), of: picture)
    let masked = try await rendered(settings(["amount": 100, "masking": 100]), of: picture)
    func change(_ picture: PlanarPicture, _ x: Int) -> Double {
      (picture.luminance(x, 6) - before.luminance(x, 6)).magnitude
    }
    #expect(change(plain, 10) > 5e-4)
    #expect(change(masked, 10) < 0.05 * change(plain, 10))
    #expect(change(masked, 40) > 0.9 * change(plain, 40) && change(plain, 40) > 0.01)
  }

  @Test("on a small preview the radius vanishes")
  func preview() async throws {
    let picture = linearPicture(80, 60) { x, y in
      SIMD3(repeating: (x / 9 + y / 7) % 2 == 0 ? 0.2 : 0.6)
    }
    let before = try await rendered([:], of: picture, longEdge: 15)
    let after = try await rendered(settings(["amount": 150]), of: picture, longEdge: 15)
    #expect(after.red == before.red)
  }
}

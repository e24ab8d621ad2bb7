import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Foundation
import Testing

@Suite("Skin smoothing")
struct SkinSmoothingTests {
  static let skin = SIMD3<Double>(0.45, 0.3, 0.2)

  /// Skin with a relative change of its light; 600 pixels wide, so that the radius is 7.
  private func skin(_ change: (Double, Double) -> Double) -> Picture {
    linearPicture(600, 200) { x, y in Self.skin * (1 + change(Double(x), Double(y))) }
  }

  /// The largest less the smallest luminance in the middle, over that of skin.
  private func contrast(_ picture: PlanarPicture) -> Double {
    var (low, high) = (1.0, 0.0)
    for y in 70..<130 {
      for x in 200..<400 {
        low = min(low, picture.luminance(x, y))
        high = max(high, picture.luminance(x, y))
      }
    }
    return high - low
  }

  private func share(
    _ parameter: String = "amount", of picture: Picture
  ) async throws -> Double {
    let before = contrast(try await rendered([:], of: picture))
    let after = contrast(
      try await rendered(["skin_smoothing": [parameter: .number(100)]], of: picture))
    return after / before
  }

  @Test("pores stay")
  func pores() async throws {
    let picture = skin { x, y in 0.08 * sin(2.1 * x) * sin(2.1 * y) }
    #expect(try await share(of: picture) > 0.93)
  }

  @Test("blotches fade")
  func blotches() async throws {
    let picture = skin { x, y in
      let (dx, dy) = (x - 300, y - 100)
      return -0.12 * exp(-(dx * dx + dy * dy) / 18)
    }
    #expect(try await share(of: picture) < 0.45)
  }

  @Test("the shape of a face stays")
  func shape() async throws {
    let picture = skin { x, _ in 0.3 * sin(x * 2 * .pi / 160) }
    #expect(try await share(of: picture) > 0.93)
  }

  @Test("an edge gets no halo")
  func edge() async throws {
    let picture = linearPicture(600, 60) { x, _ in x < 300 ? Self.skin : Self.skin * 0.08 }
    let result = try await rendered(["skin_smoothing": ["amount": .number(100)]], of: picture)
    let before = try await rendered([:], of: picture)
    for x in 0..<600 where !(298...301).contains(x) {
      let change = result.luminance(x, 30) / before.luminance(x, 30) - 1
      #expect(change.magnitude < 0.06, "column \(x)")
    }
  }

  @Test("what the mask leaves out is neither changed nor mixed in")
  func mask() async throws {
    let picture = linearPicture(400, 100) { x, _ in x < 200 ? [0.02, 0.02, 0.02] : Self.skin }
    let engine = RenderEngine(operations: .builtIn, masks: .builtIn)
    let prepared = try await engine.prepare(picture, jobs: 1)
    let settings: ParameterValues = [
      "amount": .number(100), "redness": .number(100), "shine": .number(100),
    ]
    let before = try await engine.renderPlanar(Recipe(), of: prepared, in: .working, jobs: 1)
    let after = try await engine.renderPlanar(
      LensBlurTests.rightHalf(["skin_smoothing": settings]), of: prepared, in: .working, jobs: 1)
    let alone = try await rendered(
      ["skin_smoothing": settings], of: linearPicture(400, 100) { _, _ in Self.skin })
    for x in 0..<400 {
      let i = 50 * 400 + x
      if x < 199 { #expect(after.red[i] == before.red[i]) }
      if x > 200 {
        #expect((after.red[i] - alone.red[i]).magnitude < 2e-3, "column \(x)")
        #expect((after.blue[i] - alone.blue[i]).magnitude < 2e-3, "column \(x)")
      }
    }
  }

  @Test("red patches come nearer to the skin around them")
  func redness() async throws {
    let picture = linearPicture(600, 200) { x, y in
      let (dx, dy) = (Double(x) - 300, Double(y) - 100)
      let patch = exp(-(dx * dx + dy * dy) / 200)
      return Self.skin * SIMD3(1, 1 - 0.25 * patch, 1 - 0.2 * patch)
    }
    func excess(_ picture: PlanarPicture) -> Double {
      func red(_ x: Int) -> Double {
        log2(Double(picture.red[100 * 600 + x] / picture.green[100 * 600 + x]))
      }
      return red(300) - red(500)
    }
    let before = excess(try await rendered([:], of: picture))
    let after = excess(
      try await rendered(["skin_smoothing": ["redness": .number(100)]], of: picture))
    #expect(before > 0.35)
    #expect(after < 0.5 * before && after > 0)
  }

  @Test("shine gets darker and skin-coloured, skin without shine stays")
  func shine() async throws {
    let picture = linearPicture(600, 200) { x, y in
      let (dx, dy) = (Double(x) - 300, Double(y) - 100)
      return Self.skin + 0.4 * exp(-(dx * dx + dy * dy) / 200)
    }
    let before = try await rendered([:], of: picture)
    let after = try await rendered(["skin_smoothing": ["shine": .number(100)]], of: picture)
    #expect(after.luminance(300, 100) < 0.85 * before.luminance(300, 100))
    #expect(after.luminance(300, 100) > after.luminance(500, 100))
    let i = 100 * 600 + 300
    #expect(after.blue[i] / after.red[i] < 0.9 * before.blue[i] / before.red[i])
    #expect((after.luminance(500, 100) / before.luminance(500, 100) - 1).magnitude < 0.02)
  }
}

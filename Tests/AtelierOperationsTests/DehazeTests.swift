import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Dehaze")
struct DehazeTests {
  /// Coloured blocks behind haze that thickens upwards, below a pale sky.
  func scene(haze: Double) -> Picture {
    let air = SIMD3(0.75, 0.78, 0.8)
    let colors = [SIMD3(0.30, 0.02, 0.02), SIMD3(0.02, 0.20, 0.03), SIMD3(0.05, 0.05, 0.3)]
    return linearPicture(120, 90) { x, y in
      if y < 20 { return air }
      let depth = haze * Double(90 - y) / 70
      let light = (x / 3 + y / 3) % 2 == 0 ? 1.0 : 0.4
      return (colors[(x / 8 + y / 8) % 3] * light) * (1 - depth) + air * depth
    }
  }

  /// Spread of luminance in a part of the picture over its mean.
  func contrast(_ picture: PlanarPicture) -> Double {
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for y in 30..<60 {
      for x in 10..<110 {
        let value = picture.luminance(x, y)
        sum += value
        squares += value * value
        count += 1
      }
    }
    let mean = sum / count
    return (squares / count - mean * mean).squareRoot() / mean
  }

  func dehazed(_ amount: Double, haze: Double) async throws -> PlanarPicture {
    try await rendered(["dehaze": ["amount": .number(amount)]], of: scene(haze: haze))
  }

  @Test("positive amounts raise contrast behind haze, negative ones lower it")
  func haze() async throws {
    let usual = contrast(try await dehazed(0, haze: 0.6))
    let clear = contrast(try await dehazed(80, haze: 0.6))
    #expect(clear > 1.25 * usual)
    #expect(contrast(try await dehazed(40, haze: 0.6)) > 1.1 * usual)
    #expect(contrast(try await dehazed(-60, haze: 0.6)) < 0.8 * usual)
  }

  @Test("a clear picture changes little and keeps its colours")
  func clearPicture() async throws {
    let before = try await dehazed(0, haze: 0)
    let after = try await dehazed(100, haze: 0)
    var worst = 0.0
    for y in 24..<88 {
      for x in 2..<118 {
        let change = after.luminance(x, y).squareRoot() - before.luminance(x, y).squareRoot()
        worst = max(worst, change.magnitude)
        let at = y * 120 + x
        // The largest channel stays the largest.
        let (red, green, blue) = (before.red[at], before.green[at], before.blue[at])
        if red > 1.5 * max(green, blue) {
          #expect(after.red[at] > 1.5 * max(after.green[at], after.blue[at]))
        }
      }
    }
    // On the axis of the root, where white is 1; Lightroom's largest setting.
    #expect(worst < 0.08, "\(worst)")
  }

  @Test("the sky keeps its brightness and stays smooth")
  func sky() async throws {
    let after = try await dehazed(100, haze: 0.6)
    for x in 5..<114 {
      #expect((after.luminance(x, 8) - 0.77).magnitude < 0.06)
      #expect((after.luminance(x + 1, 8) - after.luminance(x, 8)).magnitude < 0.01)
    }
  }

  @Test("greys stay grey")
  func greys() async throws {
    let picture = linearPicture(100, 80) { x, y in
      SIMD3(repeating: 0.1 + 0.006 * Double(x) + ((x / 5 + y / 5) % 2 == 0 ? 0.05 : 0))
    }
    for amount in [-100.0, 100] {
      let result = try await rendered(["dehaze": ["amount": .number(amount)]], of: picture)
      for i in result.red.indices {
        #expect((result.red[i] - result.green[i]).magnitude < 1e-3)
        #expect((result.blue[i] - result.green[i]).magnitude < 1e-3)
        #expect(result.green[i] > 0.001)
      }
    }
  }
}

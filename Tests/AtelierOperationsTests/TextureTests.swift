import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Foundation
import Testing

@Suite("Texture")
struct TextureTests {
  /// Waves of some length in pixels around a middle lightness.
  func waves(_ length: Double) -> Picture {
    linearPicture(96, 48) { x, y in
      let wave = sin(2 * Double.pi * (Double(x) + 0.37 * Double(y)) / length)
      let root = 0.5 + 0.02 * wave
      return SIMD3(repeating: root * root)
    }
  }

  func contrast(_ picture: PlanarPicture) -> Double {
    var (low, high) = (1.0, 0.0)
    for y in 16..<32 {
      for x in 16..<80 {
        let root = picture.luminance(x, y).squareRoot()
        low = min(low, root)
        high = max(high, root)
      }
    }
    return high - low
  }

  @Test("positive amounts raise the contrast of the band, negative ones lower it")
  func band() async throws {
    let picture = waves(7)
    let usual = contrast(try await rendered([:], of: picture))
    let more = contrast(try await rendered(["texture": ["amount": .number(100)]], of: picture))
    let less = contrast(try await rendered(["texture": ["amount": .number(-100)]], of: picture))
    #expect(more > 1.4 * usual)
    #expect(less < 0.65 * usual)
  }

  @Test("broad tones are hardly touched")
  func broad() async throws {
    let picture = waves(60)
    let usual = contrast(try await rendered([:], of: picture))
    let more = contrast(try await rendered(["texture": ["amount": .number(100)]], of: picture))
    #expect((more / usual - 1).magnitude < 0.12)
  }

  @Test("a strong edge gets no halo")
  func edge() async throws {
    let picture = linearPicture(60, 20) { x, _ in SIMD3(repeating: x < 30 ? 0.04 : 0.6) }
    let result = try await rendered(["texture": ["amount": .number(100)]], of: picture)
    for x in 0..<60 {
      let expected = x < 30 ? 0.04 : 0.6
      let change = result.luminance(x, 10).squareRoot() - expected.squareRoot()
      #expect(change.magnitude < 0.025, "column \(x)")
    }
  }

  @Test("colours keep their ratios")
  func ratios() async throws {
    let picture = linearPicture(40, 20) { x, y in
      SIMD3(0.3, 0.2, 0.1) * ((x / 2 + y / 2) % 2 == 0 ? 1 : 0.8)
    }
    let result = try await rendered(["texture": ["amount": .number(80)]], of: picture)
    for i in result.red.indices {
      #expect((result.red[i] / result.green[i] - 1.5).magnitude < 0.01)
    }
  }
}

import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Noise reduction")
struct NoiseReductionTests {
  /// A step of lightness between two colours at column 32, with noise of its root.
  func noisy(_ lightness: Double, _ color: Double) -> Picture {
    var noise = Noise(seed: 4)
    return linearPicture(64, 40) { x, _ in
      let base = x < 32 ? SIMD3(0.10, 0.12, 0.20) : SIMD3(0.5, 0.4, 0.3)
      let common = noise.next() * lightness
      var result = base
      for channel in 0..<3 {
        let root = max(base[channel].squareRoot() + common + noise.next() * color, 0)
        result[channel] = root * root
      }
      return result
    }
  }

  /// Standard deviation of a quantity in the middle of a side.
  func deviation(_ columns: Range<Int>, _ value: (Int, Int) -> Double) -> Double {
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for y in 4..<36 {
      for x in columns {
        let v = value(x, y)
        sum += v
        squares += v * v
        count += 1
      }
    }
    return (squares / count - sum / count * (sum / count)).squareRoot()
  }

  @Test("noise of lightness falls to a third, the edge stays", arguments: [6..<26, 38..<58])
  func lightness(_ columns: Range<Int>) async throws {
    let picture = noisy(0.02, 0)
    let before = try await rendered([:], of: picture)
    let after = try await rendered(["noise_reduction": ["luminance": .number(70)]], of: picture)
    let noise = deviation(columns) { before.luminance($0, $1).squareRoot() }
    let rest = deviation(columns) { after.luminance($0, $1).squareRoot() }
    #expect(rest < noise / 3, "\(noise) to \(rest)")
    func step(_ picture: PlanarPicture) -> Double {
      (4..<36).reduce(0.0) { $0 + picture.luminance(32, $1) - picture.luminance(31, $1) } / 32
    }
    #expect(step(after) > 0.93 * step(before))
  }

  @Test("noise of colour falls to a third, luminance stays, colours do not bleed")
  func color() async throws {
    let picture = noisy(0, 0.03)
    let before = try await rendered([:], of: picture)
    let after = try await rendered(["noise_reduction": ["color": .number(60)]], of: picture)
    func chroma(_ picture: PlanarPicture, _ x: Int, _ y: Int) -> Double {
      let at = y * 64 + x
      return Double(picture.red[at].squareRoot() - picture.blue[at].squareRoot())
    }
    for columns in [6..<26, 38..<58] {
      let noise = deviation(columns) { chroma(before, $0, $1) }
      let rest = deviation(columns) { chroma(after, $0, $1) }
      #expect(rest < noise / 3, "\(noise) to \(rest)")
    }
    for y in 0..<40 {
      for x in 0..<64 {
        #expect((after.luminance(x, y) - before.luminance(x, y)).magnitude < 2e-3)
      }
    }
    // The mean colour beside the edge is that of its side.
    func mean(_ x: Int) -> Double { (0..<40).reduce(0.0) { $0 + chroma(after, x, $1) } / 40 }
    #expect((mean(31) - mean(12)).magnitude < 0.02)
    #expect((mean(32) - mean(52)).magnitude < 0.02)
  }

  @Test("strength grows with the amount, from nothing")
  func grows() async throws {
    let picture = noisy(0.02, 0)
    var last = 1.0
    for amount in [0.5, 10, 25, 50, 80] {
      let result = try await rendered(
        ["noise_reduction": ["luminance": .number(amount)]], of: picture)
      let rest = deviation(38..<58) { result.luminance($0, $1).squareRoot() }
      #expect(rest < last)
      last = rest
    }
    let before = try await rendered([:], of: picture)
    let touched = try await rendered(["noise_reduction": ["luminance": .number(0.5)]], of: picture)
    for x in 0..<64 {
      #expect((touched.luminance(x, 9) - before.luminance(x, 9)).magnitude < 2e-3)
    }
  }

  @Test("high detail and contrast keep more")
  func detail() async throws {
    let picture = noisy(0.02, 0)
    func rest(_ parameters: ParameterValues) async throws -> Double {
      let values = parameters.merging(["luminance": .number(60)]) { first, _ in first }
      let result = try await rendered(["noise_reduction": values], of: picture)
      return deviation(38..<58) { result.luminance($0, $1).squareRoot() }
    }
    let usual = try await rest([:])
    #expect(try await rest(["luminance_detail": .number(100)]) > usual)
    #expect(try await rest(["luminance_detail": .number(0)]) < usual)
    #expect(try await rest(["luminance_contrast": .number(100)]) > usual)
  }
}

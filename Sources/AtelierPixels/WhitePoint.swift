/// The white of a light: a place on the Planckian locus and a distance across it.
package enum WhitePoint {
  /// Where a light lies.
  ///
  /// - Parameters:
  ///   - kelvin: correlated colour temperature; limited to 1,000…100,000.
  ///   - tint: distance from the locus towards green in CIE 1960 uv, times 3,000.
  /// - Returns: XYZ with Y = 1.
  package static func xyz(kelvin: Double, tint: Double) -> SIMD3<Double> {
    let limited = min(max(kelvin, 1000), 100_000)
    let here = uv(limited)
    // The normal of the locus; uv is where lines of equal temperature cross it at right angles.
    let next = uv(limited * 1.001)
    let along = next - here
    let length = (along * along).sum().squareRoot()
    // Towards green: from the locus to larger v.
    let across = SIMD2(-along.y, along.x) / length
    let green = across.y < 0 ? -across : across
    let place = here + green * (tint / 3000)
    let denominator = 2 * place.x - 8 * place.y + 4
    let (x, y) = (3 * place.x / denominator, 2 * place.y / denominator)
    return SIMD3(x / y, 1, (1 - x - y) / y)
  }

  /// The temperature and tint of a light: the inverse of ``xyz(kelvin:tint:)``.
  ///
  /// The temperature is that of the nearest black body (CIE 15:2004, correlated colour temperature),
  /// searched within 1,500…30,000 K.
  ///
  /// - Parameter xyz: the light's colour, of any brightness.
  /// - Returns: nil where it is no colour of a light.
  package static func temperature(of xyz: SIMD3<Double>) -> (kelvin: Double, tint: Double)? {
    let sum = xyz.x + 15 * xyz.y + 3 * xyz.z
    guard sum > 0, xyz.y > 0 else { return nil }
    let place = SIMD2(4 * xyz.x, 6 * xyz.y) / sum
    func distance(_ mired: Double) -> Double {
      let gap = place - uv(1e6 / mired)
      return (gap * gap).sum()
    }
    // Along the locus the distance has one minimum: thirds of the range in mired.
    var (low, high) = (1e6 / 30_000, 1e6 / 1500)
    for _ in 0..<80 {
      let (a, b) = (low + (high - low) / 3, high - (high - low) / 3)
      if distance(a) < distance(b) { high = b } else { low = a }
    }
    let kelvin = 1e6 / ((low + high) / 2)
    let gap = place - uv(kelvin)
    let length = (gap * gap).sum().squareRoot()
    return (kelvin, (gap.y < 0 ? -length : length) * 3000)
  }

  /// CIE 1960 u, v of a black body.
  ///
  /// Source: Krystek 1985, "An algorithm to calculate correlated colour temperature", equations for
  /// u(T) and v(T); made for 1,000…15,000 K and smooth beyond.
  private static func uv(_ t: Double) -> SIMD2<Double> {
    SIMD2(
      (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t)
        / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t),
      (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t)
        / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t))
  }
}

import Foundation

/// How different colours look: CIEDE2000.
package enum ColorDifference {
  /// The colour difference ΔE₀₀ with all weights 1.
  ///
  /// Sharma, Wu and Dalal, The CIEDE2000 Color-Difference Formula: Implementation Notes,
  /// Supplementary Test Data, and Mathematical Observations, 2005; the numbers are its equations.
  package static func ciede2000(_ one: Lab, _ two: Lab) -> Double {
    // (2)–(7): chroma with greys stretched along a*, and hue.
    let meanC = (hypot(one.a, one.b) + hypot(two.a, two.b)) / 2
    let g = 0.5 * (1 - seventhPowerRatio(meanC))
    let (a1, a2) = ((1 + g) * one.a, (1 + g) * two.a)
    let (c1, c2) = (hypot(a1, one.b), hypot(a2, two.b))
    let (h1, h2) = (angle(a1, one.b), angle(a2, two.b))
    // (8)–(11): differences.
    let isGrey = c1 * c2 == 0
    var turn = isGrey ? 0 : h2 - h1
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    let (dL, dC) = (two.l - one.l, c2 - c1)
    let dH = 2 * (c1 * c2).squareRoot() * sine(turn / 2)
    // (12)–(14): means.
    let (meanL, meanChroma) = ((one.l + two.l) / 2, (c1 + c2) / 2)
    var meanHue = h1 + h2
    if !isGrey {
      if abs(h1 - h2) > 180 { meanHue += meanHue < 360 ? 360 : -360 }
      meanHue /= 2
    }
    // (15)–(21): weights.
    let t =
      1 - 0.17 * cosine(meanHue - 30) + 0.24 * cosine(2 * meanHue)
      + 0.32 * cosine(3 * meanHue + 6) - 0.20 * cosine(4 * meanHue - 63)
    let blueness = (meanHue - 275) / 25
    let rotation = sine(60 * exp(-blueness * blueness)) * 2 * seventhPowerRatio(meanChroma)
    let offset = (meanL - 50) * (meanL - 50)
    let l = dL / (1 + 0.015 * offset / (20 + offset).squareRoot())
    let c = dC / (1 + 0.045 * meanChroma)
    let h = dH / (1 + 0.015 * meanChroma * t)
    // (22); rounding may leave a tiny negative number under the root.
    return max(l * l + c * c + h * h - rotation * c * h, 0).squareRoot()
  }

  /// How ΔE₀₀ is distributed over the pixels of two pictures.
  package struct Summary: Sendable, Codable, Hashable {
    /// Mean over all pixels.
    package var mean: Double
    /// Median, 95th and 99th percentile, linear between ranks.
    package var p50, p95, p99: Double
    /// The largest.
    package var largest: Double
  }

  /// Compares two pictures of one size.
  ///
  /// - Throws: ``MetricsError`` when the sizes differ or there are no pixels.
  package static func between(
    _ one: DisplayedPicture, _ two: DisplayedPicture
  ) throws(MetricsError) -> Summary {
    let values = try plane(one, two).sorted()
    /// The value at a fraction of the ranks.
    func quantile(_ fraction: Double) -> Double {
      let position = fraction * Double(values.count - 1)
      let low = Int(position)
      let high = min(low + 1, values.count - 1)
      return values[low] + (position - Double(low)) * (values[high] - values[low])
    }
    return Summary(
      mean: values.reduce(0, +) / Double(values.count), p50: quantile(0.5), p95: quantile(0.95),
      p99: quantile(0.99), largest: quantile(1))
  }

  /// ΔE₀₀ of each pixel, top row first.
  ///
  /// - Throws: ``MetricsError`` when the sizes differ or there are no pixels.
  package static func plane(
    _ one: DisplayedPicture, _ two: DisplayedPicture
  ) throws(MetricsError) -> [Double] {
    try DisplayedPicture.check(one, two)
    return zip(one.lab, two.lab).map { $0 == $1 ? 0 : ciede2000($0, $1) }
  }

  /// √(C⁷ / (C⁷ + 25⁷)), 0 for greys and 1 for strong colours.
  private static func seventhPowerRatio(_ chroma: Double) -> Double {
    let cube = chroma * chroma * chroma
    let power = cube * cube * chroma
    return (power / (power + 6_103_515_625)).squareRoot()
  }

  /// The angle of a direction in degrees 0..<360; 0 for no direction.
  private static func angle(_ x: Double, _ y: Double) -> Double {
    if x == 0, y == 0 { return 0 }
    let degrees = atan2(y, x) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }

  private static func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
  private static func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
}

import AtelierEngine
import AtelierKernels

/// Takes a boost of chroma off Oklab pixels: finds C in `C·(1 + e·(1 − C²/edge²)²) = Y`, hue and
/// lightness fixed.
///
/// `e = strength·(1 − protection·cos⁸δ)`, δ the angle from a protected hue. The left side rises with C
/// for e in −1…1, so halving the interval 24 times finds C to the precision of Float.
struct ChromaInverse: PointKernel {
  private let strength: Float
  private let scale: Float
  private let protection: Float
  private let cosine: Float
  private let sine: Float

  /// Makes the inverse of a boost.
  ///
  /// - Parameters:
  ///   - strength: the boost of the weakest colours, more than −1, at most 1.
  ///   - edge: chroma from which colours stay.
  ///   - protection: share of the boost that the protected hue is spared.
  ///   - degrees: the protected hue.
  init(strength: Double, edge: Double, protection: Double = 0, degrees: Double = 0) {
    let hue = Power.direction(degrees: degrees)
    self.strength = Float(strength)
    scale = Float(1 / (edge * edge))
    self.protection = Float(protection)
    (cosine, sine) = (Float(hue.cosine), Float(hue.sine))
  }

  func callAsFunction(
    _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
    _ b: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = a.count
    precondition(b.count == count)
    let (strength, scale, protection) = (strength, scale, protection)
    let (cosine, sine) = (cosine, sine)
    for x in 0..<count {
      let (p, q) = (a[x], b[x])
      let square = p * p + q * q
      let towards = max(0, p * cosine + q * sine)
      let near = towards * towards / max(square, 1e-6)
      let growth = strength * (1 - protection * near * near * near * near)
      let chroma = square.squareRoot()
      var low: Float = 0
      var high = chroma / min(1, 1 + growth)
      for _ in 0..<24 {
        let middle = 0.5 * (low + high)
        let rest = max(0, 1 - middle * middle * scale)
        let isBelow = middle * (1 + growth * rest * rest) < chroma
        low = isBelow ? middle : low
        high = isBelow ? high : middle
      }
      let factor = 0.5 * (low + high) / max(chroma, 1e-9)
      a[x] = p * factor
      b[x] = q * factor
    }
  }
}

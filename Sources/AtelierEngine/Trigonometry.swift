import Foundation

/// Sine and cosine by our own series, so that results do not depend on the C library's choice of
/// instructions.
enum Trigonometry {
  /// sin x for |x| ≤ π/2, error below 1e-15.
  static func sine(_ x: Double) -> Double {
    var term = x
    var sum = x
    for n in 1...12 {
      term *= -x * x / Double((2 * n) * (2 * n + 1))
      sum += term
    }
    return sum
  }

  /// cos x for |x| ≤ π/2, error below 1e-15.
  static func cosine(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for n in 1...12 {
      term *= -x * x / Double((2 * n - 1) * (2 * n))
      sum += term
    }
    return sum
  }

  /// 2^x, for values that are computed once a render.
  static func powerOfTwo(_ x: Double) -> Double { exp2(x) }

  /// x^y for x ≥ 0, for values that are computed once a render.
  static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
}

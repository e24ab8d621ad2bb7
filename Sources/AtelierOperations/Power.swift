import Foundation

/// Functions for parameters: double precision, for values that are computed once a render.
enum Power {
  /// 2^x.
  static func ofTwo(_ x: Double) -> Double { exp2(x) }

  /// A base of at least 0 to a power.
  static func of(_ base: Double, _ exponent: Double) -> Double { pow(max(base, 0), exponent) }

  /// The exponent that takes a place in 0…1 to the half.
  static func half(at place: Double) -> Double { log(0.5) / log(place) }

  /// The real cube root.
  static func cubeRoot(_ x: Double) -> Double { cbrt(x) }

  /// Cosine and sine of an angle in degrees.
  static func direction(degrees: Double) -> (cosine: Double, sine: Double) {
    (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
  }

  /// The angle of a vector in degrees, 0..<360.
  static func angle(x: Double, y: Double) -> Double {
    let degrees = atan2(y, x) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }
}

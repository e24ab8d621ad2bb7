import Foundation

/// Tint, its first application: shifts a, b and L of CIE Lab (D65, 2°).
///
/// With q = 1.4·i: a += 10q; b −= 30q and L += 5q, for negative q b −= 10q and L −= 10q. What a person
/// sees of a positive value is mainly blue; the second application goes against it.
///
/// - Domain: encoded sRGB, in single precision as the executor has it.
/// - Identity: 0, which is skipped.
struct MonetLabTint {
  private let lightness: Float
  private let a: Float
  private let b: Float

  /// Makes the operation of a value in −1…1; nil for the identity.
  init?(_ value: Double) {
    guard value != 0 else { return nil }
    let q = 1.4 * min(max(value, -1), 1)
    a = Float(10 * q)
    b = Float(q < 0 ? -10 * q : -30 * q)
    lightness = Float(q < 0 ? -10 * q : 5 * q)
  }

  func callAsFunction(_ row: inout PixelRow) {
    for x in 0..<row.count {
      let rgb = SIMD3(
        Self.decoded(row.red[x]), Self.decoded(row.green[x]), Self.decoded(row.blue[x]))
      var lab = Self.lab(Self.times(Self.toXYZ, rgb))
      lab = (
        min(max(lab.0 + lightness, 0), 100), min(max(lab.1 + a, -128), 127),
        min(max(lab.2 + b, -128), 127)
      )
      let back = Self.times(Self.fromXYZ, Self.xyz(lab))
      row.red[x] = Self.encoded(back.x)
      row.green[x] = Self.encoded(back.y)
      row.blue[x] = Self.encoded(back.z)
    }
  }

  private typealias Rows = (SIMD3<Float>, SIMD3<Float>, SIMD3<Float>)

  /// Linear sRGB to XYZ as scikit-image has it.
  private static let toXYZ: Rows = (
    SIMD3(0.412453, 0.357580, 0.180423), SIMD3(0.212671, 0.715160, 0.072169),
    SIMD3(0.019334, 0.119193, 0.950227)
  )
  /// Its inverse, computed in double precision.
  private static let fromXYZ: Rows = (
    SIMD3(3.240481342, -1.537151516, -0.4985363262),
    SIMD3(-0.9692549499, 1.8759900015, 0.0415559266),
    SIMD3(0.0556466391, -0.2040413384, 1.0573110696)
  )
  private static let white = SIMD3<Float>(0.95047, 1, 1.08883)

  @inline(__always)
  private static func times(_ rows: Rows, _ v: SIMD3<Float>) -> SIMD3<Float> {
    func dot(_ m: SIMD3<Float>) -> Float { m.x * v.x + m.y * v.y + m.z * v.z }
    return SIMD3(dot(rows.0), dot(rows.1), dot(rows.2))
  }

  private static func lab(_ xyz: SIMD3<Float>) -> (Float, Float, Float) {
    func f(_ t: Float) -> Float {
      t > 0.008856 ? Float(cbrt(Double(t))) : 7.787 * t + Float(16.0 / 116)
    }
    let n = xyz / white
    let (x, y, z) = (f(n.x), f(n.y), f(n.z))
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  private static func xyz(_ lab: (Float, Float, Float)) -> SIMD3<Float> {
    func cube(_ f: Float) -> Float {
      f > 0.2068966
        ? Float(Double(f) * Double(f) * Double(f)) : (f - Float(16.0 / 116)) / 7.787
    }
    let y = (lab.0 + 16) / 116
    let x = lab.1 / 500 + y
    let z = max(y - lab.2 / 200, 0)
    return SIMD3(cube(x), cube(y), cube(z)) * white
  }

  private static func decoded(_ x: Float) -> Float {
    x > 0.04045 ? power((x + 0.055) / 1.055, 2.4) : x / 12.92
  }

  private static func encoded(_ v: Float) -> Float {
    let x = v > 0.0031308 ? 1.055 * power(v, Float(1 / 2.4)) - 0.055 : v * 12.92
    return min(max(x, 0), 1)
  }
}

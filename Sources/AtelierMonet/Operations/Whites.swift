import Foundation

/// Whites: divides L of CIE Lab (D50) by `1 − w/100`, in calls of at most ten.
///
/// w is 27·i with its fraction dropped, 15·i for negative values.
///
/// - Domain: decoded sRGB.
/// - Identity: 0, and values so small that w is 0.
struct MonetWhites: GimpPixelChange {
  private let factor: Double
  /// Linear values of the codes.
  private let scale: CodeScale
  private let linear: [Double]

  static func steps(_ value: Double, _ scale: CodeScale) -> [any GimpStep] {
    var rest = Int((10 * value * (value > 0 ? 2.7 : 1.5)).rounded(.towardZero))
    let linear =
      rest == 0
      ? []
      : (0...Int(scale.top)).map { code in
        decoded(scale.value(UInt16(code)))
      }
    var steps: [any GimpStep] = []
    while rest != 0 {
      let part = min(max(rest, -10), 10)
      let change = MonetWhites(
        factor: 1 / (1 - Double(part) / 100), scale: scale, linear: linear)
      steps.append(GimpPixels(scale: scale, change: change))
      rest -= part
    }
    return steps
  }

  func callAsFunction(_ rgb: SIMD3<Double>) -> SIMD3<Double> {
    let light = SIMD3(
      linear[Int(rgb.x * scale.top + 0.5)], linear[Int(rgb.y * scale.top + 0.5)],
      linear[Int(rgb.z * scale.top + 0.5)])
    let xyz = Self.toXYZ * light / Self.white
    var f = SIMD3(Self.bent(xyz.x), Self.bent(xyz.y), Self.bent(xyz.z))
    // a and b stay, so all three move by the same.
    let lightness = 116 * f.y - 16
    if lightness > 0 { f += (lightness * factor - lightness) / 116 }
    let back = SIMD3(
      Self.straightened(f.x), Self.luminance(f.y), Self.straightened(f.z))
    let result = Self.fromXYZ * (back * Self.white)
    return SIMD3(Self.encoded(result.x), Self.encoded(result.y), Self.encoded(result.z))
  }

  private struct Rows: Sendable {
    let x: SIMD3<Double>
    let y: SIMD3<Double>
    let z: SIMD3<Double>

    static func * (rows: Rows, v: SIMD3<Double>) -> SIMD3<Double> {
      SIMD3((rows.x * v).sum(), (rows.y * v).sum(), (rows.z * v).sum())
    }
  }

  private static let toXYZ = Rows(
    x: SIMD3(0.43603516, 0.38511658, 0.14305115), y: SIMD3(0.22248840, 0.71690369, 0.06060791),
    z: SIMD3(0.01391602, 0.09706116, 0.71392822))
  private static let white = toXYZ * SIMD3(repeating: 1)
  private static let fromXYZ: Rows = {
    let m = toXYZ
    func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
      SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
    }
    // The columns of the inverse are cross products of the rows over the determinant.
    let (first, second, third) = (cross(m.y, m.z), cross(m.z, m.x), cross(m.x, m.y))
    let scale = 1 / (m.x * first).sum()
    return Rows(
      x: SIMD3(first.x, second.x, third.x) * scale, y: SIMD3(first.y, second.y, third.y) * scale,
      z: SIMD3(first.z, second.z, third.z) * scale)
  }()

  private static let epsilon = 216.0 / 24389
  private static let kappa = 24389.0 / 27

  private static func bent(_ t: Double) -> Double {
    t > epsilon ? cbrt(t) : (kappa * t + 16) / 116
  }

  private static func straightened(_ f: Double) -> Double {
    let cube = f * f * f
    return cube > epsilon ? cube : (116 * f - 16) / kappa
  }

  private static func luminance(_ f: Double) -> Double {
    let lightness = 116 * f - 16
    return lightness > kappa * epsilon ? f * f * f : lightness / kappa
  }

  private static func decoded(_ x: Double) -> Double {
    x > 0.04045 ? pow((x + 0.055) / 1.055, 2.4) : x / 12.92
  }

  private static func encoded(_ v: Double) -> Double {
    v > 0.0031308 ? 1.055 * pow(v, 1 / 2.4) - 0.055 : 12.92 * v
  }
}

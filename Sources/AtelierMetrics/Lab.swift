import AtelierPixels
import Foundation

/// A colour in CIE L*a*b* relative to D65, in double precision.
package struct Lab: Hashable, Sendable {
  /// Lightness, 0…100.
  package var l: Double
  /// Green (negative) to magenta.
  package var a: Double
  /// Blue (negative) to yellow.
  package var b: Double

  /// Makes a colour of its three coordinates.
  package init(_ l: Double, _ a: Double, _ b: Double) {
    (self.l, self.a, self.b) = (l, a, b)
  }

  /// Converts linear sRGB (CIE 15:2018 section 8.2.1).
  package init(linearSRGB light: SIMD3<Double>) {
    let relative = Self.relativeXYZ * light
    let (x, y, z) = (
      Self.compressed(relative.x), Self.compressed(relative.y), Self.compressed(relative.z)
    )
    self.init(116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// The cube root, with a straight line near black.
  private static func compressed(_ t: Double) -> Double {
    t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116
  }

  /// From linear sRGB to XYZ, each divided by that of the white D65 (x 0.3127, y 0.3290).
  private static let relativeXYZ: Matrix3 = {
    let white = SIMD3(0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290)
    let adaptation = RGBColorSpace.adaptation(from: RGBColorSpace.d50, to: white)
    let scale = Matrix3(diagonal: 1 / white.x, 1 / white.y, 1 / white.z)
    return scale * adaptation * RGBColorSpace.sRGB.toXYZ
  }()
}

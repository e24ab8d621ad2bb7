import AtelierKernels

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
    let lab = CIELab.lab(linearSRGB: light)
    self.init(lab.x, lab.y, lab.z)
  }
}

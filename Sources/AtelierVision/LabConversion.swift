import AtelierKernels
import AtelierPixels

/// The constants and the inner loop of the conversion from linear RGB to L*a*b*.
///
/// Clips to the gamut of sRGB, then CIE 15:2018 section 8.2.1 with the white D65 of IEC 61966-2-1.
struct LabConversion {
  /// From the source to linear sRGB, and from there to XYZ divided by that of the white.
  private let toSRGB: [Float]
  private let toRelativeXYZ: [Float]

  /// Prepares the conversion from a colour space.
  init(from source: RGBColorSpace) {
    toSRGB = source.matrix(to: .sRGB).elements.map { Float($0) }
    toRelativeXYZ = CIELab.relativeXYZ.elements.map { Float($0) }
  }

  /// Converts pixels; all nine spans hold the same number of them.
  func apply(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    light lightRed: inout MutableSpan<Float>, _ lightGreen: inout MutableSpan<Float>,
    _ lightBlue: inout MutableSpan<Float>,
    lab lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
    _ b: inout MutableSpan<Float>
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && lightness.count == count)
    precondition(a.count == count && b.count == count)
    precondition(
      lightRed.count == count && lightGreen.count == count && lightBlue.count == count)
    let (m0, m1, m2) = (toSRGB[0], toSRGB[1], toSRGB[2])
    let (m3, m4, m5) = (toSRGB[3], toSRGB[4], toSRGB[5])
    let (m6, m7, m8) = (toSRGB[6], toSRGB[7], toSRGB[8])
    let (n0, n1, n2) = (toRelativeXYZ[0], toRelativeXYZ[1], toRelativeXYZ[2])
    let (n3, n4, n5) = (toRelativeXYZ[3], toRelativeXYZ[4], toRelativeXYZ[5])
    let (n6, n7, n8) = (toRelativeXYZ[6], toRelativeXYZ[7], toRelativeXYZ[8])
    let curve = (Float(CIELab.knee), Float(CIELab.slope), Float(CIELab.offset))
    for i in 0..<count {
      let (r, g, u) = (red[i], green[i], blue[i])
      let sr = Self.clipped(m0 * r + m1 * g + m2 * u)
      let sg = Self.clipped(m3 * r + m4 * g + m5 * u)
      let sb = Self.clipped(m6 * r + m7 * g + m8 * u)
      lightRed[i] = sr
      lightGreen[i] = sg
      lightBlue[i] = sb
      let fx = Self.compressed(n0 * sr + n1 * sg + n2 * sb, curve)
      let fy = Self.compressed(n3 * sr + n4 * sg + n5 * sb, curve)
      let fz = Self.compressed(n6 * sr + n7 * sg + n8 * sb, curve)
      lightness[i] = 116 * fy - 16
      a[i] = 500 * (fx - fy)
      b[i] = 200 * (fy - fz)
    }
  }

  /// The value within 0…1; NaN becomes 0.
  @inline(__always)
  private static func clipped(_ value: Float) -> Float {
    let low = value > 0 ? value : 0
    return low < 1 ? low : 1
  }

  /// The compression f of L*a*b*: a cube root above (6/29)³ and a line below.
  ///
  /// The first guess is the quadratic with the smallest relative error (14 %) on (6/29)³…1; two of
  /// Halley's steps, which cube the error, take it below 10⁻⁸.
  @inline(__always)
  private static func compressed(
    _ t: Float, _ curve: (knee: Float, slope: Float, offset: Float)
  ) -> Float {
    let knee = curve.knee
    let value = t > knee ? t : knee
    var root = (-1.4525 * value + 2.0977) * value + 0.21695
    for _ in 0..<2 {
      let cube = root * root * root
      root *= (cube + 2 * value) / (2 * cube + value)
    }
    let line = curve.slope * t + curve.offset
    return t > knee ? root : line
  }
}

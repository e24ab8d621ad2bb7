import AtelierKernels
package import AtelierPixels

/// Oklab, the perceptual space of the colour operations.
///
/// Source: Ottosson 2020, "A perceptual color space for image processing"; the matrices are those of
/// linear sRGB combined with the conversion to Rec. 2020.
package enum Oklab {
  private static let cone = Matrix3([
    0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566,
    0.0883024619, 0.2817188376, 0.6299787005,
  ])
  private static let opponent = Matrix3([
    0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050, 0.4505937099,
    0.0259040371, 0.7827717662, -0.8086757660,
  ])

  /// Linear Rec. 2020 to the cone responses before their cube roots.
  package static let toCone = cone * RGBColorSpace.working.matrix(to: .sRGB)
  /// Cube roots of cone responses to L, a, b.
  package static let toLab = opponent
  /// L, a, b to cube roots of cone responses.
  package static let fromLab = opponent.inverse ?? .identity
  /// Cone responses to linear Rec. 2020.
  package static let fromCone = toCone.inverse ?? .identity
}

/// Linear Rec. 2020 to Oklab.
struct ToPerceptual: PointKernel {
  private let cone = ColorMatrix(Oklab.toCone)
  private let lab = ColorMatrix(Oklab.toLab)

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count)
    let (cone, lab) = (cone, lab)
    for x in 0..<count {
      let (l, m, s) = cone.times(red[x], green[x], blue[x])
      (red[x], green[x], blue[x]) = lab.times(
        FastMath.cubeRoot(l), FastMath.cubeRoot(m), FastMath.cubeRoot(s))
    }
  }
}

/// Oklab to linear Rec. 2020.
struct FromPerceptual: PointKernel {
  private let cone = ColorMatrix(Oklab.fromCone)
  private let lab = ColorMatrix(Oklab.fromLab)

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count)
    let (cone, lab) = (cone, lab)
    for x in 0..<count {
      let (l, m, s) = lab.times(red[x], green[x], blue[x])
      (red[x], green[x], blue[x]) = cone.times(l * l * l, m * m * m, s * s * s)
    }
  }
}

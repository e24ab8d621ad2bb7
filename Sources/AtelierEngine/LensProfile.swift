package import AtelierPixels

/// What a lens does to its pictures, measured beforehand.
///
/// Radii are distances from the middle in half diagonals of the photo, so corners have radius 1.
/// Polynomials hold the coefficients of 1, r, r², … of a factor; empty ones change nothing.
public struct LensProfile: Sendable, Hashable {
  /// Maker and model, for people.
  public var name: String
  /// The radius in the photo over that in the picture without distortion, by the latter.
  public var distortion: [Double]
  /// The radius of red over that of green, by the latter.
  public var red: [Double]
  /// The radius of blue over that of green, by the latter.
  public var blue: [Double]
  /// The light that arrives over that in the middle, by the radius in the photo.
  public var falloff: [Double]

  /// Makes a profile; what is left out is taken as perfect.
  public init(
    name: String, distortion: [Double] = [], red: [Double] = [], blue: [Double] = [],
    falloff: [Double] = []
  ) {
    self.name = name
    self.distortion = distortion
    self.red = red
    self.blue = blue
    self.falloff = falloff
  }
}

/// Corrections of a lens, as operations of the geometry stage ask for them.
package struct LensSettings: Sendable, Hashable {
  /// Shares of a profile's distortion, colour fringes and falloff that are corrected, 0…2; nil where
  /// no profile is wanted.
  package var profileShares: SIMD3<Double>?
  /// Distortion beyond the profile, −1…1: the photo's radius is `r·(1 − 0.2·d·r²)`.
  package var distortion = 0.0
  /// The radii of red and of blue over that of green, less 1.
  package var aberration: SIMD2<Double> = [0, 0]
  /// Whether those are measured on the photo.
  package var measuresAberration = false
  /// Brightening of the corners, −1…1.
  package var vignetting = 0.0
  /// How far from the middle that begins, 0…1.
  package var vignettingMidpoint = 0.5

  /// Makes a correction that changes nothing.
  package init() {}
}

/// A projection of the picture's plane, as converging lines are put upright.
package struct PlaneProjection: Sendable, Hashable {
  /// Tilts, −1…1.
  package var vertical = 0.0
  package var horizontal = 0.0
  /// Turn in degrees, positive clockwise.
  package var degrees = 0.0
  /// Enlargement.
  package var scale = 1.0
  /// Height over width beyond the photo's own, as a power of two.
  package var aspect = 0.0
  /// Shift to the right and up, in frames.
  package var offset: SIMD2<Double> = [0, 0]
  /// A projection before all that: from places of the photo, as it is before quarter turns, to those
  /// of the result, as fractions of its sides.
  package var upright = Matrix3.identity
  /// Whether the frame is cut so that nothing beyond the photo's edges shows.
  package var isConstrained = false

  /// Makes a projection that changes nothing.
  package init() {}

  /// Whether it changes nothing.
  package var isIdentity: Bool {
    var plain = PlaneProjection()
    plain.isConstrained = isConstrained
    return self == plain
  }

  /// The way back of ``upright``, for pixels from the middle of a photo of a size; nil where it has none.
  func uprightSource(width: Double, height: Double) -> Matrix3? {
    guard upright != .identity else { return .identity }
    let pixels = Matrix3([width, 0, -width / 2, 0, height, -height / 2, 0, 0, 1])
    guard let fractions = pixels.inverse, let back = upright.inverse else { return nil }
    let matrix = pixels * (back * fractions)
    // What is seen in the middle lies before the camera.
    let depth = matrix[2, 2]
    guard depth.magnitude > 1e-9 else { return nil }
    return Matrix3(matrix.elements.map { $0 / depth })
  }

  /// From pixels of the picture to pixels of the photo, both from the middle of a frame of a size.
  ///
  /// In frames of half height, a point (x, y) comes from `(x, y)/(1 + v·y/2)` for tilt v, and likewise
  /// from side to side in half widths.
  func matrix(width: Double, height: Double) -> Matrix3 {
    let radians = -degrees * .pi / 180
    let (sine, cosine) = (Trigonometry.sine(radians), Trigonometry.cosine(radians))
    let stretch = Trigonometry.powerOfTwo(aspect / 2)
    let moved = Matrix3([1, 0, -offset.x * width, 0, 1, offset.y * height, 0, 0, 1])
    let sized = Matrix3(diagonal: stretch / scale, 1 / (stretch * scale), 1)
    let turned = Matrix3([cosine, -sine, 0, sine, cosine, 0, 0, 0, 1])
    let tilted = Matrix3([1, 0, 0, 0, 1, 0, horizontal / width, vertical / height, 1])
    return tilted * (turned * (sized * moved))
  }
}

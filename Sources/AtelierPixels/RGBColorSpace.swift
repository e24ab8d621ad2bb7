/// An RGB colour space: primaries, white and transfer curve.
///
/// Matrices go to CIE XYZ relative to D50, the connection space of ICC.1, with `Y` of white = 1.
public struct RGBColorSpace: Hashable, Sendable {
  /// Name for messages, such as "sRGB".
  public var name: String
  /// Linear RGB to XYZ (D50).
  public var toXYZ: Matrix3
  /// The encoding of each channel.
  public var transfer: TransferCurve

  /// Makes a space from its matrix to XYZ (D50) and its transfer curve.
  ///
  /// - Returns: nil when the matrix cannot be inverted.
  public init?(name: String, toXYZ: Matrix3, transfer: TransferCurve) {
    guard toXYZ.inverse != nil else { return nil }
    self.name = name
    self.toXYZ = toXYZ
    self.transfer = transfer
  }

  /// Makes a space from chromaticities as CIE x, y; the white is adapted to D50 by Bradford's method.
  init(
    name: String, red: (Double, Double), green: (Double, Double), blue: (Double, Double),
    white: (Double, Double), transfer: TransferCurve
  ) {
    func xyz(_ c: (Double, Double)) -> SIMD3<Double> {
      SIMD3(c.0 / c.1, 1, (1 - c.0 - c.1) / c.1)
    }
    let (r, g, b) = (xyz(red), xyz(green), xyz(blue))
    let columns = Matrix3([r.x, g.x, b.x, r.y, g.y, b.y, r.z, g.z, b.z])
    let scale = (columns.inverse ?? .identity) * xyz(white)
    let native = columns * Matrix3(diagonal: scale.x, scale.y, scale.z)
    self.name = name
    self.toXYZ = Self.adaptation(from: xyz(white), to: Self.d50) * native
    self.transfer = transfer
  }

  /// XYZ of the D50 white of ICC.1.
  public static let d50 = SIMD3<Double>(0.9642, 1, 0.8249)

  /// CIE xy of D65.
  static let d65 = (0.3127, 0.3290)

  /// XYZ to Bradford's cone responses (Lam 1985; ICC.1 annex E).
  public static let bradford = Matrix3([
    0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296,
  ])

  /// Bradford's linear chromatic adaptation (Lam 1985; ICC.1 annex E) between two whites, in XYZ.
  public static func adaptation(from source: SIMD3<Double>, to target: SIMD3<Double>) -> Matrix3 {
    let cone = bradford
    let (from, to) = (cone * source, cone * target)
    let scale = Matrix3(diagonal: to.x / from.x, to.y / from.y, to.z / from.z)
    return (cone.inverse ?? .identity) * scale * cone
  }

  /// The matrix from linear values of this space to linear values of another.
  public func matrix(to other: RGBColorSpace) -> Matrix3 {
    if toXYZ == other.toXYZ { return .identity }
    return (other.toXYZ.inverse ?? .identity) * toXYZ
  }

  /// Luminance (CIE Y, relative to white) as weights of the linear channels.
  public var luminanceWeights: SIMD3<Double> { SIMD3(toXYZ[1, 0], toXYZ[1, 1], toXYZ[1, 2]) }

  /// IEC 61966-2-1.
  public static let sRGB = RGBColorSpace(
    name: "sRGB", red: (0.64, 0.33), green: (0.30, 0.60), blue: (0.15, 0.06), white: d65,
    transfer: .sRGB)
  /// Display P3: the primaries of SMPTE RP 431-2 with the white and curve of sRGB.
  public static let displayP3 = RGBColorSpace(
    name: "Display P3", red: (0.680, 0.320), green: (0.265, 0.690), blue: (0.150, 0.060),
    white: d65, transfer: .sRGB)
  /// Adobe RGB (1998), gamma 563/256.
  public static let adobeRGB = RGBColorSpace(
    name: "Adobe RGB (1998) compatible", red: (0.64, 0.33), green: (0.21, 0.71),
    blue: (0.15, 0.06), white: d65, transfer: .gamma(563.0 / 256))
  /// ITU-R BT.2020 with its own encoding.
  public static let rec2020 = RGBColorSpace(
    name: "Rec. 2020", red: (0.708, 0.292), green: (0.170, 0.797), blue: (0.131, 0.046),
    white: d65, transfer: .rec2020)
  /// The engine's working space: linear Rec. 2020.
  public static let working = RGBColorSpace(
    name: "linear Rec. 2020", red: (0.708, 0.292), green: (0.170, 0.797), blue: (0.131, 0.046),
    white: d65, transfer: .linear)
}

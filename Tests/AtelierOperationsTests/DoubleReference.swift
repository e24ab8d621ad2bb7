import AtelierPixels
import Foundation

/// Five point operations in double precision, one pixel after the other, written from the formulas in
/// their documentation: no tables, no polynomials, none of the engine's code.
struct DoubleReference {
  /// A colour's name, the middle of its hue in Oklab degrees, and its settings.
  struct Band {
    var hue = 0.0
    var saturation = 0.0
    var luminance = 0.0
  }

  var stops = 0.0
  var temperature = 0.0
  var tint = 0.0
  var nodes: [(x: Double, y: Double)] = [(0, 0), (1, 1)]
  var saturation = 0.0
  /// Red, orange, yellow, green, aqua, blue, purple, magenta.
  var bands = [Band](repeating: Band(), count: 8)

  private static let bandHues = [26.0, 59, 97, 142, 198, 260, 310, 345]

  /// The whole chain on a pixel of linear Rec. 2020.
  func callAsFunction(_ pixel: SIMD3<Double>) -> SIMD3<Double> {
    var pixel = whiteBalanced(pixel)
    pixel = exposed(pixel)
    pixel = curved(pixel)
    var lab = Self.oklab(pixel)
    lab = saturated(lab)
    lab = mixed(lab)
    return Self.light(lab)
  }

  // MARK: Light

  /// CIE 1960 u, v of a black body (Krystek 1985).
  private static func locus(_ t: Double) -> (u: Double, v: Double) {
    (
      (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t)
        / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t),
      (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t)
        / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t)
    )
  }

  /// XYZ of a white, moved across the locus towards green by `tint / 3000`.
  private static func white(kelvin: Double, tint: Double) -> SIMD3<Double> {
    let (u, v) = locus(kelvin)
    let step = kelvin * 1e-4
    let (u1, v1) = locus(kelvin + step)
    let length = hypot(u1 - u, v1 - v)
    // The tangent turned by a right angle, to the side of larger v.
    var (nu, nv) = ((v1 - v) / length, -(u1 - u) / length)
    if nv < 0 { (nu, nv) = (-nu, -nv) }
    let (pu, pv) = (u + nu * tint / 3000, v + nv * tint / 3000)
    let x = 3 * pu / (2 * pu - 8 * pv + 4)
    let y = 2 * pv / (2 * pu - 8 * pv + 4)
    return SIMD3(x / y, 1, (1 - x - y) / y)
  }

  private func whiteBalanced(_ pixel: SIMD3<Double>) -> SIMD3<Double> {
    let from = Self.white(kelvin: 1e6 / (1e6 / 5500 - temperature), tint: tint)
    let to = Self.white(kelvin: 5500, tint: 0)
    // Lam's cone responses of the Bradford transform.
    let bradford = Matrix3([
      0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296,
    ])
    guard let back = bradford.inverse, let toRGB = Self.workingToXYZ.inverse else { return pixel }
    let ratio = (bradford * to) / (bradford * from)
    let change =
      toRGB
      * (back * (Matrix3(diagonal: ratio.x, ratio.y, ratio.z) * (bradford * Self.workingToXYZ)))
    func luminance(_ color: SIMD3<Double>) -> Double { (Self.workingToXYZ * color).y }
    let grey = luminance(change * SIMD3(1, 1, 1))
    return (change * pixel) / grey
  }

  private func exposed(_ pixel: SIMD3<Double>) -> SIMD3<Double> {
    let gain = pow(2, stops)
    var top = max(pixel.x, pixel.y, pixel.z, 0)
    // Darkening leaves what lies above white.
    if stops < 0 { top = min(top, 1) }
    return pixel * (gain / (1 + (gain * gain - 1) * top * top).squareRoot())
  }

  // MARK: Curve

  private static func encode(_ x: Double) -> Double {
    x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055
  }

  private static func decode(_ x: Double) -> Double {
    x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4)
  }

  /// The monotone cubic through the nodes (Fritsch and Carlson 1980), with the harmonic means of
  /// Fritsch and Butland 1984 as slopes at inner nodes.
  private func spline(_ x: Double) -> Double {
    let count = nodes.count
    if x <= nodes[0].x { return nodes[0].y }
    if x >= nodes[count - 1].x { return nodes[count - 1].y }
    func secant(_ i: Int) -> Double {
      (nodes[i + 1].y - nodes[i].y) / (nodes[i + 1].x - nodes[i].x)
    }
    func slope(_ i: Int) -> Double {
      if i == 0 { return secant(0) }
      if i == count - 1 { return secant(count - 2) }
      let (d0, d1) = (secant(i - 1), secant(i))
      if d0 * d1 <= 0 { return 0 }
      let (h0, h1) = (nodes[i].x - nodes[i - 1].x, nodes[i + 1].x - nodes[i].x)
      let mean = 3 * (h0 + h1) / ((2 * h1 + h0) / d0 + (h1 + 2 * h0) / d1)
      // At most three times either secant.
      return mean.magnitude > 3 * min(d0.magnitude, d1.magnitude)
        ? 3 * (d0.magnitude < d1.magnitude ? d0 : d1) : mean
    }
    var i = 0
    while nodes[i + 1].x < x { i += 1 }
    let h = nodes[i + 1].x - nodes[i].x
    let t = (x - nodes[i].x) / h
    let (c0, c1) = (slope(i), slope(i + 1))
    // Newton's form of the cubic of two values and two slopes.
    let d = secant(i)
    return nodes[i].y + h * t * (c0 + t * ((3 * d - 2 * c0 - c1) + t * (c0 + c1 - 2 * d)))
  }

  private func toned(_ linear: Double) -> Double {
    if linear < 0 { return linear }
    let encoded = Self.encode(linear)
    return Self.decode(spline(min(encoded, 1)) + max(encoded - 1, 0))
  }

  private func curved(_ pixel: SIMD3<Double>) -> SIMD3<Double> {
    let (low, high) = (pixel.min(), pixel.max())
    let (newLow, newHigh) = (toned(low), toned(high))
    guard high > low else { return SIMD3(repeating: newLow) }
    return SIMD3(repeating: newLow) + (pixel - low) / (high - low) * (newHigh - newLow)
  }

  // MARK: Colour

  private func saturated(_ lab: SIMD3<Double>) -> SIMD3<Double> {
    let amount = saturation / 100
    let share = (lab.y * lab.y + lab.z * lab.z) / (0.32 * 0.32)
    let rest = max(0, 1 - share)
    let factor = amount < 0 ? 1 + amount : 1 + amount * rest * rest
    return SIMD3(lab.x, lab.y * factor, lab.z * factor)
  }

  /// Place of a direction on the diamond |a| + |b| = 1, counted 0..<4 from the a axis.
  private static func diamond(_ a: Double, _ b: Double) -> Double {
    let sum = a.magnitude + b.magnitude
    guard sum > 0 else { return 0 }
    let part = b / sum
    if a < 0 { return 2 - part }
    return part < 0 ? 4 + part : part
  }

  private func mixed(_ lab: SIMD3<Double>) -> SIMD3<Double> {
    let middles = Self.bandHues.map { Self.diamond(cos($0 * .pi / 180), sin($0 * .pi / 180)) }
    var place = Self.diamond(lab.y, lab.z)
    if place < middles[0] { place += 4 }
    let left = middles.lastIndex { $0 <= place } ?? 0
    let right = (left + 1) % 8
    let gap = middles[right] + (right == 0 ? 4 : 0) - middles[left]
    let t = (place - middles[left]) / gap
    let share = t * t * (3 - 2 * t)

    /// Rotation and scale as a complex number less 1, and light.
    func change(_ band: Band) -> SIMD3<Double> {
      let turn = 0.3 * band.hue * .pi / 180
      let strength = band.saturation / 100
      let chroma = 1 + strength * (strength > 0 ? 0.8 : 1)
      return SIMD3(chroma * cos(turn) - 1, chroma * sin(turn), band.luminance / 100)
    }
    let value = change(bands[left]) * (1 - share) + change(bands[right]) * share
    let square = lab.y * lab.y + lab.z * lab.z
    let s = square / (square + 0.035 * 0.035)
    let colorWeight = s * (2 - s)
    let lightWeight = square / (square + 0.05 * 0.05)
    let inside = min(max(lab.x, 0), 1)
    let growth = value.z > 0 ? value.z * 0.55 * (1 - inside) : value.z * 0.38
    let factor = 1 + lightWeight * growth
    return SIMD3(
      lab.x,
      lab.y + colorWeight * (value.x * lab.y - value.y * lab.z),
      lab.z + colorWeight * (value.y * lab.y + value.x * lab.z)) * factor
  }

  // MARK: Spaces

  /// Linear RGB to XYZ of D65 from primaries (SMPTE RP 177-1993, section 3.3).
  private static func toXYZ(_ primaries: [(x: Double, y: Double)]) -> Matrix3 {
    func xyz(_ c: (x: Double, y: Double)) -> SIMD3<Double> {
      SIMD3(c.x / c.y, 1, (1 - c.x - c.y) / c.y)
    }
    let (r, g, b) = (xyz(primaries[0]), xyz(primaries[1]), xyz(primaries[2]))
    let columns = Matrix3([r.x, g.x, b.x, r.y, g.y, b.y, r.z, g.z, b.z])
    let scale = (columns.inverse ?? .identity) * xyz((0.3127, 0.3290))
    return columns * Matrix3(diagonal: scale.x, scale.y, scale.z)
  }

  private static let nativeSRGB = toXYZ([(0.64, 0.33), (0.30, 0.60), (0.15, 0.06)])
  private static let nativeWorking = toXYZ([(0.708, 0.292), (0.170, 0.797), (0.131, 0.046)])

  /// Linear Rec. 2020 to XYZ of ICC's D50, adapted by Bradford.
  private static let workingToXYZ: Matrix3 = {
    let bradford = Matrix3([
      0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296,
    ])
    let d65 = bradford * SIMD3(0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290)
    let d50 = bradford * SIMD3(0.9642, 1, 0.8249)
    let ratio = d50 / d65
    return (bradford.inverse ?? .identity) * Matrix3(diagonal: ratio.x, ratio.y, ratio.z)
      * bradford * nativeWorking
  }()

  private static let toSRGB = (nativeSRGB.inverse ?? .identity) * nativeWorking
  private static let fromSRGB = toSRGB.inverse ?? .identity

  /// Encoded sRGB, 0…255, to linear Rec. 2020.
  static func working(_ codes: SIMD3<Double>) -> SIMD3<Double> {
    fromSRGB * SIMD3(decode(codes.x / 255), decode(codes.y / 255), decode(codes.z / 255))
  }

  /// Linear Rec. 2020 to linear sRGB, outside 0…1 where the gamut does not hold it.
  static func linearSRGB(_ pixel: SIMD3<Double>) -> SIMD3<Double> { toSRGB * pixel }

  /// Linear sRGB within 0…1 to encoded values 0…255, not rounded.
  static func codes(_ linear: SIMD3<Double>) -> SIMD3<Double> {
    func code(_ x: Double) -> Double { 255 * encode(min(max(x, 0), 1)) }
    return SIMD3(code(linear.x), code(linear.y), code(linear.z))
  }

  // Ottosson 2020: linear sRGB to Oklab.
  private static let toCone = Matrix3([
    0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566,
    0.0883024619, 0.2817188376, 0.6299787005,
  ])
  private static let toLab = Matrix3([
    0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050, 0.4505937099,
    0.0259040371, 0.7827717662, -0.8086757660,
  ])

  private static func oklab(_ pixel: SIMD3<Double>) -> SIMD3<Double> {
    let cone = toCone * (toSRGB * pixel)
    return toLab * SIMD3(cbrt(cone.x), cbrt(cone.y), cbrt(cone.z))
  }

  private static func light(_ lab: SIMD3<Double>) -> SIMD3<Double> {
    let root = (toLab.inverse ?? .identity) * lab
    return fromSRGB * ((toCone.inverse ?? .identity) * (root * root * root))
  }
}

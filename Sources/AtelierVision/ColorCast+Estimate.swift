import AtelierKernels
import AtelierPixels
import Foundation

extension ColorCast {
  /// Long edge of the picture on which light is estimated; averaging it to that keeps noise out.
  private static let longEdge = 320

  /// Measures the cast of a picture.
  init(of picture: LabPicture) {
    let area = PixelArea.all(of: picture.size)
    mean = Shift(a: Moments(area, picture.a).mean, b: Moments(area, picture.b).mean)
    let near = area.filter { index in
      let lightness = picture.lightness[index]
      return lightness > 20 && lightness < 90 && picture.chroma(at: index) < 15
    }
    neutrals = Shift(a: Moments(near, picture.a).mean, b: Moments(near, picture.b).mean)
    neutralShare = near.share
    let small = picture.reduced(longEdge: Self.longEdge)
    let found: [(name: String, shift: Shift, trust: Double)] = [
      ("grey_world", Self.greyWorld(small), 1), ("grey_edge", Self.greyEdge(small), 0.7),
      ("white_patch", Self.whitePatch(small), 0.7),
    ].compactMap { name, shift, trust in shift.map { (name, $0, trust) } }
    methods = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.shift) })
    (grey, confidence) = Self.combined(found.map { ($0.shift, $0.trust) })
    light = Self.light(of: grey)
  }

  /// The mean of the methods, in which each counts by how near the others are to it.
  ///
  /// The confidence is that nearness, averaged: 1 where all three agree exactly, below 0.35 where
  /// only one method finds anything or all disagree by much more than 8.
  private static func combined(_ found: [(shift: Shift, trust: Double)]) -> (Shift, Double) {
    let scale = 8.0
    var (a, b, sum, agreement) = (0.0, 0.0, 0.0, 0.0)
    for (shift, trust) in found {
      let nearness = found.reduce(0) { total, other in
        let distance = hypot(other.shift.a - shift.a, other.shift.b - shift.b) / scale
        return total + exp(-0.5 * distance * distance)
      }
      a += trust * nearness * shift.a
      b += trust * nearness * shift.b
      sum += trust * nearness
      agreement += nearness / 9
    }
    guard sum > 0 else { return (Shift(a: 0, b: 0), 0) }
    return (Shift(a: a / sum, b: b / sum), min(agreement, 1))
  }

  /// The centre of the colours that lie near grey, found by a mean shift that starts there.
  ///
  /// The reach shrinks, so that a strong cast is followed but a large coloured thing is not.
  private static func greyWorld(_ picture: LabPicture) -> Shift? {
    var center = Shift(a: 0, b: 0)
    for reach in [30.0, 22, 16, 12, 12] {
      var (a, b, sum) = (0.0, 0.0, 0.0)
      for index in picture.lightness.indices {
        let lightness = picture.lightness[index]
        guard lightness > 15, lightness < 95 else { continue }
        let (da, db) = (Double(picture.a[index]) - center.a, Double(picture.b[index]) - center.b)
        let weight = max(1 - (da * da + db * db) / (reach * reach), 0)
        a += weight * da
        b += weight * db
        sum += weight
      }
      guard sum > 0.002 * Double(picture.size.pixelCount) else { return nil }
      center.a += a / sum
      center.b += b / sum
    }
    return center
  }

  /// The colour of edges, whose differences are grey on average: Minkowski norm 6 of the gradients
  /// (van de Weijer, Gevers and Gijsenij, Edge-Based Color Constancy, 2007).
  private static func greyEdge(_ picture: LabPicture) -> Shift? {
    let channels = [picture.red, picture.green, picture.blue].map { plane in
      plane.gradientMagnitude(size: picture.size)
    }
    var sums = SIMD3<Double>()
    for index in picture.lightness.indices where isUnclipped(picture, index) {
      let edge = SIMD3(
        Double(channels[0][index]), Double(channels[1][index]), Double(channels[2][index]))
      let square = edge * edge
      sums += square * square * square
    }
    guard sums.min() > 1e-24 else { return nil }
    return shift(of: SIMD3(pow(sums.x, 1 / 6), pow(sums.y, 1 / 6), pow(sums.z, 1 / 6)))
  }

  /// The colour of the brightest two percent of the pixels that are not clipped.
  private static func whitePatch(_ picture: LabPicture) -> Shift? {
    let usable = PixelArea(size: picture.size) { isUnclipped(picture, $0) }
    guard let limit = Quantiles.of(usable.values(of: picture.lightness), at: [0.98]).first,
      limit > 30
    else { return nil }
    let bright = usable.filter { picture.lightness[$0] >= limit }
    return shift(
      of: SIMD3(
        Moments(bright, picture.red).mean, Moments(bright, picture.green).mean,
        Moments(bright, picture.blue).mean))
  }

  private static func isUnclipped(_ picture: LabPicture, _ index: Int) -> Bool {
    let highest = max(picture.red[index], picture.green[index], picture.blue[index])
    return highest < 0.97 && highest > 0.002
  }

  /// How light of these linear sRGB proportions looks at L* 70.
  private static func shift(of light: SIMD3<Double>) -> Shift? {
    let xyz = CIELab.relativeXYZ * light
    guard xyz.y > 1e-9 else { return nil }
    let fy = root70
    let (fx, fz) = (fy * cbrt(xyz.x / xyz.y), fy * cbrt(xyz.z / xyz.y))
    return Shift(a: 500 * (fx - fy), b: 200 * (fy - fz))
  }

  /// Linear sRGB of luminance 1 with the colour of a shift at L* 70.
  private static func light(of shift: Shift) -> [Double] {
    let x: Double = 1 + shift.a / 500 / root70
    let z: Double = 1 - shift.b / 200 / root70
    guard let fromXYZ = CIELab.relativeXYZ.inverse else { return [1, 1, 1] }
    let light = fromXYZ * SIMD3(x * x * x, 1, z * z * z)
    return [light.x, light.y, light.z].map { max($0, 0) }
  }

  /// The cube root of the luminance of L* 70 (CIE 15:2018 section 8.2.1).
  private static let root70: Double = 86.0 / 116
}

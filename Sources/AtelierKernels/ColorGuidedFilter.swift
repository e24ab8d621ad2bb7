/// The guided filter's local linear model with a guide of three planes: near a pixel,
/// `value ≈ slopes · guide + offset`.
///
/// Source: He, Sun, Tang 2013, "Guided image filtering", equations 19 to 21; the coefficients are kept at
/// low resolution as in He and Sun 2015, "Fast guided filter".
package struct ColorGuidedModel: Sendable {
  /// Factors of the guide's planes, `width × height` values each.
  package let slopes: (red: [Float], green: [Float], blue: [Float])
  /// What is added.
  package let offset: [Float]

  /// Fits the model of a plane to a guide.
  ///
  /// - Parameters:
  ///   - value: `width × height` values.
  ///   - moments: what is known of the guide.
  ///   - epsilon: variance of the guide below which structure is smoothed away.
  package init(_ value: [Float], moments: ColorGuideMoments, epsilon: Float) {
    let means = moments.boxMeans(
      [value] + moments.planes.map { GuideMoments.product($0, value) })
    let fitted = Self.fit(means, moments: moments, epsilon: epsilon)
    let smooth = moments.boxMeans(fitted)
    slopes = (smooth[0], smooth[1], smooth[2])
    offset = smooth[3]
  }

  /// Slopes and offset of each window by its means of the values and of their products with the guide.
  private static func fit(
    _ value: [[Float]], moments: ColorGuideMoments, epsilon: Float
  ) -> [[Float]] {
    let count = value[0].count
    var offset = value[0]
    var red = [Float](repeating: 0, count: count)
    var (green, blue) = (red, red)
    // Taken out: planes of planes are retained at each access.
    let (m0, m1, m2) = (moments.means[0], moments.means[1], moments.means[2])
    let (p0, p1, p2) = (moments.products[0], moments.products[1], moments.products[2])
    let (p3, p4, p5) = (moments.products[3], moments.products[4], moments.products[5])
    let (v0, v1, v2, v3) = (value[0], value[1], value[2], value[3])
    for i in 0..<count {
      let m = SIMD3(m0[i], m1[i], m2[i])
      let mean = v0[i]
      let cross = SIMD3(v1[i], v2[i], v3[i]) - m * mean
      // The symmetric matrix Σ + ε, inverted by its cofactors; ε keeps it regular.
      let a = p0[i] - m.x * m.x + epsilon
      let b = p1[i] - m.x * m.y
      let c = p2[i] - m.x * m.z
      let d = p3[i] - m.y * m.y + epsilon
      let e = p4[i] - m.y * m.z
      let f = p5[i] - m.z * m.z + epsilon
      let (ca, cb, cc) = (d * f - e * e, c * e - b * f, b * e - c * d)
      let determinant = a * ca + b * cb + c * cc
      guard determinant > 1e-18 else { continue }
      let x = ca * cross.x + cb * cross.y + cc * cross.z
      let y = cb * cross.x + (a * f - c * c) * cross.y + (b * c - a * e) * cross.z
      let z = cc * cross.x + (b * c - a * e) * cross.y + (a * d - b * b) * cross.z
      let slope = SIMD3(x, y, z) / determinant
      (red[i], green[i], blue[i]) = (slope.x, slope.y, slope.z)
      offset[i] = mean - (slope * m).sum()
    }
    return [red, green, blue, offset]
  }
}

/// Means and products of a guide's planes in square windows, shared by the models of several values.
package struct ColorGuideMoments: Sendable {
  let planes: [[Float]]
  /// The guide itself: red, green and blue.
  package var guidePlanes: [[Float]] { planes }
  let means: [[Float]]
  /// Mean products: red², red·green, red·blue, green², green·blue, blue².
  let products: [[Float]]
  private let width: Int
  private let height: Int
  private let radius: Int

  /// Measures three `width × height` planes in windows of `2·radius + 1` pixels a side.
  package init(
    _ red: [Float], _ green: [Float], _ blue: [Float], width: Int, height: Int, radius: Int
  ) {
    let planes = [red, green, blue]
    let pairs = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]
    let all = BoxFilter.means(
      planes + pairs.map { GuideMoments.product(planes[$0.0], planes[$0.1]) }, width: width,
      height: height, radius: radius)
    self.planes = planes
    means = Array(all[..<3])
    products = Array(all[3...])
    (self.width, self.height, self.radius) = (width, height, radius)
  }

  func boxMeans(_ planes: [[Float]]) -> [[Float]] {
    BoxFilter.means(planes, width: width, height: height, radius: radius)
  }
}

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
    let mean = moments.boxMean(value)
    let products = moments.planes.map { moments.boxMean(GuideMoments.product($0, value)) }
    let count = value.count
    var slopes = [[Float]](repeating: [Float](repeating: 0, count: count), count: 3)
    var offset = mean
    for i in 0..<count {
      let m = SIMD3(moments.means[0][i], moments.means[1][i], moments.means[2][i])
      let cross = SIMD3(products[0][i], products[1][i], products[2][i]) - m * mean[i]
      // The symmetric matrix Σ + ε, inverted by its cofactors; ε keeps it regular.
      let a = moments.products[0][i] - m.x * m.x + epsilon
      let b = moments.products[1][i] - m.x * m.y
      let c = moments.products[2][i] - m.x * m.z
      let d = moments.products[3][i] - m.y * m.y + epsilon
      let e = moments.products[4][i] - m.y * m.z
      let f = moments.products[5][i] - m.z * m.z + epsilon
      let (ca, cb, cc) = (d * f - e * e, c * e - b * f, b * e - c * d)
      let determinant = a * ca + b * cb + c * cc
      guard determinant > 1e-18 else { continue }
      let x = ca * cross.x + cb * cross.y + cc * cross.z
      let y = cb * cross.x + (a * f - c * c) * cross.y + (b * c - a * e) * cross.z
      let z = cc * cross.x + (b * c - a * e) * cross.y + (a * d - b * b) * cross.z
      let slope = SIMD3(x, y, z) / determinant
      (slopes[0][i], slopes[1][i], slopes[2][i]) = (slope.x, slope.y, slope.z)
      offset[i] = mean[i] - (slope * m).sum()
    }
    self.slopes = (
      moments.boxMean(slopes[0]), moments.boxMean(slopes[1]), moments.boxMean(slopes[2])
    )
    self.offset = moments.boxMean(offset)
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
    func mean(_ plane: [Float]) -> [Float] {
      BoxFilter.mean(plane, width: width, height: height, radius: radius)
    }
    planes = [red, green, blue]
    means = planes.map(mean)
    products = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)].map { [planes] pair in
      mean(GuideMoments.product(planes[pair.0], planes[pair.1]))
    }
    (self.width, self.height, self.radius) = (width, height, radius)
  }

  func boxMean(_ plane: [Float]) -> [Float] {
    BoxFilter.mean(plane, width: width, height: height, radius: radius)
  }
}

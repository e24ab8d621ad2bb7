/// The guided filter's local linear model: near a pixel, `value ≈ slope · guide + offset`.
///
/// Source: He, Sun, Tang 2013, "Guided image filtering", equations 5, 6 and 8; the coefficients are
/// kept at low resolution as in He and Sun 2015, "Fast guided filter".
package struct GuidedModel: Sendable {
  /// Columns of the coefficient planes.
  package let width: Int
  /// Rows of the coefficient planes.
  package let height: Int
  /// How much of the guide's variation is kept, 0…1 when value and guide are the same.
  package let slope: [Float]
  /// What is added.
  package let offset: [Float]

  /// Fits the model of `value` to `guide`, both `width × height`.
  ///
  /// - Parameters:
  ///   - value: the plane to smooth.
  ///   - guide: the plane whose edges are kept; may be the same.
  ///   - width: columns.
  ///   - height: rows.
  ///   - radius: half the window's side in pixels.
  ///   - epsilon: variance of the guide below which structure is smoothed away.
  package init(
    value: [Float], guide: [Float], width: Int, height: Int, radius: Int, epsilon: Float
  ) {
    func mean(_ plane: [Float]) -> [Float] {
      BoxFilter.mean(plane, width: width, height: height, radius: radius)
    }
    let guideMean = mean(guide)
    let valueMean = mean(value)
    let square = mean(zip(guide, guide).map { $0 * $1 })
    let product = mean(zip(guide, value).map { $0 * $1 })
    var slope = [Float](repeating: 0, count: guide.count)
    var offset = slope
    for i in guide.indices {
      let variance = max(square[i] - guideMean[i] * guideMean[i], 0)
      let covariance = product[i] - guideMean[i] * valueMean[i]
      slope[i] = covariance / (variance + epsilon)
      offset[i] = valueMean[i] - slope[i] * guideMean[i]
    }
    self.width = width
    self.height = height
    self.slope = mean(slope)
    self.offset = mean(offset)
  }
}

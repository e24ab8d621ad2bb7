/// The guided filter's local linear model: near a pixel, `value ≈ slope · guide + offset`.
///
/// Source: He, Sun, Tang 2013, "Guided image filtering", equations 5, 6 and 8; the coefficients are
/// kept at low resolution as in He and Sun 2015, "Fast guided filter".
package struct GuidedModel: Sendable {
  /// Columns of the coefficient planes.
  package let width: Int
  /// Rows of the coefficient planes.
  package let height: Int
  /// For each pixel how much of the guide's variation is kept, 0…1 when value and guide are the same, and
  /// what is added; side by side, so that both are read at once.
  package let coefficients: [SIMD2<Float>]

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
    self.init(
      value: value, moments: GuideMoments(guide, width: width, height: height, radius: radius),
      epsilon: epsilon)
  }

  /// Fits the model of `value`, or of the guide itself where it is nil, to a guide whose moments are
  /// known.
  package init(value: [Float]?, moments: GuideMoments, epsilon: Float) {
    let (guideMean, variance) = (moments.mean.span, moments.variance.span)
    let count = guideMean.count
    var slope = moments.mean
    var offset = moments.mean
    var slopes = slope.mutableSpan
    var offsets = offset.mutableSpan
    precondition(slopes.count == count && offsets.count == count && variance.count == count)
    if let value {
      let planes = moments.boxMeans([value, GuideMoments.product(value, moments.guide)])
      let (valueMean, product) = (planes[0], planes[1])
      let (means, products) = (valueMean.span, product.span)
      precondition(means.count == count && products.count == count)
      for i in 0..<count {
        let a = (products[i] - guideMean[i] * means[i]) / (variance[i] + epsilon)
        slopes[i] = a
        offsets[i] = means[i] - a * guideMean[i]
      }
    } else {
      for i in 0..<count {
        let a = variance[i] / (variance[i] + epsilon)
        slopes[i] = a
        offsets[i] = guideMean[i] * (1 - a)
      }
    }
    width = moments.width
    height = moments.height
    let planes = moments.boxMeans([slope, offset])
    coefficients = Self.pairs(planes[0], planes[1])
  }

  private static func pairs(_ one: [Float], _ other: [Float]) -> [SIMD2<Float>] {
    let (first, second) = (one.span, other.span)
    var pairs = [SIMD2<Float>](repeating: .zero, count: first.count)
    var span = pairs.mutableSpan
    precondition(first.count == span.count && second.count == span.count)
    for i in span.indices { span[i] = SIMD2(first[i], second[i]) }
    return pairs
  }
}

/// Mean and variance of a guide in square windows, shared by the models of several planes.
package struct GuideMoments: Sendable {
  let guide: [Float]
  let width: Int
  let height: Int
  let radius: Int
  let mean: [Float]
  let variance: [Float]

  /// Measures a `width × height` guide in windows of `2·radius + 1` pixels a side.
  package init(_ guide: [Float], width: Int, height: Int, radius: Int) {
    self.guide = guide
    self.width = width
    self.height = height
    self.radius = radius
    var means = BoxFilter.means(
      [guide, Self.product(guide, guide)], width: width, height: height, radius: radius)
    var squares = means.removeLast()
    let mean = means[0]
    Self.subtractSquares(of: mean.span, from: &squares)
    self.mean = mean
    variance = squares
  }

  private static func subtractSquares(of means: Span<Float>, from squares: inout [Float]) {
    var span = squares.mutableSpan
    precondition(means.count == span.count)
    for i in span.indices { span[i] = max(span[i] - means[i] * means[i], 0) }
  }

  func boxMeans(_ planes: [[Float]]) -> [[Float]] {
    BoxFilter.means(planes, width: width, height: height, radius: radius)
  }

  static func product(_ a: [Float], _ b: [Float]) -> [Float] {
    var result = a
    let other = b.span
    var span = result.mutableSpan
    precondition(other.count == span.count)
    for i in span.indices { span[i] *= other[i] }
    return result
  }
}

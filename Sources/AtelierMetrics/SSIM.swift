import AtelierKernels
import AtelierPixels

/// The structural similarity index of Wang, Bovik, Sheikh and Simoncelli (2004).
package enum SSIM {
  /// Mean similarity of luma (ITU-R BT.601 weights on sRGB codes 0…255), 1 for equal pictures.
  ///
  /// The window is Gaussian, 11 × 11, σ 1.5; K₁ = 0.01, K₂ = 0.03. Where the picture is large enough,
  /// the mean leaves out the five pixels at each edge, whose windows are incomplete; below 11 pixels
  /// a side all pixels count, with the picture mirrored at its edges.
  ///
  /// - Throws: ``MetricsError`` when the sizes differ or there are no pixels.
  package static func between(
    _ one: DisplayedPicture, _ two: DisplayedPicture
  ) throws(MetricsError) -> Double {
    try DisplayedPicture.check(one, two)
    let size = one.size
    let (local, c1, c2) = (
      LocalMoments(one.luma, two.luma, size: size, sigma: 1.5, radius: 5, edge: .mirrored),
      0.01 * 0.01 * 255 * 255, 0.03 * 0.03 * 255 * 255
    )
    let (left, top) = (size.width >= 11 ? 5 : 0, size.height >= 11 ? 5 : 0)
    var sum = 0.0
    for y in top..<size.height - top {
      for x in left..<size.width - left {
        let i = y * size.width + x
        let (m1, m2) = (local.mean1[i], local.mean2[i])
        sum +=
          (2 * m1 * m2 + c1) * (2 * local.covariance[i] + c2)
          / ((m1 * m1 + m2 * m2 + c1) * (local.variance1[i] + local.variance2[i] + c2))
      }
    }
    return sum / Double((size.width - 2 * left) * (size.height - 2 * top))
  }
}

/// How well light and dark lie as before, however far tones have moved.
package enum StructureSimilarity {
  /// SSIM's structure term on L* under a Gaussian window of σ 3, weighted by how much structure
  /// there was: 1 where content is kept, 0 where it is unrelated, −1 where it is inverted.
  ///
  /// The term is `(covariance + 1) / (σ₁·σ₂ + 1)`; the weight is the deviation of L* before, within
  /// 0.3…8. The first picture is the one before.
  ///
  /// - Throws: ``MetricsError`` when the sizes differ or there are no pixels.
  package static func between(
    _ before: DisplayedPicture, _ after: DisplayedPicture
  ) throws(MetricsError) -> Double {
    try DisplayedPicture.check(before, after)
    let local = LocalMoments(
      before.lab.map(\.l), after.lab.map(\.l), size: before.size, sigma: 3, radius: 12,
      edge: .nearest)
    var (sum, weights) = (0.0, 0.0)
    for i in local.covariance.indices {
      let deviations = (local.variance1[i] * local.variance2[i]).squareRoot()
      let weight = min(max(local.variance1[i].squareRoot(), 0.3), 8)
      sum += weight * (local.covariance[i] + 1) / (deviations + 1)
      weights += weight
    }
    return sum / weights
  }
}

/// Means, variances and covariance of two planes around each pixel.
private struct LocalMoments {
  let mean1, mean2, variance1, variance2, covariance: [Double]

  init(
    _ one: [Double], _ two: [Double], size: PixelSize, sigma: Double, radius: Int,
    edge: GaussianFilter.Edge
  ) {
    let mean = GaussianFilter(sigma: sigma, radius: radius, edge: edge)
    /// The local mean of the product of two planes less the product of their local means.
    func moment(_ a: [Double], _ b: [Double], _ meanA: [Double], _ meanB: [Double]) -> [Double] {
      let product = mean(zip(a, b).map { $0 * $1 }, size: size)
      return product.indices.map { product[$0] - meanA[$0] * meanB[$0] }
    }
    mean1 = mean(one, size: size)
    mean2 = mean(two, size: size)
    variance1 = moment(one, one, mean1, mean1).map { max($0, 0) }
    variance2 = moment(two, two, mean2, mean2).map { max($0, 0) }
    covariance = moment(one, two, mean1, mean2)
  }
}

extension DisplayedPicture {
  /// Luma on codes 0…255.
  fileprivate var luma: [Double] {
    let codes = codes
    return codes[0].indices.map {
      0.299 * Double(codes[0][$0]) + 0.587 * Double(codes[1][$0]) + 0.114 * Double(codes[2][$0])
    }
  }
}

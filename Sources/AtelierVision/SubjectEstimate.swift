import AtelierKernels
import AtelierPixels
import Foundation

/// Finds what a picture is probably about: what stands out from its surroundings and from the
/// picture's edges, rather in the middle.
package enum SubjectEstimate {
  /// Long edge of the picture that is searched.
  private static let longEdge = 128

  /// Estimates the subject of a picture.
  ///
  /// Saliency is the distance in L*a*b* between a small and a wide neighbourhood at three scales
  /// (after Itti, Koch and Niebur 1998, and Achanta et al. 2009), plus the distance from the nearest
  /// of eight mean colours of the picture's edge; both count more in the middle. The confidence is
  /// how much more salient the found part is than the rest; it stays below 0.7.
  package static func find(in picture: LabPicture) -> CoverageEstimate {
    let block = picture.block(longEdge: longEdge)
    let small = picture.reduced(longEdge: longEdge)
    let size = small.size
    let contrast = normalized(surroundContrast(small))
    let border = normalized(borderDistance(small))
    var saliency = [Float](repeating: 0, count: size.pixelCount)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let dx = (Float(x) + 0.5) / Float(size.width) - 0.5
        let dy = (Float(y) + 0.5) / Float(size.height) - 0.52
        let prior = exp(-(dx * dx + dy * dy) / (2 * 0.27 * 0.27))
        let index = y * size.width + x
        saliency[index] = (0.4 * contrast[index] + 0.6 * border[index]) * (0.25 + 0.75 * prior)
      }
    }
    saliency = GaussianFilter(sigma: 0.02 * Double(size.longEdge))(saliency, size: size)
    let levels = Quantiles.of(saliency, at: [0.5, 0.98])
    guard levels.count == 2, levels[1] > levels[0], levels[1] > 1e-6 else {
      return CoverageEstimate(
        reduced: saliency.map { _ in 0 }, block: block, size: picture.size, confidence: 0,
        method: "center_surround")
    }
    let middle = levels[0] + 0.45 * (levels[1] - levels[0])
    let reach = 0.25 * (levels[1] - levels[0])
    let coverage = saliency.map { smoothStep($0, middle - reach, middle + reach) }
    return CoverageEstimate(
      reduced: coverage, block: block, size: picture.size,
      confidence: confidence(coverage, saliency), method: "center_surround")
  }

  /// Distance between small and wide neighbourhoods, summed over three scales.
  private static func surroundContrast(_ picture: LabPicture) -> [Float] {
    var sum = [Float](repeating: 0, count: picture.size.pixelCount)
    for share in [0.015, 0.03, 0.06] {
      let near = GaussianFilter(sigma: share * Double(picture.size.longEdge))
      let far = GaussianFilter(sigma: 4 * share * Double(picture.size.longEdge))
      var squares = [Float](repeating: 0, count: sum.count)
      for plane in [picture.lightness, picture.a, picture.b] {
        let (center, surround) = (near(plane, size: picture.size), far(plane, size: picture.size))
        for index in squares.indices {
          let difference = center[index] - surround[index]
          squares[index] += difference * difference
        }
      }
      for index in sum.indices { sum[index] += squares[index].squareRoot() }
    }
    return sum
  }

  /// Distance in L*a*b* from the nearest of the mean colours of eight parts of the picture's edge.
  private static func borderDistance(_ picture: LabPicture) -> [Float] {
    let (width, height) = (picture.size.width, picture.size.height)
    let band = max(1, picture.size.longEdge / 20)
    var sums = [SIMD4<Float>](repeating: .zero, count: 9)
    for y in 0..<height {
      for x in 0..<width where y < band || y >= height - band || x < band || x >= width - band {
        let index = y * width + x
        sums[y * 3 / height * 3 + x * 3 / width] += SIMD4(
          picture.lightness[index], picture.a[index], picture.b[index], 1)
      }
    }
    let means = sums.filter { $0.w > 0 }.map { $0 / $0.w }
    return picture.lightness.indices.map { index in
      let color = SIMD4(picture.lightness[index], picture.a[index], picture.b[index], 1)
      let nearest = means.map { mean in
        let difference = color - mean
        return (difference * difference).sum()
      }.min()
      return (nearest ?? 0).squareRoot()
    }
  }

  /// The plane divided by its 99th percentile, at most 1.
  private static func normalized(_ plane: [Float]) -> [Float] {
    guard let top = Quantiles.of(plane, at: [0.99]).first, top > 1e-3 else {
      return plane.map { _ in 0 }
    }
    return plane.map { min($0 / top, 1) }
  }

  private static func confidence(_ coverage: [Float], _ saliency: [Float]) -> Double {
    var (inside, outside, share) = (Float(0), Float(0), Float(0))
    for (part, value) in zip(coverage, saliency) {
      inside += part * value
      outside += (1 - part) * value
      share += part
    }
    let count = Float(coverage.count)
    guard share > 0, share < count else { return 0 }
    let (found, rest) = (inside / share, outside / (count - share))
    return 0.7 * Double(smoothStep(found / max(rest, 1e-6), 1.5, 5))
  }
}

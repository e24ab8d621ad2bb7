import AtelierEngine
import AtelierKernels
import AtelierPixels

/// The kernel of ``LensBlur``: a blurred overview, and how much of it is shown.
struct DefocusKernel: OverviewKernel {
  let planes: PlanarPicture
  private let share: Float

  /// Blurs what is covered; what is not keeps its colours, where no blurred ones reach.
  ///
  /// - Parameters:
  ///   - overview: the picture and its coverage.
  ///   - radius: that of the disc in pixels of the overview.
  ///   - share: of the blurred picture in the result, 0…1.
  init(_ overview: CoveredOverview, radius: Double, share: Float) {
    self.share = share
    let picture = overview.picture
    let (width, height) = (picture.size.width, picture.size.height)
    let luminance = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
    var weights = [Float](repeating: 0, count: picture.red.count)
    for i in weights.indices {
      let covered = max(0, 2 * (overview.coverage?[i] ?? 1) - 1)
      let light = (luminance * SIMD3(picture.red[i], picture.green[i], picture.blue[i])).sum()
      let bright = max(0, min(1, (light - 0.6) / 0.4))
      weights[i] = covered * (1 + 4 * bright * bright)
    }
    func sum(_ plane: [Float]) -> [Float] {
      DiscFilter.sum(plane, width: width, height: height, radius: radius)
    }
    let whole = sum(weights)
    func blurred(_ plane: [Float]) -> [Float] {
      let sums = sum(zip(plane, weights).map { $0 * $1 })
      return plane.indices.map { i in
        // Less than a thousandth of a pixel is rounding.
        whole[i] > 1e-3 ? sums[i] / whole[i] : plane[i]
      }
    }
    planes = PlanarPicture(
      size: picture.size, red: blurred(picture.red), green: blurred(picture.green),
      blue: blurred(picture.blue))
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>,
    planes: (red: Span<Float>, green: Span<Float>, blue: Span<Float>)
  ) {
    mix(planes.red, into: &red)
    mix(planes.green, into: &green)
    mix(planes.blue, into: &blue)
  }

  private func mix(_ source: Span<Float>, into target: inout MutableSpan<Float>) {
    precondition(source.count == target.count)
    for x in source.indices { target[x] += share * (source[x] - target[x]) }
  }
}

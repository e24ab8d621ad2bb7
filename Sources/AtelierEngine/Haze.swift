import AtelierKernels
import AtelierPixels

/// Haze by the dark channel prior (He, Sun, Tang 2009, "Single image haze removal"): where nothing
/// in a patch is dark in any channel, haze lies over it.
struct Haze {
  /// Linear Rec. 2020 colour of the haze.
  let airlight: SIMD3<Float>
  /// Share of light let through at each pixel, 0…1.
  let transmission: [Float]

  init(of picture: PlanarPicture) {
    let (width, height) = (picture.size.width, picture.size.height)
    let radius = max(1, picture.size.longEdge / 150)
    let dark = MinimumFilter.minimum(
      Self.darkest(picture, over: [1, 1, 1]), width: width, height: height, radius: radius)
    let airlight = Self.airlight(of: picture, dark: dark)
    self.airlight = airlight
    var transmission = MinimumFilter.minimum(
      Self.darkest(picture, over: airlight), width: width, height: height, radius: radius)
    for i in transmission.indices { transmission[i] = 1 - 0.95 * min(transmission[i], 1) }
    self.transmission = transmission
  }

  /// The smallest channel of each pixel, at least 0, after division by a colour.
  private static func darkest(_ picture: PlanarPicture, over color: SIMD3<Float>) -> [Float] {
    let scale = 1 / color
    let (sr, sg, sb) = (scale.x, scale.y, scale.z)
    var result = picture.red
    let (green, blue) = (picture.green.span, picture.blue.span)
    var span = result.mutableSpan
    precondition(green.count == span.count && blue.count == span.count)
    for i in span.indices {
      span[i] = max(0, min(min(span[i] * sr, green[i] * sg), blue[i] * sb))
    }
    return result
  }

  /// The mean colour of the haziest thousandth by the dark channel, at least 0.05 in each channel.
  ///
  /// A histogram of 1,024 steps finds the limit, so pixels just below it count too.
  private static func airlight(of picture: PlanarPicture, dark: [Float]) -> SIMD3<Float> {
    let top = max(dark.max() ?? 0, 1e-6)
    let scale = 1023 / top
    var histogram = [Int](repeating: 0, count: 1024)
    for value in dark { histogram[Int(value * scale)] += 1 }
    var step = 1023
    var count = histogram[step]
    while count < max(1, dark.count / 1000), step > 0 {
      step -= 1
      count += histogram[step]
    }
    let limit = Float(step)
    var sum = SIMD3<Double>(repeating: 0)
    for i in dark.indices where dark[i] * scale >= limit {
      sum += SIMD3(Double(picture.red[i]), Double(picture.green[i]), Double(picture.blue[i]))
    }
    let mean = SIMD3<Float>(sum / Double(max(count, 1)))
    return mean.replacing(with: 0.05, where: mean .< 0.05)
  }
}

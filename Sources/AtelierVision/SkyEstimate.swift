import AtelierKernels
import AtelierPixels

/// Finds the sky without a trained model: what hangs together from the top edge, is smooth, and is
/// blue, grey or glowing and not dark.
package enum SkyEstimate {
  /// Long edge of the picture that is searched.
  private static let longEdge = 192

  /// Estimates the sky of a picture.
  ///
  /// A pixel's likelihood comes from its colour and the slope of L* around it. Sky spreads from the
  /// top edge through likely pixels whose colour changes little from one to the next; it ends at the
  /// horizon because ground is rough, dark or of other colours. Clouds are added where sky lies
  /// around or below them. Dusk and night skies are mostly missed; white walls at the top and smooth
  /// bright things that touch the sky are taken for it.
  package static func find(in picture: LabPicture) -> CoverageEstimate {
    let block = picture.block(longEdge: longEdge)
    let small = picture.reduced(longEdge: longEdge)
    let (width, height) = (small.size.width, small.size.height)
    let slope = GaussianFilter(sigma: 1)(small.lightness, size: small.size)
      .gradientMagnitude(size: small.size)
    let color = small.lightness.indices.map { index in
      colorLikelihood(small.lightness[index], small.a[index], small.b[index])
    }
    let likelihood = zip(color, slope).map { $0 * smoothStep($1, 7, 2.5) }
    var found = spread(small, likelihood: likelihood)
    fillClouds(&found, color: color, size: small.size)
    let count = found.reduce(0) { $0 + ($1 ? 1 : 0) }
    let top = width == 0 || height == 0 ? 0 : (0..<width).count { found[$0] }
    let share = Double(count) / Double(max(width * height, 1))
    let topShare = Double(top) / Double(max(width, 1))
    // A sky reaches along much of the top edge, is more than a strip and not the whole picture.
    let confidence =
      Double(smoothStep(Float(topShare), 0.1, 0.6)) * Double(smoothStep(Float(share), 0.01, 0.06))
      * Double(smoothStep(Float(share), 0.98, 0.8))
      * meanLikelihood(found, likelihood)
    let soft = GaussianFilter(sigma: 0.8)(found.map { $0 ? Float(1) : 0 }, size: small.size)
    return CoverageEstimate(
      reduced: soft, block: block, size: picture.size, confidence: confidence,
      method: "sky_from_top")
  }

  /// How well a colour suits a sky: blue, or nearly grey and light, or glowing low in the evening.
  private static func colorLikelihood(_ lightness: Float, _ a: Float, _ b: Float) -> Float {
    let chroma = (a * a + b * b).squareRoot()
    // Blue: b* clearly negative and not purple.
    let blue =
      smoothStep(-b, 2, 8) * smoothStep(a, 0.9 * -b, 0.4 * -b) * smoothStep(lightness, 15, 35)
    let grey = smoothStep(chroma, 14, 6) * smoothStep(lightness, 50, 68)
    let glow = smoothStep(lightness, 55, 75) * smoothStep(b, 0, 10) * smoothStep(a, -6, 0) * 0.8
    return max(blue, grey, glow)
  }

  /// Fills from the top edge, to neighbours whose colour is close.
  private static func spread(_ picture: LabPicture, likelihood: [Float]) -> [Bool] {
    let (width, height) = (picture.size.width, picture.size.height)
    var found = [Bool](repeating: false, count: width * height)
    guard height > 0 else { return found }
    var queue = (0..<width).filter { likelihood[$0] > 0.35 }
    for index in queue { found[index] = true }
    while let index = queue.popLast() {
      let (x, y) = (index % width, index / width)
      for (dx, dy) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
        let (nx, ny) = (x + dx, y + dy)
        guard nx >= 0, nx < width, ny >= 0, ny < height else { continue }
        let next = ny * width + nx
        guard !found[next], likelihood[next] > 0.35 else { continue }
        let dl = picture.lightness[next] - picture.lightness[index]
        let (da, db) = (picture.a[next] - picture.a[index], picture.b[next] - picture.b[index])
        guard dl * dl + da * da + db * db < 64 else { continue }
        found[next] = true
        queue.append(next)
      }
    }
    return found
  }

  /// Adds pixels of a sky's colour that nothing but sky parts from the bottom of the picture.
  private static func fillClouds(_ found: inout [Bool], color: [Float], size: PixelSize) {
    let (width, height) = (size.width, size.height)
    guard width > 0, height > 0 else { return }
    var isGround = [Bool](repeating: false, count: found.count)
    var queue = ((height - 1) * width..<height * width).filter { !found[$0] }
    for index in queue { isGround[index] = true }
    while let index = queue.popLast() {
      let (x, y) = (index % width, index / width)
      for (dx, dy) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
        let (nx, ny) = (x + dx, y + dy)
        guard nx >= 0, nx < width, ny >= 0, ny < height else { continue }
        let next = ny * width + nx
        guard !found[next], !isGround[next] else { continue }
        isGround[next] = true
        queue.append(next)
      }
    }
    for index in found.indices where !isGround[index] && color[index] > 0.2 {
      found[index] = true
    }
  }

  private static func meanLikelihood(_ found: [Bool], _ likelihood: [Float]) -> Double {
    var (sum, count) = (0.0, 0)
    for (isSky, value) in zip(found, likelihood) where isSky {
      sum += Double(value)
      count += 1
    }
    return count > 0 ? sum / Double(count) : 0
  }
}

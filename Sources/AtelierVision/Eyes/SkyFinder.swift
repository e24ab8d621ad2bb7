import AtelierKernels
import AtelierPixels

/// Finds the sky without a trained model.
///
/// First a border: in each column the sky ends where neighbouring pixels differ by more than a threshold, and
/// of 26 thresholds the one counts whose sky is large and differs most from what is below it (after Shen and
/// Wang 2013, "Sky region detection in a single image for autonomous ground robot navigation", with
/// Mahalanobis' distance as the measure). Then colours: clusters of the sky and of the ground in lightness,
/// colour and texture decide about each pixel, with place as a prior, three times over; what does not touch
/// the top edge counts where sky lies below it nearby, as between branches. The confidence is low where what
/// was found has no colour of a sky, is rough, or reaches along little of the top edge.
///
/// White walls and windows at the top are taken for grey sky; white clouds on the horizon are often left out.
struct SkyFinder {
  /// The sky of a picture.
  struct Sky {
    var found: PhotoSight.Found
    /// How blue it is, 0…1.
    var blueness: Float
  }

  /// Long edge of the picture that is searched.
  private static let longEdge = 256
  /// Confidence below which nothing is covered.
  static let leastConfidence = 0.2

  private let size: PixelSize
  /// L*, a* and b*, dark photos lifted, and the same blurred, with texture as the fourth.
  private let colors: [SIMD3<Float>]
  private let features: [SIMD4<Float>]
  private let slopes: [Float]

  /// Finds the sky.
  static func find(in lab: LabPicture) -> Sky {
    let small = lab.reduced(longEdge: longEdge)
    let finder = SkyFinder(small)
    guard let (plane, confidence, blueness) = finder.find(),
      Double(confidence) >= leastConfidence
    else {
      return Sky(
        found: PhotoSight.Found(
          plane: Plane(size: lab.size), confidence: 0, method: "sky_border"), blueness: 0)
    }
    let block = lab.block(longEdge: longEdge)
    let wide = plane.values.interpolated(from: block, to: lab.size)
    return Sky(
      found: PhotoSight.Found(
        plane: Plane(size: lab.size, values: wide), confidence: Double(confidence),
        method: "sky_border"), blueness: blueness)
  }

  private init(_ small: LabPicture) {
    size = small.size
    let top = Quantiles.of(small.lightness, at: [0.95]).first ?? 75
    let gain = min(2.5, max(1, 75 / max(top, 1)))
    let planes = [small.lightness, small.a, small.b].map { plane in
      Plane(size: small.size, values: plane.map { $0 * gain })
    }
    let soft = planes.map { $0.blurred(sigma: 1).values }
    var slopes = [Float](repeating: 0, count: size.pixelCount)
    for plane in soft {
      let slope = plane.gradientMagnitude(size: size)
      for i in slopes.indices { slopes[i] += slope[i] * slope[i] }
    }
    slopes = slopes.map { $0.squareRoot() }
    colors = (0..<size.pixelCount).map { i in
      SIMD3(planes[0].values[i], planes[1].values[i], planes[2].values[i])
    }
    features = (0..<size.pixelCount).map { i in
      SIMD4(soft[0][i], soft[1][i], soft[2][i], 4 * min(slopes[i], 8))
    }
    self.slopes = slopes
  }

  private func find() -> (plane: Plane, confidence: Float, blueness: Float)? {
    guard size.width >= 8, size.height >= 8 else { return nil }
    if let open = openSky() { return (open, Self.openConfidence, 1) }
    guard let (border, separation) = border() else { return nil }
    var isSky = border
    var likely = Plane(size: size)
    for _ in 0..<3 {
      guard let (next, plane) = refined(isSky) else { break }
      (isSky, likely) = (next, plane)
    }
    guard isSky.contains(true) else { return nil }
    let wide = Self.shrunken(isSky.map { !$0 }, size, by: 1).map { !$0 }
    for i in likely.values.indices where !wide[i] { likely.values[i] = 0 }
    let (confidence, blueness) = judge(isSky, separation)
    return (likely, confidence, blueness)
  }

  // MARK: Nothing but sky

  /// How far to trust that smooth blue with pale clouds all over is sky: it might be a wall.
  private static let openConfidence: Float = 0.7

  /// The sky of a photo that shows little else: blue and what may be cloud cover nearly all of it, the blue
  /// is smooth, and there is no border to be found.
  private func openSky() -> Plane? {
    let isBlue = colors.map { color in
      color.z < -9 && color.y < -0.4 * color.z && color.y > 1.1 * color.z && color.x > 12
    }
    let blues = isBlue.indices.filter { isBlue[$0] }
    guard Float(blues.count) > 0.5 * Float(size.pixelCount),
      let rough = Quantiles.of(blues.map { slopes[$0] }, at: [0.75]).first, rough < 2.2
    else { return nil }
    let clouds = cloudLimits(isBlue)
    let flags = isBlue.indices.map { isBlue[$0] || isCloud($0, clouds) }
    // Whatever is left touches no edge for long: ground does.
    let (width, height) = (size.width, size.height)
    let bottom = (0..<width).count { flags[(height - 1) * width + $0] }
    guard Float(flags.count { $0 }) > 0.94 * Float(size.pixelCount),
      Float(bottom) > 0.94 * Float(width)
    else { return nil }
    return Plane(size: size, values: flags.map { $0 ? 1 : 0 }).blurred(sigma: 0.7)
  }

  // MARK: Border

  private func border() -> (isSky: [Bool], separation: Float)? {
    var best: (score: Float, isSky: [Bool], separation: Float)?
    for step in 0..<26 {
      let threshold = 1.5 + 0.5 * Float(step)
      var isSky = [Bool](repeating: false, count: size.pixelCount)
      for x in 0..<size.width {
        var y = 0
        while y < size.height, slopes[y * size.width + x] <= threshold {
          isSky[y * size.width + x] = true
          y += 1
        }
      }
      let count = isSky.count { $0 }
      let share = Float(count) / Float(size.pixelCount)
      guard share >= 0.01, share <= 0.985 else { continue }
      let separation = Statistics(colors, where: isSky, is: true)
        .distance(to: Statistics(colors, where: isSky, is: false))
      let score = separation * share.squareRoot()
      if score > best?.score ?? 0 { best = (score, isSky, separation) }
    }
    return best.map { ($0.isSky, $0.separation) }
  }

  // MARK: Colours

  /// The sky by the clusters of what was taken for sky and ground; nil where one of them is too small.
  private func refined(_ isSky: [Bool]) -> (isSky: [Bool], likely: Plane)? {
    let inside = Self.shrunken(isSky, size, by: 1)
    let outside = Self.shrunken(isSky.map { !$0 }, size, by: 2)
    let sky = features.indices.filter { inside[$0] }
    let (width, height) = (size.width, size.height)
    let rows = (0..<height).map { y in (0..<width).count { isSky[y * width + $0] } }
    let lowest = rows.lastIndex { Float($0) > 0.02 * Float(width) } ?? 0
    // What may be a cloud says nothing about the ground.
    let clouds = cloudLimits(isSky)
    let ground = features.indices.filter {
      outside[$0] && ($0 / width > lowest || !isCloud($0, clouds))
    }
    guard sky.count >= 20, ground.count >= 20 else { return nil }
    func every(_ list: [Int]) -> [SIMD4<Float>] {
      stride(from: 0, to: list.count, by: 2).map { features[list[$0]] }
    }
    let (skies, grounds) = (Clusters(every(sky), count: 4), Clusters(every(ground), count: 8))
    let low = Float(lowest)
    var likely = Plane(size: size)
    for y in 0..<height {
      let place = Float(y)
      let prior =
        -6 * smoothStep(place, low + 0.02 * Float(height), low + 0.15 * Float(height))
        + 1.5 * smoothStep(place, max(0.6 * low, 1), 0)
      for x in 0..<width {
        let at = y * width + x
        let ratio = skies.likelihood(features[at]) - grounds.likelihood(features[at]) + prior
        likely.values[at] = 0.5 + 0.5 * Self.squash(ratio / 4)
      }
    }
    likely = likely.blurred(sigma: 0.7)
    var next = connected(likely.values.map { $0 > 0.5 })
    fillClouds(&next, clouds)
    for i in next.indices where next[i] { likely.values[i] = max(likely.values[i], 0.6) }
    return (next, likely)
  }

  /// The least lightness and the most chroma of clouds: about as light as the sky, and pale.
  private func cloudLimits(_ isSky: [Bool]) -> (light: Float, chroma: Float) {
    let chosen = colors.indices.filter { isSky[$0] }
    let light = Quantiles.median(of: chosen.map { colors[$0].x }) ?? 50
    return (light - 8, 16)
  }

  private func isCloud(_ index: Int, _ limits: (light: Float, chroma: Float)) -> Bool {
    let color = colors[index]
    let square = color.y * color.y + color.z * color.z
    return color.x > limits.light && square < limits.chroma * limits.chroma
  }

  /// Adds clouds that lie between sky and sky of a column.
  private func fillClouds(_ isSky: inout [Bool], _ limits: (light: Float, chroma: Float)) {
    for x in 0..<size.width {
      var isBelow = false
      for y in (0..<size.height).reversed() {
        let at = y * size.width + x
        if isSky[at] {
          isBelow = true
        } else if isBelow, isCloud(at, limits) {
          isSky[at] = true
        }
      }
    }
  }

  /// The hyperbolic tangent, by an approximation of 3 % that needs no library.
  private static func squash(_ x: Float) -> Float {
    let t = max(-3, min(3, x))
    return t * (27 + t * t) / (27 + 9 * t * t)
  }

  /// What touches the top edge, and what lies above the lowest such pixel nearby.
  private func connected(_ flags: [Bool]) -> [Bool] {
    let (width, height) = (size.width, size.height)
    var found = [Bool](repeating: false, count: flags.count)
    var queue = (0..<min(2, height) * width).filter { flags[$0] }
    for index in queue { found[index] = true }
    while let index = queue.popLast() {
      let (x, y) = (index % width, index / width)
      for (dx, dy) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
        let (nx, ny) = (x + dx, y + dy)
        guard nx >= 0, nx < width, ny >= 0, ny < height else { continue }
        let next = ny * width + nx
        guard flags[next], !found[next] else { continue }
        found[next] = true
        queue.append(next)
      }
    }
    let lowest = (0..<width).map { x in (0..<height).last { found[$0 * width + x] } ?? -1 }
    let reach = max(1, width / 7)
    var result = found
    for x in 0..<width {
      let near = lowest[max(0, x - reach)...min(width - 1, x + reach)].max() ?? -1
      for y in 0..<max(0, near + 1) where flags[y * width + x] { result[y * width + x] = true }
    }
    return result
  }

  // MARK: Judgement

  private func judge(_ isSky: [Bool], _ separation: Float) -> (confidence: Float, blueness: Float) {
    func median(_ wanted: Bool) -> SIMD3<Float> {
      let chosen = colors.indices.filter { isSky[$0] == wanted }
      func middle(_ channel: Int) -> Float {
        Quantiles.median(of: chosen.map { colors[$0][channel] }) ?? 0
      }
      return SIMD3(middle(0), middle(1), middle(2))
    }
    let (sky, ground) = (median(true), median(false))
    let share = Float(isSky.count { $0 }) / Float(isSky.count)
    let topCount = (0..<min(2, size.height) * size.width).count { isSky[$0] }
    let top = Float(topCount) / Float(min(2, size.height) * size.width)
    let inside = Self.shrunken(isSky, size, by: 2)
    let rough = Quantiles.of(slopes.indices.filter { inside[$0] }.map { slopes[$0] }, at: [0.75])
    let chroma = (sky.y * sky.y + sky.z * sky.z).squareRoot()
    let blue =
      smoothStep(-sky.z, 2, 9) * smoothStep(sky.y, -0.9 * sky.z, -0.3 * sky.z)
    let isBlue = sky.z < 0 ? blue : 0
    let grey = smoothStep(chroma, 16, 7)
    let glow =
      smoothStep(sky.z, 4, 12) * smoothStep(sky.y, -6, 0) * smoothStep(sky.x, 50, 68)
    let brighter = smoothStep(sky.x - ground.x, -12, 8)
    let color = max(isBlue, 0.75 * grey * brighter, 0.6 * glow * brighter)
    // Blue at the top is sky even where only a street's width of it is seen.
    let (leastTop, leastShare) = (0.1 - 0.07 * isBlue, 0.01 - 0.005 * isBlue)
    let confidence =
      smoothStep(top, leastTop, 5 * leastTop) * smoothStep(share, leastShare, 5 * leastShare)
      * color
      * smoothStep(rough.first ?? 9, 5, 2.2) * smoothStep(separation, 0.4, 1.6)
    return (confidence, isBlue)
  }

  /// The pixels that are further than a few from all others; what lies beyond the edges counts as inside.
  private static func shrunken(_ flags: [Bool], _ size: PixelSize, by steps: Int) -> [Bool] {
    var result = flags
    for _ in 0..<steps {
      let last = result
      for y in 0..<size.height {
        for x in 0..<size.width where last[y * size.width + x] {
          let at = y * size.width + x
          let isInner =
            (x == 0 || last[at - 1]) && (x == size.width - 1 || last[at + 1])
            && (y == 0 || last[at - size.width])
            && (y == size.height - 1 || last[at + size.width])
          if !isInner { result[at] = false }
        }
      }
    }
    return result
  }
}

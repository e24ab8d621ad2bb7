import AtelierPixels

/// How much larger or smaller a lens made red and blue than green, measured on a photo.
///
/// In a patch far from the middle, a channel is `a·G + b` of green at a radius `1 + k` times its own:
/// to first order `a·G + b + a·k·ρ·∂G/∂r`. Least squares give k for each patch; the estimate is the
/// median of all, weighted by what each knows. Where too few agree, it is 0.
enum AberrationEstimate {
  /// Pixels of a patch's side, after means of 2 × 2 that JPEG's chroma sampling leaves alone.
  private static let side = 24
  /// Patches along the longer side.
  private static let count = 44
  /// Larger ones are no lens's.
  private static let most = 0.004

  /// By how much the radii of red and blue exceed that of green, as shares.
  static func measure(_ picture: Picture) -> SIMD2<Double> {
    var found: [[(k: Double, weight: Double)]] = [[], []]
    let (width, height) = (picture.size.width / 2, picture.size.height / 2)
    guard width > 4 * side, height > 4 * side else { return [0, 0] }
    let middle = SIMD2(Double(width), Double(height)) / 2
    let radius = (middle * middle).sum().squareRoot()
    let step = max(side, max(width, height) / count)
    var patch = [SIMD3<Double>](repeating: .zero, count: side * side)
    for top in stride(from: 0, through: height - side, by: step) {
      for left in stride(from: 0, through: width - side, by: step) {
        let half = Double(side) / 2
        let place = SIMD2(Double(left) + half, Double(top) + half) - middle
        let distance = (place * place).sum().squareRoot()
        guard distance > 0.3 * radius else { continue }
        for y in 0..<side {
          for x in 0..<side { patch[y * side + x] = mean(picture, x: left + x, y: top + y) }
        }
        for (channel, index) in [(0, 0), (2, 1)] {
          if let fit = fit(patch, channel, radial: place / distance, distance: distance) {
            found[index].append(fit)
          }
        }
      }
    }
    return SIMD2(middleOf(found[0]), middleOf(found[1]))
  }

  /// The mean of 2 × 2 stored values.
  private static func mean(_ picture: Picture, x: Int, y: Int) -> SIMD3<Double> {
    var sum = SIMD3<Double>(repeating: 0)
    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
      let at = 3 * ((2 * y + dy) * picture.size.width + 2 * x + dx)
      switch picture.samples {
      case .eight(let values):
        sum += SIMD3(Double(values[at]), Double(values[at + 1]), Double(values[at + 2])) / 255
      case .sixteen(let values):
        sum += SIMD3(Double(values[at]), Double(values[at + 1]), Double(values[at + 2])) / 65535
      }
    }
    return sum / 4
  }

  /// What a patch says about a channel; nil where green has no edges across the radius.
  private static func fit(
    _ patch: [SIMD3<Double>], _ channel: Int, radial: SIMD2<Double>, distance: Double
  ) -> (k: Double, weight: Double)? {
    // Sums of green g, its radial derivative d and the channel c, less their means.
    var sums = SIMD3<Double>.zero
    var squares = (gg: 0.0, gd: 0.0, dd: 0.0, gc: 0.0, dc: 0.0, cc: 0.0)
    var count = 0.0
    for y in 2..<(side - 2) {
      for x in 2..<(side - 2) {
        let at = y * side + x
        let (g, c) = (patch[at].y, patch[at][channel])
        guard g < 0.97, c < 0.97 else { return nil }
        let d = radial.x * slope(patch, at, 1) + radial.y * slope(patch, at, side)
        sums += SIMD3(g, d, c)
        squares.gg += g * g
        squares.gd += g * d
        squares.dd += d * d
        squares.gc += g * c
        squares.dc += d * c
        squares.cc += c * c
        count += 1
      }
    }
    let gg = squares.gg - sums.x * sums.x / count
    let gd = squares.gd - sums.x * sums.y / count
    let dd = squares.dd - sums.y * sums.y / count
    let gc = squares.gc - sums.x * sums.z / count
    let dc = squares.dc - sums.y * sums.z / count
    let cc = squares.cc - sums.z * sums.z / count
    let determinant = gg * dd - gd * gd
    guard gg > 1e-4 * count, determinant > 0.05 * gg * dd, dd > 1e-6 * count else { return nil }
    let a = (gc * dd - dc * gd) / determinant
    let b = (dc * gg - gc * gd) / determinant
    let rest = max(cc - a * gc - b * dc, 1e-9 * count) / count
    // A channel that hardly follows green says nothing.
    guard a > 0.4, a < 2.5, rest * count < 0.2 * cc else { return nil }
    let knowledge = (dd - gd * gd / gg) / rest * (a * distance) * (a * distance)
    return (b / (a * distance), knowledge)
  }

  /// The derivative of green in steps of an offset: the five-point formula, which a fine edge needs.
  private static func slope(_ patch: [SIMD3<Double>], _ at: Int, _ step: Int) -> Double {
    let near = patch[at + step].y - patch[at - step].y
    let far = patch[at + 2 * step].y - patch[at - 2 * step].y
    return (8 * near - far) / 12
  }

  /// The weighted median, 0 where it is not clearly another number.
  private static func middleOf(_ found: [(k: Double, weight: Double)]) -> Double {
    guard found.count >= 24 else { return 0 }
    func median(_ values: [(k: Double, weight: Double)]) -> Double {
      let half = values.reduce(0) { $0 + $1.weight } / 2
      var sum = 0.0
      for value in values.sorted(by: { $0.k < $1.k }) {
        sum += value.weight
        if sum >= half { return value.k }
      }
      return 0
    }
    let k = median(found)
    let spread = median(found.map { (($0.k - k).magnitude, $0.weight) })
    let total = found.reduce(0) { $0 + $1.weight }
    let effective = total * total / found.reduce(0) { $0 + $1.weight * $1.weight }
    guard k.magnitude > 3 * spread / effective.squareRoot(), k.magnitude < most else { return 0 }
    // Green at 1 + k times the radius is the channel at its own.
    return 1 / (1 + k) - 1
  }
}

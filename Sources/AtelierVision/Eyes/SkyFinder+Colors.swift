import AtelierKernels

extension SkyFinder {
  /// Mean and covariance of colours.
  struct Statistics {
    var mean = SIMD3<Float>.zero
    /// Variances of the three, then covariances of 1 and 2, 1 and 3, 2 and 3.
    var variances = SIMD3<Float>.zero
    var covariances = SIMD3<Float>.zero

    init(_ colors: [SIMD3<Float>], where flags: [Bool], is wanted: Bool) {
      var count: Float = 0
      for i in colors.indices where flags[i] == wanted {
        mean += colors[i]
        count += 1
      }
      mean /= max(count, 1)
      for i in colors.indices where flags[i] == wanted {
        let away = colors[i] - mean
        variances += away * away
        covariances += SIMD3(away.x * away.y, away.x * away.z, away.y * away.z)
      }
      variances = variances / max(count, 1) + 0.5
      covariances /= max(count, 1)
    }

    /// Mahalanobis' distance of the means, squared, by the sum of the covariances.
    func distance(to other: Statistics) -> Float {
      let (v, c) = (variances + other.variances, covariances + other.covariances)
      let d = mean - other.mean
      let xx = v.y * v.z - c.z * c.z
      let xy = c.y * c.z - c.x * v.z
      let xz = c.x * c.z - c.y * v.y
      let determinant = v.x * xx + c.x * xy + c.y * xz
      guard determinant > 1e-6 else { return 0 }
      let yy = v.x * v.z - c.y * c.y
      let yz = c.x * c.y - v.x * c.z
      let zz = v.x * v.y - c.x * c.x
      let squares = d.x * d.x * xx + d.y * d.y * yy + d.z * d.z * zz
      let mixed = d.x * d.y * xy + d.x * d.z * xz + d.y * d.z * yz
      return (squares + 2 * mixed) / determinant
    }
  }

  /// Colours in groups, with the share and the variance of each.
  struct Clusters {
    private var members: [(center: SIMD4<Float>, variance: Float, weight: Float)] = []

    /// Groups by k-means from quantiles, so that no chance is in it.
    init(_ features: [SIMD4<Float>], count: Int) {
      let order = features.sorted { $0.x + 0.3 * $0.z < $1.x + 0.3 * $1.z }
      var centers = (0..<count).map { order[(2 * $0 + 1) * order.count / (2 * count)] }
      for _ in 0..<12 {
        var sums = [SIMD4<Float>](repeating: .zero, count: count)
        var counts = [Float](repeating: 0, count: count)
        for feature in features {
          let (index, _) = Self.nearest(feature, centers)
          sums[index] += feature
          counts[index] += 1
        }
        for index in 0..<count where counts[index] > 0 {
          centers[index] = sums[index] / counts[index]
        }
      }
      var spreads = [Float](repeating: 0, count: count)
      var counts = [Float](repeating: 0, count: count)
      for feature in features {
        let (index, distance) = Self.nearest(feature, centers)
        spreads[index] += distance
        counts[index] += 1
      }
      for index in 0..<count where counts[index] > 0 {
        // Nine: clusters narrower than three units of L* say too much.
        members.append(
          (
            centers[index], max(spreads[index] / counts[index], 9),
            counts[index] / Float(features.count)
          ))
      }
    }

    private static func nearest(
      _ feature: SIMD4<Float>, _ centers: [SIMD4<Float>]
    ) -> (index: Int, distance: Float) {
      var best = (index: 0, distance: Float.infinity)
      for index in centers.indices {
        let away = feature - centers[index]
        let distance = (away * away).sum()
        if distance < best.distance { best = (index, distance) }
      }
      return best
    }

    /// The logarithm of the best group's density, up to a constant.
    func likelihood(_ feature: SIMD4<Float>) -> Float {
      var best = -Float.infinity
      for member in members {
        let away = feature - member.center
        let value =
          -1.5 * (away * away).sum() / member.variance
          - 1.5 * Self.logarithm(member.variance) + Self.logarithm(max(member.weight, 1e-4))
        best = max(best, value)
      }
      return best
    }

    private static func logarithm(_ x: Float) -> Float { FastMath.log2(x) * 0.693_147_2 }
  }
}

/// Weighted sums of rows, the parts of separable filters.
package enum RowFilter {
  /// Gaussian weights for distances 0, 1, 2 … up to 2.6 standard deviations, with mean 1 over both
  /// sides; `[1]` for deviations too small to reach a neighbour.
  package static func gaussian(_ sigma: Double) -> [Float] {
    guard sigma >= 0.2 else { return [1] }
    let reach = max(1, Int((2.6 * sigma).rounded(.up)))
    let weights = (0...reach).map { distance in
      // e^(−d²/2σ²)
      let exponent = Double(distance * distance) / (2 * sigma * sigma)
      return Double(FastMath.exp2(Float(-exponent * 1.442_695_040_888_963)))
    }
    let sum = weights[0] + 2 * weights.dropFirst().reduce(0, +)
    return weights.map { Float($0 / sum) }
  }

  /// `target[x] = Σ weights[|k|] · source[starts[middle + k] + offset + x]` for k from −(n − 1) to
  /// n − 1, with n = `weights.count` and `middle = starts.count / 2`.
  ///
  /// Starts one apart blur along a row, starts of rows blur across them.
  package static func blur(
    _ source: Span<Float>, starts: [Int], offset: Int = 0, weights: [Float],
    into target: inout MutableSpan<Float>
  ) {
    let count = target.count
    let middle = starts.count / 2
    func part(_ k: Int) -> Range<Int> {
      let start = starts[middle + k] + offset
      return start..<(start + count)
    }
    let center = source.extracting(part(0))
    let w0 = weights[0]
    precondition(center.count == count)
    // As many neighbours as fit into a pass, so that sums are seldom stored and read again.
    var k = 1
    switch weights.count {
    case 1:
      for x in 0..<count { target[x] = w0 * center[x] }
    case 2:
      let (a, b) = (source.extracting(part(-1)), source.extracting(part(1)))
      let w1 = weights[1]
      precondition(a.count == count && b.count == count)
      for x in 0..<count { target[x] = FastMath.multiplyAdd(w1, a[x] + b[x], w0 * center[x]) }
      k = 2
    default:
      let (a, b) = (source.extracting(part(-1)), source.extracting(part(1)))
      let (c, d) = (source.extracting(part(-2)), source.extracting(part(2)))
      let (w1, w2) = (weights[1], weights[2])
      precondition(a.count == count && b.count == count && c.count == count && d.count == count)
      for x in 0..<count {
        let near = FastMath.multiplyAdd(w1, a[x] + b[x], w0 * center[x])
        target[x] = FastMath.multiplyAdd(w2, c[x] + d[x], near)
      }
      k = 3
    }
    while k + 2 < weights.count {
      let (a, b) = (source.extracting(part(-k)), source.extracting(part(k)))
      let (c, d) = (source.extracting(part(-k - 1)), source.extracting(part(k + 1)))
      let (e, f) = (source.extracting(part(-k - 2)), source.extracting(part(k + 2)))
      let (u, v, w) = (weights[k], weights[k + 1], weights[k + 2])
      precondition(a.count == count && b.count == count && c.count == count)
      precondition(d.count == count && e.count == count && f.count == count)
      for x in 0..<count {
        let near = FastMath.multiplyAdd(u, a[x] + b[x], target[x])
        let far = FastMath.multiplyAdd(v, c[x] + d[x], near)
        target[x] = FastMath.multiplyAdd(w, e[x] + f[x], far)
      }
      k += 3
    }
    while k < weights.count {
      let (a, b) = (source.extracting(part(-k)), source.extracting(part(k)))
      let w = weights[k]
      precondition(a.count == count && b.count == count)
      for x in 0..<count { target[x] = FastMath.multiplyAdd(w, a[x] + b[x], target[x]) }
      k += 1
    }
  }
}

extension RowFilter {
  /// Blurs one part of a span into another that does not overlap it, as
  /// ``blur(_:starts:offset:weights:into:)`` does.
  package static func blur(
    within span: inout MutableSpan<Float>, from source: Range<Int>, starts: [Int],
    offset: Int = 0, weights: [Float], into target: Range<Int>
  ) {
    precondition(source.upperBound <= target.lowerBound || target.upperBound <= source.lowerBound)
    unsafe span.withUnsafeMutableBufferPointer { all in
      // SAFETY: slices are checked to lie inside; they do not overlap, and live as long as the span.
      let from = unsafe Span(_unsafeElements: UnsafeBufferPointer(rebasing: all[source]))
      var into = unsafe MutableSpan(
        _unsafeElements: UnsafeMutableBufferPointer(rebasing: all[target]))
      blur(from, starts: starts, offset: offset, weights: weights, into: &into)
    }
  }
}

/// The perceptual lightness of the detail operations: the square root of luminance.
///
/// The root makes photon noise even and steps of equal size look alike; it vectorises, the cube root
/// does not pay.
package enum Lightness {
  /// Writes `√(weights · RGB)`, with negative light as 0.
  package static func measure(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>, weights: SIMD3<Float>,
    into target: inout MutableSpan<Float>
  ) {
    let count = target.count
    precondition(red.count == count && green.count == count && blue.count == count)
    for x in 0..<count {
      target[x] = max(ColorMatrix.dot(weights, red[x], green[x], blue[x]), 0).squareRoot()
    }
  }

  /// Adds `gain` times `bands` to the lightness of pixels and keeps their hue and saturation.
  ///
  /// A dark line keeps a third of its lightness; light grows `most` times at most, for near black a band
  /// may exceed lightness itself.
  package static func add(
    _ bands: Span<Float>, gain: Float, most: Float, weights: SIMD3<Float>,
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && bands.count == count)
    for x in 0..<count {
      let (r, g, b) = (red[x], green[x], blue[x])
      let l = max(ColorMatrix.dot(weights, r, g, b), 0).squareRoot()
      let new = max(l + gain * bands[x], 0.35 * l)
      let ratio = new / max(l, 1e-6)
      let factor = min(ratio * ratio, most)
      red[x] = r * factor
      green[x] = g * factor
      blue[x] = b * factor
    }
  }
}

import AtelierPixels

/// Cubic convolution (Keys 1981, a = −½) of interleaved values at places between pixels; places outside
/// repeat the edge.
enum CubicSampling {
  /// The first pixel of the 4 × 4 around a place, in pixels from the corner, and their weights.
  @inline(__always)
  private static func taps(
    at corner: SIMD2<Double>
  ) -> (left: Int, top: Int, across: SIMD4<Float>, down: SIMD4<Float>) {
    let place = corner - 0.5
    let left = place.x.rounded(.down)
    let top = place.y.rounded(.down)
    return (
      Int(left) - 1, Int(top) - 1, weights(Float(place.x - left)), weights(Float(place.y - top))
    )
  }

  /// All three channels.
  @inline(__always)
  static func color<Value: FixedWidthInteger & UnsignedInteger>(
    _ values: Span<Value>, _ size: PixelSize, at corner: SIMD2<Double>
  ) -> SIMD3<Float> {
    let (left, top, across, down) = taps(at: corner)
    var sum = SIMD3<Float>(repeating: 0)
    if left >= 0, top >= 0, left + 3 < size.width, top + 3 < size.height {
      precondition(values.count == 3 * size.width * size.height)
      for j in 0..<4 {
        let start = 3 * ((top + j) * size.width + left)
        var line = SIMD3<Float>(repeating: 0)
        for i in 0..<4 {
          let at = start + 3 * i
          // SAFETY: the 4 × 4 pixels lie inside, as was just checked. Checks take half of the time.
          line +=
            unsafe across[i]
            * SIMD3(
              Float(values[unchecked: at]), Float(values[unchecked: at + 1]),
              Float(values[unchecked: at + 2]))
        }
        sum += down[j] * line
      }
      return sum
    }
    for j in 0..<4 {
      let row = min(max(top + j, 0), size.height - 1) * size.width
      var line = SIMD3<Float>(repeating: 0)
      for i in 0..<4 {
        let at = 3 * (row + min(max(left + i, 0), size.width - 1))
        line += across[i] * SIMD3(Float(values[at]), Float(values[at + 1]), Float(values[at + 2]))
      }
      sum += down[j] * line
    }
    return sum
  }

  /// One channel, the same value as that of ``color(_:_:at:)``.
  @inline(__always)
  static func channel<Value: FixedWidthInteger & UnsignedInteger>(
    _ channel: Int, _ values: Span<Value>, _ size: PixelSize, at corner: SIMD2<Double>
  ) -> Float {
    let (left, top, across, down) = taps(at: corner)
    var sum: Float = 0
    for j in 0..<4 {
      let row = min(max(top + j, 0), size.height - 1) * size.width
      var line: Float = 0
      for i in 0..<4 {
        let at = 3 * (row + min(max(left + i, 0), size.width - 1)) + channel
        line += across[i] * Float(values[at])
      }
      sum += down[j] * line
    }
    return sum
  }

  private static func weights(_ t: Float) -> SIMD4<Float> {
    let (t2, t3) = (t * t, t * t * t)
    return SIMD4(
      -0.5 * t + t2 - 0.5 * t3, 1 - 2.5 * t2 + 1.5 * t3, 0.5 * t + 2 * t2 - 1.5 * t3,
      -0.5 * t2 + 0.5 * t3)
  }
}

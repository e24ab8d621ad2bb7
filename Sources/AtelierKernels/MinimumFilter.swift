/// Minima over square windows.
package enum MinimumFilter {
  /// The smallest value of the `(2·radius + 1)²` window around each value of a `width × height`
  /// plane; at the edges of the part inside the picture.
  ///
  /// Windows of doubling length are minima of two shorter ones, so the cost grows with the logarithm
  /// of the radius.
  package static func minimum(
    _ plane: [Float], width: Int, height: Int, radius: Int
  ) -> [Float] {
    precondition(plane.count == width * height, "a plane holds width × height values")
    guard radius > 0, !plane.isEmpty else { return plane }
    let stride = width + 2 * radius
    var padded = [Float](repeating: .infinity, count: stride * (height + 2 * radius))
    for y in 0..<height {
      let start = (y + radius) * stride + radius
      padded.replaceSubrange(start..<(start + width), with: plane[(y * width)..<((y + 1) * width)])
    }
    var spare = padded
    reduce(&padded, &spare, step: 1, length: 2 * radius + 1)
    reduce(&padded, &spare, step: stride, length: 2 * radius + 1)
    var result = plane
    for y in 0..<height {
      let start = y * stride
      result.replaceSubrange(
        (y * width)..<((y + 1) * width), with: padded[start..<(start + width)])
    }
    return result
  }

  /// Replaces each value by the least of `length` values from it on, `step` apart; the last ones,
  /// whose windows leave the array, are left over.
  private static func reduce(
    _ values: inout [Float], _ spare: inout [Float], step: Int, length: Int
  ) {
    var reached = 1
    while reached < length {
      let shift = min(reached, length - reached)
      lesser(values.span, shift: shift * step, into: &spare)
      swap(&values, &spare)
      reached += shift
    }
  }

  private static func lesser(_ values: Span<Float>, shift: Int, into target: inout [Float]) {
    let count = values.count - shift
    guard count > 0 else { return }
    let (near, far) = (values.extracting(0..<count), values.extracting(shift..<values.count))
    var all = target.mutableSpan
    var span = all._mutatingExtracting(0..<count)
    precondition(near.count == count && far.count == count && span.count == count)
    for i in 0..<count { span[i] = min(near[i], far[i]) }
  }
}

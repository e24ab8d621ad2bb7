/// Means over square windows by running sums; at the edges over the part inside the picture.
package enum BoxFilter {
  /// The mean of the `(2·radius + 1)²` window around each value of a `width × height` plane.
  ///
  /// Cost does not depend on the radius. Sums run in double precision, so long rows do not drift.
  package static func mean(
    _ plane: [Float], width: Int, height: Int, radius: Int
  ) -> [Float] {
    precondition(plane.count == width * height, "a plane holds width × height values")
    guard radius > 0, !plane.isEmpty else { return plane }
    var rows = [Float](repeating: 0, count: plane.count)
    for y in 0..<height {
      let start = y * width
      var sum = 0.0
      for x in 0..<min(radius, width) { sum += Double(plane[start + x]) }
      for x in 0..<width {
        if x + radius < width { sum += Double(plane[start + x + radius]) }
        if x - radius > 0 { sum -= Double(plane[start + x - radius - 1]) }
        let count = min(x + radius, width - 1) - max(x - radius, 0) + 1
        rows[start + x] = Float(sum / Double(count))
      }
    }
    var result = [Float](repeating: 0, count: plane.count)
    var sums = [Double](repeating: 0, count: width)
    for y in 0..<min(radius, height) {
      for x in 0..<width { sums[x] += Double(rows[y * width + x]) }
    }
    for y in 0..<height {
      if y + radius < height {
        let start = (y + radius) * width
        for x in 0..<width { sums[x] += Double(rows[start + x]) }
      }
      if y - radius > 0 {
        let start = (y - radius - 1) * width
        for x in 0..<width { sums[x] -= Double(rows[start + x]) }
      }
      let count = Double(min(y + radius, height - 1) - max(y - radius, 0) + 1)
      for x in 0..<width { result[y * width + x] = Float(sums[x] / count) }
    }
    return result
  }
}

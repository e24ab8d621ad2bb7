import Dispatch
import Synchronization

/// Means over square windows by running sums; at the edges over the part inside the picture.
package enum BoxFilter {
  /// The means of several planes, filtered side by side on the cores that are free.
  package static func means(
    _ planes: [[Float]], width: Int, height: Int, radius: Int
  ) -> [[Float]] {
    let results = Mutex(planes)
    DispatchQueue.concurrentPerform(iterations: planes.count) { index in
      var plane: [Float] = []
      results.withLock { swap(&$0[index], &plane) }
      blur(&plane, width: width, height: height, radius: radius)
      results.withLock { swap(&$0[index], &plane) }
    }
    return results.withLock { $0 }
  }

  /// The mean of the `(2·radius + 1)²` window around each value of a `width × height` plane.
  ///
  /// Cost does not depend on the radius. Sums run in double precision, so long rows do not drift.
  package static func mean(
    _ plane: [Float], width: Int, height: Int, radius: Int
  ) -> [Float] {
    var result = plane
    blur(&result, width: width, height: height, radius: radius)
    return result
  }

  /// Puts means in place of the values of a plane.
  private static func blur(_ plane: inout [Float], width: Int, height: Int, radius: Int) {
    precondition(plane.count == width * height, "a plane holds width × height values")
    guard radius > 0, !plane.isEmpty else { return }
    blurRows(&plane, width: width, radius: radius)
    var rows = plane.mutableSpan
    var sums = [Double](repeating: 0, count: width)
    var sumSpan = sums.mutableSpan
    precondition(sumSpan.count == width)
    // The last rows as they were before their means took their places: the one that leaves the window of row
    // y stands where row y goes.
    let kept = radius + 1
    var ring = [Float](repeating: 0, count: kept * width)
    var ringSpan = ring.mutableSpan
    func row(_ y: Int) -> Range<Int> { (y * width)..<((y + 1) * width) }
    for y in 0..<min(radius, height) {
      let entering = rows.span.extracting(row(y))
      precondition(entering.count == width)
      for x in 0..<width { sumSpan[x] += Double(entering[x]) }
    }
    for y in 0..<height {
      if y + radius < height {
        let entering = rows.span.extracting(row(y + radius))
        precondition(entering.count == width)
        for x in 0..<width { sumSpan[x] += Double(entering[x]) }
      }
      var held = ringSpan._mutatingExtracting(row(y % kept))
      if y - radius > 0 {
        precondition(held.count == width)
        for x in 0..<width { sumSpan[x] -= Double(held[x]) }
      }
      let share = 1 / Double(min(y + radius, height - 1) - max(y - radius, 0) + 1)
      var target = rows._mutatingExtracting(row(y))
      precondition(target.count == width && held.count == width)
      for x in 0..<width {
        held[x] = target[x]
        target[x] = Float(sumSpan[x] * share)
      }
    }
  }

  private static func blurRows(_ plane: inout [Float], width: Int, radius: Int) {
    let shares = (0...width).map { 1 / Double(max($0, 1)) }
    var source = [Float](repeating: 0, count: width)
    var sourceSpan = source.mutableSpan
    var span = plane.mutableSpan
    for start in stride(from: 0, to: span.count, by: width) {
      var row = span._mutatingExtracting(start..<(start + width))
      precondition(row.count == width && sourceSpan.count == width)
      for x in 0..<width { sourceSpan[x] = row[x] }
      blurRow(sourceSpan.span, radius: radius, shares: shares.span, into: &row)
    }
  }

  /// Means of one row; `shares[n]` is 1/n.
  private static func blurRow(
    _ source: Span<Float>, radius: Int, shares: Span<Double>, into target: inout MutableSpan<Float>
  ) {
    let width = source.count
    var sum = 0.0
    for x in 0..<min(radius, width) { sum += Double(source[x]) }
    // Inside, every window is whole; the running sum is the only chain of dependent steps.
    let inside = min(radius + 1, width)..<max(width - radius, min(radius + 1, width))
    func edge(_ x: Int, _ target: inout MutableSpan<Float>) {
      if x + radius < width { sum += Double(source[x + radius]) }
      if x - radius > 0 { sum -= Double(source[x - radius - 1]) }
      let count = min(x + radius, width - 1) - max(x - radius, 0) + 1
      target[x] = Float(sum * shares[count])
    }
    for x in 0..<inside.lowerBound { edge(x, &target) }
    let share = shares[min(2 * radius + 1, width)]
    for x in inside {
      sum += Double(source[x + radius]) - Double(source[x - radius - 1])
      target[x] = Float(sum * share)
    }
    for x in inside.upperBound..<width { edge(x, &target) }
  }
}

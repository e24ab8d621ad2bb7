/// Sums over discs: what a lens out of focus makes of points.
package enum DiscFilter {
  /// The sum of a plane over the disc around every pixel; outside the picture there is nothing.
  ///
  /// Pixels that the disc's border crosses along a row count by their share. A row of the disc is the
  /// difference of two running sums, in double precision, so the cost grows with the radius and not
  /// with its square.
  package static func sum(
    _ plane: [Float], width: Int, height: Int, radius: Double
  ) -> [Float] {
    precondition(plane.count == width * height, "a plane holds width × height values")
    let reach = Int(radius)
    let padding = reach + 1
    let stride = width + 2 * padding
    // Rows with room on both sides, and their running sums, one value longer.
    var rows = [Double](repeating: 0, count: stride * height)
    var running = [Double](repeating: 0, count: (stride + 1) * height)
    for y in 0..<height {
      for x in 0..<width { rows[y * stride + padding + x] = Double(plane[y * width + x]) }
      var sum = 0.0
      for x in 0..<stride {
        sum += rows[y * stride + x]
        running[y * (stride + 1) + x + 1] = sum
      }
    }
    // Half the length of each row of the disc beyond its middle pixel, which is half a pixel to a side.
    let halves = (-reach...reach).map {
      max((radius * radius - Double($0 * $0)).squareRoot() - 0.5, 0)
    }
    var result = plane
    var target = result.mutableSpan
    var sums = [Double](repeating: 0, count: width)
    var sum = sums.mutableSpan
    for y in 0..<height {
      sum.update(repeating: 0)
      for (index, half) in halves.enumerated() {
        let line = y + index - reach
        guard line >= 0, line < height else { continue }
        let whole = Int(half)
        let start = line * (stride + 1) + padding
        let edge = line * stride + padding
        func part(_ start: Int) -> Range<Int> { start..<(start + width) }
        add(
          running.span.extracting(part(start + whole + 1)),
          running.span.extracting(part(start - whole)),
          rows.span.extracting(part(edge + whole + 1)),
          rows.span.extracting(part(edge - whole - 1)), share: half - Double(whole), to: &sum)
      }
      for x in 0..<width { target[y * width + x] = Float(sum[x]) }
    }
    return result
  }

  private static func add(
    _ ends: Span<Double>, _ starts: Span<Double>, _ right: Span<Double>, _ left: Span<Double>,
    share: Double, to sum: inout MutableSpan<Double>
  ) {
    let count = sum.count
    precondition(ends.count == count && starts.count == count)
    precondition(right.count == count && left.count == count)
    for x in 0..<count {
      sum[x] += ends[x] - starts[x] + share * (right[x] + left[x])
    }
  }
}

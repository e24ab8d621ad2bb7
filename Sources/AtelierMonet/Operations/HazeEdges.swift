import Foundation

/// The edges of a map that are worth keeping: its derivatives by nine filters of 3 × 3, made smaller by
/// a threshold, and brought back by the same filters turned.
///
/// The filters are Kirsch's eight compass kernels and a Laplacian, each divided by its norm. The
/// threshold is lower by a little where the picture has edges. Rows and columns go round.
struct HazeEdges: Sendable {
  private let rows: [PixelRow]

  init(_ rows: [PixelRow]) { self.rows = rows }

  /// The places around the middle, clockwise from the right, as offsets of row and column.
  private static let ring = [
    (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1),
  ]
  /// What divides a compass kernel: the root of 3·5² + 5·3².
  private static let compassNorm = Float(120).squareRoot()
  /// What divides the Laplacian: the root of 8 + 8².
  private static let laplaceNorm = Float(72).squareRoot()

  /// The sum over the filters of what is left of a map's derivatives, filtered back, for rows.
  ///
  /// - Parameters:
  ///   - map: the map, row by row.
  ///   - range: the rows wanted.
  ///   - threshold: by how much derivatives are made smaller where the picture is flat.
  /// - Returns: the sums of each row.
  func sharpened(_ map: [[Float]], rows range: Range<Int>, threshold: Float) -> [[Double]] {
    let height = map.count
    let empty = [Double](repeating: 0, count: map.first?.count ?? 0)
    var sums = Array(repeating: empty, count: range.count)
    for y in (range.lowerBound - 1)...range.upperBound {
      let left = responses(map, at: (y + height) % height, threshold: threshold)
      for offset in -1...1 where range.contains(y - offset) {
        for (index, values) in left.enumerated() {
          Self.add(
            values, Self.turned(index, row: offset), to: &sums[y - offset - range.lowerBound])
        }
      }
    }
    return sums
  }

  /// The weights of a filter turned by half, in a row of it.
  private static func turned(_ index: Int, row: Int) -> (Float, Float, Float) {
    func weight(_ column: Int) -> Float {
      // Turned by half: what stood opposite.
      guard let place = ring.firstIndex(where: { $0 == (-row, -column) }) else {
        return index == 8 ? 8 / laplaceNorm : 0
      }
      if index == 8 { return -1 / laplaceNorm }
      let isFive = (0..<3).contains((place - index + 8) % 8)
      return (isFive ? 5 : -3) / compassNorm
    }
    return (weight(-1), weight(0), weight(1))
  }

  private static func add(
    _ values: [Float], _ weights: (Float, Float, Float), to sums: inout [Double]
  ) {
    let count = sums.count
    guard count > 0 else { return }
    var sum = sums.mutableSpan
    let (a, b, c) = (Double(weights.0), Double(weights.1), Double(weights.2))
    let row = values.span
    precondition(sum.count == count && row.count == count)
    for x in 1..<max(1, count - 1) {
      sum[x] += Double(row[x - 1]) * a + Double(row[x]) * b + Double(row[x + 1]) * c
    }
    for x in Set([0, count - 1]) {
      sum[x] +=
        Double(row[(x + count - 1) % count]) * a + Double(row[x]) * b
        + Double(row[(x + 1) % count]) * c
    }
  }

  /// What is left of the derivatives of a row by each filter.
  private func responses(_ map: [[Float]], at y: Int, threshold: Float) -> [[Float]] {
    let height = map.count
    let (above, below) = ((y + height - 1) % height, (y + 1) % height)
    let slopes = Self.derivatives(map[above], map[y], map[below])
    let red = Self.derivatives(rows[above].red, rows[y].red, rows[below].red)
    let green = Self.derivatives(rows[above].green, rows[y].green, rows[below].green)
    let blue = Self.derivatives(rows[above].blue, rows[y].blue, rows[below].blue)
    return slopes.indices.map { index in
      var result = slopes[index]
      Self.shrink(&result, red[index], green[index], blue[index], threshold)
      return result
    }
  }

  private static func shrink(
    _ slopes: inout [Float], _ red: [Float], _ green: [Float], _ blue: [Float],
    _ threshold: Float
  ) {
    var slope = slopes.mutableSpan
    let (r, g, b) = (red.span, green.span, blue.span)
    let count = slope.count
    precondition(r.count == count && g.count == count && b.count == count)
    // The picture is divided by 255 a second time, hence the weight is next to 1: two terms of
    // the exponential are exact in single precision.
    let scale = Float(2.0 / (255 * 255))
    for x in 0..<count {
      let z = (r[x] * r[x] + g[x] * g[x] + b[x] * b[x]) * scale
      let weight = 1 - z + z * z / 2
      let left = max(slope[x].magnitude - weight * threshold, 0)
      slope[x] = slope[x] < 0 ? -left : left
    }
  }

  /// The derivatives of a row by each of the nine filters, from it and the rows around it.
  private static func derivatives(
    _ above: [Float], _ here: [Float], _ below: [Float]
  ) -> [[Float]] {
    let count = here.count
    let wide = [above, here, below].map { [$0[count - 1]] + $0 + [$0[0]] }
    var sum = [Float](repeating: 0, count: count)
    for (row, column) in ring { accumulate(wide[row + 1], column, 1, to: &sum) }
    var results: [[Float]] = []
    for first in 0..<8 {
      // −3·sum + 8·(three neighbours), over the norm.
      var result = sum
      scale(&result, -3 / compassNorm)
      for step in 0..<3 {
        let (row, column) = ring[(first + step) % 8]
        accumulate(wide[row + 1], column, 8 / compassNorm, to: &result)
      }
      results.append(result)
    }
    var laplace = sum
    scale(&laplace, -1 / laplaceNorm)
    accumulate(wide[1], 0, 8 / laplaceNorm, to: &laplace)
    results.append(laplace)
    return results
  }

  private static func scale(_ values: inout [Float], _ factor: Float) {
    var values = values.mutableSpan
    for x in 0..<values.count { values[x] *= factor }
  }

  private static func accumulate(
    _ wide: [Float], _ column: Int, _ factor: Float, to sums: inout [Float]
  ) {
    var sum = sums.mutableSpan
    let count = sum.count
    let source = wide.span.extracting((column + 1)..<(column + 1 + count))
    precondition(source.count == count && sum.count == count)
    for x in 0..<count { sum[x] += source[x] * factor }
  }
}

import AtelierEngine
import Foundation

/// Dehaze: takes the light of haze off, by how much of the scene's light comes through.
///
/// The light of haze A is, for each channel, the brightest value that fills a square of 15 pixels. What
/// comes through, T, is bounded below by how far a pixel lies from A, and is smoothed by a half-quadratic
/// search for a map with few edges. Then each channel becomes `(x − A)/max(|T|, 1e−4)^d + A`.
///
/// Two constants are codes divided by the largest code, so 8 and 16 bit give different pictures; blue has
/// no say in T; and the picture is taken as periodic.
///
/// - Domain: encoded values.
/// - Identity: values up to 0, which are skipped.
/// - Source: Meng, Wang, Duan, Xiang, Pan 2013, "Efficient image dehazing with boundary constraint and
///   contextual regularization", as MonetGPT's executor has it.
struct MonetDehaze {
  private let strength: Double
  private let floor: Double
  private let ceiling: Double

  /// Makes the operation of a value in −1…1 for pictures whose largest code is `top`; nil for the
  /// identity.
  init?(_ value: Double, top: Double) {
    guard value > 0 else { return nil }
    strength = min(0.63, value)
    floor = 20 / top
    ceiling = 300 / top
  }

  /// Changes rows of red, green and blue.
  ///
  /// - Throws: ``RenderError/cancelled``.
  func apply(to rows: inout [PixelRow], jobs: Int) async throws(RenderError) {
    let light = try await airlight(of: rows, jobs: jobs)
    let map = try await transmission(of: rows, light, jobs: jobs)
    let exponent = strength
    try await RowWork.change(&rows, jobs: jobs) { row, y in
      for x in 0..<row.count {
        let share = Float(pow(max(Double(map[y][x].magnitude), 1e-4), exponent))
        row.red[x] = Self.clear(row.red[x], light.x, share)
        row.green[x] = Self.clear(row.green[x], light.y, share)
        row.blue[x] = Self.clear(row.blue[x], light.z, share)
      }
    }
  }

  @inline(__always)
  private static func clear(_ value: Float, _ light: Float, _ share: Float) -> Float {
    min(max((value - light) / share + light, 0), 1)
  }

  /// The largest of the least values of all squares of 15 × 15 pixels; those at the edge are cut.
  private func airlight(
    of rows: [PixelRow], jobs: Int
  ) async throws(RenderError) -> SIMD3<Float> {
    let reach = 7
    let lowest = try await RowWork.make(rows.count, jobs: jobs) { y in
      PixelRow(
        red: Self.lowest(rows[y].red, reach), green: Self.lowest(rows[y].green, reach),
        blue: Self.lowest(rows[y].blue, reach))
    }
    let peaks = try await RowWork.make(rows.count, jobs: jobs) { y in
      var least = lowest[y]
      for other in max(0, y - reach)...min(rows.count - 1, y + reach) where other != y {
        Self.lessen(&least.red, by: lowest[other].red)
        Self.lessen(&least.green, by: lowest[other].green)
        Self.lessen(&least.blue, by: lowest[other].blue)
      }
      return SIMD3(least.red.max() ?? 0, least.green.max() ?? 0, least.blue.max() ?? 0)
    }
    return peaks.reduce(SIMD3(repeating: 0)) { pointwiseMax($0, $1) }
  }

  private static func lowest(_ row: [Float], _ reach: Int) -> [Float] {
    let border = [Float](repeating: .infinity, count: reach)
    let wide = border + row + border
    var least = row
    for shift in 0...(2 * reach) where shift != reach {
      lessen(&least, by: wide.span.extracting(shift..<(shift + row.count)))
    }
    return least
  }

  private static func lessen(_ least: inout [Float], by other: [Float]) {
    lessen(&least, by: other.span)
  }

  private static func lessen(_ least: inout [Float], by other: Span<Float>) {
    var least = least.mutableSpan
    let count = least.count
    precondition(other.count == count)
    for x in 0..<count { least[x] = min(least[x], other[x]) }
  }

  /// What comes through before it is smoothed; blue is not asked.
  private func bound(_ row: PixelRow, _ light: SIMD3<Float>) -> [Float] {
    func bound(_ value: Float, _ light: Float) -> Float {
      let below = (light - value) / Float(Double(light) - floor)
      let above = (value - light) / Float(ceiling - Double(light))
      // Where the light is one of the constants, zero by zero is zero.
      return max(below.isNaN ? 0 : below, above.isNaN ? 0 : above)
    }
    return zip(row.red, row.green).map { min(max(bound($0, light.x), bound($1, light.y)), 1) }
  }

  /// The smoothed map.
  private func transmission(
    of rows: [PixelRow], _ light: SIMD3<Float>, jobs: Int
  ) async throws(RenderError) -> [[Float]] {
    let first = try await RowWork.make(rows.count, jobs: jobs) { bound(rows[$0], light) }
    let filter = PeriodicFilter(width: rows.first?.count ?? 0, height: rows.count)
    let edges = HazeEdges(rows)
    var map = first
    var beta = 1.0
    while beta < 16 {
      let pull = 0.1 / beta
      let current = map
      let bend = Float(1 / (9 * beta))
      map = try await filter.apply(jobs: jobs) { range in
        var sums = edges.sharpened(current, rows: range, threshold: bend)
        for (index, y) in range.enumerated() {
          for x in sums[index].indices { sums[index][x] += pull * Double(first[y][x]) }
        }
        return sums
      } dividingBy: { spectrum in
        pull + spectrum
      }
      beta *= 2 * 2.0.squareRoot()
    }
    return map
  }
}

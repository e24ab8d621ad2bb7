import AtelierEngine
import Foundation

/// How much a step of a selective colour acts on each pixel: shares, blurred, raised to 1.3 and
/// divided by their largest.
struct HueMask: Sendable {
  /// Shares before the division; a row without any is empty.
  private let rows: [[Float]]
  private let most: Float

  private static let radius = 20
  /// A Gaussian with a standard deviation of five pixels, from the middle outwards.
  private static let weights: [Double] = {
    let bell = (0...radius).map { exp(-0.5 / 25 * Double($0 * $0)) }
    let sum = bell[0] + 2 * bell.dropFirst().reduce(0, +)
    return bell.map { $0 / sum }
  }()

  /// Makes a mask of shares in 0…1; a row without any may be empty.
  ///
  /// - Throws: ``RenderError/cancelled``.
  init(
    _ height: Int, jobs: Int, shares: @escaping @Sendable (Int) -> [Float]
  ) async throws(RenderError) {
    var rows = try await RowWork.make(height, jobs: jobs, shares)
    guard rows.contains(where: { !$0.isEmpty }) else {
      self.rows = []
      most = 0
      return
    }
    let raw = rows
    rows = try await RowWork.make(height, jobs: jobs) { Self.blurredDown(raw, at: $0) }
    try await RowWork.change(&rows, jobs: jobs) { row, _ in Self.blurAcross(&row) }
    self.rows = rows
    most = rows.reduce(0) { max($0, $1.max() ?? 0) }
  }

  /// Hands over the column and the share of each pixel of a row that has some.
  @inline(__always)
  func with(row y: Int, _ body: (Int, Float) -> Void) {
    guard !rows.isEmpty else { return }
    let row = rows[y]
    let divisor = most > 1e-10 ? most : 1
    for x in 0..<row.count { body(x, row[x] / divisor) }
  }

  /// The place of a row or column outside: mirrored at the edge, the edge itself twice.
  private static func mirrored(_ index: Int, _ count: Int) -> Int {
    let rest = ((index % (2 * count)) + 2 * count) % (2 * count)
    return rest < count ? rest : 2 * count - 1 - rest
  }

  private static func blurredDown(_ rows: [[Float]], at y: Int) -> [Float] {
    let sources = (-radius...radius).map { mirrored(y + $0, rows.count) }
    guard let width = sources.first(where: { !rows[$0].isEmpty }).map({ rows[$0].count }) else {
      return []
    }
    var sums = [Double](repeating: 0, count: width)
    // From the middle, then from the far ends inwards, which is the executor's order of adding.
    add(rows[sources[radius]], [], weights[0], to: &sums)
    for k in stride(from: radius, to: 0, by: -1) {
      add(rows[sources[radius - k]], rows[sources[radius + k]], weights[k], to: &sums)
    }
    return sums.map { Float($0) }
  }

  private static func add(
    _ a: [Float], _ b: [Float], _ weight: Double, to sums: inout [Double]
  ) {
    let count = sums.count
    let (one, other) = (a.isEmpty ? b : a, a.isEmpty ? [] : b)
    if one.isEmpty { return }
    let first = one.span
    var sum = sums.mutableSpan
    precondition(first.count == count && sum.count == count)
    if other.isEmpty {
      for x in 0..<count { sum[x] += Double(first[x]) * weight }
    } else {
      let second = other.span
      precondition(second.count == count)
      for x in 0..<count { sum[x] += (Double(first[x]) + Double(second[x])) * weight }
    }
  }

  private static func blurAcross(_ row: inout [Float]) {
    guard !row.isEmpty else { return }
    let count = row.count
    let wide = (-radius..<(count + radius)).map { Double(row[mirrored($0, count)]) }
    var sums = (0..<count).map { wide[$0 + radius] * weights[0] }
    let source = wide.span
    for k in stride(from: radius, to: 0, by: -1) {
      let left = source.extracting((radius - k)..<(radius - k + count))
      let right = source.extracting((radius + k)..<(radius + k + count))
      let weight = weights[k]
      var sum = sums.mutableSpan
      precondition(left.count == count && right.count == count && sum.count == count)
      for x in 0..<count { sum[x] += (left[x] + right[x]) * weight }
    }
    let exponent: Float = 1.3
    row = sums.map { sum in
      let value = Float(sum)
      return value > 0 ? power(value, exponent) : 0
    }
  }
}

/// The inverse of monotone curves, one after the other, on the encoded axis.
///
/// Where the curves are level many values became one. At black the brightest of them comes back, at
/// white the darkest, elsewhere the first: these are estimates. Beyond the curves' reach the end
/// values stay.
package struct ToneInverse: Sendable {
  /// Results at evenly spaced values from 0 to `reach`, never falling.
  private let results: [Double]
  /// The last cell that black comes from.
  private let black: Int

  /// Encoded light of about 2.2 times white.
  private static let reach = 1.42
  private static let cells = 16384

  /// Tabulates curves.
  package init(_ curves: [@Sendable (Double) -> Double]) {
    var highest = -Double.infinity
    let results = (0...Self.cells).map { cell -> Double in
      var value = Double(cell) / Double(Self.cells) * Self.reach
      for curve in curves { value = curve(value) }
      highest = max(highest, value)
      return highest
    }
    self.results = results
    black = max(0, (results.firstIndex { $0 > results[0] + 1e-9 } ?? 1) - 1)
  }

  /// The value that the curves take to `result`.
  package func callAsFunction(_ result: Double) -> Double {
    var low = black
    var high = Self.cells
    guard result > results[low] else { return place(Double(low)) }
    // The first entry that is no less.
    while high - low > 1 {
      let middle = (low + high) / 2
      if results[middle] < result { low = middle } else { high = middle }
    }
    let step = results[high] - results[low]
    return place(Double(low) + (step > 0 ? min(1, (result - results[low]) / step) : 0))
  }

  private func place(_ cell: Double) -> Double { cell / Double(Self.cells) * Self.reach }
}

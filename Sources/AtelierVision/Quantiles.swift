/// Exact quantiles of many values without sorting them all.
///
/// A histogram finds the bins that hold the wanted ranks, and only those are sorted. Between ranks
/// quantiles are linear (definition 7 of Hyndman and Fan 1996), as in numpy.
enum Quantiles {
  private static let binCount = 2048

  /// The quantiles of finite values at fractions 0…1; empty when there are no values.
  static func of(_ values: [Float], at fractions: [Double]) -> [Float] {
    guard var lowest = values.first else { return [] }
    var highest = lowest
    for value in values {
      lowest = value < lowest ? value : lowest
      highest = value > highest ? value : highest
    }
    let least = lowest
    guard highest > least else { return fractions.map { _ in least } }
    let scale = Float(binCount - 1) / (highest - least)
    guard scale.isFinite else { return sorted(values, at: fractions) }
    var counts = [Int](repeating: 0, count: binCount)
    for value in values { counts[Int((value - least) * scale)] += 1 }
    var starts = [0]
    for count in counts { starts.append((starts.last ?? 0) + count) }
    /// The bin that holds a rank.
    func bin(of rank: Int) -> Int {
      (starts.firstIndex { $0 > rank } ?? binCount) - 1
    }
    let ranks = fractions.map { rank($0, of: values.count) }
    var wanted = [[Float]?](repeating: nil, count: binCount)
    for (low, _) in ranks {
      wanted[bin(of: low)] = []
      wanted[bin(of: min(low + 1, values.count - 1))] = []
    }
    for value in values {
      let bin = Int((value - least) * scale)
      if wanted[bin] != nil { wanted[bin]?.append(value) }
    }
    for bin in wanted.indices { wanted[bin]?.sort() }
    /// The value at a rank.
    func value(at rank: Int) -> Float {
      let bin = bin(of: rank)
      return wanted[bin]?[rank - starts[bin]] ?? least
    }
    return ranks.map { low, part in
      let lower = value(at: low)
      return lower + part * (value(at: min(low + 1, values.count - 1)) - lower)
    }
  }

  /// The middle of values, or nil when there are none.
  static func median(of values: [Float]) -> Float? {
    of(values, at: [0.5]).first
  }

  private static func sorted(_ values: [Float], at fractions: [Double]) -> [Float] {
    let ordered = values.sorted()
    return fractions.map { fraction in
      let (low, part) = rank(fraction, of: ordered.count)
      let lower = ordered[low]
      return lower + part * (ordered[min(low + 1, ordered.count - 1)] - lower)
    }
  }

  /// The rank below a fraction, and how far the fraction lies towards the next one.
  private static func rank(_ fraction: Double, of count: Int) -> (Int, Float) {
    let position = min(max(fraction, 0), 1) * Double(count - 1)
    let low = Int(position)
    return (low, Float(position - Double(low)))
  }
}

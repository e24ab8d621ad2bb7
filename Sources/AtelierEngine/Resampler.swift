import AtelierKernels
import AtelierPixels

/// Makes a picture smaller by separable filtering in linear light.
struct Resampler: Sendable {
  /// The shape of the filter.
  enum Filter: Sendable {
    /// The mean over the area of each new pixel: fast, for measuring.
    case box
    /// Lanczos' windowed sinc with three lobes (Turkowski 1990): sharp, for looking.
    case lanczos

    var radius: Double { self == .box ? 0.5 : 3 }

    func weight(_ x: Double) -> Double {
      switch self {
      case .box:
        return x.magnitude <= 0.5 ? 1 : 0
      case .lanczos:
        guard x != 0 else { return 1 }
        guard x.magnitude < 3 else { return 0 }
        let angle = Double.pi * x
        return 3 * Self.sine(angle) * Self.sine(angle / 3) / (angle * angle)
      }
    }

    private static func sine(_ x: Double) -> Double {
      let turns = (x / (2 * .pi)).rounded()
      let rest = x - turns * 2 * .pi
      let folded =
        rest > .pi / 2 ? .pi - rest : rest < -.pi / 2 ? -.pi - rest : rest
      return Trigonometry.sine(folded)
    }
  }

  /// The source pixels of each new pixel: the first one and as many weights for each.
  struct Taps: Sendable {
    /// All lie within the source: `first + count` is at most its length.
    private(set) var first: [Int] = []
    /// `count` for each new pixel.
    private(set) var weights: [Float] = []
    /// Source pixels of each new pixel.
    private(set) var count = 0

    init(from source: Int, to target: Int, filter: Filter) {
      let ratio = Double(source) / Double(target)
      let stretch = max(ratio, 1)
      let reach = filter.radius * stretch
      var parts: [(first: Int, weights: ArraySlice<Double>)] = []
      parts.reserveCapacity(target)
      for index in 0..<target {
        let center = (Double(index) + 0.5) * ratio
        let low = max(0, Int((center - reach).rounded(.down)))
        let high = min(source - 1, Int((center + reach).rounded(.up)))
        var row: [Double]
        if filter == .box {
          // Exact share of each source pixel in the new one.
          row = (low...high).map { at in
            max(0, min(Double(at) + 1, center + reach) - max(Double(at), center - reach))
          }
        } else {
          row = (low...high).map { filter.weight((Double($0) + 0.5 - center) / stretch) }
        }
        let sum = row.reduce(0, +)
        row = row.map { $0 / sum }
        // Zero ends cost time and nothing else.
        let begin = row.firstIndex { $0 != 0 } ?? row.count
        let end = (row.lastIndex { $0 != 0 } ?? begin - 1) + 1
        parts.append((low + begin, row[begin..<end]))
      }
      count = parts.reduce(0) { max($0, $1.weights.count) }
      first.reserveCapacity(target)
      weights = [Float](repeating: 0, count: target * count)
      for (index, part) in parts.enumerated() {
        let start = min(part.first, source - count)
        first.append(start)
        var place = index * count + part.first - start
        for weight in part.weights {
          weights[place] = Float(weight)
          place += 1
        }
      }
    }
  }

  let source: PixelSize
  let target: PixelSize
  private let columns: Taps
  private let rows: Taps

  init(from source: PixelSize, to target: PixelSize, filter: Filter) {
    self.source = source
    self.target = target
    columns = Taps(from: source.width, to: target.width, filter: filter)
    rows = Taps(from: source.height, to: target.height, filter: filter)
  }

  /// Makes the rows of a band of the new picture, `band.count × target.width` values a plane.
  ///
  /// Rows are summed first, because that vectorises and leaves fewer rows for the look-ups along
  /// them.
  func band(_ band: Range<Int>, of source: any RowSource) -> PlanarPicture {
    var result = PlanarPicture(size: PixelSize(width: target.width, height: band.count))
    // The last rows read, by their number modulo the count.
    var held = [RowBuffer](repeating: RowBuffer(width: self.source.width), count: rows.count)
    var heldRows = [Int](repeating: -1, count: rows.count)
    var sum = RowBuffer(width: self.source.width)
    for (index, y) in band.enumerated() {
      sum.clear()
      for tap in 0..<rows.count {
        let weight = rows.weights[y * rows.count + tap]
        guard weight != 0 else { continue }
        let row = rows.first[y] + tap
        let slot = row % rows.count
        if heldRows[slot] != row {
          heldRows[slot] = row
          source.read(row: row, into: &held[slot])
        }
        sum.add(held[slot], times: weight)
      }
      let place = (index * target.width)..<((index + 1) * target.width)
      gather(sum.red.span, into: &result.red, at: place)
      gather(sum.green.span, into: &result.green, at: place)
      gather(sum.blue.span, into: &result.blue, at: place)
    }
    return result
  }

  /// Filters a row along itself.
  private func gather(_ row: Span<Float>, into plane: inout [Float], at place: Range<Int>) {
    var all = plane.mutableSpan
    var target = all._mutatingExtracting(place)
    let (first, weights, count) = (columns.first.span, columns.weights.span, columns.count)
    precondition(row.count == source.width && target.count == first.count)
    precondition(weights.count == first.count * count)
    for x in 0..<first.count {
      let start = first[x]
      var sum: Float = 0
      for tap in 0..<count {
        // SAFETY: `first + count` is at most the width by construction, there are `count` weights for
        // each x. Checks here double the time.
        sum += unsafe weights[unchecked: x * count + tap] * row[unchecked: start + tap]
      }
      target[x] = sum
    }
  }
}

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

  /// The source pixels of each new pixel: the first one and the weights.
  struct Taps: Sendable {
    var first: [Int] = []
    var weights: [[Float]] = []

    init(from source: Int, to target: Int, filter: Filter) {
      let ratio = Double(source) / Double(target)
      let stretch = max(ratio, 1)
      let reach = filter.radius * stretch
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
        let skipped = row.prefix { $0 == 0 }.count
        row = Array(row.dropFirst(skipped).reversed().drop { $0 == 0 }.reversed())
        first.append(low + skipped)
        weights.append(row.map { Float($0) })
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
  func band(_ band: Range<Int>, of source: any RowSource) -> PlanarPicture {
    var result = PlanarPicture(size: PixelSize(width: target.width, height: band.count))
    var wide = RowBuffer(width: self.source.width)
    // Rows already filtered horizontally, by source row.
    var narrow: [Int: RowBuffer] = [:]
    for (index, y) in band.enumerated() {
      let first = rows.first[y]
      for (tap, weight) in rows.weights[y].enumerated() {
        if narrow[first + tap] == nil {
          source.read(row: first + tap, into: &wide)
          narrow[first + tap] = filtered(wide)
        }
        guard let line = narrow[first + tap] else { continue }
        let start = index * target.width
        for x in 0..<target.width {
          result.red[start + x] += weight * line.red[x]
          result.green[start + x] += weight * line.green[x]
          result.blue[start + x] += weight * line.blue[x]
        }
      }
      let next = y + 1 < target.height ? rows.first[y + 1] : .max
      narrow = narrow.filter { $0.key >= next }
    }
    return result
  }

  private func filtered(_ row: RowBuffer) -> RowBuffer {
    var result = RowBuffer(width: target.width)
    for x in 0..<target.width {
      let first = columns.first[x]
      var (r, g, b): (Float, Float, Float) = (0, 0, 0)
      for (tap, weight) in columns.weights[x].enumerated() {
        r += weight * row.red[first + tap]
        g += weight * row.green[first + tap]
        b += weight * row.blue[first + tap]
      }
      result.red[x] = r
      result.green[x] = g
      result.blue[x] = b
    }
    return result
  }
}

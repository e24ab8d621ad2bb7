import AtelierPixels

/// How the pixels of a small plane lie under those of a larger picture, for linear interpolation.
struct PlaneScale {
  private let small: PixelSize
  private let height: Int
  /// The small pixel left of each column, and the share of its right neighbour.
  private let cells: [Int32]
  private let fractions: [Float]

  init(from small: PixelSize, to size: PixelSize) {
    self.small = small
    height = size.height
    let scale = Double(small.width) / Double(size.width)
    let places = (0..<size.width).map { x in
      min(max((Double(x) + 0.5) * scale - 0.5, 0), Double(small.width - 1))
    }
    let last = max(small.width - 2, 0)
    cells = places.map { Int32(min(Int($0), last)) }
    fractions = zip(places, cells).map { Float($0 - Double($1)) }
  }

  /// The small rows above and below a row, and the share of the one below.
  func rows(at y: Int) -> (top: Int, bottom: Int, share: Float) {
    let place = min(
      max((Double(y) + 0.5) * Double(small.height) / Double(height) - 0.5, 0),
      Double(small.height - 1))
    let top = Int(place)
    return (top, min(top + 1, small.height - 1), Float(place - Double(top)))
  }

  /// Interpolates a row of a small plane along the row.
  func widen(_ plane: [Float], row: Int, into target: inout [Float]) {
    let first = row * small.width
    let row = plane.span.extracting(first..<(first + small.width))
    let right = small.width > 1 ? 1 : 0
    var target = target.mutableSpan
    let (cells, fractions) = (cells.span, fractions.span)
    precondition(cells.count == target.count && fractions.count == target.count)
    for x in target.indices {
      let cell = Int(cells[x])
      // SAFETY: cells lie in 0…width − 2, or are 0 where the width is 1.
      let (a, b) = unsafe (row[unchecked: cell], row[unchecked: cell &+ right])
      target[x] = a + fractions[x] * (b - a)
    }
  }
}

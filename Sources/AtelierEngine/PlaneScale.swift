import AtelierKernels
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
    var target = target.mutableSpan
    let (cells, fractions) = (cells.span, fractions.span)
    precondition(cells.count == target.count && fractions.count == target.count)
    guard small.width > 1 else { return target.update(repeating: row[0]) }
    // SAFETY: the bytes of floats.
    let bytes = unsafe row.bytes
    /// The cell of a column and the one behind it.
    @inline(__always) func pair(_ x: Int) -> SIMD2<Float> {
      // SAFETY: cells lie in 0…width − 2.
      unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: 4 &* Int(cells[unchecked: x]), as: SIMD2<Float>.self)
    }
    // Four columns at a time, which the compiler makes loads and shuffles of.
    var x = 0
    while x + 4 <= target.count {
      // SAFETY: the counts are equal, and three more columns follow.
      let ways = unsafe SIMD4(
        fractions[unchecked: x], fractions[unchecked: x &+ 1], fractions[unchecked: x &+ 2],
        fractions[unchecked: x &+ 3])
      let (a, b, c, d) = (pair(x), pair(x &+ 1), pair(x &+ 2), pair(x &+ 3))
      let left = SIMD4(a.x, b.x, c.x, d.x)
      let values = left + ways * (SIMD4(a.y, b.y, c.y, d.y) - left)
      // SAFETY: three more columns follow.
      unsafe target.store(values, unchecked: x)
      x &+= 4
    }
    while x < target.count {
      let columns = pair(x)
      target[x] = columns.x + fractions[x] * (columns.y - columns.x)
      x &+= 1
    }
  }

  /// Interpolates a row of pairs along the row: all their first values, then all their second ones.
  func widen(pairs: [SIMD2<Float>], row: Int, into target: inout [Float]) {
    let first = row * small.width
    let row = pairs.span.extracting(first..<(first + small.width))
    let (cells, fractions) = (cells.span, fractions.span)
    var target = target.mutableSpan
    let count = cells.count
    precondition(fractions.count == count && target.count == 2 * count)
    guard small.width > 1 else {
      for x in 0..<count { (target[x], target[x + count]) = (row[0].x, row[0].y) }
      return
    }
    // SAFETY: the bytes of pairs of floats.
    let bytes = unsafe row.bytes
    /// The pair of a column's cell and the one behind it.
    @inline(__always) func cell(_ x: Int) -> SIMD4<Float> {
      // SAFETY: cells lie in 0…width − 2.
      unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: 8 &* Int(cells[unchecked: x]), as: SIMD4<Float>.self)
    }
    // Four columns at a time, which the compiler makes loads and shuffles of.
    var x = 0
    while x + 4 <= count {
      // SAFETY: the counts are equal, and three more columns follow.
      let ways = unsafe SIMD4(
        fractions[unchecked: x], fractions[unchecked: x &+ 1], fractions[unchecked: x &+ 2],
        fractions[unchecked: x &+ 3])
      let (a, b, c, d) = (cell(x), cell(x &+ 1), cell(x &+ 2), cell(x &+ 3))
      let (left, right) = (SIMD4(a.x, b.x, c.x, d.x), SIMD4(a.z, b.z, c.z, d.z))
      let (leftSecond, rightSecond) = (SIMD4(a.y, b.y, c.y, d.y), SIMD4(a.w, b.w, c.w, d.w))
      // SAFETY: three more columns follow.
      unsafe target.store(left + ways * (right - left), unchecked: x)
      unsafe target.store(
        leftSecond + ways * (rightSecond - leftSecond), unchecked: x &+ count)
      x &+= 4
    }
    while x < count {
      let columns = cell(x)
      let values = columns.lowHalf + fractions[x] * (columns.highHalf - columns.lowHalf)
      (target[x], target[x + count]) = (values.x, values.y)
      x &+= 1
    }
  }
}

import AtelierKernels
import AtelierPixels

/// One tone curve for the largest and smallest channel of each pixel; the middle one keeps its
/// relative place, so hue stays (Adobe, DNG SDK 1.7, "RGB tone").
struct ToneKernel: PointKernel {
  /// Linear output at evenly spaced square roots of the linear input, from 0 to `reach`.
  private let table: [Float]
  private let scale: Float

  /// Square root of the largest input with an entry of its own; above it the curve goes on level.
  static let reach: Double = 1.5
  static let cells = 3072

  init(_ curves: [@Sendable (Double) -> Double]) {
    scale = Float(Double(Self.cells) / Self.reach)
    table = Self.table(curves)
  }

  /// Linear output at ``cells`` + 2 evenly spaced square roots of the linear input.
  static func table(_ curves: [@Sendable (Double) -> Double]) -> [Float] {
    inputs.map { input in
      Float(TransferCurve.sRGB.decode(curves.reduce(input) { $1($0) }))
    }
  }

  /// The encoded values of a table's entries.
  private static let inputs = (0...(cells + 1)).map { index in
    let root = Double(index) / Double(cells) * reach
    return TransferCurve.sRGB.encode(root * root)
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    var lows = BlockScratch()
    var highs = BlockScratch()
    Block.forEach(&red, &green, &blue) { r, g, b, _ in bend(&r, &g, &b, &lows, &highs) }
  }

  /// Changes a block of pixels.
  @inline(__always)
  private func bend(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, _ lows: inout BlockScratch, _ highs: inout BlockScratch
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && count <= Block.length)
    let scale = scale
    let top = Float(Self.cells)
    for x in 0..<count {
      let low = min(min(red[x], green[x]), blue[x])
      let high = max(max(red[x], green[x]), blue[x])
      lows[x] = min(max(0, low).squareRoot() * scale, top)
      highs[x] = min(max(0, high).squareRoot() * scale, top)
    }
    let table = table.span
    precondition(table.count == Self.cells + 2)
    for x in 0..<count {
      lows[x] = Self.look(table, 0, lows[x])
      highs[x] = Self.look(table, 0, highs[x])
    }
    Self.apply(&lows, &highs, &red, &green, &blue)
  }

  /// Gives a block's pixels their new smallest and largest channels.
  @inline(__always)
  static func apply(
    _ lows: inout BlockScratch, _ highs: inout BlockScratch, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && count <= Block.length)
    for x in 0..<count {
      let (r, g, b) = (red[x], green[x], blue[x])
      let low = min(min(r, g), b)
      let high = max(max(r, g), b)
      // Below zero, outside the gamut, the curve goes on with slope 1.
      let newLow = lows[x] + min(low, 0)
      let newHigh = highs[x] + min(high, 0)
      // Of equal channels the numerator is 0 as well.
      let factor = (newHigh - newLow) / max(high - low, 1e-7)
      red[x] = FastMath.multiplyAdd(r - low, factor, newLow)
      green[x] = FastMath.multiplyAdd(g - low, factor, newLow)
      blue[x] = FastMath.multiplyAdd(b - low, factor, newLow)
    }
  }

  /// The value at a place in 0…cells of the table that starts at `start`, linear between entries.
  @inline(__always)
  static func look(_ table: Span<Float>, _ start: Int, _ place: Float) -> Float {
    let cell = FastMath.cell(place)
    // SAFETY: callers give the start of a whole table; `place` lies in 0…cells, so the cell lies there
    // too and its successor in the table.
    let low = unsafe table[unchecked: start &+ cell]
    let high = unsafe table[unchecked: start &+ cell &+ 1]
    return FastMath.multiplyAdd(place - Float(cell), high - low, low)
  }
}

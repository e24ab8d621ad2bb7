import AtelierKernels
import AtelierPixels

/// One tone curve for the largest and smallest channel of each pixel; the middle one keeps its
/// relative place, so hue stays (Adobe, DNG SDK 1.7, "RGB tone").
struct ToneKernel: PointKernel {
  /// Linear output at evenly spaced square roots of the linear input, from 0 to `reach`.
  private let table: [Float]
  private let scale: Float

  /// Square root of the largest input with an entry of its own; above it the curve goes on level.
  private static let reach: Double = 1.5
  private static let cells = 3072

  init(_ curves: [@Sendable (Double) -> Double]) {
    let transfer = TransferCurve.sRGB
    scale = Float(Double(Self.cells) / Self.reach)
    table = (0...(Self.cells + 1)).map { index in
      let root = Double(index) / Double(Self.cells) * Self.reach
      var encoded = transfer.encode(root * root)
      for curve in curves { encoded = curve(encoded) }
      return Float(transfer.decode(encoded))
    }
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = red.count
    let table = table.span
    let scale = scale
    let top = Float(Self.cells)
    precondition(green.count == count && blue.count == count)
    precondition(table.count == Self.cells + 2)
    @inline(__always) func look(_ place: Float) -> Float {
      let cell = FastMath.cell(place)
      // SAFETY: `place` lies in 0…cells, so the cell lies in 0…cells and its successor in the table.
      let low = unsafe table[unchecked: cell]
      let high = unsafe table[unchecked: cell + 1]
      return low + (place - Float(cell)) * (high - low)
    }
    for x in 0..<count {
      let (r, g, b) = (red[x], green[x], blue[x])
      let low = min(min(r, g), b)
      let high = max(max(r, g), b)
      // Below zero, outside the gamut, the curve goes on with slope 1.
      let newLow = look(min(max(low, 0).squareRoot() * scale, top)) + min(low, 0)
      let newHigh = look(min(max(high, 0).squareRoot() * scale, top)) + min(high, 0)
      let spread = high - low
      let factor = spread > 1e-7 ? (newHigh - newLow) / max(spread, 1e-7) : 0
      red[x] = newLow + (r - low) * factor
      green[x] = newLow + (g - low) * factor
      blue[x] = newLow + (b - low) * factor
    }
  }
}

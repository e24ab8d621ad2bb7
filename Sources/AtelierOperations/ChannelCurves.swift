import AtelierEngine
import AtelierKernels
import AtelierPixels

/// A tone curve for each channel of linear Rec. 2020.
struct ChannelCurves: PointKernel {
  /// Linear output at evenly spaced square roots of the linear input; empty for no change.
  private let tables: [[Float]]

  /// Square root of the largest input with an entry of its own; above it the curve goes on level.
  private static let reach = 1.5
  private static let cells = 3072

  /// Makes the tables of curves on the sRGB axis; nil leaves a channel as it is.
  init(
    red: (@Sendable (Double) -> Double)?, green: (@Sendable (Double) -> Double)?,
    blue: (@Sendable (Double) -> Double)?
  ) {
    let transfer = TransferCurve.sRGB
    tables = [red, green, blue].map { curve in
      guard let curve else { return [] }
      return (0...(Self.cells + 1)).map { index in
        let root = Double(index) / Double(Self.cells) * Self.reach
        return Float(transfer.decode(curve(transfer.encode(root * root))))
      }
    }
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    Self.bend(&red, tables[0])
    Self.bend(&green, tables[1])
    Self.bend(&blue, tables[2])
  }

  private static func bend(_ channel: inout MutableSpan<Float>, _ values: [Float]) {
    guard !values.isEmpty else { return }
    let table = values.span
    precondition(table.count == cells + 2)
    let scale = Float(Double(cells) / reach)
    let top = Float(cells)
    for x in 0..<channel.count {
      let value = channel[x]
      let place = min(max(value, 0).squareRoot() * scale, top)
      let cell = FastMath.cell(place)
      // SAFETY: `place` lies in 0…cells, so the cell lies in 0…cells and its successor in the table.
      let low = unsafe table[unchecked: cell]
      let high = unsafe table[unchecked: cell + 1]
      // Below zero, outside the gamut, the curve goes on with slope 1.
      channel[x] = low + (place - Float(cell)) * (high - low) + min(value, 0)
    }
  }
}

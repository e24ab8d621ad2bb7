package import AtelierEngine
import AtelierKernels
import AtelierPixels
import AtelierRecipe

/// Covers pixels by their brightness before any adjustment.
///
/// Brightness is luminance on the sRGB axis, 0…1. Coverage rises from 0 at the first number to 1 at the
/// second, and falls from 1 at the third to 0 at the fourth, each along `t²(3 − 2t)`.
package struct LuminanceRangeMask: Mask {
  /// Brightness where coverage begins, is full, is full for the last time, and ends.
  package var range: [Double] = [0, 0.25, 0.75, 1]

  package init() {}

  package static let spec = MaskSpec<LuminanceRangeMask>(
    kind: "luminance_range",
    meaning: [.en: "Pixels of some brightness.", .zh: "某一亮度范围的像素。"],
    parameters: [
      .numbers(
        "range", \.range, count: 4, range: 0...1,
        meaning: [
          .en: "Brightness where coverage begins, is full, is full for the last time, and ends.",
          .zh: "覆盖开始、达到完全、最后完全与结束的亮度。",
        ])
    ])

  package func makeKernel(of frame: MaskFrame) -> any MaskKernel {
    let transfer = TransferCurve.sRGB
    // One entry for each step of the square root of luminance, which the sRGB axis is close to.
    let table = (0...Kernel.cells + 1).map { cell -> Float in
      let root = min(1, Double(cell) / Double(Kernel.cells))
      let place = transfer.encode(root * root)
      func step(_ low: Double, _ high: Double) -> Double {
        guard high > low else { return place >= low ? 1 : 0 }
        let t = min(max((place - low) / (high - low), 0), 1)
        return t * t * (3 - 2 * t)
      }
      // Ends at 0 and 1 have nothing to fade to.
      let rise = range[1] <= 0 ? 1 : step(range[0], range[1])
      let fall = range[2] >= 1 ? 0 : step(range[2], range[3])
      return Float(rise * (1 - fall))
    }
    return Kernel(table: table)
  }

  private struct Kernel: MaskKernel {
    static let cells = 1024
    let table: [Float]

    func cover(
      _ row: inout MutableSpan<Float>, y: Int, red: Span<Float>, green: Span<Float>,
      blue: Span<Float>
    ) {
      let weights = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
      let table = table.span
      precondition(table.count == Self.cells + 2)
      let count = row.count
      precondition(red.count == count && green.count == count && blue.count == count)
      // Two loops: the places vectorise, the look-ups do not.
      for x in 0..<count {
        let light = ColorMatrix.dot(weights, red[x], green[x], blue[x])
        row[x] = min(max(0, light).squareRoot(), 1) * Float(Self.cells)
      }
      for x in 0..<count {
        let cell = FastMath.cell(row[x])
        // SAFETY: places lie in 0…cells, so the cell and its successor lie in the table.
        let low = unsafe table[unchecked: cell]
        let high = unsafe table[unchecked: cell &+ 1]
        row[x] = low + (row[x] - Float(cell)) * (high - low)
      }
    }
  }
}

package import AtelierEngine
import AtelierKernels
import AtelierRecipe

/// Covers one side of a line and fades towards another.
///
/// Coverage is 0 before `from`, 1 behind `to`, and `t²(3 − 2t)` of the way between them; lines of equal
/// coverage stand at right angles to the way, as the photo is seen.
package struct LinearGradientMask: Mask {
  /// Where coverage begins, as fractions of the photo's width and height.
  package var from: [Double] = [0.5, 0]
  /// Where coverage is full.
  package var to: [Double] = [0.5, 1]

  package init() {}

  package static let spec = MaskSpec<LinearGradientMask>(
    kind: "linear_gradient",
    meaning: [.en: "One side of a line, fading in.", .zh: "直线一侧，渐变过渡。"],
    parameters: [
      .numbers(
        "from", \.from, count: 2, range: -10...11,
        meaning: [
          .en: "Where coverage begins, as fractions of the upright photo's width and height.",
          .zh: "覆盖开始处，占正立照片宽高的比例。",
        ]),
      .numbers(
        "to", \.to, count: 2, range: -10...11,
        meaning: [
          .en: "Where coverage is full, as fractions of the upright photo's width and height.",
          .zh: "完全覆盖处，占正立照片宽高的比例。",
        ]),
    ])

  package func makeKernel(of frame: MaskFrame) -> any MaskKernel {
    let way = SIMD2(to[0] - from[0], (to[1] - from[1]) * frame.aspect)
    let square = max((way * way).sum(), 1e-12)
    return Kernel(
      frame: frame, startX: Float(from[0]), startY: Float(from[1]),
      slopeX: Float(way.x / square), slopeY: Float(way.y * frame.aspect / square))
  }

  private struct Kernel: PlaceMaskKernel {
    let frame: MaskFrame
    let startX: Float
    let startY: Float
    let slopeX: Float
    let slopeY: Float

    @inline(__always)
    func cover(_ row: inout MutableSpan<Float>, along line: some PhotoLine) {
      let (startX, startY, slopeX, slopeY) = (startX, startY, slopeX, slopeY)
      for index in row.indices {
        let (x, y) = line.place(index)
        let t = FastMath.limited((x - startX) * slopeX + (y - startY) * slopeY, to: 1)
        row[index] = t * t * (3 - 2 * t)
      }
    }
  }
}

package import AtelierEngine
import AtelierKernels
import AtelierRecipe

/// Covers a rectangle of the upright photo, with soft edges inside it.
///
/// Coverage is the product of two ramps, each `t²(3 − 2t)` of the distance from the nearer side over
/// the feather; outside the box it is 0, so nothing beyond what was drawn changes. A side on the
/// picture's own edge is not softened.
package struct RectangleMask: Mask {
  /// Left, top, right, bottom as fractions of the photo's width and height.
  package var box: [Double] = [0, 0, 1, 1]
  /// Width of the soft edge, as a fraction of the box's shorter side.
  package var feather = 0.1

  package init() {}

  package static let spec = MaskSpec<RectangleMask>(
    kind: "rectangle",
    meaning: [.en: "A rectangle with soft edges.", .zh: "边缘柔和的矩形。"],
    parameters: [
      .numbers(
        "box", \.box, count: 4, range: 0...1,
        meaning: [
          .en: "Left, top, right, bottom as fractions of the upright photo.",
          .zh: "左、上、右、下，占正立照片的比例。",
        ]),
      .scalar(
        "feather", \.feather, unit: .fraction, range: 0...0.5,
        meaning: [
          .en: "Width of the soft edge, as a fraction of the shorter side.",
          .zh: "羽化宽度，占短边的比例。",
        ]),
    ])

  package func makeKernel(of frame: MaskFrame) -> any MaskKernel {
    let (width, height) = (box[2] - box[0], (box[3] - box[1]) * frame.aspect)
    let soft = feather * min(width, height)
    let rise = soft > 0 ? Float(1 / soft) : 1e6
    return Kernel(
      frame: frame, low: [Float(box[0]), Float(box[1])], high: [Float(box[2]), Float(box[3])],
      // A side on the picture's edge is as far away as can be.
      farLow: [box[0] <= 0 ? 1e6 : 0, box[1] <= 0 ? 1e6 : 0],
      farHigh: [box[2] >= 1 ? 1e6 : 0, box[3] >= 1 ? 1e6 : 0], rise: rise)
  }

  private struct Kernel: PlaceMaskKernel {
    let frame: MaskFrame
    let low: SIMD2<Float>
    let high: SIMD2<Float>
    let farLow: SIMD2<Float>
    let farHigh: SIMD2<Float>
    let rise: Float

    @inline(__always)
    func cover(_ row: inout MutableSpan<Float>, along line: some PhotoLine) {
      let aspect = Float(frame.aspect)
      for index in row.indices {
        let (x, y) = line.place(index)
        let horizontal = ramp(x - low.x, high.x - x, farLow.x, farHigh.x)
        let vertical = ramp(
          (y - low.y) * aspect, (high.y - y) * aspect, farLow.y, farHigh.y)
        row[index] = horizontal * vertical
      }
    }

    /// Coverage by the distances from the two sides.
    @inline(__always)
    private func ramp(_ low: Float, _ high: Float, _ farLow: Float, _ farHigh: Float) -> Float {
      let inside: Float = min(low, high) >= 0 ? 1 : 0
      let t = FastMath.limited(min(low + farLow, high + farHigh) * rise, to: 1)
      return inside * (t * t * (3 - 2 * t))
    }
  }
}

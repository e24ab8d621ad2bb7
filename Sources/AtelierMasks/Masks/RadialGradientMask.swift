package import AtelierEngine
import AtelierKernels
import AtelierRecipe
import Foundation

/// Covers an ellipse that fades towards its edge.
///
/// With d the distance from the centre, 1 on the edge, coverage is 1 up to `1 − feather` and falls to 0
/// at 1 along `t²(3 − 2t)`; the midpoint bends the way, `t^(log ½ / log m)` with m between 0 and 1.
package struct RadialGradientMask: Mask {
  /// Middle, as fractions of the photo's width and height.
  package var center: [Double] = [0.5, 0.5]
  /// Half axes before rotation, as fractions of the photo's width and height.
  package var radii: [Double] = [0.25, 0.25]
  /// Rotation in degrees, clockwise.
  package var angle = 0.0
  /// Share of the radius over which coverage fades.
  package var feather = 0.5
  /// Where in the fade half the coverage lies.
  package var midpoint = 0.5

  package init() {}

  package static let spec = MaskSpec<RadialGradientMask>(
    kind: "radial_gradient",
    meaning: [.en: "An ellipse that fades towards its edge.", .zh: "向边缘渐隐的椭圆。"],
    parameters: [
      .numbers(
        "center", \.center, count: 2, range: -10...11,
        meaning: [
          .en: "Middle, as fractions of the upright photo's width and height.",
          .zh: "中心，占正立照片宽高的比例。",
        ]),
      .numbers(
        "radii", \.radii, count: 2, range: 0...20,
        meaning: [
          .en: "Half axes, as fractions of the upright photo's width and height.",
          .zh: "半轴，占正立照片宽高的比例。",
        ]),
      .scalar(
        "angle", \.angle, unit: .degrees, range: -360...360,
        meaning: [.en: "Rotation, clockwise.", .zh: "顺时针旋转角度。"]),
      .scalar(
        "feather", \.feather, unit: .fraction, range: 0...1,
        meaning: [
          .en: "Share of the radius over which coverage fades.", .zh: "渐隐部分占半径的比例。",
        ]),
      .scalar(
        "midpoint", \.midpoint, unit: .fraction, range: 0.01...0.99,
        meaning: [
          .en: "Where in the fade half the coverage lies.", .zh: "渐隐中覆盖一半的位置。",
        ]),
    ])

  package func makeKernel(of frame: MaskFrame) -> any MaskKernel {
    let turn = angle * .pi / 180
    // Rotation acts on the photo as it is seen; distances are measured in widths.
    let (c, s) = (cos(turn), sin(turn))
    let (a, b) = (max(radii[0], 1e-6), max(radii[1] * frame.aspect, 1e-6))
    return Kernel(
      frame: frame, centerX: Float(center[0]), centerY: Float(center[1]),
      xx: Float(c / a), xy: Float(s * frame.aspect / a), yx: Float(-s / b),
      yy: Float(c * frame.aspect / b), rise: Float(1 / max(feather, 1e-4)),
      bend: abs(midpoint - 0.5) < 1e-6 ? nil : Float(log(0.5) / log(midpoint)))
  }

  private struct Kernel: PlaceMaskKernel {
    let frame: MaskFrame
    let centerX: Float
    let centerY: Float
    let xx: Float
    let xy: Float
    let yx: Float
    let yy: Float
    let rise: Float
    /// Power of the way; nil for 1.
    let bend: Float?

    @inline(__always)
    func cover(_ row: inout MutableSpan<Float>, along line: some PhotoLine) {
      let (centerX, centerY, rise) = (centerX, centerY, rise)
      let (xx, xy, yx, yy) = (xx, xy, yx, yy)
      for index in row.indices {
        let (x, y) = line.place(index)
        let (dx, dy) = (x - centerX, y - centerY)
        let (p, q) = (xx * dx + xy * dy, yx * dx + yy * dy)
        let distance = max(p * p + q * q, 0).squareRoot()
        row[index] = FastMath.limited((1 - distance) * rise, to: 1)
      }
      if let bend {
        for index in row.indices where row[index] > 0 && row[index] < 1 {
          row[index] = pow(row[index], bend)
        }
      }
      for index in row.indices {
        let t = row[index]
        row[index] = t * t * (3 - 2 * t)
      }
    }
  }
}

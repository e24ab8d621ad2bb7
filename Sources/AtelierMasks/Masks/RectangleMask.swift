package import AtelierEngine
import AtelierRecipe

/// Covers a rectangle of the upright photo, with soft edges inside it.
///
/// Coverage is the product of two ramps, each `t²(3 − 2t)` of the distance from the nearer side over
/// the feather; outside the box it is 0, so nothing beyond what was drawn changes.
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

  package func cover(_ row: inout MutableSpan<Float>, x: Int, y: Int, of frame: MaskFrame) {
    let (left, top, right, bottom) = (box[0], box[1], box[2], box[3])
    let soft = feather * min(right - left, (bottom - top) * frame.aspect)
    for index in row.indices {
      let place = frame.place(x: x + index, y: y)
      let horizontal = Self.ramp(
        place.x - left, right - place.x, soft, touchesLow: left <= 0, touchesHigh: right >= 1)
      let vertical = Self.ramp(
        (place.y - top) * frame.aspect, (bottom - place.y) * frame.aspect, soft,
        touchesLow: top <= 0, touchesHigh: bottom >= 1)
      row[index] = Float(horizontal * vertical)
    }
  }

  /// Coverage by the distances from the two sides; a side on the picture's own edge is not softened.
  private static func ramp(
    _ low: Double, _ high: Double, _ soft: Double, touchesLow: Bool, touchesHigh: Bool
  ) -> Double {
    guard low >= 0, high >= 0 else { return 0 }
    guard soft > 0 else { return 1 }
    let distance = min(touchesLow ? .infinity : low, touchesHigh ? .infinity : high)
    let t = min(distance / soft, 1)
    return t * t * (3 - 2 * t)
  }
}

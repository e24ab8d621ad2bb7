package import AtelierEngine
import AtelierPixels
package import AtelierRecipe

/// Puts converging lines upright, turns, stretches, scales and shifts the picture.
///
/// From the middle, in half heights, a point (x, y) shows the photo at `(x, y)/(1 + vertical/200·y)`;
/// horizontal likewise in half widths. Before that the picture is turned, stretched by
/// `2^(aspect/200)` in height and its inverse in width, scaled and shifted by percents of the frame.
/// Before all that comes a projection of the photo, nine numbers row by row, which take places of the
/// upright photo to places of the result, both as fractions of its sides.
/// Beyond the photo's edges it is white, or it is enlarged until they lie outside.
///
/// - Domain: places in the turned photo.
/// - Identity: all values 0 and scale 100.
/// - Derivation: vertical −100 makes the upper edge three times as wide as the lower one.
package struct Perspective: GeometryOperation {
  /// Tilt forwards or backwards.
  package var vertical = 0.0
  /// Tilt to the sides.
  package var horizontal = 0.0
  /// Turn in degrees.
  package var rotate = 0.0
  /// Enlargement in percent.
  package var scale = 100.0
  /// Stretch in height.
  package var aspect = 0.0
  /// Shift to the right in percent.
  package var x = 0.0
  /// Shift upwards in percent.
  package var y = 0.0
  /// A projection that was found on the photo.
  package var upright: [Double] = [1, 0, 0, 0, 1, 0, 0, 0, 1]
  /// Whether nothing beyond the edges shows.
  package var constrain = 0.0

  package init() {}

  package static let spec = OperationSpec<Perspective>(
    name: "perspective", stage: .geometry, order: 15,
    meaning: [
      .en: "Puts converging lines upright and stretches, scales or shifts the picture.",
      .zh: "校正透视，并可拉伸、缩放或移动画面。",
    ],
    parameters: [
      .scalar(
        "vertical", \.vertical, lightroom: "PerspectiveVertical",
        meaning: [
          .en: "Negative values widen the upper edge, as for tall buildings.",
          .zh: "负值加宽上边缘，适用于仰拍建筑。",
        ]),
      .scalar(
        "horizontal", \.horizontal, lightroom: "PerspectiveHorizontal",
        meaning: [
          .en: "Negative values enlarge the left edge, positive ones the right.",
          .zh: "负值放大左侧，正值放大右侧。",
        ]),
      .scalar(
        "rotate", \.rotate, unit: .degrees, range: -10...10, lightroom: "PerspectiveRotate",
        meaning: [
          .en: "Turns the picture; positive values are clockwise.", .zh: "旋转画面，正值为顺时针。",
        ]),
      .scalar(
        "scale", \.scale, range: 50...150, lightroom: "PerspectiveScale",
        meaning: [.en: "Size of the picture in percent.", .zh: "画面缩放百分比。"]),
      .scalar(
        "aspect", \.aspect, lightroom: "PerspectiveAspect",
        meaning: [
          .en: "Positive values make the picture taller, negative ones wider.",
          .zh: "正值拉高画面，负值拉宽画面。",
        ]),
      .scalar(
        "x", \.x, lightroom: "PerspectiveX",
        meaning: [.en: "Shift to the right, in percent.", .zh: "向右移动的百分比。"]),
      .scalar(
        "y", \.y, lightroom: "PerspectiveY",
        meaning: [.en: "Shift upwards, in percent.", .zh: "向上移动的百分比。"]),
      .scalar(
        "constrain", \.constrain, unit: .count, range: 0...1, lightroom: "CropConstrainToWarp",
        meaning: [
          .en: "1 enlarges the picture until no white shows at its edges.",
          .zh: "为 1 时放大画面直至边缘无空白。",
        ]),
      .numbers(
        "upright", \.upright, count: 9, range: -1000...1000, lightroom: "PerspectiveUpright",
        meaning: [
          .en: "A projection found on the photo, row by row, for fractions of its sides.",
          .zh: "由照片求得的投影矩阵（按行），坐标占照片宽高的比例。",
        ]),
    ])

  package func apply(to plan: inout GeometryPlan) {
    plan.perspective.vertical = vertical / 100
    plan.perspective.horizontal = horizontal / 100
    plan.perspective.degrees = rotate
    plan.perspective.scale = scale / 100
    plan.perspective.aspect = aspect / 100
    plan.perspective.offset = SIMD2(x, y) / 100
    plan.perspective.upright = Matrix3(upright)
    plan.perspective.isConstrained = constrain > 0.5
  }
}

package import AtelierEngine
package import AtelierRecipe

/// Shows a part of the frame.
///
/// The four sides are fractions of the turned and straightened frame, rounded to whole pixels. Sides
/// in the wrong order leave one column or row at the first of them.
///
/// - Identity: 0, 0, 1, 1.
package struct Crop: GeometryOperation {
  /// Left side as a fraction of the frame's width.
  package var left = 0.0
  /// Upper side as a fraction of the frame's height.
  package var top = 0.0
  /// Right side as a fraction of the frame's width.
  package var right = 1.0
  /// Lower side as a fraction of the frame's height.
  package var bottom = 1.0

  package init() {}

  package static let spec = OperationSpec<Crop>(
    name: "crop", stage: .geometry, order: 30,
    meaning: [.en: "Shows a part of the picture.", .zh: "裁剪画面。"],
    parameters: [
      .scalar(
        "left", \.left, unit: .fraction, range: 0...1, lightroom: "CropLeft",
        meaning: [.en: "Left side, 0 at the left edge.", .zh: "左边界，0 为画面左缘。"]),
      .scalar(
        "top", \.top, unit: .fraction, range: 0...1, lightroom: "CropTop",
        meaning: [.en: "Upper side, 0 at the upper edge.", .zh: "上边界，0 为画面上缘。"]),
      .scalar(
        "right", \.right, unit: .fraction, range: 0...1, lightroom: "CropRight",
        meaning: [.en: "Right side, 1 at the right edge.", .zh: "右边界，1 为画面右缘。"]),
      .scalar(
        "bottom", \.bottom, unit: .fraction, range: 0...1, lightroom: "CropBottom",
        meaning: [.en: "Lower side, 1 at the lower edge.", .zh: "下边界，1 为画面下缘。"]),
    ])

  package func apply(to plan: inout GeometryPlan) {
    plan.crop = [left, top, right, bottom]
  }
}

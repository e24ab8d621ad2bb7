package import AtelierEngine
package import AtelierRecipe

/// Turns the picture by a few degrees and cuts off the empty corners.
///
/// The frame keeps its proportions and is the largest that fits. The sign is that of Lightroom's
/// `CropAngle`: positive degrees turn the frame clockwise over the picture, so what is in the
/// picture turns anticlockwise.
///
/// - Identity: `degrees == 0`.
package struct Straighten: GeometryOperation {
  /// Turn of the frame in degrees, positive clockwise.
  package var degrees = 0.0

  package init() {}

  package static let spec = OperationSpec<Straighten>(
    name: "straighten", stage: .geometry, order: 20,
    meaning: [
      .en: "Levels a tilted picture and cuts off the empty corners.", .zh: "校正倾斜并裁去空白角。",
    ],
    parameters: [
      .scalar(
        "degrees", \.degrees, unit: .degrees, range: -45...45, usual: -10...10,
        lightroom: "CropAngle",
        meaning: [
          .en: "Positive values turn the frame clockwise, so the picture anticlockwise.",
          .zh: "正值使画框顺时针转，画面随之逆时针转。",
        ])
    ])

  package func apply(to plan: inout GeometryPlan) {
    plan.angleInDegrees = -degrees
  }
}

package import AtelierEngine
package import AtelierRecipe

/// Turns the picture by quarter turns, before anything else of the geometry.
///
/// - Identity: `quarter_turns == 0`.
package struct Rotate: GeometryOperation {
  /// Quarter turns clockwise, 0…3.
  package var quarterTurns = 0

  package init() {}

  package static let spec = OperationSpec<Rotate>(
    name: "rotate", stage: .geometry, order: 10,
    meaning: [.en: "Turns the picture by quarter turns.", .zh: "按 90° 旋转画面。"],
    parameters: [
      .integer(
        "quarter_turns", \.quarterTurns, range: 0...3,
        meaning: [.en: "Quarter turns clockwise.", .zh: "顺时针旋转的 90° 次数。"])
    ])

  package func apply(to plan: inout GeometryPlan) {
    plan.quarterTurns = quarterTurns
  }
}

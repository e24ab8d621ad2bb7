package import AtelierEngine
package import AtelierRecipe

/// Lays colours over the picture, as a coloured gel would.
///
/// Each row adds its colour to a and b: chroma 0.11 at saturation 100, faded with `1 − (2L − 1)⁶`
/// towards black and white, as the wheels of ``ColorGrading`` do. Rows add, so a mask lays its own over
/// those of others.
///
/// - Domain: Oklab. Hues are degrees of the HSV wheel: 0 red, 60 yellow, 120 green, 240 blue.
/// - Identity: no rows, or all saturations 0.
package struct Toning: PointOperation {
  /// One colour a row.
  package var tints: [[Double]] = []

  package init() {}

  package static let spec = OperationSpec<Toning>(
    name: "toning", stage: .color, order: 55, domain: .perceptual,
    meaning: [.en: "Lays colours over the picture.", .zh: "为画面叠加颜色。"],
    parameters: [
      .rows(
        "tints", \.tints,
        columns: [
          RowColumn("hue", 0...360), RowColumn("saturation", -100...100, isAmount: true),
        ], most: 64, local: .blended,
        meaning: [
          .en: "A colour a row: hue in degrees and strength; negative strengths give the opposite.",
          .zh: "每行一种颜色：色相（度）与强度，负强度为相反色。",
        ])
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    var sum = SIMD2<Double>.zero
    for tint in tints where tint.count == 2 {
      let direction = Power.direction(degrees: ColorGrading.oklabHue(ofWheel: tint[0]))
      sum += SIMD2(direction.cosine, direction.sine) * (0.11 * tint[1] / 100)
    }
    guard sum != .zero else { return nil }
    return LightnessTable { lightness in
      let end = 2 * lightness - 1
      let color = sum * (1 - (end * end) * (end * end) * (end * end))
      return SIMD3(0, color.x, color.y)
    }
  }
}

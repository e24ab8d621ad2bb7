package import AtelierEngine
package import AtelierRecipe

/// Spreads or gathers tones around middle grey.
///
/// On the encoded axis `v + c·k·v(1 − v)(v − p)`, with p the encoded middle grey (18 % of white) and
/// k = 1.7: at +100 the slope at p is 1.42, at −100 it is 0.58; black, p and white stay.
///
/// - Domain: the sRGB axis, largest and smallest channel of each pixel.
/// - Identity: `amount == 0`.
/// - Derivation: the cubic with the three fixed points; k is the largest value that keeps slopes
///   at the ends above 0.08, so that nothing folds.
package struct Contrast: ToneOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Contrast>(
    name: "contrast", stage: .tone, order: 10,
    meaning: [
      .en: "Separates light from dark around middle grey.", .zh: "以中灰为轴拉开或收拢明暗。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "Contrast2012",
        local: .added(lightroom: "LocalContrast2012", scale: 0.01),
        meaning: [
          .en: "Positive values separate, negative ones soften.", .zh: "正值加强，负值柔和。",
        ])
    ])

  /// Encoded middle grey: 18 % of white on the sRGB curve.
  static let pivot = 0.4613

  package func makeTone(in context: RenderContext) -> (@Sendable (Double) -> Double)? {
    guard amount != 0 else { return nil }
    let strength = amount / 100 * 1.7
    return { v in
      let inside = min(max(v, 0), 1)
      return v + strength * inside * (1 - inside) * (inside - Self.pivot)
    }
  }
}

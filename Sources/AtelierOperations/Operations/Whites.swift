package import AtelierEngine
package import AtelierRecipe

/// Moves the bright end of the tones and leaves the middle.
///
/// With `t = (v − p)/(1 − p)` above the encoded middle grey p and 0 below it, v becomes
/// `v + c·k·t²`: at +100 k = 0.15, which takes 0.9 to white; at −100 k = 0.10, which takes white to
/// 0.9. Above white the curve goes on with its slope there.
///
/// - Domain: the sRGB axis, largest and smallest channel of each pixel.
/// - Identity: `amount == 0`.
/// - Derivation: the parabola with its vertex at p; slopes at white are 1.56 and 0.63, so that
///   nothing folds.
package struct Whites: ToneOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Whites>(
    name: "whites", stage: .tone, order: 20,
    meaning: [
      .en: "Moves the brightest tones, up to clipping or down to light grey.",
      .zh: "移动最亮的部分：提到溢出或压成浅灰，中间调不变。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "Whites2012",
        local: .added(lightroom: "LocalWhites2012", scale: 0.01),
        meaning: [
          .en: "Positive values push white outwards, negative ones pull it in.",
          .zh: "正值推高白点，负值收回白点。",
        ])
    ])

  package func makeTone(in context: RenderContext) -> (@Sendable (Double) -> Double)? {
    guard amount != 0 else { return nil }
    let strength = amount / 100 * (amount > 0 ? 0.15 : 0.10)
    let pivot = Contrast.pivot
    return { v in
      let t = max(0, (min(v, 1) - pivot) / (1 - pivot))
      let beyond = max(0, v - 1) * 2 / (1 - pivot)
      return v + strength * (t * t + beyond)
    }
  }
}

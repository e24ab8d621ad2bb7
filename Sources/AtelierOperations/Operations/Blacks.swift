package import AtelierEngine
package import AtelierRecipe

/// Moves the dark end of the tones and leaves the middle.
///
/// With `t = (p − v)/p` below the encoded middle grey p and 0 above it, +100 gives `v + 0.06·t²`,
/// so black becomes 0.06. −100 gives `u = v − 0.0975·t²`, which is 0 at v = 0.07, through the toe
/// `(u + √(u² + w²))/2`, less what the toe leaves at v = 0, times t².
///
/// - Domain: the sRGB axis, largest and smallest channel of each pixel.
/// - Identity: `amount == 0`.
/// - Derivation: the parabola with its vertex at p; a hyperbola of width w = 0.02 rounds the corner
///   at black.
package struct Blacks: ToneOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Blacks>(
    name: "blacks", stage: .tone, order: 30,
    meaning: [
      .en: "Moves the darkest tones, down to black or up to a faded grey.",
      .zh: "移动最暗的部分：压到纯黑或提成褪色灰，中间调不变。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "Blacks2012",
        local: .added(lightroom: "LocalBlacks2012", scale: 0.01),
        meaning: [
          .en: "Negative values deepen black, positive ones lift it.",
          .zh: "负值加深黑色，正值提亮黑色。",
        ])
    ])

  package func makeTone(in context: RenderContext) -> (@Sendable (Double) -> Double)? {
    guard amount != 0 else { return nil }
    let pivot = Contrast.pivot
    let share = { @Sendable (v: Double) -> Double in
      let t = min(1, max(0, (pivot - v) / pivot))
      return t * t
    }
    if amount > 0 {
      let lift = amount / 100 * 0.06
      return { v in v + lift * share(v) }
    }
    let drop = -amount / 100 * 0.0975
    let width = -amount / 100 * 0.02
    let toe = { @Sendable (u: Double) -> Double in (u + (u * u + width * width).squareRoot()) / 2 }
    let rest = toe(-drop)
    return { v in
      // The toe's tail is faded out with the drop, so that the middle keeps its value.
      let u = v - drop * share(v)
      let rounded = toe(u) - rest * share(v)
      let blend = min(1, 2 * share(v).squareRoot())
      return u + blend * (rounded - u)
    }
  }
}

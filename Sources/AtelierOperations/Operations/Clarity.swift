package import AtelierEngine
package import AtelierRecipe

/// Strengthens or softens local contrast, most in the middle tones.
///
/// The detail that stands out from its neighbourhood is multiplied by `1 + c·w(v)`, with
/// `w = √(4v(1 − v))` of the neighbourhood's encoded brightness v; c is 1 at +100 and −0.5 at −100.
///
/// - Domain: brightness of the neighbourhood on the sRGB axis, detail in stops.
/// - Identity: `amount == 0`.
/// - Derivation: w is 1 in the middle and falls to 0 at black and white, where enlarged detail would
///   clip.
package struct Clarity: RegionalOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Clarity>(
    name: "clarity", stage: .region, order: 40,
    meaning: [
      .en: "Strengthens or softens local contrast in the middle tones.",
      .zh: "加强或柔化中间调的局部反差。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "Clarity2012",
        local: .added(lightroom: "LocalClarity2012", scale: 0.01),
        meaning: [
          .en: "Positive values add punch, negative ones give a soft look.",
          .zh: "正值更通透有力，负值更柔和。",
        ])
    ])

  package func makeRegion(in context: RenderContext) -> RegionalTone? {
    guard amount != 0 else { return nil }
    let strength = amount / 100 * (amount > 0 ? 1 : 0.5)
    return RegionalTone(detail: { v in
      let inside = min(1, max(0, v))
      return strength * (4 * inside * (1 - inside)).squareRoot()
    })
  }
}

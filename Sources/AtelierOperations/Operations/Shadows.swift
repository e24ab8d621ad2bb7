package import AtelierEngine
package import AtelierRecipe

/// Brightens or darkens dark neighbourhoods, so that their texture stays.
///
/// Below p = 0.61 a neighbourhood of encoded brightness v becomes `v + c·k·v^1.5·(p − v)²`, with
/// k = 11.08 for positive and 6.2 for negative values; above it stays.
///
/// - Domain: brightness of the neighbourhood on the sRGB axis.
/// - Identity: `amount == 0`.
/// - Derivation: the hump is largest (0.18 at +100) at v = 0.26 and takes L* 20 to about 37; it
///   starts level at black, so that black and its noise stay, and slopes stay above 0.2, so that
///   patches keep their order.
package struct Shadows: RegionalOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Shadows>(
    name: "shadows", stage: .region, order: 30,
    meaning: [
      .en: "Brightens or darkens the dark areas and keeps their texture.",
      .zh: "提亮或压暗暗部区域，保留其层次。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "Shadows2012",
        local: .added(lightroom: "LocalShadows2012", scale: 0.01),
        meaning: [
          .en: "Positive values open dark areas, negative ones deepen them.",
          .zh: "正值提亮暗部，负值加深暗部。",
        ])
    ])

  package func makeRegion(in context: RenderContext) -> RegionalTone? {
    guard amount != 0 else { return nil }
    let strength = amount / 100 * (amount > 0 ? 11.08 : 6.2)
    return RegionalTone(tone: { v in
      let inside = min(0.61, max(0, v))
      let rest = 0.61 - inside
      return v + strength * inside * inside.squareRoot() * rest * rest
    })
  }
}

package import AtelierEngine
package import AtelierRecipe

/// Darkens or brightens bright neighbourhoods, so that their texture stays.
///
/// With `t = (v − 0.34)/0.66`, limited to 0…1, a neighbourhood of encoded brightness v becomes
/// `v − 0.72·t²(1.08 − t)` at −100 and `v + 0.28·t²(1.2 − t)` at +100. Above white, negative values
/// take half of what lies beyond, so that light over white comes back.
///
/// - Domain: brightness of the neighbourhood on the sRGB axis.
/// - Identity: `amount == 0`.
/// - Derivation: the cubic starts level at 0.34 (L* 37) and takes L* 90 to about 78 while white
///   stays near white; slopes stay above 0.5, so that patches keep their order.
package struct Highlights: RegionalOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Highlights>(
    name: "highlights", stage: .region, order: 20,
    meaning: [
      .en: "Darkens or brightens the bright areas and keeps their texture.",
      .zh: "压暗或提亮亮部区域，保留其层次。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "Highlights2012",
        local: .added(lightroom: "LocalHighlights2012", scale: 0.01),
        meaning: [
          .en: "Negative values recover bright areas, positive ones lift them.",
          .zh: "负值找回亮部，正值提亮亮部。",
        ])
    ])

  package func makeRegion(in context: RenderContext) -> RegionalTone? {
    guard amount != 0 else { return nil }
    let strength = amount / 100
    return RegionalTone(tone: { v in
      let t = min(1, max(0, (v - 0.34) / 0.66))
      if strength > 0 { return v + strength * 0.28 * t * t * (1.2 - t) }
      return v + strength * (0.72 * t * t * (1.08 - t) + 0.5 * max(0, v - 1))
    })
  }
}

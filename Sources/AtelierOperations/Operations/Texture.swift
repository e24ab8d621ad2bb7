package import AtelierEngine
import AtelierKernels
package import AtelierRecipe

/// Strengthens or smooths structure of medium size: skin, foliage, cloth, stone.
///
/// With l = √Y, the band `b = G₁(l) − G₂(l)` holds structure of about 2 to 6 pixels. Where the local
/// variance v of l is that of an edge, the band is left alone: `l + g·b·ε/(v + ε)`, the detail layer
/// of a guided filter with Gaussian windows, which makes no halos. RGB is multiplied by the ratio of
/// the luminances, so colours stay.
///
/// - Domain: scene-linear RGB, before tone.
/// - Identity: `amount == 0`, and where the band is smaller than the pixels of the result (previews).
/// - Source: He, Sun, Tang 2013, "Guided image filtering", equation 5 (the model of one window).
package struct Texture: AreaOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Texture>(
    name: "texture", stage: .detail, order: 20,
    meaning: [
      .en: "Strengthens or smooths structure of medium size, such as skin or foliage.",
      .zh: "增强或柔化中等尺度的纹理，如皮肤、树叶。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "Texture",
        local: .added(lightroom: "LocalTexture", scale: 0.01),
        meaning: [
          .en: "Positive values strengthen, negative ones smooth.", .zh: "正值增强，负值柔化。",
        ])
    ])

  /// Standard deviations of the band's blurs, in pixels of the full size.
  static let fine = 0.9
  static let coarse = 3.2

  package func makeKernel(in context: RenderContext) -> (any AreaKernel)? {
    guard amount != 0, Self.coarse * context.scale >= 0.4 else { return nil }
    return TextureKernel(
      fine: RowFilter.gaussian(Self.fine * context.scale),
      coarse: RowFilter.gaussian(Self.coarse * context.scale),
      gain: Float(amount > 0 ? amount / 100 * 1.6 : amount / 100 * 0.9))
  }
}

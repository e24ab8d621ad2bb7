package import AtelierEngine
import AtelierKernels
import AtelierPixels
package import AtelierRecipe

/// Makes edges and fine detail crisper: an unsharp mask on lightness.
///
/// With l = √Y and d = l − G(l), G a Gaussian of `radius` pixels, the new lightness is
/// `l + g·d · d²/(d² + n²) / (1 + h·|d|)`. The first fraction leaves noise (n), the second bends large
/// steps, which would become halos (h); both weaken with `detail`. RGB is multiplied by the ratio of
/// the luminances, so colours stay. Where `masking` is set, d is weakened away from edges.
///
/// - Domain: scene-linear RGB, before tone.
/// - Identity: `amount == 0`, and radii below 0.2 pixels of the result (previews).
/// - Derivation: `g = amount/60`; 40, Lightroom's setting for RAW files, restores about what a
///   demosaic with an optical low-pass filter takes from an edge.
package struct Sharpening: AreaOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0
  /// Standard deviation of the blur in pixels of the full size.
  package var radius = 1.0
  /// Share of fine texture.
  package var detail = 25.0
  /// Restriction to edges.
  package var masking = 0.0

  package init() {}

  package static let spec = OperationSpec<Sharpening>(
    name: "sharpening", stage: .detail, order: 30,
    meaning: [
      .en: "Makes edges and fine detail crisper, without coloured fringes.",
      .zh: "让边缘和细节更清晰，不产生彩色镶边。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, range: 0...150, usual: 0...100, lightroom: "Sharpness",
        local: .added(lightroom: "LocalSharpness", scale: 0.01),
        meaning: [.en: "Strength.", .zh: "强度。"]),
      .scalar(
        "radius", \.radius, unit: .pixels, range: 0.5...3, lightroom: "SharpenRadius",
        local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "Size of the detail that is sharpened, in pixels at full size.",
          .zh: "锐化细节的大小，按全尺寸像素计。",
        ]),
      .scalar(
        "detail", \.detail, range: 0...100, lightroom: "SharpenDetail",
        local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "0 sharpens edges gently, 100 every texture.", .zh: "0 只柔和锐化边缘，100 锐化全部纹理。",
        ]),
      .scalar(
        "masking", \.masking, range: 0...100, lightroom: "SharpenEdgeMasking",
        local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "100 leaves smooth areas alone and sharpens strong edges only.",
          .zh: "100 时只锐化明显边缘，平滑区域不变。",
        ]),
    ])

  package func makeKernel(in context: RenderContext) -> (any AreaKernel)? {
    let sigma = radius * context.scale
    guard amount > 0, sigma >= 0.2 else { return nil }
    let fine = detail / 100
    let noise = 0.0015 + 0.0045 * (1 - fine)
    return UnsharpKernel(
      weights: RowFilter.gaussian(sigma), gain: Float(amount / 60 * (0.85 + 0.6 * fine)),
      noise: Float(noise * noise), bend: Float(2 + 22 * (1 - fine) * (1 - fine)),
      threshold: Float(masking / 100 * 0.11))
  }
}

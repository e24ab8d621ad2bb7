package import AtelierEngine
import AtelierPixels
package import AtelierRecipe

/// Blurs as a lens does what lies out of focus, without knowing how far away anything is.
///
/// Every covered pixel becomes the mean of a disc, in linear light. A pixel of the disc weighs
/// `c'·(1 + 4·h²)`: c' is 0 up to half coverage and 1 at full coverage, so colours of what stays sharp
/// do not bleed, and h rises from 0 to 1 between 60 % of white and white, because light that the
/// sensor clipped was brighter than it says. The disc is summed on the overview, since what is blurred
/// has no finer detail; its radius is `0.026·amount/100` of the picture's long side, and below 0.6 %
/// of it the blurred picture is mixed with the sharp one.
///
/// All is blurred alike: depth is not known.
///
/// - Domain: scene-linear RGB, before tone.
/// - Identity: `amount == 0`.
package struct LensBlur: OverviewOperation {
  /// Radius of the disc; 100 is 2.6 % of the long side.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<LensBlur>(
    name: "lens_blur", stage: .detail, order: 50,
    meaning: [
      .en: "Blurs as a lens does what is out of focus; all alike, since depth is not known.",
      .zh: "模拟镜头虚化；由于不知道景深，所选区域虚化程度相同。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, range: 0...100, local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "Size of the blur; colours outside the mask do not bleed into it.",
          .zh: "虚化程度；蒙版外的颜色不会渗入。",
        ])
    ])

  /// Radius at 100, as a share of the long side.
  static let widest = 0.026
  /// Radius from which the result is all blurred.
  static let full = 0.006

  package func makeKernel(
    of overview: CoveredOverview, in context: RenderContext
  ) -> (any OverviewKernel)? {
    guard amount > 0 else { return nil }
    let radius = Self.widest * amount / 100
    return DefocusKernel(
      overview, radius: max(radius, Self.full) * Double(overview.picture.size.longEdge),
      share: Float(min(radius / Self.full, 1)))
  }
}

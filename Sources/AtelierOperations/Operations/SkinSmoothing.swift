package import AtelierEngine
import AtelierPixels
package import AtelierRecipe

/// Evens out blotches, redness and shine of skin, and keeps its pores and the shape of the face.
///
/// All is measured on the overview, with means that are weighted by the square of the mask's coverage:
/// eyes, brows and hair have no part in them and leave no halos. With f the picture without what is
/// finer than a tenth of the radius (pores, hairs) and v logarithms of luminance, and of each channel
/// over luminance, in f:
///
/// - `amount` takes out the band `v − q`, where the guided filter q of v with windows of the radius
///   keeps what is larger, and edges. The band holds spots, blotches and small wrinkles.
/// - `redness` makes skin paler where log2(R/G) comes near that of the skin around it, eight radii
///   wide, or lies above: blood takes green light away, and some of it is given back.
/// - `shine` takes light away that the skin mirrors: what is left of f after subtracting the colour of
///   the skin around, as much of it as red less blue says (Shafer 1985, the dichromatic model). Half of
///   its place is filled with the colour of skin, so that clipped spots do not turn grey.
///
/// The results are gains of the three channels; what is finer than f is multiplied by them and stays.
///
/// - Domain: scene-linear RGB, before tone.
/// - Identity: `amount`, `redness` and `shine` 0.
/// - Source: He, Sun, Tang 2013, "Guided image filtering", equations 5, 6 and 8, with weighted means.
package struct SkinSmoothing: OverviewOperation {
  /// Share of the band that is taken out; at 100 nine tenths.
  package var amount = 0.0
  /// Size of the largest blotches, as a share of the picture's long side.
  package var radius = 0.012
  /// How much red is taken out.
  package var redness = 0.0
  /// How much mirrored light is taken out.
  package var shine = 0.0

  package init() {}

  package static let spec = OperationSpec<SkinSmoothing>(
    name: "skin_smoothing", stage: .detail, order: 40,
    meaning: [
      .en: "Evens out skin in a mask: blotches, redness, shine; pores and shape stay.",
      .zh: "均匀蒙版内的肤质：斑驳、泛红、油光；保留毛孔与轮廓。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, range: 0...100, local: .added(lightroom: nil, scale: 1),
        meaning: [.en: "How much blotches are evened out.", .zh: "平滑斑驳的强度。"]),
      .scalar(
        "radius", \.radius, unit: .fraction, range: 0.002...0.05, usual: 0.004...0.03,
        local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "Size of the largest blotches, as a share of the long side.",
          .zh: "要平滑的最大斑块，按长边的比例计。",
        ]),
      .scalar(
        "redness", \.redness, range: 0...100, local: .added(lightroom: nil, scale: 1),
        meaning: [.en: "How much redness is taken out.", .zh: "减轻泛红的强度。"]),
      .scalar(
        "shine", \.shine, range: 0...100, local: .added(lightroom: nil, scale: 1),
        meaning: [.en: "How much shine is taken out.", .zh: "减轻油光的强度。"]),
    ])

  package func makeKernel(
    of overview: CoveredOverview, in context: RenderContext
  ) -> (any OverviewKernel)? {
    guard max(amount, redness, shine) > 0 else { return nil }
    return SkinKernel(
      SkinPlanes(overview, radius: radius * Double(overview.picture.size.longEdge)),
      smoothing: Float(0.9 * amount / 100), redness: Float(redness / 100),
      shine: Float(shine / 100))
  }
}

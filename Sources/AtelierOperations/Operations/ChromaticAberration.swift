package import AtelierEngine
package import AtelierRecipe

/// Brings red and blue to the size of green, which a lens makes a little larger or smaller.
///
/// Slider 100 enlarges a channel by 0.3 %, six pixels in the corners of 12 megapixels. Measured
/// automatically, the scales are those by which red and blue fit green best along the photo's own edges.
///
/// - Domain: places in the photo.
/// - Identity: `red == 0`, `blue == 0` and not automatic.
package struct ChromaticAberration: GeometryOperation {
  /// Enlargement of red.
  package var red = 0.0
  /// Enlargement of blue.
  package var blue = 0.0
  /// Whether the scales are measured.
  package var automatic = 0.0

  package init() {}

  package static let spec = OperationSpec<ChromaticAberration>(
    name: "chromatic_aberration", stage: .geometry, order: 6,
    meaning: [
      .en: "Takes red and cyan, blue and yellow fringes off edges far from the middle.",
      .zh: "消除远离中心处的横向色差。",
    ],
    parameters: [
      .scalar(
        "red", \.red, lightroom: "ChromaticAberrationR",
        meaning: [
          .en: "Positive values enlarge red, against red and cyan fringes.",
          .zh: "正值放大红色通道，消除红/青边。",
        ]),
      .scalar(
        "blue", \.blue, lightroom: "ChromaticAberrationB",
        meaning: [
          .en: "Positive values enlarge blue, against blue and yellow fringes.",
          .zh: "正值放大蓝色通道，消除蓝/黄边。",
        ]),
      .scalar(
        "automatic", \.automatic, unit: .count, range: 0...1, lightroom: "AutoLateralCA",
        meaning: [
          .en: "1 measures both on the photo.", .zh: "为 1 时根据照片自动测量。",
        ]),
    ])

  package func apply(to plan: inout GeometryPlan) {
    // An enlarged channel shows what lay nearer to the middle.
    plan.lens.aberration = SIMD2(1 / (1 + 3e-5 * red) - 1, 1 / (1 + 3e-5 * blue) - 1)
    plan.lens.measuresAberration = automatic > 0.5
  }
}

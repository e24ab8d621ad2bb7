package import AtelierEngine
import AtelierKernels
package import AtelierRecipe

/// Smooths noise of lightness and of colour, and keeps edges.
///
/// Lightness l = √Y, in which photon noise is even, becomes the mean of about forty pixels around,
/// each weighted by how near its slightly blurred lightness is to that of the pixel:
/// `(1 − (Δ/h)²)²`, 0 beyond the limit h, which grows with the amount and with l + 0.08. Colour, as √R − l and √B − l,
/// is averaged the same way along rows and then across them, over a wider reach, with a limit that
/// looks at lightness and at colour itself, so that colours do not bleed; luminance stays.
///
/// - Domain: scene-linear RGB, before tone.
/// - Identity: both amounts 0; on previews so small that the noise is averaged away.
/// - Source: Tomasi, Manduchi 1998, "Bilateral filtering for gray and color images", with the weight
///   of Tukey's biweight in place of the Gaussian.
package struct NoiseReduction: AreaOperation {
  /// Smoothing of lightness on Lightroom's scale.
  package var luminance = 0.0
  /// Threshold below which lightness counts as noise: high values keep more.
  package var luminanceDetail = 50.0
  /// How much of the larger contrast is given back.
  package var luminanceContrast = 0.0
  /// Smoothing of colour on Lightroom's scale.
  package var color = 0.0
  /// Protection of thin coloured detail.
  package var colorDetail = 50.0
  /// Reach of the smoothing of colour.
  package var colorSmoothness = 50.0

  package init() {}

  package static let spec = OperationSpec<NoiseReduction>(
    name: "noise_reduction", stage: .detail, order: 10,
    meaning: [
      .en: "Smooths grain and coloured specks of high sensitivity, keeping edges.",
      .zh: "降低高感光度的噪点和彩色杂点，保留边缘。",
    ],
    parameters: [
      .scalar(
        "luminance", \.luminance, range: 0...100, lightroom: "LuminanceSmoothing",
        local: .added(lightroom: "LocalLuminanceNoise", scale: 0.01),
        meaning: [.en: "Smoothing of light and dark specks.", .zh: "平滑明暗噪点。"]),
      .scalar(
        "luminance_detail", \.luminanceDetail, range: 0...100,
        lightroom: "LuminanceNoiseReductionDetail", local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "High values keep more detail and more noise.", .zh: "数值越高保留的细节和噪点越多。",
        ]),
      .scalar(
        "luminance_contrast", \.luminanceContrast, range: 0...100,
        lightroom: "LuminanceNoiseReductionContrast", local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "High values keep contrast and may leave blotches.", .zh: "数值越高保留反差，可能残留斑块。",
        ]),
      .scalar(
        "color", \.color, range: 0...100, lightroom: "ColorNoiseReduction",
        local: .added(lightroom: nil, scale: 1),
        meaning: [.en: "Smoothing of coloured specks.", .zh: "平滑彩色噪点。"]),
      .scalar(
        "color_detail", \.colorDetail, range: 0...100, lightroom: "ColorNoiseReductionDetail",
        local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "High values protect thin coloured edges.", .zh: "数值越高越保护细小的彩色边缘。",
        ]),
      .scalar(
        "color_smoothness", \.colorSmoothness, range: 0...100,
        lightroom: "ColorNoiseReductionSmoothness", local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "High values smooth larger coloured blotches.", .zh: "数值越高平滑的色斑越大。",
        ]),
    ])

  package func makeKernel(in context: RenderContext) -> (any AreaKernel)? {
    // Below a third of the size nine pixels are one: their noise is gone.
    let scale = context.scale
    guard luminance > 0 || color > 0, scale > 0.3 else { return nil }
    let light = luminance > 0 ? lightnessPart(scale) : nil
    let chroma = color > 0 ? colorPart(scale) : nil
    return NoiseKernel(lightness: light, color: chroma)
  }

  private func lightnessPart(_ scale: Double) -> NoiseKernel.LightnessPart {
    let amount = luminance / 100
    let limit =
      (0.006 + 0.015 * amount + 0.1 * amount * amount) * (1.5 - luminanceDetail / 100) * scale
    // The eight neighbours, then rings of twelve pixels at 15°, 45°, 75° …, more with the amount.
    var points: [SIMD2<Double>] = [[-1, -1], [0, -1], [1, -1], [-1, 0]]
    let radii = [2.1, 3.6, 5.6].prefix(amount > 0.5 ? 3 : amount > 0.15 ? 2 : 1)
    for radius in radii {
      for point in [[0.966, 0.259], [0.707, 0.707], [0.259, 0.966]] as [SIMD2<Double>] {
        points += [point * radius, SIMD2(-point.y, point.x) * radius]
      }
    }
    var places = Set<[Int]>()
    for point in points {
      let place = [Int((point.y * scale).rounded()), Int((point.x * scale).rounded())]
      // Each with its opposite, so that the mean does not move.
      if place != [0, 0] { places.formUnion([place, place.map { -$0 }]) }
    }
    return NoiseKernel.LightnessPart(
      places: places.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { (row: $0[0], column: $0[1]) },
      sharpness: Float(1 / (limit * limit)), share: Float(min(1, 4 * amount)),
      contrast: Float(0.7 * luminanceContrast / 100))
  }

  private func colorPart(_ scale: Double) -> NoiseKernel.ColorPart {
    let amount = color / 100
    let reach = (5 + 0.11 * colorSmoothness) * scale
    var steps = Set<Int>()
    for share in [0.06, 0.13, 0.2, 0.31, 0.44, 0.6, 0.8, 1] {
      let step = Int((share * reach).rounded())
      if step > 0 { steps.insert(step) }
    }
    let limit = (0.03 + 0.25 * amount) * (1.5 - colorDetail / 100)
    let lightLimit = 0.05 + 0.2 * amount
    return NoiseKernel.ColorPart(
      steps: steps.sorted(), sharpness: Float(1 / (limit * limit)),
      lightSharpness: Float(1 / (lightLimit * lightLimit)), share: Float(min(1, 5 * amount)))
  }
}

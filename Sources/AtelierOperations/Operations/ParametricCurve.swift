package import AtelierEngine
package import AtelierRecipe

/// Bends four ranges of tones up or down, black and white fixed.
///
/// Each slider adds a smooth hump `0.28·h·16·(u(1 − u))²`. The shadows' hump goes from black to the
/// middle split and the highlights' from the middle split to white, u the place between these ends. The
/// humps of darks and lights span the whole axis with their tops in the middle of their ranges: of the
/// lights `u = v^p`, of the darks `1 − u = (1 − v)^p`, p so that u is 0.5 there. The width h is the
/// span of the first two, the highlight split for the darks and the rest above the shadow split for the
/// lights. Where sliders together would leave slopes below 0.1, slopes are limited and all scaled so
/// that white stays.
///
/// - Domain: the sRGB axis, largest and smallest channel of each pixel. Above white nothing changes.
/// - Identity: all four ranges 0.
/// - Derivation: humps that start and end level in value and slope; 0.28 is fitted with
///   ``ProcessTone2003`` to pictures of Lightroom's. Splits that are out of order are moved up to lie
///   5 % apart.
package struct ParametricCurve: ToneOperation {
  /// The darkest range.
  package var shadows = 0.0
  /// From the shadows to the middle.
  package var darks = 0.0
  /// From the middle to the highlights.
  package var lights = 0.0
  /// The brightest range.
  package var highlights = 0.0
  /// Border of shadows and darks, in percent of the axis.
  package var shadowSplit = 25.0
  /// Border of darks and lights, in percent of the axis.
  package var midtoneSplit = 50.0
  /// Border of lights and highlights, in percent of the axis.
  package var highlightSplit = 75.0

  package init() {}

  package static let spec = OperationSpec<ParametricCurve>(
    name: "parametric_curve", stage: .tone, order: 50,
    meaning: [
      .en: "Brightens or darkens four ranges of tones along one smooth curve.",
      .zh: "沿一条平滑曲线分别提亮或压暗四段明暗。",
    ],
    parameters: [
      .scalar(
        "shadows", \.shadows, lightroom: "ParametricShadows",
        local: .added(lightroom: nil, scale: 1),
        meaning: [.en: "Moves the darkest tones.", .zh: "移动最暗的一段。"]),
      .scalar(
        "darks", \.darks, lightroom: "ParametricDarks", local: .added(lightroom: nil, scale: 1),
        meaning: [.en: "Moves tones below the middle.", .zh: "移动中间以下的暗调。"]),
      .scalar(
        "lights", \.lights, lightroom: "ParametricLights", local: .added(lightroom: nil, scale: 1),
        meaning: [.en: "Moves tones above the middle.", .zh: "移动中间以上的亮调。"]),
      .scalar(
        "highlights", \.highlights, lightroom: "ParametricHighlights",
        local: .added(lightroom: nil, scale: 1),
        meaning: [.en: "Moves the brightest tones.", .zh: "移动最亮的一段。"]),
      .scalar(
        "shadow_split", \.shadowSplit, range: 10...50, lightroom: "ParametricShadowSplit",
        meaning: [.en: "Border of shadows and darks.", .zh: "阴影与暗调的分界。"]),
      .scalar(
        "midtone_split", \.midtoneSplit, range: 25...75, lightroom: "ParametricMidtoneSplit",
        meaning: [.en: "Border of darks and lights.", .zh: "暗调与亮调的分界。"]),
      .scalar(
        "highlight_split", \.highlightSplit, range: 50...90,
        lightroom: "ParametricHighlightSplit",
        meaning: [.en: "Border of lights and highlights.", .zh: "亮调与高光的分界。"]),
    ])

  package func makeTone(in context: RenderContext) -> (@Sendable (Double) -> Double)? {
    let amounts = [shadows, darks, lights, highlights]
    guard amounts.contains(where: { $0 != 0 }) else { return nil }
    let low = shadowSplit / 100
    let middle = max(midtoneSplit / 100, low + 0.05)
    let high = max(highlightSplit / 100, middle + 0.05)
    let darkPower = Power.half(at: 1 - (low + middle) / 2)
    let lightPower = Power.half(at: (middle + high) / 2)
    let heights = zip(amounts, [middle, high, 1 - low, 1 - middle]).map {
      $0 / 100 * 0.28 * $1 * 16
    }
    let values = (0...Self.cells).map { cell in
      let v = Double(cell) / Double(Self.cells)
      let places = [
        min(v / middle, 1), 1 - Power.of(1 - v, darkPower), Power.of(v, lightPower),
        max(v - middle, 0) / (1 - middle),
      ]
      return zip(heights, places).reduce(v) { sum, hump in
        let bell = hump.1 * (1 - hump.1)
        return sum + hump.0 * bell * bell
      }
    }
    // Rises by at least a tenth of the diagonal's, then scaled to end at white.
    let least = 0.1 / Double(Self.cells)
    var curve = [0.0]
    var end = 0.0
    for (a, b) in zip(values, values.dropFirst()) {
      end += max(b - a, least)
      curve.append(end)
    }
    let table = curve.map { [end] in $0 / end }
    return { v in
      guard v > 0, v < 1 else { return v }
      let place = v * Double(Self.cells)
      let cell = min(Int(place), Self.cells - 1)
      return table[cell] + (place - Double(cell)) * (table[cell + 1] - table[cell])
    }
  }

  /// Cells of the table that the curve is read from.
  private static let cells = 1024
}

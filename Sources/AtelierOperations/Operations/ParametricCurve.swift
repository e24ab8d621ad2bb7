package import AtelierEngine
package import AtelierRecipe

/// Bends four ranges of tones up or down, black and white fixed.
///
/// A monotone cubic through black, the middle of each range and white. A slider moves its node by up
/// to 38 % of the way to the nearer neighbour, so nodes keep their order and the mean slope between
/// them stays above 0.24 at any setting.
///
/// - Domain: the sRGB axis, largest and smallest channel of each pixel. Above white nothing changes.
/// - Identity: all four ranges 0.
/// - Source: the curve is ``CurveSpline``; splits that are out of order are moved up to lie 5 % apart.
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
    let nodes = [0, low / 2, (low + middle) / 2, (middle + high) / 2, (high + 1) / 2, 1]
    var points = nodes.map { CurvePoint($0, $0) }
    for (index, amount) in amounts.enumerated() {
      let node = index + 1
      let room = min(nodes[node] - nodes[node - 1], nodes[node + 1] - nodes[node])
      points[node].y += amount / 100 * 0.38 * room
    }
    let curve = CurveSpline(points)
    return { v in (0...1).contains(v) ? curve(v) : v }
  }
}

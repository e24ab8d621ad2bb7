package import AtelierEngine
import AtelierPixels
package import AtelierRecipe

/// Bends tones along curves through nodes: one for all channels, which keeps hue, and one for each.
///
/// - Domain: the sRGB axis, 0…1. The master curve acts on the largest and the smallest channel of
///   each pixel, the others on the channels of linear Rec. 2020. Above white a curve goes on with
///   slope 1.
/// - Identity: nodes on the diagonal.
/// - Source: curves are ``CurveSpline``.
package struct ToneCurve: ToneOperation, PointOperation, InvertibleOperation {
  /// Nodes of the curve for all channels.
  package var master = CurvePoint.identity
  /// Nodes for red.
  package var red = CurvePoint.identity
  /// Nodes for green.
  package var green = CurvePoint.identity
  /// Nodes for blue.
  package var blue = CurvePoint.identity

  package init() {}

  package static let spec = OperationSpec<ToneCurve>(
    name: "tone_curve", stage: .tone, order: 60,
    meaning: [
      .en: "Bends tones along curves, for all channels together and for each.",
      .zh: "用曲线调整明暗，可整体或分通道。",
    ],
    parameters: [
      .curve(
        "master", \.master, lightroom: "ToneCurvePV2012",
        meaning: [.en: "Curve of all channels.", .zh: "总曲线。"]),
      .curve(
        "red", \.red, lightroom: "ToneCurvePV2012Red",
        meaning: [.en: "Curve of the red channel.", .zh: "红色通道曲线。"]),
      .curve(
        "green", \.green, lightroom: "ToneCurvePV2012Green",
        meaning: [.en: "Curve of the green channel.", .zh: "绿色通道曲线。"]),
      .curve(
        "blue", \.blue, lightroom: "ToneCurvePV2012Blue",
        meaning: [.en: "Curve of the blue channel.", .zh: "蓝色通道曲线。"]),
    ])

  package func makeTone(in context: RenderContext) -> (@Sendable (Double) -> Double)? {
    Self.tone(through: master)
  }

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    kernel { $0 }
  }

  /// The inverses of the three channels' curves.
  package func makeInverse() -> (any PointKernel)? {
    kernel { curve in
      let inverse = ToneInverse([curve])
      return { inverse($0) }
    }
  }

  private func kernel(
    _ change: (@escaping @Sendable (Double) -> Double) -> @Sendable (Double) -> Double
  ) -> ChannelCurves? {
    let curves = [red, green, blue].map { Self.tone(through: $0).map(change) }
    guard curves.contains(where: { $0 != nil }) else { return nil }
    return ChannelCurves(red: curves[0], green: curves[1], blue: curves[2])
  }

  /// The curve through nodes; nil when they lie on the diagonal.
  private static func tone(through points: [CurvePoint]) -> (@Sendable (Double) -> Double)? {
    let isDiagonal =
      points.first?.x == 0 && points.last?.x == 1 && points.allSatisfy { $0.x == $0.y }
    guard points.count >= 2, !isDiagonal else { return nil }
    let curve = CurveSpline(points)
    return { v in curve(min(max(v, 0), 1)) + max(v - 1, 0) }
  }
}

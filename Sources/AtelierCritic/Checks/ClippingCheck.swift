import AtelierPlanner
import AtelierRecipe
import AtelierVision

/// Whether tones were lost that the picture had.
enum ClippingCheck: Check {
  private struct Rail {
    let kind: Defect.Kind
    let metric: Metric.Quantity
    /// The share of pixels that may be lost beyond those that were.
    let allowed: Double
    /// Wishes that ask for just that.
    let wish: (Set<Quality>, Direction)
    let text: (en: String, zh: String)
  }

  private static let rails = [
    Rail(
      kind: .clippedHighlights, metric: .clipHigh, allowed: 0.02, wish: ([.whites], .more),
      text: ("of the picture became white without detail.", "的画面变成没有细节的白色。")),
    Rail(
      kind: .clippedShadows, metric: .clipLow, allowed: 0.04, wish: ([.blacks, .shadows], .less),
      text: ("of the picture became black without detail.", "的画面变成没有细节的黑色。")),
    Rail(
      kind: .clippedChannels, metric: .clipChannel, allowed: 0.1, wish: ([.whites], .more),
      text: ("of the picture lost detail in one colour channel.", "的画面在某个颜色通道失去细节。")),
  ]

  static func find(in scene: JudgedScene) -> [Defect] {
    rails.compactMap { rail in
      guard !scene.asks(for: rail.wish.0, rail.wish.1) else { return nil }
      let probe = MetricProbe(Metric(rail.metric), before: scene.small.before)
      guard let lost = probe.change(to: scene.small.after), lost > rail.allowed else { return nil }
      return Defect(
        rail.kind, severity: (lost - rail.allowed) / 0.12, measured: lost, allowed: rail.allowed,
        text: [.en: "\(percent(lost)) \(rail.text.en)", .zh: "\(percent(lost)) \(rail.text.zh)"])
    }
  }
}

import AtelierPlanner
import AtelierRecipe
import AtelierVision

/// Whether fine structure was lost that nobody asked to soften.
enum SharpnessCheck: Check {
  /// The share of fine structure, against the contrast of the whole, that has to stay.
  private static let allowed = 0.7

  static func find(in scene: JudgedScene) -> [Defect] {
    let isWished =
      scene.asks(for: [.blur, .fade]) || scene.asks(for: [.noise, .colorNoise], .less)
      || scene.asks(for: [.texture, .clarity, .sharpness, .contrast], .less) || scene.asksForLook
    guard !isWished else { return [] }
    let pair = scene.detail
    let area = scene.untouched(in: pair.before)
    guard area.share > 0.1,
      let fine = MetricProbe(Metric(.localFine), before: pair.before, in: area).ratio(
        to: pair.after),
      let whole = MetricProbe(Metric(.contrast), before: pair.before, in: area).ratio(
        to: pair.after)
    else { return [] }
    let kept = fine / min(max(whole, 0.1), 1)
    guard kept < allowed else { return [] }
    return [
      Defect(
        .sharpnessLost, severity: (allowed - kept) / 0.5, measured: kept, allowed: allowed,
        text: [
          .en: "Only \(percent(kept)) of the fine structure is left.",
          .zh: "细节只剩 \(percent(kept))。",
        ])
    ]
  }
}

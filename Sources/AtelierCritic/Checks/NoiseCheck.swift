import AtelierRecipe
import AtelierVision

/// Whether noise became plain to see: the noise of the file times how much stronger the finest structure
/// of flat surfaces became.
enum NoiseCheck: Check {
  /// Deviation of L* from pixel to pixel at full size that is plain to see.
  private static let allowed = 4.0

  static func find(in scene: JudgedScene) -> [Defect] {
    guard scene.attempt.recipe.adjustments["grain"] == nil else { return [] }
    let probe = MetricProbe(Metric(.noise), before: scene.detail.before)
    let found = max(scene.quality.darkNoise, scene.quality.midNoise)
    guard found > 0, let gain = probe.ratio(to: scene.detail.after), gain.isFinite, gain > 1.25
    else { return [] }
    let noise = found * gain
    guard noise > allowed else { return [] }
    return [
      Defect(
        .noise, severity: (noise - allowed) / 5, measured: noise, allowed: allowed,
        text: [
          .en: "Noise of \(short(noise)) L* is plain to see.",
          .zh: "噪点达到 \(short(noise)) L*，清晰可见。",
        ])
    ]
  }
}

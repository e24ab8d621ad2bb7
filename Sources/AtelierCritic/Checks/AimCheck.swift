import AtelierRecipe
import AtelierVision

/// Whether the numbers that were aimed at were reached, measured anew.
enum AimCheck: Check {
  /// The share of the way that may be missing.
  private static let allowed = 0.35

  static func find(in scene: JudgedScene) -> [Defect] {
    scene.attempt.aims.compactMap { aim in
      guard let metric = Metric(name: aim.metric) else { return nil }
      let isFine: Bool =
        switch metric.quantity {
        case .localFine, .localMid, .noise, .noiseColor: true
        default: false
        }
      let pair = isFine ? scene.detail : scene.small
      let area = scene.pixels(of: aim.area, in: pair.before)
      if aim.area != nil, area == nil { return nil }
      let probe = MetricProbe(metric, before: pair.before, in: area)
      guard let before = probe.baseline, let reached = probe.value(of: pair.after) else {
        return nil
      }
      func way(_ from: Double, _ to: Double) -> Double {
        metric.quantity == .hue ? (to - from).remainder(dividingBy: 360) : to - from
      }
      let wanted = way(before, aim.wanted)
      guard wanted.magnitude > 1e-6 else { return nil }
      let missing = way(reached, aim.wanted) / wanted
      guard missing > allowed else { return nil }
      return Defect(
        .targetMissed, severity: (missing - allowed) / (1 - allowed), measured: reached,
        allowed: aim.wanted, subject: aim.metric,
        text: [
          .en: "\(aim.metric) is \(short(reached)); \(short(aim.wanted)) was aimed at.",
          .zh: "\(aim.metric) 为 \(short(reached))，目标是 \(short(aim.wanted))。",
        ])
    }
  }
}

/// A number with as many digits as a reader needs.
func short(_ value: Double) -> String {
  let scale: Double = value.magnitude < 1 ? 1000 : value.magnitude < 100 ? 10 : 1
  let rounded = (value * scale).rounded() / scale
  return rounded == rounded.rounded() && rounded.magnitude < 1e9
    ? "\(Int(rounded))" : "\(rounded)"
}

/// A share as per cent.
func percent(_ share: Double) -> String { short(share * 100) + " %" }

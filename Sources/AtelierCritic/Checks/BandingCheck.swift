import AtelierPixels
import AtelierRecipe
import AtelierVision

/// Whether the steps of codes or compressed blocks show in smooth surfaces: their size in the file times
/// how much steeper smooth gradients became.
enum BandingCheck: Check {
  /// The step of L* in a smooth surface that is plain to see.
  private static let allowed = 1.2

  static func find(in scene: JudgedScene) -> [Defect] {
    let step = max(scene.quality.codeStep, scene.quality.blockStep)
    guard step > 0, let gain = steepening(scene.small), gain > 1.15 else { return [] }
    let shown = step * gain
    // What was there before is not the edit's doing.
    guard shown > max(allowed, step * 1.15) else { return [] }
    return [
      Defect(
        .banding, severity: (shown - allowed) / 1.5, measured: shown, allowed: allowed,
        text: [
          .en: "Steps of \(short(shown)) L* show in smooth surfaces.",
          .zh: "平滑区域出现 \(short(shown)) L* 的色阶断层。",
        ])
    ]
  }

  /// How many times as steep the gentle slopes of the picture are; nil where it has none.
  private static func steepening(_ pair: JudgedScene.Pair) -> Double? {
    let (width, height) = (pair.before.size.width, pair.before.size.height)
    guard width > 8, height > 8 else { return nil }
    let (before, after) = (pair.before.lightness, pair.after.lightness)
    var (old, new, count) = (0.0, 0.0, 0)
    for y in 0..<height {
      for x in stride(from: 4, to: width - 4, by: 2) {
        let (left, right) = (y * width + x - 4, y * width + x + 4)
        let slope = (before[right] - before[left]).magnitude
        // Smooth: the middle lies between the ends.
        let bend = (before[y * width + x] - (before[left] + before[right]) / 2).magnitude
        guard slope > 0.08, slope < 4, bend < 0.15 else { continue }
        old += Double(slope)
        new += Double((after[right] - after[left]).magnitude)
        count += 1
      }
    }
    return count > 200 && old > 0 ? new / old : nil
  }
}

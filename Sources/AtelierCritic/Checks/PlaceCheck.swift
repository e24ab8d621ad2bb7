import AtelierPlanner
import AtelierRecipe
import AtelierVision

/// Whether pixels changed that the request leaves alone: those outside the masks of a request that names
/// nothing but parts of the picture, or draws a box.
enum PlaceCheck: Check {
  /// Mean distance in Lab that may remain.
  private static let allowed = 1.0

  static func find(in scene: JudgedScene) -> [Defect] {
    guard isLocal(scene), scene.attempt.recipe != scene.attempt.brief.standing.recipe else {
      return []
    }
    let pair = scene.small
    let outside =
      scene.attempt.recipe.local.isEmpty
      ? PixelArea.all(of: pair.before.size) : scene.untouched(in: pair.before)
    guard outside.share > 0.02 else { return [] }
    let change = meanDistance(pair, in: outside)
    guard change > allowed else { return [] }
    return [
      Defect(
        .changedOutside, severity: (change - allowed) / 6, measured: change, allowed: allowed,
        text: [
          .en: "What the request leaves alone changed by ΔE \(short(change)).",
          .zh: "要求之外的部分也变了，平均 ΔE \(short(change))。",
        ])
    ]
  }

  /// Parts of a picture that masks know.
  private static let parts: Set<RegionNoun.Kind> = [
    .sky, .person, .face, .skin, .hair, .eyes, .lips, .teeth, .subject, .background, .corners,
    .center, .top, .bottom, .left, .right,
  ]

  private static func isLocal(_ scene: JudgedScene) -> Bool {
    let wishes = scene.understanding.wishes
    guard !wishes.isEmpty else { return false }
    return wishes.allSatisfy { wish in
      switch wish.area {
      case .box: true
      case .noun(let noun): parts.contains(noun.kind)
      case .whole: scene.attempt.brief.box != nil
      case .tones, .color: false
      }
    }
  }

  private static func meanDistance(_ pair: JudgedScene.Pair, in area: PixelArea) -> Double {
    let (before, after) = (pair.before, pair.after)
    var sum = 0.0
    for index in area.indices {
      let i = Int(index)
      let (l, a, b) = (
        after.lightness[i] - before.lightness[i], after.a[i] - before.a[i],
        after.b[i] - before.b[i]
      )
      sum += Double((l * l + a * a + b * b).squareRoot())
    }
    return sum / Double(max(area.count, 1))
  }
}

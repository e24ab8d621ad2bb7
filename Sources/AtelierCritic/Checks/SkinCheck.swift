import AtelierPlanner
import AtelierRecipe
import AtelierVision
import Foundation

/// Whether skin kept a colour that skin has.
enum SkinCheck: Check {
  static func find(in scene: JudgedScene) -> [Defect] {
    let pair = scene.small
    let skin = SkinEstimate.find(in: pair.before)
    guard skin.confidence > 0.5, scene.attempt.recipe.adjustments["black_and_white"] == nil else {
      return []
    }
    let area = PixelArea(coverage: skin.coverage, size: skin.size, threshold: 0.7)
    guard area.share > 0.005 else { return [] }
    func color(_ picture: LabPicture) -> (hue: Double, chroma: Double) {
      let means = [Channel.a, .b].map { channel in
        area.values(of: picture.plane(channel)).reduce(0) { $0 + Double($1) } / Double(area.count)
      }
      return (atan2(means[1], means[0]) * 180 / .pi, hypot(means[0], means[1]))
    }
    let (before, after) = (color(pair.before), color(pair.after))
    guard before.chroma > 5 else { return [] }
    let isFree = scene.asksForLook || scene.asks(for: [.warmth, .tint, .saturation, .vibrance])
    let turn = (after.hue - before.hue).remainder(dividingBy: 360).magnitude
    let allowedTurn: Double = isFree ? 25 : 12
    let share = after.chroma / before.chroma
    let most: Double = isFree ? 2 : 1.5
    if turn > allowedTurn {
      return [
        Defect(
          .skin, severity: (turn - allowedTurn) / 25, measured: turn, allowed: allowedTurn,
          text: [
            .en: "Skin turned by \(short(turn))° of hue.", .zh: "肤色的色相偏了 \(short(turn))°。",
          ])
      ]
    }
    guard share > most else { return [] }
    return [
      Defect(
        .skin, severity: (share - most) / 1, measured: share, allowed: most,
        text: [
          .en: "Skin is \(short(share)) times as colourful.",
          .zh: "肤色的饱和度变为 \(short(share)) 倍。",
        ])
    ]
  }
}

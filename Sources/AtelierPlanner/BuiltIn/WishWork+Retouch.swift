import AtelierEngine
import AtelierPixels
import AtelierRecipe
import AtelierVision
import Foundation

/// What photographers do to faces and to what lies behind them.
extension WishWork {
  /// Carries out a wish that has a way of its own in its area.
  ///
  /// - Returns: whether it did; others are solved as in the whole picture.
  mutating func retouch(
    _ quality: Quality, _ wish: Wish, _ area: WishArea
  ) async throws(RenderError) -> Bool {
    let strength = wish.amount.strength
    switch (quality, area) {
    case (.blur, _) where wish.direction == .more:
      set("lens_blur", "amount", min(100, 45 * strength), wish, area, by: .planner)
      tell(.information, wording.depthUnknown(wish.phrase))
    case (.texture, .region(.faceSkin, _)) where wish.direction == .less:
      evenOut("amount", wish, area)
    case (.redness, _) where wish.direction == .less:
      evenOut("redness", wish, area)
    case (.shine, _) where wish.direction == .less:
      evenOut("shine", wish, area)
    case (.brightness, .region(.teeth, _)) where wish.direction == .more:
      // White is more the lack of yellow than light.
      try await pursue(
        Aim(
          Metric(.mean(.chroma)), .ratio(pow(0.55, strength)), [Lever("saturation.amount", -90)]),
        wish, area)
      try await pursue(
        Aim(Metric(.mean(.lightness)), .change(4 * strength), [Lever("exposure.stops", 1)]), wish,
        area)
    case (.brightness, .region(.eyes, _)) where wish.direction == .more,
      (.contrast, .region(.eyes, _)) where wish.direction == .more:
      try await pursue(
        Aim(Metric(.mean(.lightness)), .change(5 * strength), [Lever("exposure.stops", 1.5)]), wish,
        area)
      set("clarity", "amount", min(40, 18 * strength), wish, area, by: .planner)
    case (.brightness, .region(.sky, _)) where wish.direction == .less:
      // Blue goes further than clouds, which would turn grey; a white sky has none, so that light alone
      // must reach far enough.
      try await pursue(
        Aim(
          Metric(.mean(.lightness)), .change(-6.5 * strength),
          [
            Lever("exposure.stops", -3), Lever("hsl.blue_luminance", -100),
            Lever("hsl.aqua_luminance", -60),
          ]), wish, area)
      set("vibrance", "amount", min(40, 15 * strength), wish, area, by: .planner)
    case (.contrast, .region(.sky, _)) where wish.direction == .more:
      // A sky is bright: contrast alone would drive its clouds to white.
      try await pursue(
        Aim(
          Metric(.contrast), .ratio(pow(1.16, strength)),
          [
            Lever("dehaze.amount", 60), Lever("contrast.amount", 40), Lever("exposure.stops", -0.8),
          ]), wish, area)
    default:
      return false
    }
    return true
  }

  /// Evens out skin; the largest blotches are as large as the face allows.
  private mutating func evenOut(_ parameter: String, _ wish: Wish, _ area: WishArea) {
    set(
      "skin_smoothing", parameter, min(100, 60 * wish.amount.strength), wish, area, by: .planner)
    guard case .region(let kind, _) = area, let found = draft.scene.regions[kind] else { return }
    draft.set("skin_smoothing", "radius", to: .number(found.matte.blotchRadius), in: area)
  }
}

extension SceneMatte {
  /// The radius of the largest blotches of skin that it covers, as a share of the picture's longer side.
  package var blotchRadius: Double {
    // The side of a square as large as the skin; several faces are taken as one of their mean size.
    let side = (share * Double(size.pixelCount)).squareRoot()
    let radius = min(max(0.05 * side / Double(size.longEdge), 0.004), 0.03)
    return (radius * 1000).rounded() / 1000
  }
}

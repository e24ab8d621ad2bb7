import AtelierRecipe
import Foundation

/// A look: settings within the settings, at a strength of their own.
///
/// Lightroom keeps them apart from the sliders. Here amounts add to the sliders' amounts, the look's
/// curve comes before the file's own, tints add as vectors, and shapes count where the file's own are
/// at rest. A table of colours in it stays in the file.
extension RecipeMapper {
  mutating func addLook() {
    guard let value = own["Look"] else { return }
    guard !options.without.contains(.look) else {
      return note("Look", .kept, "look was left out")
    }
    guard let look = value.table else {
      return note("Look", .refused, "a table is wanted")
    }
    var amount = look["Amount"]?.number ?? 1
    if !(0...2).contains(amount) {
      note("Look.Amount", .assumed, "limited to 0…2")
      amount = min(2, max(0, amount))
    }
    let parameters = look["Parameters"]?.table ?? SettingsTable()
    note(
      "Look", .rendered, "'\(look["Name"]?.text ?? "")' at \(NumberText.short(amount))",
      isNeutral: parameters.entries.isEmpty || amount == 0)
    addTints(parameters.byKey, amount)
    var done: Set<String> = []
    let byKey = parameters.byKey
    for entry in parameters.entries where done.insert(entry.key).inserted {
      guard let value = byKey[entry.key] else { continue }
      addLook(entry.key, value, amount)
    }
  }

  private mutating func addLook(_ key: String, _ value: SettingsValue, _ amount: Double) {
    let path = "Look." + key
    if key == "Look" {
      return note(path, .refused, "a look within a look is not applied")
    }
    guard let known = LightroomKey.named(key) else {
      return note(path, .kept, "no key of Lightroom's that is known here")
    }
    if Self.tints.contains(where: { $0.hue == key || $0.saturation == key }) { return }
    guard !options.without.contains(known.group) || known.group == .look else {
      return note(path, .kept, "\(known.group.rawValue) was left out")
    }
    guard let target = targets[key], known.group != .whiteBalance, known.group != .crop else {
      let isInformation = known.group == .information
      let neutral: Double? = if case .number(_, let neutral) = known.form { neutral } else { nil }
      return note(
        path, .kept, isInformation ? "describes the file" : "not rendered",
        isNeutral: isInformation || key == "CameraProfile"
          || neutral != nil && neutral == value.number)
    }
    switch target.parameter.kind {
    case .scalar, .integer:
      guard let number = value.number, let range = target.range else {
        return note(path, .refused, "a number is wanted")
      }
      let mine = self.number(target) ?? target.neutral
      if Self.isAmount(key) {
        let sum = mine + amount * (number - target.neutral)
        set(target, .number(min(range.upperBound, max(range.lowerBound, sum))))
      } else if mine == target.neutral {
        set(target, .number(min(range.upperBound, max(range.lowerBound, number))))
      }
      note(path, .rendered, "", isNeutral: number == target.neutral)
    case .flag:
      if value.flag == true { set(target, .flag(true)) }
      note(path, .rendered, "", isNeutral: value.flag != true)
    case .curve:
      guard let points = SettingsLayout.points(of: value),
        let curve = CurveMapping.curve(of: points.points)?.curve
      else { return note(path, .refused, "points of a curve are wanted") }
      let mine = self.curve(target) ?? CurvePoint.identity
      set(
        target,
        .curve(CurveMapping.composed(CurveMapping.scaled(curve, by: amount), then: mine)))
      note(path, .rendered, "", isNeutral: CurveMapping.isDiagonal(curve))
    case .rows(let columns, let most):
      let rows = (value.items ?? []).compactMap(SettingsLayout.pointColor)
        .filter { $0.count == columns.count && !$0.allSatisfy { $0 == -1 } }
      guard key == "PointColors", (try? target.parameter.validated(.rows(rows), path: path)) != nil
      else { return note(path, .kept, "not rendered", isNeutral: value.items?.isEmpty == true) }
      var mine: [[Double]] = []
      if case .rows(let own)? = values[target.operation]?[target.parameter.name] { mine = own }
      set(target, .rows(Array((mine + columns.scaled(rows, by: amount)).prefix(most))))
      note(path, .rendered, "", isNeutral: rows.isEmpty)
    default: note(path, .kept, "not rendered")
    }
  }

  static let tints: [(hue: String, saturation: String)] = [
    ("SplitToningShadowHue", "SplitToningShadowSaturation"),
    ("SplitToningHighlightHue", "SplitToningHighlightSaturation"),
    ("ColorGradeMidtoneHue", "ColorGradeMidtoneSat"),
    ("ColorGradeGlobalHue", "ColorGradeGlobalSat"),
  ]

  /// Adds the tints of the wheels as vectors, since hues are no amounts.
  private mutating func addTints(_ look: [String: SettingsValue], _ amount: Double) {
    for pair in Self.tints {
      guard let hue = targets[pair.hue], let saturation = targets[pair.saturation] else { continue }
      let present = [pair.hue, pair.saturation].filter { look[$0] != nil }
      guard !present.isEmpty else { continue }
      guard !options.without.contains(.colorGrading) else {
        for key in present { note("Look." + key, .kept, "color_grading was left out") }
        continue
      }
      let strength = amount * (look[pair.saturation]?.number ?? 0)
      for key in present { note("Look." + key, .rendered, "", isNeutral: strength == 0) }
      guard strength != 0 else { continue }
      func vector(_ degrees: Double, _ length: Double) -> SIMD2<Double> {
        [length * cos(degrees * .pi / 180), length * sin(degrees * .pi / 180)]
      }
      let sum =
        vector(number(hue) ?? 0, number(saturation) ?? 0)
        + vector(look[pair.hue]?.number ?? 0, strength)
      let degrees = atan2(sum.y, sum.x) * 180 / .pi
      set(hue, .number(degrees < 0 ? degrees + 360 : degrees))
      set(saturation, .number(min(100, (sum * sum).sum().squareRoot())))
    }
  }
}

/// The looks that the planner knows by name.
package enum LookBank {
  /// All looks, by theme.
  package static let all: [Look] = film + light + mood + places + color + mono

  /// The look with an identifier.
  package static func look(_ id: String) -> Look? { byID[id] }

  private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
}

extension Ingredient {
  /// Reads settings as the bank writes them: `contrast.amount -8; tone_curve.master 0,0.05 1,0.95`.
  ///
  /// Angles, balances and grain shapes are fixed, `on` is a switch, pairs are curve points, and all
  /// other numbers scale. What cannot be read is left out; a test reads the whole bank.
  static func list(_ text: String) -> [Ingredient] {
    text.split(separator: ";").compactMap { entry in
      let words = entry.split(separator: " ").map(String.init)
      guard words.count >= 2 else { return nil }
      let name = words[0]
      if words[1] == "on" { return Ingredient(name, .flag(true)) }
      if words[1].contains(",") {
        let points = words.dropFirst().compactMap(CurvePoint.init(pair:))
        return points.count == words.count - 1 ? Ingredient(name, .curve(points)) : nil
      }
      guard let number = Double(words[1]) else { return nil }
      return Ingredient(name, isFixed(name) ? .fixed(number) : .scalar(number))
    }
  }

  private static func isFixed(_ name: String) -> Bool {
    let isAngle = name.hasPrefix("color_grading.") && name.hasSuffix("_hue")
    return isAngle || fixedNames.contains(name)
  }

  private static let fixedNames: Set<String> = [
    "color_grading.blending", "color_grading.balance", "grain.size", "grain.roughness",
  ]
}

extension Ingredient.CurvePoint {
  /// Reads `0.25,0.22`.
  fileprivate init?(pair: String) {
    let parts = pair.split(separator: ",")
    guard parts.count == 2, let x = Double(parts[0]), let y = Double(parts[1]) else { return nil }
    self.init(x: x, y: y)
  }
}

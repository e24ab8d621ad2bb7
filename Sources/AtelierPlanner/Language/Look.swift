/// A look that photographers know by name, and the settings that make it.
package struct Look: Hashable, Sendable {
  /// The persistent name.
  package var id: String
  /// What it looks like, one line in English.
  package var english: String
  /// What it looks like, one line in Chinese.
  package var chinese: String
  /// The names that people use for it: English in lower case, Chinese in simplified characters.
  package var phrases: [String]
  /// The settings at strength 1.
  package var ingredients: [Ingredient]
  /// The strength at which the settings stand for "a normal amount"; strengths scale with it.
  package var usualStrength: Double
  /// How many settings the bank lists, read or not.
  let settingCount: Int

  /// Makes a look from names and settings as the bank writes them.
  init(
    _ id: String, _ english: String, _ chinese: String, names: String, settings: String,
    usualStrength: Double = 1
  ) {
    self.id = id
    self.english = english
    self.chinese = chinese
    phrases = names.split(separator: ";").map { name in
      String(name.drop { $0 == " " })
    }
    ingredients = Ingredient.list(settings)
    settingCount = settings.split(separator: ";").count
    self.usualStrength = usualStrength
  }
}

/// One parameter of a look.
package struct Ingredient: Hashable, Sendable {
  /// A value as recipes have them.
  package enum Value: Hashable, Sendable {
    /// A number, scaled by the strength.
    case scalar(Double)
    /// An angle or a switch-like number that does not scale with the strength.
    case fixed(Double)
    /// Points of a curve, x ascending, 0…1; the distance from the identity scales with the strength.
    case curve([CurvePoint])
    /// On or off.
    case flag(Bool)
  }

  /// A point of a tone curve.
  package struct CurvePoint: Hashable, Sendable {
    /// Input, 0…1.
    package var x: Double
    /// Output, 0…1.
    package var y: Double
  }

  /// Operation and parameter, such as `contrast.amount`.
  package var parameter: String
  /// The value at strength 1.
  package var value: Value

  /// Makes an ingredient.
  package init(_ parameter: String, _ value: Value) {
    self.parameter = parameter
    self.value = value
  }

  /// The value at another strength; numbers and curves move along the line from their identity.
  package func scaled(by strength: Double) -> Ingredient {
    switch value {
    case .scalar(let number):
      return Ingredient(parameter, .scalar(number * strength))
    case .curve(let points):
      let moved = points.map { point in
        let y = point.x + (point.y - point.x) * strength
        return CurvePoint(x: point.x, y: min(1, max(0, y)))
      }
      return Ingredient(parameter, .curve(moved))
    case .fixed, .flag:
      return self
    }
  }
}

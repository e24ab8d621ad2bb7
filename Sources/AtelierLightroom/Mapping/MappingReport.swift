package import AtelierRecipe

/// What became of each key.
package struct MappingReport: Hashable, Sendable {
  /// What became of a key.
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// It is in the recipe.
    case rendered
    /// It is in the recipe by an assumption, which the reason says.
    case assumed
    /// It is not rendered, but stays in the file.
    case kept
    /// Its value cannot be used; it stays in the file.
    case refused
  }

  /// A key and what became of it.
  package struct Entry: Hashable, Sendable {
    /// The key; those of a look stand behind `Look.`.
    package let key: String
    /// What became of it.
    package let outcome: Outcome
    /// Why, where there is something to say.
    package let reason: String
    /// Whether it changes nothing anyway: a slider at rest, a description of the file.
    package let isNeutral: Bool
  }

  /// The keys in the order of the file, then what was assumed for absent ones.
  package internal(set) var entries: [Entry] = []

  /// How many keys had an outcome.
  package func count(_ outcome: Outcome) -> Int { entries.count { $0.outcome == outcome } }

  /// Keys that would change the picture but are not rendered.
  package var missing: [Entry] {
    entries.filter { !$0.isNeutral && ($0.outcome == .kept || $0.outcome == .refused) }
  }
}

/// The picture that settings are for.
package struct MappingContext: Sendable {
  /// What white balance acts on.
  package enum Pixels: Sendable, Hashable {
    /// Sensor data: temperatures are Kelvin.
    case raw
    /// A developed picture: temperatures are relative.
    case rendered
  }

  /// A light by its temperature and tint.
  package struct Light: Sendable, Hashable {
    /// Temperature in Kelvin.
    package var kelvin: Double
    /// Tint, positive for a greener light.
    package var tint: Double

    /// Makes a light.
    package init(kelvin: Double, tint: Double) {
      self.kelvin = kelvin
      self.tint = tint
    }
  }

  /// What white balance acts on.
  package var pixels: Pixels
  /// Width and height of the picture as stored, before it is turned upright.
  package var storedSize: SIMD2<Double>?
  /// How the stored picture is turned, 1…8 as EXIF has it.
  package var orientation: Int
  /// The light that the picture is balanced to: of RAW files as shot, of rendered ones as their own
  /// packet names it. What a rendered picture carries goes before it.
  package var baseline: Light?
  /// Settings that the pixels of a rendered picture have already: of its own packet where that says
  /// so, or as the user names them. They are taken off before others are put on.
  package var carried: DevelopSettings?

  /// Makes a context.
  package init(
    pixels: Pixels = .rendered, storedSize: SIMD2<Double>? = nil, orientation: Int = 1,
    baseline: Light? = nil, carried: DevelopSettings? = nil
  ) {
    self.pixels = pixels
    self.storedSize = storedSize
    self.orientation = orientation
    self.baseline = baseline
    self.carried = carried
  }

  /// The light that the picture is balanced to, where it is known.
  var light: Light? { (pixels == .rendered ? carried?.light : nil) ?? baseline }
}

/// How much of the settings is taken.
package struct MappingOptions: Sendable {
  /// Strength, 0…2; 1 as given. Amounts, curves, looks and masks follow it, shapes do not.
  package var amount: Double
  /// What is left out.
  package var without: Set<SettingsGroup>

  /// Makes options.
  package init(amount: Double = 1, without: Set<SettingsGroup> = []) {
    self.amount = amount
    self.without = without
  }
}

/// Settings as a recipe.
package struct MappedRecipe: Sendable {
  /// The recipe, without values that are the defaults.
  package let recipe: Recipe
  /// Every value that the settings name, defaults too: what a preset sets on another recipe.
  package let explicit: Recipe
  /// What became of each key.
  package let report: MappingReport
  /// What became of the settings that the picture carries; keys that were kept are not taken off.
  package let carriedReport: MappingReport
  /// The file that the recipe comes from, to be written back with what changes.
  package let settings: DevelopSettings
  /// Where the local adjustments come from, in their order.
  let sources: [LocalSource]

  /// A recipe with what these settings name put over it; what the picture carries is as here.
  package func applied(to base: Recipe) -> Recipe {
    var result = base
    result.alreadyApplied = explicit.alreadyApplied
    for (operation, values) in explicit.adjustments {
      result.adjustments[operation, default: [:]].merge(values) { _, new in new }
    }
    for (operation, values) in explicit.geometry {
      result.geometry[operation, default: [:]].merge(values) { _, new in new }
    }
    result.local += explicit.local
    return result
  }
}

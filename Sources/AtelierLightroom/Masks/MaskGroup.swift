package import AtelierRecipe

/// The local corrections of settings, old forms and new, in one typed form.
package struct MaskGroup: Hashable, Sendable {
  /// The corrections in the order of the file.
  package var corrections: [LocalCorrection]
  /// What could not be read as it stands.
  package var notes: [String]

  /// Keys that hold corrections.
  package static let keys = [
    "MaskGroupBasedCorrections", "GradientBasedCorrections", "CircularGradientBasedCorrections",
    "PaintBasedCorrections",
  ]

  /// Reads the corrections of settings.
  ///
  /// - Throws: ``LightroomError/limitExceeded(what:found:allowed:)`` for more masks than are read.
  package init(_ settings: DevelopSettings) throws(LightroomError) {
    var reader = MaskReader(
      family: ProcessFamily.of(settings.table).family, isROC: settings.kind == .roc)
    corrections = []
    for key in Self.keys {
      guard let value = settings.table[key] else { continue }
      corrections += try reader.corrections(value, key: key)
    }
    notes = reader.notes
  }
}

/// Local values and where they act.
package struct LocalCorrection: Hashable, Sendable {
  /// A local slider and its value on Lightroom's local scale, mostly −1…1.
  package struct Value: Hashable, Sendable {
    /// The key, such as `LocalExposure2012`.
    package var key: String
    /// The value.
    package var value: Double

    /// Makes a value.
    package init(_ key: String, _ value: Double) {
      self.key = key
      self.value = value
    }
  }

  /// The key that it stands in.
  package var source: String
  /// Its place in the list of that key, from 0.
  package var place = 0
  /// Whether all of its masks were read; without one of them it would act elsewhere.
  package var isComplete = true
  /// Name for people.
  package var name: String
  /// Strength, 0…2.
  package var amount: Double
  /// Whether it acts.
  package var isActive: Bool
  /// The sliders that the file names, in order.
  package var values: [Value]
  /// `MainCurve`, `RedCurve`, `GreenCurve` and `BlueCurve`, where they bend.
  package var curves: [String: [CurvePoint]]
  /// Local point colours, 19 numbers each.
  package var pointColors: [[Double]]
  /// The masks in the order in which they are combined.
  package var components: [MaskComponent]

  /// The local slider's value; 0 where the file has none.
  package subscript(key: String) -> Double { values.last { $0.key == key }?.value ?? 0 }
}

/// A mask and how it joins those before it.
package struct MaskComponent: Hashable, Sendable {
  /// How coverage c joins the running coverage m.
  package enum Combination: String, Hashable, Sendable {
    /// The larger of m and opacity · c.
    case add
    /// m · (1 − c).
    case subtract
    /// m · c.
    case intersect
  }

  /// Name for people.
  package var name: String
  /// Whether it takes part.
  package var isActive: Bool
  /// How it joins.
  package var combination: Combination
  /// Whether c is one minus the shape's coverage.
  package var isInverted: Bool
  /// Opacity, 0…1.
  package var opacity: Double
  /// Where it lies.
  package var shape: MaskShape

  /// The running coverage after this component.
  ///
  /// - Parameters:
  ///   - running: coverage so far, 0…1.
  ///   - coverage: the shape's own coverage, before inversion.
  /// - Returns: the running coverage, 0…1.
  package func joined(to running: Double, coverage: Double) -> Double {
    guard isActive else { return running }
    let c = isInverted ? 1 - coverage : coverage
    return switch combination {
    case .add: max(running, opacity * c)
    case .subtract: running * (1 - opacity * c)
    case .intersect: running * (1 - opacity + opacity * c)
    }
  }
}

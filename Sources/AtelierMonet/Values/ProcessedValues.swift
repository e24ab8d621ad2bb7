package import AtelierRecipe

/// The values that the executor works with: a plan's divided by 100, with what Blacks adds.
///
/// Contrast, Exposure and Saturation always stand first. A positive Blacks is a third of what it says,
/// and strengthens contrast, exposure and saturation.
package struct ProcessedValues: Hashable, Sendable {
  /// Keys and values in their order.
  package private(set) var entries: [MonetEdit.Entry]

  /// Processes the pairs of a plan; digits in keys are dropped, later pairs overwrite earlier ones in
  /// place.
  package init(_ plan: [MonetEdit.Entry]) {
    entries = ["Contrast", "Exposure", "Saturation"].map { MonetEdit.Entry($0, 0) }
    for entry in plan {
      self[entry.key.filter { !($0.isASCII && $0.isNumber) }] = entry.value / 100
    }
    if let blacks = self["Blacks"], blacks > 0 {
      let third = blacks / 3
      self["Blacks"] = third
      self["Contrast"] = value("Contrast") + 2 * third
      self["Exposure"] = value("Exposure") + third / 10
      self["Saturation"] = value("Saturation") + third / 2
    }
  }

  /// The value of a key; nil where the plan does not name it.
  package private(set) subscript(key: String) -> Double? {
    get { entries.first { $0.key == key }?.value }
    set {
      guard let newValue else { return }
      if let index = entries.firstIndex(where: { $0.key == key }) {
        entries[index].value = newValue
      } else {
        entries.append(MonetEdit.Entry(key, newValue))
      }
    }
  }

  /// The value of a key, 0 where the plan does not name it.
  package func value(_ key: String) -> Double { self[key] ?? 0 }
}

import AtelierRecipe

/// One of the three stages in which MonetGPT plans: light, colour, single colours.
package enum MonetStage: Int, Sendable, Hashable, CaseIterable {
  case light
  case color
  case selective

  /// The name of the stage in MonetGPT's files.
  package var key: String {
    switch self {
    case .light: "white-balance-tone-contrast"
    case .color: "color-temperature"
    case .selective: "hsl"
    }
  }

  /// The settings that the model may use, in the order in which they are listed to it.
  package var listed: [String] {
    switch self {
    case .light: ["Blacks", "Contrast", "Highlights", "Shadows", "Whites", "Exposure"]
    case .color: ["Temperature", "Tint", "Saturation"]
    case .selective: MonetEdit.keys.filter { $0.contains("Adjustment") }
    }
  }

  /// The settings that are carried out of an answer. Four hues of the last stage are not: the executor's
  /// own list lacks them.
  package var carriedOut: [String] {
    let lost = ["Aqua", "Blue", "Green", "Yellow"].map { "HueAdjustment\($0)" }
    return listed.filter { !lost.contains($0) }
  }
}

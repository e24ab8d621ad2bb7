import AtelierRecipe

extension RecipeMapping {
  /// A table in Markdown of all keys: what they belong to, their range, and what renders them.
  package var documentation: String {
    var text = "| key | group | values | process versions | rendered by |\n|---|---|---|---|---|\n"
    for key in LightroomKey.all {
      let values =
        switch key.form {
        case .number(let range, let neutral):
          "\(range.lowerBound.formatted)…\(range.upperBound.formatted), \(neutral.formatted) at rest"
        case .flag: "True, False"
        case .text: "text"
        case .curve: "points 0…255"
        case .structure: "structure"
        }
      let versions =
        switch key.family {
        case .all: "all"
        case .old: "2003, 2010"
        case .new: "2012 and later"
        }
      text +=
        "| `\(key.name)` | \(key.group.rawValue) | \(values) | \(versions) | \(renderer(of: key)) |\n"
    }
    text += "\n| local key | scale | rendered by |\n|---|---|---|\n"
    for key in LightroomKey.local {
      let known = localTargets[key] ?? localTargets[key + "2012"]
      let scale = known.map { "\(($0.scale).formatted)" } ?? ""
      let target =
        known?.target ?? localCurve(key)
        ?? (key == "LocalPointColors" ? targets["PointColors"] : nil)
        ?? (Self.toningKeys.contains(key) ? toning : nil)
      let renderer =
        target.map { "`\($0.operation).\($0.parameter.name)`" } ?? "not rendered"
      text += "| `\(key)` | \(scale) | \(renderer) |\n"
    }
    return text
  }

  private func renderer(of key: LightroomKey) -> String {
    if let target = targets[key.name] { return "`\(target.operation).\(target.parameter.name)`" }
    if let (alias, _) = RecipeMapper.alias(of: key.name), let target = targets[alias] {
      return "`\(target.operation).\(target.parameter.name)`"
    }
    switch key.name {
    case "WhiteBalance": return "`white_balance`"
    case "HasCrop": return "`crop`"
    case "ToneCurveName", "ToneCurveName2012": return "`tone_curve`, where it alone gives the curve"
    case _ where key.name.hasPrefix("UprightTransform_"):
      return "`perspective.upright`, that of the mode in use"
    case _ where MaskGroup.keys.contains(key.name): return "masks, and the local keys below"
    case "Look": return "its parameters, each by its own operation"
    default: return key.group == .information ? "describes the file" : "not rendered"
    }
  }
}

extension LightroomKey {
  /// The sliders of local corrections.
  package static let local: [String] = [
    "LocalExposure2012", "LocalContrast2012", "LocalHighlights2012", "LocalShadows2012",
    "LocalWhites2012", "LocalBlacks2012", "LocalClarity2012", "LocalDehaze", "LocalTexture",
    "LocalTemperature", "LocalTint", "LocalSaturation", "LocalHue", "LocalToningHue",
    "LocalToningSaturation", "LocalSharpness", "LocalLuminanceNoise", "LocalMoire",
    "LocalDefringe", "LocalGrain", "LocalCurveRefineSaturation", "LocalCorrectedDepth",
    "LocalExposure", "LocalContrast", "LocalClarity", "LocalBrightness", "LocalPointColors",
    "MainCurve", "RedCurve", "GreenCurve", "BlueCurve",
  ]
}

extension Double {
  fileprivate var formatted: String { NumberText.short(self) }
}

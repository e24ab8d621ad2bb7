package import AtelierRecipe

/// Turns Lightroom's settings into recipes and back, as the catalog's parameters declare their keys.
package struct RecipeMapping: Sendable {
  /// A parameter that a key stands for.
  struct Target: Sendable {
    let operation: String
    let isGeometry: Bool
    let parameter: ParameterDescription

    /// The number at rest.
    var neutral: Double { parameter.defaultValue.number ?? 0 }

    /// The hard range of a number.
    var range: ClosedRange<Double>? {
      switch parameter.kind {
      case .scalar(let range, _): range
      case .integer(let range): Double(range.lowerBound)...Double(range.upperBound)
      default: nil
      }
    }
  }

  /// The parameters by Lightroom's key.
  let targets: [String: Target]
  /// The parameters that masks add to, by Lightroom's local key, with the scale of its value.
  let localTargets: [String: (target: Target, scale: Double)]
  /// The colours that masks lay over a picture: hue and saturation a row.
  let toning: Target?
  /// The kinds of masks that recipes may name.
  let maskKinds: [String: MaskDescription]

  /// Makes the mapping of a catalog.
  package init(catalog: RecipeCatalog) {
    var targets: [String: Target] = [:]
    var locals: [String: (target: Target, scale: Double)] = [:]
    var toning: Target?
    for operation in catalog.operations {
      for parameter in operation.parameters {
        let target = Target(
          operation: operation.name, isGeometry: operation.stage == .geometry,
          parameter: parameter)
        if let key = parameter.lightroom { targets[key] = target }
        if case .added(let key?, let scale) = parameter.local { locals[key] = (target, scale) }
        if operation.name == "toning", parameter.name == "tints" { toning = target }
      }
    }
    self.targets = targets
    localTargets = locals
    self.toning = toning
    maskKinds = Dictionary(catalog.masks.map { ($0.kind, $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// Whether a key of Lightroom's is rendered.
  package func isRendered(_ key: String) -> Bool {
    targets[key] != nil || localTargets[key] != nil
      || ["WhiteBalance", "HasCrop", "Treatment", "RetouchInfo"].contains(key)
      || toning != nil && Self.toningKeys.contains(key) || MaskGroup.keys.contains(key)
  }

  /// The sliders of a local correction as adjustments, in the parameters' own units.
  ///
  /// - Returns: the adjustments, and the keys that change something but are not rendered.
  package func adjustments(
    of correction: LocalCorrection
  ) -> (adjustments: Adjustments, leftOut: [String]) {
    var adjustments: Adjustments = [:]
    var leftOut: [String] = []
    for value in correction.values where value.value != 0 {
      if let (target, scale) = localTargets[value.key] ?? localTargets[value.key + "2012"],
        scale != 0, let range = target.range
      {
        let number = min(range.upperBound, max(range.lowerBound, value.value / scale))
        // Less than none, such as negative grain.
        if number == target.neutral { leftOut.append(value.key) }
        adjustments[target.operation, default: [:]][target.parameter.name] = .number(number)
      } else if toning != nil, Self.toningKeys.contains(value.key) {
        continue
      } else if value.key != "LocalCurveRefineSaturation",
        value.key != "LocalToningHue" || correction["LocalToningSaturation"] != 0
      {
        leftOut.append(value.key)
      }
    }
    if let toning, correction["LocalToningSaturation"] != 0 {
      let turns = correction["LocalToningHue"] / 360
      adjustments[toning.operation, default: [:]][toning.parameter.name] = .rows([
        [360 * (turns - turns.rounded(.down)), 100 * correction["LocalToningSaturation"]]
      ])
    }
    for (key, curve) in correction.curves.sorted(by: { $0.key < $1.key }) {
      if let target = localCurve(key) {
        adjustments[target.operation, default: [:]][target.parameter.name] = .curve(curve)
      } else {
        leftOut.append(key)
      }
    }
    if !correction.pointColors.isEmpty {
      let rows = ParameterValue.rows(correction.pointColors)
      if let target = targets["PointColors"], target.parameter.local != .none,
        (try? target.parameter.validated(rows, path: "LocalPointColors")) != nil
      {
        adjustments[target.operation, default: [:]][target.parameter.name] = rows
      } else {
        leftOut.append("LocalPointColors")
      }
    }
    return (adjustments, leftOut)
  }

  /// The local sliders that name a colour together.
  static let toningKeys = ["LocalToningHue", "LocalToningSaturation"]

  /// The curves of local corrections and the keys of the same curves of the whole picture.
  static let localCurves = [
    "MainCurve": "ToneCurvePV2012", "RedCurve": "ToneCurvePV2012Red",
    "GreenCurve": "ToneCurvePV2012Green", "BlueCurve": "ToneCurvePV2012Blue",
  ]

  /// The curve that masks blend.
  func localCurve(_ key: String) -> Target? {
    guard let target = Self.localCurves[key].flatMap({ targets[$0] }),
      target.parameter.local != .none
    else { return nil }
    return target
  }

  /// The settings as a recipe.
  ///
  /// Where the picture carries settings already, the recipe takes them off first. A preset leaves alone
  /// what it does not name, so its recipe puts the rest of them on again.
  package func recipe(
    from settings: DevelopSettings, context: MappingContext = MappingContext(),
    options: MappingOptions = MappingOptions()
  ) -> MappedRecipe {
    var mapper = RecipeMapper(
      mapping: self, settings: settings, context: context, options: options)
    mapper.run()
    let namesLight = targets["Temperature"].map { mapper.number($0) != nil } ?? false
    var (carried, carriedReport) = carried(by: context, options, namesLight: namesLight)
    // What both have and nothing renders is no difference.
    carriedReport.entries.removeAll { entry in
      guard entry.outcome == .kept, let wanted = settings.table[entry.key] else { return false }
      return context.carried?.table[entry.key]?.meansSame(as: wanted) ?? false
    }
    var explicit = recipe(of: mapper)
    explicit.alreadyApplied = carried.adjustments
    // A frame that was cropped so is not cropped again.
    explicit.geometry = explicit.geometry.filter { carried.geometry[$0.key] != $0.value }
    if settings.role == .preset {
      explicit.adjustments = carried.adjustments.merging(explicit.adjustments) { old, new in
        old.merging(new) { _, new in new }
      }
    }
    return MappedRecipe(
      recipe: compact(explicit), explicit: explicit, report: mapper.report,
      carriedReport: carriedReport, settings: settings, sources: mapper.local)
  }

  private func recipe(of mapper: RecipeMapper) -> Recipe {
    var recipe = Recipe(local: mapper.local.map(\.adjustment))
    for (operation, values) in mapper.values where !values.isEmpty {
      if mapper.geometryOperations.contains(operation) {
        recipe.geometry[operation] = values
      } else {
        recipe.adjustments[operation] = values
      }
    }
    return recipe
  }

  /// What a rendered picture carries. Groups that are left out stay in the picture.
  private func carried(
    by context: MappingContext, _ options: MappingOptions, namesLight: Bool
  ) -> (recipe: Recipe, report: MappingReport) {
    guard context.pixels == .rendered else { return (Recipe(), MappingReport()) }
    var result = Recipe()
    var report = MappingReport()
    if let carried = context.carried {
      var inner = context
      inner.carried = nil
      var mapper = RecipeMapper(
        mapping: self, settings: carried, context: inner,
        options: MappingOptions(without: options.without.union([.whiteBalance, .masks])))
      mapper.run()
      result = recipe(of: mapper)
      report.entries = mapper.report.entries.map { entry in
        switch LightroomKey.named(entry.key)?.group {
        case .whiteBalance? where !options.without.contains(.whiteBalance):
          .init(key: entry.key, outcome: .rendered, reason: "", isNeutral: entry.isNeutral)
        case .crop?:
          .init(
            key: entry.key, outcome: .kept, reason: "the picture is cropped already",
            isNeutral: true)
        case .masks?:
          .init(
            key: entry.key, outcome: .kept, reason: "masks are not taken off", isNeutral: false)
        default: entry
        }
      }
    }
    guard !options.without.contains(.whiteBalance) else { return (compact(result), report) }
    var values: [(key: String, number: Double)] = []
    if let light = context.light, namesLight || context.carried != nil {
      values = [("Temperature", light.kelvin), ("Tint", light.tint)]
    } else {
      for key in ["IncrementalTemperature", "IncrementalTint"] {
        if let number = context.carried?.table[key]?.number { values.append((key, number)) }
      }
    }
    for (key, number) in values {
      guard let target = targets[key], let range = target.range else { continue }
      result.adjustments[target.operation, default: [:]][target.parameter.name] = .number(
        min(range.upperBound, max(range.lowerBound, number)))
    }
    return (compact(result), report)
  }

  /// A recipe without values that are the defaults.
  private func compact(_ recipe: Recipe) -> Recipe {
    let defaults = Dictionary(
      targets.values.map { ("\($0.operation).\($0.parameter.name)", $0.parameter.defaultValue) },
      uniquingKeysWith: { first, _ in first })
    func compact(_ section: Adjustments) -> Adjustments {
      section.reduce(into: [:]) { result, next in
        let values = next.value.filter { defaults["\(next.key).\($0.key)"] != $0.value }
        if !values.isEmpty { result[next.key] = values }
      }
    }
    var result = recipe
    result.adjustments = compact(recipe.adjustments)
    result.geometry = compact(recipe.geometry)
    result.alreadyApplied = compact(recipe.alreadyApplied)
    return result
  }
}

extension DevelopSettings {
  /// The light in Kelvin that the settings name, as shot too.
  var light: MappingContext.Light? {
    if let kelvin = table["Temperature"]?.number, kelvin >= 1000 {
      return .init(kelvin: min(50000, max(2000, kelvin)), tint: table["Tint"]?.number ?? 0)
    }
    return table["WhiteBalance"]?.text.flatMap { WhiteBalanceScale.light(named: $0) }
  }
}

/// The process versions that share their keys.
package enum ProcessFamily: String, Sendable, Hashable {
  /// 2003 and 2010.
  case old
  /// 2012 and later.
  case new

  /// The family of settings: by `ProcessVersion`, else by the keys that are there.
  ///
  /// - Returns: the family, and whether it had to be assumed.
  package static func of(_ table: SettingsTable) -> (family: ProcessFamily, isAssumed: Bool) {
    if let version = table["ProcessVersion"]?.number { return (version < 6 ? .old : .new, false) }
    let keys = table.entries.compactMap { LightroomKey.named($0.key) }
    if keys.contains(where: { $0.family == .new }) { return (.new, true) }
    return (keys.contains { $0.family == .old } ? .old : .new, true)
  }
}

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

  /// Makes the mapping of a catalog.
  package init(catalog: RecipeCatalog) {
    var targets: [String: Target] = [:]
    var locals: [String: (target: Target, scale: Double)] = [:]
    for operation in catalog.operations {
      for parameter in operation.parameters {
        let target = Target(
          operation: operation.name, isGeometry: operation.stage == .geometry,
          parameter: parameter)
        if let key = parameter.lightroom { targets[key] = target }
        if case .added(let key?, let scale) = parameter.local { locals[key] = (target, scale) }
      }
    }
    self.targets = targets
    localTargets = locals
  }

  /// Whether a key of Lightroom's is rendered.
  package func isRendered(_ key: String) -> Bool {
    targets[key] != nil || localTargets[key] != nil
      || ["WhiteBalance", "HasCrop", "Treatment", "RetouchInfo"].contains(key)
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
        adjustments[target.operation, default: [:]][target.parameter.name] = .number(
          min(range.upperBound, max(range.lowerBound, value.value / scale)))
      } else if value.key != "LocalCurveRefineSaturation",
        value.key != "LocalToningHue" || correction["LocalToningSaturation"] != 0
      {
        leftOut.append(value.key)
      }
    }
    leftOut += correction.curves.keys.sorted()
    if !correction.pointColors.isEmpty { leftOut.append("LocalPointColors") }
    return (adjustments, leftOut)
  }

  /// The settings as a recipe.
  package func recipe(
    from settings: DevelopSettings, context: MappingContext = MappingContext(),
    options: MappingOptions = MappingOptions()
  ) -> MappedRecipe {
    var mapper = RecipeMapper(
      targets: targets, settings: settings, context: context, options: options)
    mapper.run()
    func recipe(_ values: [String: ParameterValues]) -> Recipe {
      var recipe = Recipe()
      for (operation, values) in values where !values.isEmpty {
        if mapper.geometryOperations.contains(operation) {
          recipe.geometry[operation] = values
        } else {
          recipe.adjustments[operation] = values
        }
      }
      return recipe
    }
    let defaults = Dictionary(
      targets.values.map { ("\($0.operation).\($0.parameter.name)", $0.parameter.defaultValue) },
      uniquingKeysWith: { first, _ in first })
    let compact = mapper.values.mapValues { $0 }.reduce(into: [String: ParameterValues]()) {
      all, next in
      all[next.key] = next.value.filter { defaults["\(next.key).\($0.key)"] != $0.value }
    }
    return MappedRecipe(
      recipe: recipe(compact), explicit: recipe(mapper.values),
      report: mapper.report, settings: settings)
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

import AtelierLightroom
import AtelierRecipe

/// Settings on their way from one spelling into another.
struct Conversion {
  /// A preset to be made.
  struct Preset {
    let name: String
    let group: String
    let uuid: String?
  }

  let file: SettingsFile
  let target: ConvertCommand.Target
  let options: SettingsOptions
  let context: MappingContext
  let catalog: RecipeCatalog
  var preset: Preset?
  /// What could not be said in the target, or not exactly.
  var notes: [String] = []
  /// What became of Lightroom's keys where a recipe was made of them.
  private(set) var report: SettingsReport?

  init(
    file: SettingsFile, target: ConvertCommand.Target, options: SettingsOptions,
    context: MappingContext, catalog: RecipeCatalog
  ) {
    self.file = file
    self.target = target
    self.options = options
    self.context = context
    self.catalog = catalog
  }

  /// Lines for people.
  var lines: [String] { notes + (report?.lines ?? []) }

  /// The settings as a recipe.
  ///
  /// - Throws: ``UsageError`` where a part is wanted of what has none.
  mutating func recipe() throws(UsageError) -> Recipe {
    if target == .recipe, let plan = try file.exactPlan(options) {
      report = plan.report
      return plan.recipe
    }
    switch file.content {
    case .recipe(let recipe):
      try refusePart()
      return recipe
    case .develop(let settings):
      let mapped = RecipeMapping(catalog: catalog).recipe(
        from: settings, context: context, options: options.mapping)
      report = SettingsReport(
        source: file.name, kind: settings.kind, origin: .file, report: mapped.report,
        notes: settings.notes)
      return mapped.recipe
    case .cube(let table): return try file.recipe(of: table, options)
    }
  }

  private func refusePart() throws(UsageError) {
    if options.isPartial {
      throw UsageError(
        "--amount and --without are for Lightroom's settings; \(file.name) is a recipe.")
    }
  }

  /// The target's text; that of a cube is rendered elsewhere.
  ///
  /// - Throws: ``UsageError``, `LightroomError` where a value of ours does not fit its key.
  mutating func bytes() throws -> [UInt8] {
    if target == .recipe { return Array((try recipe().json.text() + "\n").utf8) }
    let settings = try developSettings()
    switch target {
    case .recipe, .cube: return []
    case .xmp:
      let written: (bytes: [UInt8], leftOut: [String])
      if let preset {
        written = settings.preset(name: preset.name, group: preset.group, uuid: preset.uuid)
      } else {
        written = settings.xmp()
      }
      if !written.leftOut.isEmpty {
        notes.append("XMP cannot hold \(written.leftOut.joined(separator: ", ")); left out.")
      }
      return written.bytes
    case .lrtemplate:
      return Array(settings.template(name: preset?.name, uuid: preset?.uuid).utf8)
    case .roc: return Array((settings.roc(.lua) + "\n").utf8)
    case .rocJSON: return Array((settings.roc(.json) + "\n").utf8)
    case .rocPython: return Array((settings.roc(.python) + "\n").utf8)
    case .monetgpt:
      let (plan, leftOut) = settings.monetPlan()
      notes.append("MonetGPT's sliders differ from Lightroom's; the plan is approximate.")
      if !leftOut.isEmpty {
        notes.append("MonetGPT has no slider for \(leftOut.joined(separator: ", ")); left out.")
      }
      return Array(plan.text.utf8)
    }
  }

  /// The settings in Lightroom's keys: as they stand in the file, or made of a recipe.
  private mutating func developSettings() throws -> DevelopSettings {
    let mapping = RecipeMapping(catalog: catalog)
    switch file.content {
    case .recipe(let recipe):
      try refusePart()
      let updated = try mapping.settings(of: recipe, context: context)
      notes += updated.notes
      return updated.settings
    case .develop(let settings):
      notes += settings.notes
      guard options.isPartial else { return settings }
      var rest = settings.without(options.mapping.without)
      if options.amount != nil {
        let mapped = mapping.recipe(from: rest, context: context, options: options.mapping)
        let updated = try mapping.updating(rest, with: mapped.recipe, context: context)
        notes += updated.notes
        rest = updated.settings
      }
      return rest
    case .cube:
      throw UsageError(
        "\(file.name) is a table of colours; it can become a recipe, but not \(target.rawValue).")
    }
  }
}

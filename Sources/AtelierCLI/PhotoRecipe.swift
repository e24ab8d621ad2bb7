import AtelierAgent
import AtelierCodecs
import AtelierLightroom
import AtelierRecipe

/// The recipe of a photo, wherever its settings come from.
struct PhotoRecipe {
  /// The recipe.
  var recipe: Recipe
  /// The settings that it stands for, to be written into the result.
  var settings: DevelopSettings?
  /// What became of Lightroom's keys; nil for an Atelier recipe.
  var report: SettingsReport?
  /// What a person should know.
  var notes: [String] = []

  private init(recipe: Recipe) { self.recipe = recipe }

  /// Finds the settings of a photo: those of a file, else of its sidecar, else of its own packet.
  ///
  /// - Parameters:
  ///   - file: the settings that the user names.
  ///   - photo: the decoded photo.
  ///   - source: where the photo lies.
  ///   - options: how much of the settings is taken.
  ///   - ignoresSidecar: whether sidecars are not looked for.
  ///   - catalog: what recipes may contain.
  /// - Throws: `CodecError`, `LightroomError`, and ``UsageError`` where there are no settings.
  init(
    _ file: SettingsFile?, for photo: DecodedPicture, source: PictureSource,
    options: SettingsOptions, ignoresSidecar: Bool, catalog: RecipeCatalog
  ) throws {
    self.init(recipe: Recipe())
    let packet = try Self.packet(of: photo, &notes)
    let context = MappingContext(photo, packet: packet)
    let mapping = RecipeMapping(catalog: catalog)
    let found = ignoresSidecar ? (sidecar: nil, notes: []) : try Sidecar.find(for: source)
    if let file {
      if let sidecar = found.sidecar {
        notes.append("\(sidecar.path) was not applied, since --settings was given.")
      }
      switch file.content {
      case .recipe(let recipe):
        self.recipe = recipe
      case .develop(let settings):
        take(settings, from: file.name, .file, mapping, context, options)
      case .cube:
        throw UsageError(
          "\(file.name) is a table of colours, which is not rendered yet; name settings.")
      }
    } else if let sidecar = found.sidecar {
      notes += sidecar.notes
      take(sidecar.settings, from: sidecar.path, .sidecar, mapping, context, options)
    } else if let packet, !packet.isAlreadyApplied {
      notes += found.notes
      take(packet, from: source.name, .packet, mapping, context, options)
    } else if ignoresSidecar {
      notes += found.notes
    } else {
      throw UsageError(
        ([
          "\(source.name) has no settings: neither a sidecar nor its packet holds any; give "
            + "--settings FILE, or --ignore-sidecar to render it as it is."
        ] + found.notes)
        .joined(separator: " "))
    }
  }

  /// The settings of the photo's own packet; one that cannot be read is said and not looked at.
  private static func packet(
    of photo: DecodedPicture, _ notes: inout [String]
  ) throws -> DevelopSettings? {
    do throws(LightroomError) {
      return try photo.developSettings()
    } catch {
      notes.append("The photo's own XMP packet was not looked at: \(error)")
      return nil
    }
  }

  private mutating func take(
    _ settings: DevelopSettings, from source: String, _ origin: SettingsReport.Origin,
    _ mapping: RecipeMapping, _ context: MappingContext, _ options: SettingsOptions
  ) {
    let mapped = mapping.recipe(from: settings, context: context, options: options.mapping)
    recipe = mapped.recipe
    report = SettingsReport(
      source: source, kind: settings.kind, origin: origin, report: mapped.report,
      notes: settings.notes)
    self.settings = settings
    guard options.isPartial else { return }
    // What is written into the result is what was taken.
    let rest = settings.without(options.mapping.without)
    self.settings = (try? mapping.updating(rest, with: recipe, context: context))?.settings
  }
}

import AtelierAgent
import AtelierCodecs
import AtelierLightroom
import AtelierRecipe

/// The recipe of a photo, wherever its settings come from.
struct PhotoRecipe {
  /// The recipe.
  var recipe: Recipe
  /// The photo, turned as its sidecar says.
  private(set) var photo: DecodedPicture
  /// The settings that it stands for, to be written into the result.
  var settings: DevelopSettings?
  /// What became of Lightroom's keys; nil for an Atelier recipe and for a table of colours.
  var report: SettingsReport?
  /// What a person should know.
  var notes: [String] = []

  /// What the photo's pixels have already.
  enum Carried {
    /// What its packet says, where it says so.
    case packet
    /// What the user names.
    case settings(SettingsFile)
    /// Whatever it is, settings are put on top of it.
    case nothing
  }

  private init(photo: DecodedPicture) {
    recipe = Recipe()
    self.photo = photo
  }

  /// Finds the settings of a photo: those of a file, else of its sidecar, else of its own packet.
  ///
  /// - Parameters:
  ///   - file: the settings that the user names.
  ///   - photo: the decoded photo.
  ///   - source: where the photo lies.
  ///   - carried: settings that are taken off first.
  ///   - options: how much of the settings is taken.
  ///   - ignoresSidecar: whether sidecars are not looked for.
  ///   - catalog: what recipes may contain.
  /// - Throws: `CodecError`, `LightroomError`, and ``UsageError`` where there are no settings.
  init(
    _ file: SettingsFile?, for photo: DecodedPicture, source: PictureSource, carried: Carried,
    options: SettingsOptions, ignoresSidecar: Bool, catalog: RecipeCatalog
  ) throws {
    self.init(photo: photo)
    let found = ignoresSidecar ? (sidecar: nil, notes: []) : try Sidecar.find(for: source)
    if let sidecar = found.sidecar, file.map({ $0.isSame(as: sidecar.path) }) ?? true {
      turn(as: sidecar)
    }
    let packet = try Self.packet(of: photo, &notes)
    var context = MappingContext(self.photo, packet: packet)
    let mapping = RecipeMapping(catalog: catalog)
    var named: Recipe?
    switch carried {
    case .packet: context.carried = packet?.isAlreadyApplied == true ? packet : nil
    case .nothing: break
    case .settings(let file):
      guard !photo.isRaw else {
        throw UsageError(
          "\(source.name) is a RAW file, whose pixels have no settings; leave out --already-applied."
        )
      }
      switch file.content {
      case .recipe(let recipe): named = recipe
      case .develop(let settings): context.carried = settings
      case .cube:
        throw UsageError("\(file.name) is a table of colours, which cannot be taken off.")
      }
    }
    defer { if let named { recipe.alreadyApplied = named.adjustments } }
    if let file {
      if let sidecar = found.sidecar, !file.isSame(as: sidecar.path) {
        notes.append("\(sidecar.path) was not applied, since --settings was given.")
      }
      var wanted: Recipe?
      if let plan = try file.exactPlan(options) {
        if case .settings = carried {
          throw UsageError(
            "A MonetGPT plan works on the pixels as they are stored; leave out --already-applied, or "
              + "take it for Lightroom's sliders with --monet-sliders.")
        }
        recipe = plan.recipe
        report = plan.report
        return
      }
      switch file.content {
      case .recipe(let recipe): wanted = recipe
      case .cube(let table): wanted = try file.recipe(of: table, options)
      case .develop(let settings):
        take(settings, from: file.name, .file, mapping, context, options)
      }
      if let wanted {
        recipe = wanted
        if case .settings = carried {
          // Settings that say nothing, for a picture that carries some.
          let mapped = mapping.recipe(from: DevelopSettings(role: .sidecar), context: context)
          self.recipe.alreadyApplied = mapped.recipe.alreadyApplied
          note(mapped)
        }
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

  /// Turns the photo as Lightroom's user has: its sidecar keeps the orientation.
  private mutating func turn(as sidecar: Sidecar) {
    guard let text = sidecar.settings.foreign["tiff:Orientation"]?.text else { return }
    guard let wanted = Int(text).flatMap(Orientation.init) else {
      notes.append("\(sidecar.path) says orientation '\(text.prefix(8))', which is none of 1…8.")
      return
    }
    guard wanted != photo.orientation else { return }
    notes.append(
      "\(sidecar.path) says orientation \(wanted.rawValue), the photo \(photo.orientation.rawValue); "
        + "it is turned as the sidecar says.")
    photo = photo.turned(by: wanted)
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
    note(mapped)
    report = SettingsReport(
      source: source, kind: settings.kind, origin: origin, report: mapped.report,
      notes: settings.notes)
    self.settings = settings
    if let carried = context.carried, settings.role == .preset || options.isPartial {
      // The result has what is left of the old settings, too.
      var plain = context
      plain.carried = nil
      self.settings = (try? mapping.updating(carried, with: recipe, context: plain))?.settings
      return
    }
    guard options.isPartial else { return }
    // What is written into the result is what was taken.
    let rest = settings.without(options.mapping.without)
    self.settings = (try? mapping.updating(rest, with: recipe, context: context))?.settings
  }

  /// Says which of the settings that the photo carries stay in it.
  private mutating func note(_ mapped: MappedRecipe) {
    let kept = mapped.carriedReport.missing.filter {
      !$0.reason.hasSuffix("was left out") && $0.reason != "a name or identifier"
    }
    guard !kept.isEmpty else { return }
    notes.append(
      "Of the settings that the photo carries these are not taken off: "
        + kept.map(\.key).joined(separator: ", ") + ".")
  }
}

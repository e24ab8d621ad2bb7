import AtelierCodecs
import AtelierEngine
import AtelierLightroom
import AtelierPixels
import AtelierRecipe

/// The XMP packet of a result: the photo's own, with the develop settings that its pixels have now.
///
/// The settings are marked `AlreadyApplied`, so that no program applies them again. A rendered picture
/// has no Kelvin; temperatures are left out of it.
struct AppliedPacket {
  /// The packet; nil where the photo's own is to be carried over.
  private(set) var bytes: [UInt8]?
  /// What a person should know.
  private(set) var notes: [String] = []

  /// Keys that say nothing about the picture that is written.
  private static let foreignKeys: Set<String> = [
    "Temperature", "Tint", "AlreadyApplied", "RawFileName", "UUID", "Name", "ShortName",
    "SortName", "Group", "Description", "Cluster", "PresetType", "CameraModelRestriction",
    "Copyright", "ContactInfo",
  ]

  /// Makes the packet.
  ///
  /// - Parameters:
  ///   - recipe: what was rendered.
  ///   - settings: the settings that the recipe comes from, where it comes from some.
  ///   - photo: the photo with its metadata.
  ///   - catalog: what recipes may contain.
  init(
    _ recipe: Recipe, settings: DevelopSettings?, photo: DecodedPicture,
    catalog: RecipeCatalog
  ) {
    guard recipe != Recipe(output: recipe.output) || settings != nil else { return }
    let size = photo.picture.size
    // The result is upright, so its places are those of the upright photo.
    let context = MappingContext(
      pixels: .rendered, storedSize: SIMD2(Double(size.width), Double(size.height)))
    do throws(LightroomError) {
      let table: SettingsTable
      if let settings {
        table = settings.table
      } else {
        table = try RecipeMapping(catalog: catalog).settings(of: recipe, context: context)
          .settings.table
      }
      guard !table.entries.isEmpty else { return }
      var result = DevelopSettings()
      if let own = photo.metadata.xmp {
        result = try DevelopSettings(packet: own, extension: photo.metadata.xmpExtension)
      }
      result.table = SettingsTable(
        table.entries.filter { entry in
          !Self.foreignKeys.contains(entry.key) && !entry.key.hasPrefix("Supports")
            && !entry.key.hasPrefix("Table_")
        })
      // A temperature is what "Custom" would stand for.
      let isRelative = ["IncrementalTemperature", "IncrementalTint"].contains {
        result.table[$0] != nil
      }
      if result.table["WhiteBalance"] != nil, !isRelative {
        result.table["WhiteBalance"] = .text("As Shot")
      }
      bytes = result.packet()
    } catch {
      notes.append("The settings were not written into the picture: \(error)")
    }
  }
}

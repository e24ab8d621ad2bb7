import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierLightroom
import AtelierRecipe

/// A key of the settings that changes nothing in the result.
package struct LeftOutKey: Hashable, Sendable {
  /// The key.
  package let key: String
  /// Why it is not rendered.
  package let reason: String

  var json: JSONValue { ["key": .string(key), "reason": .string(reason)] }
}

/// Reads settings of any kind, told by their content, into recipes.
struct SettingsReader: Sendable {
  /// Settings as read, before the photo is known.
  enum Parsed: Sendable {
    case recipe(Recipe)
    case develop(DevelopSettings)
  }

  private let catalog: RecipeCatalog
  private let mapping: RecipeMapping

  init(catalog: RecipeCatalog) {
    self.catalog = catalog
    mapping = RecipeMapping(catalog: catalog)
  }

  /// Reads settings. What may be JarvisArt's or MonetGPT's is JarvisArt's here; an empty table
  /// changes nothing.
  ///
  /// - Throws: ``ServerError/badRequest(_:)``.
  func parse(_ bytes: [UInt8]) throws(ServerError) -> Parsed {
    do {
      do throws(LightroomError) {
        let kind = try SettingsKind(of: bytes)
        if kind == .recipe {
          return .recipe(try recipe(bytes))
        }
        if kind == .cube {
          let table = try ColorTable(cube: bytes)
          return .recipe(Recipe(adjustments: ["lookup_table": ["table": .table(table)]]))
        }
        if kind == .monetgpt {
          return .recipe(Recipe(monet: [try MonetPlan(bytes).edit(order: .plan).edit]))
        }
        return .develop(try DevelopSettings(bytes, kind: kind))
      } catch {
        switch error {
        case .ambiguousKind(let kinds, _) where kinds.contains(.roc):
          return .develop(try DevelopSettings(bytes, kind: .roc))
        case .unknownKind:
          if let settings = try? DevelopSettings(bytes, kind: .roc), settings.table.entries.isEmpty
          {
            return .develop(settings)
          }
          throw error
        default: throw error
        }
      }
    } catch {
      throw .badRequest("\(error)")
    }
  }

  /// A recipe for a photo, and what became of its settings.
  struct Mapped {
    var recipe: Recipe
    /// What the result's packet says; nil for what was a recipe already.
    var applied: DevelopSettings?
    var leftOut: [LeftOutKey] = []
    var notes: [String] = []
  }

  /// The recipe for a photo.
  func recipe(_ parsed: Parsed, for photo: DecodedPicture) -> Mapped {
    switch parsed {
    case .recipe(let recipe): return Mapped(recipe: recipe)
    case .develop(let settings):
      var result = Mapped(recipe: Recipe(), applied: settings, notes: settings.notes)
      var packet: DevelopSettings?
      do throws(LightroomError) {
        packet = try photo.developSettings()
      } catch {
        result.notes.append("The photo's own XMP packet was not looked at: \(error)")
      }
      let mapped = mapping.recipe(from: settings, context: MappingContext(photo, packet: packet))
      result.recipe = mapped.recipe
      result.leftOut = mapped.report.missing.map { LeftOutKey(key: $0.key, reason: $0.reason) }
      return result
    }
  }

  /// A recipe as settings that Lightroom takes; for a known photo with places as it is stored, and with
  /// Kelvin for RAW files.
  ///
  /// - Throws: ``ServerError/badRequest(_:)`` where a value does not fit its key.
  func settings(
    of recipe: Recipe, for photo: DecodedPicture? = nil
  ) throws(ServerError) -> UpdatedSettings {
    do throws(LightroomError) {
      let context = photo.map { MappingContext($0, packet: (try? $0.developSettings()) ?? nil) }
      return try mapping.settings(of: recipe, context: context ?? MappingContext())
    } catch {
      throw .badRequest("\(error)")
    }
  }

  private func recipe(_ bytes: [UInt8]) throws(LightroomError) -> Recipe {
    do throws(RecipeError) {
      return try Recipe(json: JSONValue(parsing: bytes), catalog: catalog)
    } catch {
      throw .malformed(format: "a recipe", reason: "\(error)")
    }
  }
}

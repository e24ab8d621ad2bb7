import AtelierCodecs
import AtelierRecipe
import Foundation

/// Reads settings files; the content says what kind they are.
enum SettingsFile {
  /// Reads a recipe.
  ///
  /// - Throws: `CodecError.unreadable` where the file cannot be read, ``UsageError`` where it is no
  ///   kind of settings that is known, `RecipeError` where its content is wrong.
  static func read(_ path: String, catalog: RecipeCatalog) throws -> Recipe {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CodecError.unreadable(source: path, reason: "the settings file cannot be opened")
    }
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try handle.read(upToCount: 17 << 20) ?? Data())
    } catch {
      throw CodecError.unreadable(source: path, reason: "the settings file cannot be read")
    }
    let blanks = Set(" \t\r\n".utf8)
    guard let first = bytes.first(where: { !blanks.contains($0) }) else {
      throw UsageError("\(path) is empty; a recipe is a JSON object with a \"version\".")
    }
    guard first == UInt8(ascii: "{") else {
      throw UsageError("\(path) is no settings file that is known: a recipe begins with '{'.")
    }
    return try Recipe(json: JSONValue(parsing: bytes), catalog: catalog)
  }
}

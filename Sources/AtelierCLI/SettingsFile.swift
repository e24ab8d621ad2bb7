import AtelierCodecs
import AtelierRecipe
import Foundation

/// Reads settings files; the content says what kind they are.
enum SettingsFile {
  /// Reads a recipe; "-" stands for standard input.
  ///
  /// - Throws: `CodecError.unreadable` where the file cannot be read, ``UsageError`` where it is no
  ///   kind of settings that is known, `RecipeError` where its content is wrong.
  static func read(_ path: String, catalog: RecipeCatalog) throws -> Recipe {
    let name = path == "-" ? "standard input" : path
    let bytes = path == "-" ? try StandardStreams.readInput() : try content(of: path)
    let blanks = Set(" \t\r\n".utf8)
    guard let first = bytes.first(where: { !blanks.contains($0) }) else {
      throw UsageError("\(name) is empty; a recipe is a JSON object with a \"version\".")
    }
    guard first == UInt8(ascii: "{") else {
      throw UsageError("\(name) is no settings file that is known: a recipe begins with '{'.")
    }
    return try Recipe(json: JSONValue(parsing: bytes), catalog: catalog)
  }

  /// The bytes of a file, one more than 16 MB at most: longer ones are refused by the parser.
  private static func content(of path: String) throws(CodecError) -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(source: path, reason: "the settings file is missing or not permitted")
    }
    do {
      return [UInt8](try handle.read(upToCount: (16 << 20) + 1) ?? Data())
    } catch {
      throw .unreadable(source: path, reason: "the settings must be a file that can be read")
    }
  }
}

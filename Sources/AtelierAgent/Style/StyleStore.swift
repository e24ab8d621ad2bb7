package import AtelierCodecs
package import AtelierPlanner
package import AtelierRecipe
import Foundation

/// A folder of learned styles: one JSON file each, named by the style.
package struct StyleStore: Sendable, Hashable {
  /// The folder.
  package let path: String

  /// The most bytes that are read of a style.
  static let byteLimit = 16 << 20

  /// The store in a folder.
  package init(path: String) { self.path = path }

  /// The store of this user: `ATELIER_STYLES` where that is set, `$XDG_DATA_HOME/atelier/styles`
  /// otherwise, which is `~/.local/share/atelier/styles` by default.
  package static func user(_ environment: [String: String]) -> StyleStore {
    if let path = environment["ATELIER_STYLES"], !path.isEmpty { return StyleStore(path: path) }
    let home = environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path
    let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return StyleStore(path: (data ?? "\(home)/.local/share") + "/atelier/styles")
  }

  /// A file of the store.
  package struct Entry: Sendable {
    /// The name, as names are compared.
    package let key: String
    /// The style, or why it cannot be read.
    package let style: Result<LearnedStyle, StyleError>
  }

  /// All styles by their names; none where the folder is missing.
  ///
  /// - Throws: ``StyleError/fileSystem(path:reason:)`` where the folder cannot be listed.
  package func entries(catalog: RecipeCatalog) throws(StyleError) -> [Entry] {
    try keys().map { key in Entry(key: key, style: read(key, catalog: catalog)) }
  }

  /// The names of all styles, as they are compared.
  ///
  /// - Throws: ``StyleError/fileSystem(path:reason:)`` where the folder cannot be listed.
  package func keys() throws(StyleError) -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
      return []
    } catch {
      throw .fileSystem(
        path: path, reason: "the folder of styles cannot be listed; see its permissions")
    }
    return names.filter { $0.hasSuffix(Self.ending) }
      .map { String($0.dropLast(Self.ending.count)) }
      .compactMap { stem in StyleName.key(stem).flatMap { Self.stem($0) == stem ? $0 : nil } }
      .sorted()
  }

  /// The learned style of a name; nil where there is none.
  ///
  /// - Throws: ``StyleError`` where it cannot be read.
  package func style(named name: String, catalog: RecipeCatalog) throws(StyleError) -> LearnedStyle?
  {
    guard let key = StyleName.key(name), FileManager.default.fileExists(atPath: file(of: key))
    else { return nil }
    return try read(key, catalog: catalog).get()
  }

  /// The style that a name means: a learned one, a built-in one, or a style in words.
  ///
  /// - Throws: ``StyleError/unknown(name:nearest:)`` where it is so near to a name that it is probably a
  ///   misspelt one and no words that are understood, or what reading it throws.
  package func choice(named name: String, catalog: RecipeCatalog) throws(StyleError) -> StyleChoice
  {
    if let style = try style(named: name, catalog: catalog) { return .learned(style) }
    if let look = StyleName.look(name) { return .builtIn(id: look.id, word: name) }
    let key = StyleName.key(name) ?? name
    let learned = try keys()
    // Words that are nearly the name of a learned style are probably meant to be it.
    let words = key.count { $0 == " " }
    let like = learned.filter { style in style.count { $0 == " " } == words }
    if let nearest = nearestName(to: key, in: like) { throw .unknown(name: name, nearest: nearest) }
    // A single word that nobody knows is a name; of several, a model may understand what we do not.
    let isName = words == 0 && !name.contains(where: \.isIdeographic)
    if isName, !StyleWords.areUnderstood(name) {
      let known = StyleName.builtIn + StyleWords.named.keys.sorted()
      throw .unknown(name: name, nearest: nearestName(to: key, in: known))
    }
    return .words(name)
  }

  /// The learned styles that have a name of a look, and what is to be said of files that cannot be read.
  package func instead(catalog: RecipeCatalog) -> (styles: [LearnedStyle], notes: [String]) {
    var styles: [LearnedStyle] = []
    var notes: [String] = []
    for key in (try? keys()) ?? [] where StyleName.look(key) != nil {
      switch read(key, catalog: catalog) {
      case .success(let style): styles.append(style)
      case .failure(let error): notes.append(error.description)
      }
    }
    return (styles, notes)
  }

  /// Writes a style; the file is complete or absent.
  ///
  /// - Throws: ``StyleError`` or `CodecError`, also where a style of its name exists and is not to be
  ///   replaced.
  package func save(_ style: LearnedStyle, existing: AtomicFile.Existing) throws {
    guard let key = StyleName.key(style.name) else { throw StyleError.badName(style.name) }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw StyleError.fileSystem(
        path: path,
        reason: "the folder cannot be made (\(error.localizedDescription)); set ATELIER_STYLES to "
          + "another")
    }
    let text = style.json.text() + "\n"
    try AtomicFile(path: file(of: key), existing: existing).write([Array(text.utf8)])
  }

  /// Removes a style; false where there is none of this name.
  ///
  /// - Throws: ``StyleError/fileSystem(path:reason:)``.
  package func remove(named name: String) throws(StyleError) -> Bool {
    guard let key = StyleName.key(name) else { return false }
    let file = file(of: key)
    guard FileManager.default.fileExists(atPath: file) else { return false }
    do {
      try FileManager.default.removeItem(atPath: file)
    } catch {
      throw .fileSystem(
        path: file, reason: "it cannot be removed (\(error.localizedDescription))")
    }
    return true
  }

  /// Whether a style of this name is there, whatever its file holds.
  package func has(_ name: String) -> Bool {
    StyleName.key(name).map { FileManager.default.fileExists(atPath: file(of: $0)) } ?? false
  }

  // MARK: Files

  private static let ending = ".json"

  private static func stem(_ key: String) -> String {
    String(key.map { $0 == " " ? "_" : $0 })
  }

  /// The file of a style.
  package func file(of key: String) -> String { "\(path)/\(Self.stem(key))\(Self.ending)" }

  private func read(_ key: String, catalog: RecipeCatalog) -> Result<LearnedStyle, StyleError> {
    let file = file(of: key)
    func damaged(_ reason: String) -> Result<LearnedStyle, StyleError> {
      .failure(.damaged(path: file, reason: reason))
    }
    var isFolder: ObjCBool = false
    // SAFETY: the pointer is used during the call only.
    let exists = unsafe FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
    guard exists, !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: file),
      let data = try? handle.read(upToCount: Self.byteLimit + 1) ?? Data()
    else { return damaged("the file is missing, a folder or not permitted") }
    guard data.count <= Self.byteLimit else {
      return damaged("it has more than \(Self.byteLimit >> 20) MB")
    }
    do throws(RecipeError) {
      let style = try LearnedStyle(json: JSONValue(parsing: [UInt8](data)), catalog: catalog)
      guard StyleName.key(style.name) == key else {
        return damaged("its name inside is '\(style.name)'")
      }
      return .success(style)
    } catch {
      if case .malformedJSON(let reason) = error { return damaged("no valid JSON: \(reason)") }
      return damaged("\(error)".trimmingCharacters(in: CharacterSet(charactersIn: ".")))
    }
  }
}

extension Character {
  /// Whether it is a Chinese character, which stands for a word without blanks around it.
  fileprivate var isIdeographic: Bool {
    unicodeScalars.first?.properties.isIdeographic ?? false
  }
}

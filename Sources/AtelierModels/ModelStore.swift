import Foundation
import Glibc

/// A folder of installed packages: one folder each, named by package and version, complete or absent.
package struct ModelStore: Sendable, Hashable {
  /// The folder.
  package let path: String

  /// The store in a folder.
  package init(path: String) { self.path = path }

  /// The store of this user: `ATELIER_MODELS` where that is set, `$XDG_DATA_HOME/atelier/models`
  /// otherwise, which is `~/.local/share/atelier/models` by default.
  package static func user(_ environment: [String: String]) -> ModelStore {
    if let path = environment["ATELIER_MODELS"], !path.isEmpty { return ModelStore(path: path) }
    let home = environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path
    let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return ModelStore(path: (data ?? "\(home)/.local/share") + "/atelier/models")
  }

  /// The store of all users of the machine.
  package static let system = ModelStore(path: "/usr/local/share/atelier/models")

  /// The stores in which models are looked for, the first one first: where `ATELIER_MODELS` is set that
  /// folder alone, and none where it is empty.
  package static func search(_ environment: [String: String]) -> [ModelStore] {
    if let path = environment["ATELIER_MODELS"] {
      return path.isEmpty ? [] : [ModelStore(path: path)]
    }
    return [user(environment), system]
  }

  /// The folder of a package.
  package func folder(of package: ModelPackage) -> String { "\(path)/\(package.folder)" }

  /// Whether all files of a package are there with their sizes.
  package func has(_ package: ModelPackage) -> Bool {
    package.files.allSatisfy {
      FileSystem.size("\(folder(of: package))/\($0.name)") == $0.size
    }
  }

  /// Whether anything of a package is there.
  package func hasTraces(of package: ModelPackage) -> Bool {
    FileSystem.isFolder(folder(of: package))
  }

  /// Compares all files of a package with their digests.
  ///
  /// - Throws: ``ModelError`` with the first file that is missing or another.
  package func verify(_ package: ModelPackage) throws(ModelError) {
    for file in package.files {
      let path = "\(folder(of: package))/\(file.name)"
      let digest = try SHA256.digest(ofFile: path)
      guard digest == file.digest else {
        throw .wrongContent(file: path, found: digest, wanted: file.digest)
      }
    }
  }

  /// Removes a package; false where nothing of it was there.
  ///
  /// - Throws: ``ModelError/fileSystem(path:reason:)``.
  package func remove(_ package: ModelPackage) throws(ModelError) -> Bool {
    let folder = folder(of: package)
    guard FileSystem.isFolder(folder) else { return false }
    try Self.delete(folder)
    return true
  }

  /// Removes what an interrupted installation left.
  ///
  /// - Throws: ``ModelError/fileSystem(path:reason:)``.
  package func removeRemains() throws(ModelError) {
    for name in [".fetched", ".lock"] { try Self.delete("\(path)/\(name)") }
    // An empty store goes; one with other things in it stays.
    // SAFETY: the path is a C string for the call.
    _ = unsafe rmdir(path)
  }

  static func delete(_ path: String) throws(ModelError) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch CocoaError.fileNoSuchFile {
      return
    } catch {
      throw .fileSystem(path: path, reason: "it cannot be removed (\(error.localizedDescription))")
    }
  }

  static func makeFolder(_ path: String) throws(ModelError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      let reason =
        "it cannot be made (\(error.localizedDescription)); choose another with --dir DIR"
      throw .fileSystem(path: path, reason: reason)
    }
  }
}

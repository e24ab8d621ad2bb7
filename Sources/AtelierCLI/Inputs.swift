import AtelierCodecs
import Foundation

/// The photos that a command line names: files, folders, globs and "-" for standard input.
struct Inputs {
  /// The photos in the order in which they were named; those of folders and globs by name.
  let sources: [PictureSource]

  /// Finds the photos.
  ///
  /// - Throws: ``UsageError`` where "-" stands beside others, ``CodecError`` where nothing is found.
  init(_ arguments: [String]) throws {
    if arguments.contains("-") {
      guard arguments.count == 1 else {
        throw UsageError("'-' reads one photo from standard input; it cannot stand beside others.")
      }
      let data = FileHandle.standardInput.readDataToEndOfFile()
      sources = [.bytes([UInt8](data), name: "standard input")]
      return
    }
    var paths: [String] = []
    for argument in arguments {
      var isFolder: ObjCBool = false
      // SAFETY: the pointer is used during the call only.
      if unsafe FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) {
        paths += isFolder.boolValue ? try Self.photos(in: argument) : [argument]
      } else if argument.contains(where: { "*?[".contains($0) }) {
        let found = Self.expanded(argument)
        guard !found.isEmpty else {
          throw CodecError.unreadable(source: argument, reason: "no file has such a name")
        }
        paths += found
      } else {
        paths.append(argument)
      }
    }
    sources = paths.map { .path($0) }
  }

  /// The photos of a folder by their extensions, without hidden files and without its folders.
  private static func photos(in folder: String) throws -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw CodecError.unreadable(source: folder, reason: "the folder cannot be listed")
    }
    let photos = names.sorted().filter { !$0.hasPrefix(".") && PictureFormat(path: $0) != nil }
    guard !photos.isEmpty else {
      throw CodecError.unreadable(source: folder, reason: "the folder holds no photos")
    }
    return photos.map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
  }

  /// The files that a shell pattern names, for shells that do not expand it.
  private static func expanded(_ pattern: String) -> [String] {
    var found = unsafe glob_t()
    // SAFETY: `found` is initialised by glob and freed on every path; entries are C strings.
    defer { unsafe globfree(&found) }
    guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(unsafe found.gl_pathc)).compactMap { index in
      unsafe found.gl_pathv[index].map { unsafe String(cString: $0) }
    }
  }
}

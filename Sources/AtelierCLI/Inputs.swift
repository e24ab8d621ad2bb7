import AtelierCodecs
import Foundation

/// The photos that a command line names: files, folders, globs and "-" for standard input.
struct Inputs {
  /// A photo, or why there is none.
  struct Item {
    let source: PictureSource
    var failure: CodecError?
  }

  /// The photos in the order in which they were named, each once; those of folders and globs by
  /// name. What names no photo is kept with its failure, so that a batch can go on.
  let items: [Item]

  /// Finds the photos.
  ///
  /// - Throws: ``UsageError`` where "-" stands beside others, `CodecError` where standard input
  ///   cannot be read.
  init(_ arguments: [String]) throws {
    if arguments.contains("-") {
      guard arguments.count == 1 else {
        throw UsageError("'-' reads one photo from standard input; it cannot stand beside others.")
      }
      guard isatty(STDIN_FILENO) == 0 else {
        throw UsageError("'-' reads a photo from standard input, which is a terminal; pipe one in.")
      }
      let bytes = try StandardStreams.readInput()
      items = [Item(source: .bytes(bytes, name: "standard input"))]
      return
    }
    var items: [Item] = []
    var named: Set<String> = []
    func add(_ path: String) throws {
      guard named.insert(path).inserted else { return }
      // A pipe can be read once only, so its bytes are kept.
      let pipe = try StandardStreams.readPipe(path)
      items.append(Item(source: pipe.map { .bytes($0, name: path) } ?? .path(path)))
    }
    func addPhotos(of argument: String) throws {
      do throws(CodecError) {
        for path in try Self.photos(in: argument) where named.insert(path).inserted {
          items.append(Item(source: .path(path)))
        }
      } catch {
        items.append(Item(source: .path(argument), failure: error))
      }
    }
    for argument in arguments {
      if Self.isFolder(argument) {
        try addPhotos(of: argument)
      } else if !FileManager.default.fileExists(atPath: argument),
        argument.contains(where: { "*?[".contains($0) })
      {
        let found = Self.expanded(argument)
        if found.isEmpty {
          let failure = CodecError.unreadable(source: argument, reason: "no file has such a name")
          items.append(Item(source: .path(argument), failure: failure))
        }
        for path in found { try Self.isFolder(path) ? addPhotos(of: path) : add(path) }
      } else {
        try add(argument)
      }
    }
    self.items = items
  }

  /// The one photo of a command that takes one.
  ///
  /// - Throws: ``UsageError`` where a folder or glob holds several, and as ``init(_:)`` does.
  static func one(_ argument: String) throws -> PictureSource {
    let items = try Inputs([argument]).items
    guard let item = items.first, items.count == 1 else {
      throw UsageError("'\(argument)' names \(items.count) photos; this command takes one.")
    }
    if let failure = item.failure { throw failure }
    return item.source
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    // SAFETY: the pointer is used during the call only.
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }

  /// The photos of a folder by their extensions, without hidden files and without its folders.
  private static func photos(in folder: String) throws(CodecError) -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw CodecError.unreadable(
        source: folder, reason: "the folder cannot be listed; see its permissions")
    }
    let photos = names.sorted().filter { !$0.hasPrefix(".") && PictureFormat(path: $0) != nil }
      .map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
      .filter { !isFolder($0) }
    guard !photos.isEmpty else {
      throw CodecError.unreadable(
        source: folder, reason: "the folder holds no photos; its folders are not looked into")
    }
    return photos
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

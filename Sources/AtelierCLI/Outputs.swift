import AtelierCodecs
import AtelierRecipe
import Glibc

/// Where results go.
enum Output: Hashable {
  case path(String)
  case standardOutput

  /// Reads a command line's word: a path, or "-".
  init(_ text: String) { self = text == "-" ? .standardOutput : .path(text) }

  /// The path, or "-".
  var name: String {
    switch self {
    case .path(let path): path
    case .standardOutput: "-"
    }
  }

  /// The format by the file's name; for standard output that of the photo, JPEG where it cannot be
  /// written.
  ///
  /// - Throws: ``UsageError`` where the name has no extension of a format that can be written.
  func format(photo: PictureFormat?) throws(UsageError) -> PictureFormat {
    switch self {
    case .path(let path):
      guard let format = PictureFormat(path: path) else {
        throw UsageError(
          "The name '\(path)' does not say a format; end it in \(Self.writableExtensions).")
      }
      guard format.isWritable else {
        throw UsageError(
          "'\(path)' cannot be written: \(format.displayName) files are only read; end it in "
            + "\(Self.writableExtensions).")
      }
      return format
    case .standardOutput:
      guard let photo, photo.isWritable else { return .jpeg }
      return photo
    }
  }

  private static var writableExtensions: String {
    let endings = PictureFormat.allCases.filter(\.isWritable).compactMap(\.extensions.first)
      .map { ".\($0)" }
    return endings.dropLast().joined(separator: ", ") + " or " + (endings.last ?? "")
  }

  /// Writes a finished file.
  ///
  /// - Throws: `CodecError`.
  func write(_ picture: EncodedPicture, existing: AtomicFile.Existing) throws(CodecError) {
    switch self {
    case .path(let path):
      try AtomicFile(path: path, existing: existing).write(picture.chunks)
    case .standardOutput:
      for chunk in picture.chunks { try StandardStreams.write(chunk) }
    }
  }

  /// Writes bytes.
  ///
  /// - Throws: `CodecError`.
  func write(_ bytes: [UInt8], existing: AtomicFile.Existing) throws(CodecError) {
    switch self {
    case .path(let path): try AtomicFile(path: path, existing: existing).write([bytes])
    case .standardOutput: try StandardStreams.write(bytes)
    }
  }

  /// Writes a document.
  ///
  /// - Throws: `CodecError`.
  func write(_ json: JSONValue, existing: AtomicFile.Existing) throws(CodecError) {
    switch self {
    case .path(let path):
      try AtomicFile(path: path, existing: existing).write([Array((json.text() + "\n").utf8)])
    case .standardOutput:
      try StandardStreams.print(json.text())
    }
  }

  /// Checks before any work that the output may be written.
  ///
  /// - Throws: `CodecError.outputExists`, or `CodecError.outputNotWritten` where it is one of the
  ///   photos, a folder, or lies in a folder that is missing or cannot be written into.
  func check(
    sparing photos: FileIdentities, overwrite: Bool, original: String = "the photo itself"
  ) throws(CodecError) {
    guard case .path(let path) = self else { return }
    func refuse(_ reason: String) -> CodecError { .outputNotWritten(path: path, reason: reason) }
    if photos.contains(path) {
      throw refuse("it is \(original), which is never changed; choose another name")
    }
    var status = stat()
    // SAFETY: `status` outlives the call; the paths are C strings for the calls.
    if unsafe stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFDIR: throw refuse("it is a folder; give the name of a file")
      case S_IFREG where !overwrite: throw .outputExists(path: path)
      case S_IFREG: break
      default: return
      }
    }
    let folder = Self.folder(of: path)
    guard unsafe access(folder, F_OK) == 0 else {
      throw refuse("the folder '\(folder)' does not exist; make it first")
    }
    guard unsafe access(folder, W_OK | X_OK) == 0 else {
      let reason = StandardStreams.systemMessage(errno)
      throw refuse("the folder '\(folder)' cannot be written into (\(reason))")
    }
  }

  /// The folder and the name of a path as the file system sees them, links of folders followed.
  var place: String {
    guard case .path(let path) = self else { return "-" }
    // SAFETY: realpath allocates a C string that is freed here; the path is one for the call.
    guard let real = unsafe realpath(Self.folder(of: path), nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real) + "/" + (path.split(separator: "/").last ?? "")
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// Which files some paths are, whatever their names: links lead to the same one.
struct FileIdentities {
  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64

    init?(_ path: String) {
      var status = stat()
      // SAFETY: `status` outlives the call; the path is a C string for it.
      guard unsafe stat(path, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      number = UInt64(status.st_ino)
    }
  }

  private let identities: Set<Identity>

  /// Looks at the files of sources.
  init(_ sources: [PictureSource]) {
    identities = Set(
      sources.compactMap { source in
        guard case .path(let path) = source else { return nil }
        return Identity(path)
      })
  }

  /// Whether a path leads to one of the files.
  func contains(_ path: String) -> Bool { Identity(path).map(identities.contains) ?? false }
}

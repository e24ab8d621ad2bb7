import AtelierCodecs
import Foundation

/// Where results go.
enum Output: Hashable {
  case path(String)
  case standardOutput

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
  func format(for source: PictureSource, photo: PictureFormat?) throws -> PictureFormat {
    switch self {
    case .path(let path):
      guard let format = PictureFormat(path: path) else {
        throw UsageError(
          "The name '\(path)' does not say a format; use an extension of "
            + "\(PictureFormat.writableNames).")
      }
      guard format.isWritable else {
        throw UsageError(
          "\(format.displayName) files are only read; write \(PictureFormat.writableNames).")
      }
      return format
    case .standardOutput:
      guard let photo, photo.isWritable else { return .jpeg }
      return photo
    }
  }

  /// Writes a finished file.
  ///
  /// - Throws: `CodecError`.
  func write(_ picture: EncodedPicture, existing: AtomicFile.Existing) throws {
    switch self {
    case .path(let path):
      try AtomicFile(path: path, existing: existing).write(picture.chunks)
    case .standardOutput:
      do {
        for chunk in picture.chunks { try FileHandle.standardOutput.write(contentsOf: chunk) }
      } catch {
        throw CodecError.outputNotWritten(path: "-", reason: "standard output is closed or full")
      }
    }
  }

  /// Checks before any work that the output may be written.
  ///
  /// - Throws: `CodecError.outputExists`, or `UsageError` where it is the photo itself.
  func check(against source: PictureSource, overwrite: Bool) throws {
    guard case .path(let path) = self else { return }
    if case .path(let input) = source, Self.isSameFile(input, path) {
      throw CodecError.outputNotWritten(
        path: path, reason: "it is the photo itself, which is never changed")
    }
    if !overwrite, FileManager.default.fileExists(atPath: path) {
      throw CodecError.outputExists(path: path)
    }
  }

  private static func isSameFile(_ one: String, _ two: String) -> Bool {
    func identity(_ path: String) -> (UInt64, UInt64)? {
      var status = stat()
      // SAFETY: `status` outlives the call; the path is a C string for it.
      guard unsafe stat(path, &status) == 0 else { return nil }
      return (UInt64(status.st_dev), UInt64(status.st_ino))
    }
    guard let a = identity(one), let b = identity(two) else { return false }
    return a == b
  }
}

import Glibc

/// Writes a file so that it is complete or absent at any instant, even after a kill.
///
/// The bytes go to a nameless file in the same folder (`O_TMPFILE`) that is synced and then linked
/// to its name. Where the file system has none, and to replace an existing file, a hidden name is
/// taken for an instant and renamed.
public struct AtomicFile: Sendable {
  /// What to do about a file that is there already.
  public enum Existing: Sendable {
    /// Leave it and throw ``CodecError/outputExists(path:)``.
    case refuse
    /// Put the new one in its place.
    case replace
  }

  private let path: String
  private let existing: Existing

  /// Prepares writing to a path; nothing is touched yet.
  public init(path: String, existing: Existing) {
    self.path = path
    self.existing = existing
  }

  /// Writes chunks one after the other.
  ///
  /// - Throws: ``CodecError/outputExists(path:)`` or
  ///   ``CodecError/outputNotWritten(path:reason:)``; what was there before is unchanged.
  public func write(_ chunks: [[UInt8]]) throws(CodecError) {
    var status = stat()
    // SAFETY: `status` outlives the calls, paths are C strings for them.
    let exists = unsafe stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw failure("it is a folder")
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      try writeToDevice(chunks)
      return
    }
    if exists, case .refuse = existing { throw .outputExists(path: path) }
    // A link is followed, so that it still is one afterwards.
    let target = exists ? resolved(path) : path
    let folder = Self.folder(of: target)
    let mode = exists ? status.st_mode & 0o777 : nil
    if let descriptor = openNameless(in: folder) {
      try finish(descriptor, chunks: chunks, mode: mode, temporary: nil) {
        () throws(CodecError) in
        try linkNameless(descriptor, to: target, in: folder)
      }
    } else {
      let (descriptor, name) = try openNamed(beside: target)
      try finish(descriptor, chunks: chunks, mode: mode, temporary: name) {
        () throws(CodecError) in
        try moveInPlace(name, to: target)
      }
    }
    sync(folder: folder)
  }

  // MARK: Steps

  private func finish(
    _ descriptor: Int32, chunks: [[UInt8]], mode: mode_t?, temporary: String?,
    publish: () throws(CodecError) -> Void
  ) throws(CodecError) {
    defer { close(descriptor) }
    do throws(CodecError) {
      try put(chunks, into: descriptor)
      if let mode { _ = fchmod(descriptor, mode) }
      guard fsync(descriptor) == 0 else { throw failure(systemMessage(errno)) }
      try publish()
    } catch {
      if let temporary { _ = unsafe unlink(temporary) }
      throw error
    }
  }

  private func put(_ chunks: [[UInt8]], into descriptor: Int32) throws(CodecError) {
    for chunk in chunks {
      var done = 0
      while done < chunk.count {
        // SAFETY: reads `count - done` bytes behind `done`.
        let written = unsafe chunk.withUnsafeBytes { bytes -> Int in
          guard let base = bytes.baseAddress else { return 0 }
          return unsafe Glibc.write(descriptor, base + done, chunk.count - done)
        }
        if written < 0 && errno == EINTR { continue }
        guard written > 0 else { throw failure(systemMessage(errno)) }
        done += written
      }
    }
  }

  private func openNameless(in folder: String) -> Int32? {
    // O_TMPFILE of the kernel's asm-generic/fcntl.h, which Glibc's map leaves out.
    let nameless = 0o20000000 | O_DIRECTORY
    // SAFETY: the path is a C string for the call.
    let descriptor = unsafe open(folder, nameless | O_WRONLY | O_CLOEXEC, 0o666)
    return descriptor >= 0 ? descriptor : nil
  }

  private func linkNameless(
    _ descriptor: Int32, to target: String, in folder: String
  ) throws(CodecError) {
    let from = "/proc/self/fd/\(descriptor)"
    // SAFETY: paths are C strings for the calls.
    if unsafe linkat(AT_FDCWD, from, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0 { return }
    guard errno == EEXIST else { throw failure(systemMessage(errno)) }
    guard case .replace = existing else { throw .outputExists(path: path) }
    let name = Self.temporaryName(beside: target)
    guard unsafe linkat(AT_FDCWD, from, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else {
      throw failure(systemMessage(errno))
    }
    do throws(CodecError) {
      try moveInPlace(name, to: target)
    } catch {
      _ = unsafe unlink(name)
      throw error
    }
  }

  private func openNamed(beside target: String) throws(CodecError) -> (Int32, String) {
    let name = Self.temporaryName(beside: target)
    // SAFETY: the path is a C string for the call.
    let descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(systemMessage(errno)) }
    return (descriptor, name)
  }

  private func moveInPlace(_ name: String, to target: String) throws(CodecError) {
    // SAFETY: paths are C strings for the calls.
    if case .refuse = existing {
      // A link never replaces a file, a renaming would.
      if unsafe link(name, target) == 0 {
        _ = unsafe unlink(name)
        return
      }
      if errno == EEXIST { throw .outputExists(path: path) }
      // File systems without hard links (FAT) leave an instant between look and renaming.
      guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS else {
        throw failure(systemMessage(errno))
      }
      guard unsafe access(target, F_OK) != 0 else { throw .outputExists(path: path) }
    }
    guard unsafe rename(name, target) == 0 else { throw failure(systemMessage(errno)) }
  }

  private func writeToDevice(_ chunks: [[UInt8]]) throws(CodecError) {
    // SAFETY: the path is a C string for the call.
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(systemMessage(errno)) }
    defer { close(descriptor) }
    try put(chunks, into: descriptor)
  }

  private func sync(folder: String) {
    // The file is complete without it; only its name might be lost in a power cut.
    // SAFETY: the path is a C string for the call.
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  // MARK: Names

  private func failure(_ reason: String) -> CodecError {
    .outputNotWritten(path: path, reason: reason)
  }

  private func resolved(_ path: String) -> String {
    // SAFETY: realpath allocates a C string that is freed here.
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func temporaryName(beside target: String) -> String {
    let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    return "\(folder(of: target))/.atelier-\(random).tmp"
  }
}

import Glibc

/// A file that is open for reading; it stays the same whatever happens to its name.
package final class OpenFile: Sendable {
  /// What tells two states of files apart.
  package struct Identity: Hashable, Sendable {
    let device: UInt64
    let number: UInt64
    let changed: [Int]
    /// The size.
    package let bytes: Int
  }

  /// The name that the system knows it by, links followed.
  package let realPath: String
  /// Which file it is, in which state.
  package let identity: Identity
  let isRegular: Bool
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Throws: ``ServerError/notFound(_:)``, or ``ServerError/forbidden(_:)`` where the system refuses.
  package init(_ path: String) throws(ServerError) {
    // A pipe must not make the server wait.
    // SAFETY: the path is a C string for the call.
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let number = errno
      throw number == ENOENT || number == ENOTDIR
        ? .notFound("'\(path)' does not exist.")
        : .forbidden("'\(path)' cannot be opened (\(FileSystem.message(number))).")
    }
    var status = stat()
    // SAFETY: `status` outlives the call.
    let isKnown = unsafe fstat(descriptor, &status) == 0
    self.descriptor = descriptor
    isRegular = isKnown && status.st_mode & S_IFMT == S_IFREG
    identity = Identity(
      device: UInt64(status.st_dev), number: UInt64(status.st_ino),
      changed: [
        status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
        status.st_ctim.tv_nsec,
      ], bytes: Int(status.st_size))
    realPath = FileSystem.linkTarget("/proc/self/fd/\(descriptor)") ?? ""
  }

  deinit { close(descriptor) }

  /// The content.
  ///
  /// - Throws: ``ServerError/environment(_:)`` where it cannot be read or was cut meanwhile.
  package func read() throws(ServerError) -> [UInt8] { try read(upTo: identity.bytes) }

  /// The first bytes, fewer where the file is shorter.
  ///
  /// - Throws: ``ServerError/environment(_:)`` where it cannot be read or was cut meanwhile.
  package func read(upTo limit: Int) throws(ServerError) -> [UInt8] {
    let wanted = min(limit, identity.bytes)
    var bytes = [UInt8](repeating: 0, count: wanted)
    var done = 0
    while done < wanted {
      // SAFETY: at most `wanted - done` bytes are written behind `done`.
      let count = unsafe bytes.withUnsafeMutableBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe pread(descriptor, base + done, wanted - done, done)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw .environment("'\(realPath)' cannot be read (\(FileSystem.lastError)).")
      }
      done += count
    }
    return bytes
  }
}

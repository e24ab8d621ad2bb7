import Glibc

/// A file opened for reading.
@safe
struct OpenFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  /// Bytes of the file.
  let size: Int

  /// Opens a regular file.
  ///
  /// - Throws: ``ModelError/fileSystem(path:reason:)``.
  init(_ path: String) throws(ModelError) {
    self.path = path
    // SAFETY: the path is a C string for the call.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .fileSystem(path: path, reason: FileSystem.message(errno))
    }
    var status = stat()
    // SAFETY: `status` outlives the call.
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .fileSystem(path: path, reason: "it is not a regular file")
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads at most `count` bytes; fewer at the end.
  ///
  /// - Throws: ``ModelError/fileSystem(path:reason:)``.
  func read(at offset: Int, count: Int) throws(ModelError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      // SAFETY: writes at most `count - done` bytes behind `done`.
      let got = unsafe bytes.withUnsafeMutableBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe pread(descriptor, base + done, count - done, off_t(offset + done))
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .fileSystem(path: path, reason: FileSystem.message(errno)) }
      if got == 0 { break }
      done += got
    }
    bytes.removeLast(count - done)
    return bytes
  }
}

/// A file that is written from its end on.
@safe
struct GrowingFile: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// Opens a file for appending; it is made where it is missing and emptied where that is asked.
  ///
  /// - Throws: ``ModelError/fileSystem(path:reason:)``.
  init(_ path: String, isEmptied: Bool) throws(ModelError) {
    self.path = path
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (isEmptied ? O_TRUNC : 0)
    // SAFETY: the path is a C string for the call.
    descriptor = unsafe open(path, flags, 0o644)
    guard descriptor >= 0 else {
      throw .fileSystem(path: path, reason: FileSystem.message(errno))
    }
  }

  deinit { close(descriptor) }

  /// Appends bytes.
  ///
  /// - Throws: ``ModelError/fileSystem(path:reason:)``.
  func append(_ bytes: Span<UInt8>) throws(ModelError) {
    var done = 0
    while done < bytes.count {
      // SAFETY: reads `bytes.count - done` bytes behind `done`.
      let written = unsafe bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe write(descriptor, base + done, buffer.count - done)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw .fileSystem(path: path, reason: FileSystem.message(errno)) }
      done += written
    }
  }

  /// Waits until the bytes are on the disk.
  ///
  /// - Throws: ``ModelError/fileSystem(path:reason:)``.
  func synchronize() throws(ModelError) {
    guard fsync(descriptor) == 0 else {
      throw .fileSystem(path: path, reason: FileSystem.message(errno))
    }
  }
}

/// What files and folders are, and what becomes of them.
enum FileSystem {
  static func message(_ number: Int32) -> String {
    // SAFETY: strerror returns a C string that lives until the next call on this thread.
    unsafe String(cString: strerror(number))
  }

  /// Bytes of a regular file; nil where there is none.
  static func size(_ path: String) -> Int? {
    var status = stat()
    // SAFETY: `status` outlives the call; the path is a C string for it.
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Whether a path is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    // SAFETY: `status` outlives the call; the path is a C string for it.
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

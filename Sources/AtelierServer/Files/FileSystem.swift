import Glibc

/// Calls of the file system.
package enum FileSystem {
  /// The path with links followed; nil where it does not exist.
  package static func realPath(_ path: String) -> String? {
    // SAFETY: realpath allocates a C string that is freed here; the path is one for the call.
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// The path from the root, without following links.
  package static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    // SAFETY: getcwd allocates a C string that is freed here.
    guard let folder = unsafe getcwd(nil, 0) else { return "/" + path }
    defer { unsafe free(folder) }
    return unsafe String(cString: folder) + "/" + path
  }

  /// Makes a folder and those above it.
  ///
  /// - Throws: ``ServerError/environment(_:)``.
  package static func makeFolder(_ path: String) throws(ServerError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for count in 1...max(1, parts.count) {
      let part = parts.prefix(count).joined(separator: "/")
      if part.isEmpty { continue }
      // SAFETY: the path is a C string for the call.
      guard unsafe mkdir(part, 0o777) == 0 || errno == EEXIST || isFolder(part) else {
        throw .environment("The folder '\(part)' cannot be made (\(lastError)).")
      }
    }
    guard isFolder(path) else { throw .environment("'\(path)' is no folder.") }
  }

  /// Takes a file's name away; that it does not exist is no mistake.
  package static func remove(_ path: String) {
    // SAFETY: the path is a C string for the call.
    _ = unsafe unlink(path)
  }

  /// Takes an empty folder away.
  package static func removeFolder(_ path: String) {
    // SAFETY: the path is a C string for the call.
    _ = unsafe rmdir(path)
  }

  /// The names in a folder; none where it cannot be read.
  package static func names(in folder: String) -> [String] {
    // SAFETY: the stream is closed below; entries are copied while they are valid.
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Whether the name itself is a symbolic link.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    // SAFETY: `status` outlives the call; the path is a C string for it.
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether a plain file with content is there.
  static func hasContent(_ path: String) -> Bool {
    var status = stat()
    // SAFETY: `status` outlives the call; the path is a C string for it.
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && status.st_size > 0
  }

  /// Where a link leads.
  static func linkTarget(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    // SAFETY: at most `buffer.count` bytes are written into it; the path is a C string for the call.
    let count = unsafe buffer.withUnsafeMutableBytes { bytes -> Int in
      guard let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else {
        return -1
      }
      return unsafe readlink(path, base, bytes.count)
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }

  /// The system's words for the last error.
  static var lastError: String { message(errno) }

  /// The system's words for an error number.
  static func message(_ number: Int32) -> String {
    // SAFETY: strerror gives a C string; it is copied at once.
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    // SAFETY: `status` outlives the call; the path is a C string for it.
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

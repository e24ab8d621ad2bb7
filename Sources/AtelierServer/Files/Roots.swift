import Glibc

/// The folders that files may be read from.
///
/// A path is looked at twice: as it is written, so that what lies outside is refused whether it exists
/// or not, and after opening, where the system says which file it is, so that no link leads out and
/// nothing can be exchanged between look and use.
package struct Roots: Sendable {
  private let written: [String]
  private let real: [String]

  /// Takes folders.
  ///
  /// - Throws: ``ServerError/environment(_:)`` where one does not exist.
  package init(_ folders: [String]) throws(ServerError) {
    var written: [String] = []
    var real: [String] = []
    for folder in folders {
      guard let path = FileSystem.realPath(folder) else {
        throw .environment(
          "The root '\(folder)' cannot be opened (\(FileSystem.lastError)); name a folder that exists."
        )
      }
      real.append(path)
      written.append(Self.flattened(FileSystem.absolute(folder)))
    }
    self.written = written + real
    self.real = real
  }

  /// Opens a file.
  ///
  /// - Throws: ``ServerError/forbidden(_:)`` for what lies outside or is no plain file,
  ///   ``ServerError/notFound(_:)``, ``ServerError/tooLarge(_:)``.
  package func open(_ path: String, limit: Int) throws(ServerError) -> OpenFile {
    try check(path)
    let file: OpenFile
    do throws(ServerError) {
      file = try OpenFile(path)
    } catch {
      throw error
    }
    guard isInside(file.realPath, real) else { throw refusal(path) }
    guard file.isRegular else { throw .forbidden("'\(path)' is no plain file.") }
    guard file.identity.bytes <= limit else {
      throw .tooLarge(
        "'\(path)' has \(file.identity.bytes) bytes; at most \(limit) are taken a file.")
    }
    return file
  }

  /// Makes a folder beside a file where it is missing, and says where it is.
  ///
  /// - Throws: ``ServerError/forbidden(_:)`` where it is a link that leads out.
  package func folder(_ name: String, beside file: OpenFile) throws(ServerError) -> String {
    let parent = file.realPath[..<(file.realPath.lastIndex(of: "/") ?? file.realPath.startIndex)]
    let path = "\(parent)/\(name)"
    try FileSystem.makeFolder(path)
    guard let real = FileSystem.realPath(path), isInside(real, self.real) else {
      throw refusal(path)
    }
    return real
  }

  /// Checks a path as it is written.
  ///
  /// - Throws: ``ServerError/badRequest(_:)`` or ``ServerError/forbidden(_:)``.
  package func check(_ path: String) throws(ServerError) {
    guard !path.isEmpty, path.utf8.count <= 4_096, !path.utf8.contains(0) else {
      throw .badRequest("A path must have 1 to 4096 bytes and no zero byte.")
    }
    guard isInside(Self.flattened(FileSystem.absolute(path)), written) else { throw refusal(path) }
  }

  private func refusal(_ path: String) -> ServerError {
    .forbidden(
      "'\(path)' lies outside the folders that may be used; start the server with --root for its folder."
    )
  }

  private func isInside(_ path: String, _ folders: [String]) -> Bool {
    folders.contains { $0 == "/" || path == $0 || path.hasPrefix($0 + "/") }
  }

  /// An absolute path without `.`, `..` and doubled slashes.
  private static func flattened(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}

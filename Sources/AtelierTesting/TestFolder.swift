package import Foundation

/// A folder for one test, gone with its last user.
package final class TestFolder: Sendable {
  /// Where it is.
  package let path: String

  /// Makes an empty folder.
  ///
  /// - Throws: what the file system says.
  package init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("atelier-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a name in the folder.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file.
  ///
  /// - Returns: its path.
  /// - Throws: what the file system says.
  @discardableResult
  package func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// Reads a file.
  ///
  /// - Throws: what the file system says.
  package func read(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: file(name)))
  }

  /// Whether a name exists.
  package func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  /// All names, hidden ones too, in order.
  ///
  /// - Throws: what the file system says.
  package func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}

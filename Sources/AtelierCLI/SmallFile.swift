import Foundation

/// Files of text that a user names.
enum SmallFile {
  /// The content of a file of at most so many bytes.
  ///
  /// - Throws: ``UsageError`` where it cannot be read or is longer.
  static func read(_ path: String, most: Int) throws -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw UsageError("\(path) cannot be read.")
    }
    defer { try? file.close() }
    guard let data = try? file.read(upToCount: most + 1) else {
      throw UsageError("\(path) cannot be read.")
    }
    let bytes = [UInt8](data)
    guard bytes.count <= most else {
      throw UsageError("\(path) is longer than \(most >> 10) kB, the most that is read.")
    }
    return bytes
  }
}

package import Foundation

/// Where the sources lie, and what may lie beside them.
package enum Repository {
  /// The package's folder.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The path of a file of the package.
  package static func path(_ name: String) -> String { root.appendingPathComponent(name).path }

  /// A file of real photographs that lie beside the package, or nil where they are absent.
  package static func sharedPhoto(_ name: String) -> String? {
    let path = root.appendingPathComponent("../shared/photos/\(name)").standardized.path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Whether expected files are to be written instead of compared with.
  package static var isRecording: Bool {
    ProcessInfo.processInfo.environment["ATELIER_RECORD"] == "1"
  }
}

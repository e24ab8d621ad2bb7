import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierRecipe
import Foundation
import Testing

@testable import AtelierLightroom

/// Files that lie beside the checkout; tests that need them say so when they are absent.
enum SharedFiles {
  static let root: URL = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.deletingLastPathComponent().appendingPathComponent("shared")
  }()

  /// Files of a folder whose names end with one of some endings, sorted.
  static func names(in folder: String, ending: String...) -> [String] {
    let url = root.appendingPathComponent(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { name in ending.contains { name.hasSuffix($0) } }.sorted()
      .map { folder + "/" + $0 }
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
  }

  /// Every settings file there is.
  static let settings =
    names(in: "xmp", ending: ".xmp", ".lrtemplate")
    + names(in: "photos/lightroom_pair", ending: ".xmp")
    + names(in: "spec/vectors/jarvisart", ending: ".answer.txt")

  static let note: Comment = "the shared files are not beside the checkout"
}

/// The catalog of the built-in operations.
let builtInCatalog = RenderEngine(
  operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn
).catalog

/// Bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

import Foundation
import Testing

@testable import AtelierLightroom

/// Keeps the tables of Documentation/Lightroom.md; `ATELIER_RECORD=1` writes them.
@Suite("LightroomDocumentation")
struct LightroomDocumentationTests {
  private static let file: URL = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.appendingPathComponent("Documentation/Lightroom.md")
  }()

  private func check(_ table: String, between mark: String) throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- \(mark) -->\n")).upperBound
    let end = try #require(text.range(of: "<!-- end -->", range: start..<text.endIndex)).lowerBound
    if ProcessInfo.processInfo.environment["ATELIER_RECORD"] != nil {
      try (text[..<start] + table + text[end...]).write(
        to: Self.file, atomically: true, encoding: .utf8)
      return
    }
    #expect(String(text[start..<end]) == table, "ATELIER_RECORD=1 writes the table anew")
  }

  @Test("the tables are those of the catalog and of the files")
  func tables() throws {
    try check(RecipeMapping(catalog: builtInCatalog).documentation, between: "parameters")
    guard !SharedFiles.settings.isEmpty else { return }
    try check(try shares(), between: "files")
  }

  /// How many keys of each file are rendered, kept and refused.
  private func shares() throws -> String {
    let mapping = RecipeMapping(catalog: builtInCatalog)
    var text =
      "| file | keys | rendered | assumed | kept | refused | at rest | change something, not rendered |\n"
      + "|---|---|---|---|---|---|---|---|\n"
    for path in SharedFiles.settings {
      let settings = try DevelopSettings(try SharedFiles.bytes(path))
      let report = mapping.recipe(from: settings).report
      let own = report.entries.filter { settings.table[$0.key] != nil }
      func count(_ outcome: MappingReport.Outcome) -> Int { own.count { $0.outcome == outcome } }
      let name = path.split(separator: "/").last ?? ""
      let missing = report.missing.map(\.key).joined(separator: ", ")
      text +=
        "| \(name) | \(own.count) | \(count(.rendered)) | \(count(.assumed)) | \(count(.kept)) "
        + "| \(count(.refused)) | \(own.count { $0.isNeutral }) | \(missing) |\n"
    }
    return text
  }
}

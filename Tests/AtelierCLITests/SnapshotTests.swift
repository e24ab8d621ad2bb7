import AtelierTesting
import Foundation
import Testing

@Suite("Help texts and schemas")
struct SnapshotTests {
  private static let snapshots = Repository.root
    .appendingPathComponent("Tests/AtelierCLITests/Snapshots")

  /// Compares with the recorded text; with `ATELIER_RECORD=1` it is recorded.
  private func check(_ text: String, _ name: String) throws {
    let file = Self.snapshots.appendingPathComponent(name)
    if Repository.isRecording { try Data(text.utf8).write(to: file) }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "differs from \(name); ATELIER_RECORD=1 records")
  }

  @Test(
    "a command's help is the recorded one",
    arguments: [
      "", "retouch", "plan", "render", "convert", "stats", "mask", "look", "operations", "schema",
      "models", "style", "session",
    ])
  func help(_ command: String) throws {
    let atelier = try Command()
    let result = command.isEmpty ? try atelier("--help") : try atelier(command, "--help")
    #expect(result.status == 0)
    #expect(result.messages.isEmpty)
    try check(result.text, "help\(command.isEmpty ? "" : "-\(command)").txt")
  }

  @Test(
    "a document's schema is the recorded one",
    arguments: [
      "recipe", "plan", "retouch", "render", "convert", "stats", "operations", "mask", "look",
      "models", "style", "styles", "session", "sessions", "comparison", "sending", "error",
    ])
  func schema(_ document: String) throws {
    let result = try Command()("schema", document)
    #expect(result.status == 0)
    _ = try result.document()
    try check(result.text, "schema-\(document).json")
  }

  @Test("completion scripts are written for the usual shells", arguments: ["bash", "zsh", "fish"])
  func completions(_ shell: String) throws {
    let result = try Command()("--generate-completion-script", shell)
    #expect(result.status == 0)
    for word in ["retouch", "recipe-out", "display_p3"] { #expect(result.text.contains(word)) }
  }

  @Test("the version is one line")
  func version() throws {
    let result = try Command()("--version")
    #expect(result.status == 0)
    #expect(result.text.split(separator: ".").count == 3)
    #expect(result.messages.isEmpty)
  }
}

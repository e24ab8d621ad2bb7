import AtelierServer
import AtelierTesting
import Foundation
import Testing

@Suite("Roots")
struct RootsTests {
  private let folder: TestFolder
  private let roots: Roots

  init() throws {
    folder = try TestFolder()
    let files = FileManager.default
    try files.createDirectory(
      atPath: folder.file("inside/deep"), withIntermediateDirectories: true)
    try files.createDirectory(
      atPath: folder.file("outside"), withIntermediateDirectories: true)
    try folder.write("secret".utf8, to: "outside/secret")
    try folder.write("open".utf8, to: "inside/deep/file")
    roots = try Roots([folder.file("inside")])
  }

  private func refusal(_ path: String) -> ServerError? {
    do throws(ServerError) {
      _ = try roots.open(path, limit: 100)
      return nil
    } catch {
      return error
    }
  }

  private func isForbidden(_ path: String) -> Bool {
    if case .forbidden = refusal(path) { true } else { false }
  }

  @Test("a file inside is opened and read")
  func inside() throws {
    let file = try roots.open(folder.file("inside/deep/../deep/file"), limit: 100)
    #expect(try file.read() == Array("open".utf8))
    #expect(try file.read(upTo: 2) == Array("op".utf8))
  }

  @Test("paths that climb out are refused, whether the file exists or not")
  func climbing() {
    #expect(isForbidden(folder.file("inside/../outside/secret")))
    #expect(isForbidden(folder.file("inside/../outside/nothing")))
    #expect(isForbidden(folder.file("inside-not/file")))
    #expect(isForbidden("/etc/passwd"))
    #expect(isForbidden("../../../../../../etc/passwd"))
  }

  @Test("links that lead out are refused, those that stay inside are followed")
  func links() throws {
    func link(_ name: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file(name), withDestinationPath: target)
    }
    try link("inside/file-link", to: folder.file("outside/secret"))
    try link("inside/folder-link", to: folder.file("outside"))
    try link("inside/good-link", to: folder.file("inside/deep/file"))
    #expect(isForbidden(folder.file("inside/file-link")))
    #expect(isForbidden(folder.file("inside/folder-link/secret")))
    #expect(refusal(folder.file("inside/good-link")) == nil)
  }

  @Test("a folder beside a file that is a link out is refused")
  func folderLinks() throws {
    let file = try roots.open(folder.file("inside/deep/file"), limit: 100)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("inside/deep/processed"), withDestinationPath: folder.file("outside"))
    #expect(throws: ServerError.self) { try roots.folder("processed", beside: file) }
  }

  @Test("what is missing, too large, a folder or a pipe is refused")
  func others() throws {
    guard case .notFound = refusal(folder.file("inside/missing")) else {
      Issue.record("a missing file is not told as such")
      return
    }
    #expect(isForbidden(folder.file("inside/deep")))
    // SAFETY: the path is a C string for the call.
    unsafe mkfifo(folder.file("inside/pipe"), 0o600)
    #expect(isForbidden(folder.file("inside/pipe")))
    try folder.write([UInt8](repeating: 0, count: 101), to: "inside/large")
    guard case .tooLarge = refusal(folder.file("inside/large")) else {
      Issue.record("a large file is taken")
      return
    }
    guard case .badRequest = refusal("inside/a\0b") else {
      Issue.record("a zero byte is taken")
      return
    }
  }
}

import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("The plug-in for Lightroom, with stand-ins for Lightroom")
struct PluginTests {
  private static let lua = ["/usr/bin/lua5.1", "/usr/local/bin/lua5.1"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private func run(
    _ server: ServerProcess, sentence: String, address: String, isRaw: Bool
  ) throws -> [String: String]? {
    guard let lua = Self.lua else {
      print("skipped: lua5.1 is not installed")
      return nil
    }
    let clients = Repository.path("Tests/AtelierServerTests/Clients")
    let result = try ProcessRunner("/usr/bin/env", in: server.folder.path)([
      "ATELIER_POST=\(clients)/post.py", "PYTHONDONTWRITEBYTECODE=1", lua, "\(clients)/plugin.lua",
      Repository.path("Lightroom/Atelier.lrplugin"), server.folder.file("photos/photo.jpg"),
      sentence, address, "\(isRaw)",
    ])
    #expect(result.status == 0, "\(result.messages)")
    let lines = result.text.split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
    return Dictionary(
      lines.compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }, uniquingKeysWith: { $1 })
  }

  @Test("a sentence's settings are added to the photo's own and applied to a virtual copy")
  func applies() throws {
    let server = try ServerProcess(["--without", "tasks", "--without", "socket"])
    guard
      let applied = try run(
        server, sentence: "half a stop brighter", address: server.address("bridge"), isRaw: false)
    else { return }
    #expect(applied["Exposure2012"] == "5", "4.8 and a half end at Lightroom's 5")
    #expect(applied["Temperature"] == nil)
    #expect(applied["ProcessVersion"] == nil)
    #expect(applied["said"] == nil)
  }

  @Test("warmth goes to RAW files in Kelvin, to others as a relative value")
  func warmth() throws {
    let server = try ServerProcess(["--without", "tasks", "--without", "socket"])
    let address = server.address("bridge")
    guard let raw = try run(server, sentence: "warmer", address: address, isRaw: true),
      let rendered = try run(server, sentence: "warmer", address: address, isRaw: false)
    else { return }
    #expect(raw["WhiteBalance"] == "Custom")
    #expect(Int(raw["Temperature"] ?? "") ?? 0 > 5_000)
    #expect(raw["IncrementalTemperature"] == nil)
    #expect(Int(rendered["IncrementalTemperature"] ?? "") ?? 0 > 0)
    #expect(rendered["Temperature"] == nil)
  }

  @Test("what cannot be done, and a server that is not there, are said")
  func refusals() throws {
    let server = try ServerProcess(["--without", "tasks", "--without", "socket"])
    guard
      let declined = try run(
        server, sentence: "remove the people", address: server.address("bridge"), isRaw: false)
    else { return }
    #expect(declined["said"]?.contains("made 0 of 1") == true)
    #expect(declined["log"] != "copy")
    server.kill(SIGKILL)
    let silent = try run(
      server, sentence: "warmer", address: server.address("bridge"), isRaw: false)
    #expect(silent?["said"]?.contains("atelier a2l serve") == true)
  }
}

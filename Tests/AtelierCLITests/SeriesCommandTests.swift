import AtelierCodecs
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("A series on the command line")
struct SeriesCommandTests {
  /// A folder with five photos of a scene, one of which is a stranger's.
  private func command() throws -> Command {
    let command = try Command()
    for (index, stops) in [-0.5, -0.1, 0.1, 0.4].enumerated() {
      try command.folder.write(
        SeriesScene.photo(stops: stops, as: .jpeg), to: "series-\(index + 1).jpg")
    }
    try command.folder.write(SeriesScene.stranger(as: .jpeg), to: "series-5.jpg")
    return command
  }

  private static let photos = (1...5).map { "series-\($0).jpg" }

  private func retouch(
    _ command: Command, to folder: String, _ flags: String...
  ) throws -> ProcessRunner.Result {
    try command.run(
      ["retouch"] + Self.photos + ["--say", "half a stop brighter", "--consistent", "--out-dir"]
        + [folder] + flags)
  }

  private func files(_ command: Command, _ folder: String) throws -> [Data] {
    try Self.photos.map { try command.folder.read("\(folder)/\($0)") }
  }

  @Test("what the look was planned on is told, and the stranger is named")
  func told() throws {
    let command = try command()
    let result = try retouch(command, to: "out")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.contains("The look was planned on series-"))
    let named = result.messages.split(separator: "\n").filter {
      $0.contains("differs from the series")
    }
    #expect(named.count == 1 && named[0].hasPrefix("series-5.jpg"))
    #expect(result.messages.contains("Exposure matched to the series"))
  }

  @Test("--resume makes only what is missing, with the same bytes")
  func resumes() throws {
    let command = try command()
    #expect(try retouch(command, to: "out").status == 0)
    let whole = try files(command, "out")
    try FileManager.default.removeItem(atPath: command.folder.file("out/series-2.jpg"))
    // What is there is left, whatever it holds.
    try command.folder.write(Data("mine".utf8), to: "out/series-4.jpg")
    let again = try retouch(command, to: "out", "--resume", "--json")
    #expect(again.status == 0, "\(again.messages)")
    let states = try again.document()["results"]?.items.map { $0["status"] }
    #expect(
      states == [
        "there_already", "complete", "there_already", "there_already", "there_already",
      ])
    #expect(try command.folder.read("out/series-2.jpg") == whole[1])
    #expect(try command.folder.read("out/series-4.jpg") == Data("mine".utf8))
  }

  @Test("shards together make the same files as one call")
  func shards() throws {
    let command = try command()
    #expect(try retouch(command, to: "whole").status == 0)
    for shard in ["1/3", "2/3", "3/3"] {
      let result = try retouch(command, to: "parts", "--shard", shard, "--json")
      #expect(result.status == 0, "\(result.messages)")
      let expected = shard == "3/3" ? 1 : 2
      #expect(try result.document()["results"]?.items.count == expected, "\(shard)")
    }
    #expect(try files(command, "parts") == files(command, "whole"))
  }

  @Test("a photo that cannot be read is named, and the others are made")
  func damaged() throws {
    let command = try command()
    try command.folder.write(Data("no photo".utf8), to: "series-3.jpg")
    let result = try retouch(command, to: "out")
    #expect(result.status != 0 && result.messages.contains("series-3.jpg"))
    #expect(try command.folder.read("out/series-4.jpg").count > 500)
    #expect(!command.folder.has("out/series-3.jpg"))
  }
}

import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("JSON documents on standard output")
struct DocumentTests {
  private func schema(_ name: String, _ atelier: Command) throws -> JSONValue {
    try atelier("schema", name).document()
  }

  private func problems(
    _ result: ProcessRunner.Result, _ name: String, _ atelier: Command
  ) throws -> [String] {
    SchemaValidator.problems(of: try result.document(), against: try schema(name, atelier))
  }

  @Test("what succeeds fits its published schema")
  func success() throws {
    let atelier = try Command()
    let retouch = try atelier(
      "retouch", "photo.jpg", "--say", "brighter, warmer", "--region", "0.1,0.2,0.6,0.9", "--out",
      "out.png", "--json", "--recipe-out", "recipe.json")
    #expect(retouch.status == 0)
    #expect(try problems(retouch, "retouch", atelier) == [])
    let result = try #require(try retouch.document()["results"]?.items.first)
    #expect(result["status"] == "complete")
    #expect(result["input"] == "photo.jpg")
    #expect(result["output"] == "out.png")
    #expect(result["exit"] == 0)
    let recipe = try JSONValue(parsing: [UInt8](atelier.folder.read("recipe.json")))
    #expect(result["recipe"] == recipe)
    #expect(SchemaValidator.problems(of: recipe, against: try schema("recipe", atelier)) == [])

    let plan = try atelier("plan", "photo.jpg", "--say", "提亮半档", "--json")
    #expect(plan.status == 0)
    #expect(try problems(plan, "plan", atelier) == [])
    let render = try atelier(
      "render", "photo.jpg", "--settings", "recipe.json", "--out", "render.png", "--json")
    #expect(render.status == 0)
    #expect(try problems(render, "render", atelier) == [])
    let stats = try atelier("stats", "photo.jpg", "--json")
    #expect(stats.status == 0)
    #expect(try problems(stats, "stats", atelier) == [])
    #expect(try problems(atelier("operations", "--json"), "operations", atelier) == [])
    #expect(try problems(atelier("operations", "exposure", "--json"), "operations", atelier) == [])
  }

  private static let failures: [([String], Int32)] = [
    (["plan", "absent.jpg", "--say", "brighter"], 3),
    (["stats", "absent.jpg"], 3),
    (["stats", "photo.jpg", "--no-such-flag"], 2),
    (["stats"], 2),
    (["no-such-command"], 2),
    (["operations", "exposre"], 2),
    (["retouch", "photo.jpg", "--out", "o.jpg"], 2),
    (["retouch", "photo.jpg", "--say", "brighter", "--out", "o.xyz"], 2),
    (["render", "photo.jpg", "--settings", "photo.jpg", "--out", "o.jpg"], 2),
    (["render", "photo.jpg", "--settings", "absent.json", "--out", "o.jpg"], 3),
    (["render", "photo.jpg", "--settings", "absent.json", "--out", "photo.jpg"], 6),
  ]

  @Test("what fails is a document too, with the exit status in it", arguments: failures)
  func failure(_ arguments: [String], _ status: Int32) throws {
    let atelier = try Command()
    let result = try atelier.run(arguments + ["--json"])
    #expect(result.status == status)
    #expect(result.messages.hasPrefix("atelier: "))
    #expect(try problems(result, "error", atelier) == [])
    #expect(try result.document()["error"]?["exit"] == .number(Double(status)))
  }

  @Test("failed, declined and finished photos stand in one retouch document")
  func batch() throws {
    let atelier = try Command()
    try atelier.folder.write(Array("no picture".utf8), to: "text.jpg")
    let result = try atelier(
      "retouch", "photo.jpg", "text.jpg", "absent*.jpg", "--say", "brighter", "--out-dir", "out",
      "--json")
    #expect(result.status == 1)
    #expect(try problems(result, "retouch", atelier) == [])
    let results = try #require(try result.document()["results"]).items
    #expect(results.map { $0["status"] } == ["complete", "failed", "failed"])
    #expect(results.map { $0["exit"] } == [0, 3, 3])
    #expect(results.map { $0["output"] } == ["out/photo.jpg", .null, .null])
    #expect(result.messages.contains("1 of 3 photos done, 2 failed:"))
    #expect(atelier.folder.has("out/photo.jpg"))

    let declined = try atelier(
      "retouch", "photo.jpg", "--say", "add a cat", "--out", "cat.jpg", "--json")
    #expect(declined.status == 7)
    #expect(try problems(declined, "retouch", atelier) == [])
    #expect(!atelier.folder.has("cat.jpg"))
  }

  @Test("the validator finds what is wrong")
  func validator() throws {
    let schema = try schema("retouch", try Command())
    let wrong: [JSONValue] = [
      [:], ["version": 2, "results": []], ["version": 1, "results": [[:]]],
      ["version": 1, "results": [], "more": 1],
    ]
    for document in wrong {
      #expect(!SchemaValidator.problems(of: document, against: schema).isEmpty)
    }
  }
}

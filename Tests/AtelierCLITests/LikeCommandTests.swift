import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("--like and --style in words")
struct LikeCommandTests {
  /// A folder with `photo.jpg` and a warmer, brighter `other.png`.
  private func command() throws -> Command {
    let atelier = try Command()
    let recipe = """
      {"version": 1, "adjustments": {"exposure": {"stops": 0.7}, "white_balance": {"temperature": 25}}}
      """
    try atelier.folder.write(Array(recipe.utf8), to: "other.json")
    let made = try atelier(
      "render", "photo.jpg", "--settings", "other.json", "--out", "other.png", "--quiet")
    try #require(made.status == 0, "\(made.messages)")
    return atelier
  }

  @Test("photos are made to look like another, which is read once and not written")
  func retouch() throws {
    let atelier = try command()
    try atelier.folder.write(TestPicture.encoded(), to: "second.jpg")
    let before = try atelier.folder.read("other.png")
    let result = try atelier(
      "retouch", "photo.jpg", "second.jpg", "--like", "other.png", "--out-dir", "out", "--json")
    #expect(result.status == 0, "\(result.messages)")
    let plans = try result.document()["results"]?.items.compactMap { $0["plan"] } ?? []
    #expect(plans.count == 2)
    for plan in plans {
      #expect(plan["steps"]?.items.contains { $0["operation"] == "exposure" } == true)
      #expect(plan["steps"]?.items.contains { $0["target"]?["metric"] == "L_median" } == true)
    }
    let schema = try atelier("schema", "retouch").document()
    #expect(SchemaValidator.problems(of: try result.document(), against: schema) == [])
    #expect(try atelier.folder.read("other.png") == before)
  }

  @Test("a reference that cannot serve ends the command before any work")
  func badReferences() throws {
    let atelier = try command()
    try atelier.folder.write(Array("no picture".utf8), to: "broken.jpg")
    for (reference, status) in [
      ("missing.jpg", 3), ("broken.jpg", 3), ("-", 64),
    ] {
      let result = try atelier(
        "retouch", "photo.jpg", "--like", reference, "--out", "out.jpg")
      #expect(
        result.status == (status == 64 ? 2 : Int32(status)), "\(reference): \(result.messages)")
      #expect(!FileManager.default.fileExists(atPath: atelier.folder.file("out.jpg")))
    }
  }

  @Test("a style may be said in words; what is no style and not understood is said")
  func words() throws {
    let atelier = try command()
    let plan = try atelier("plan", "photo.jpg", "--style", "teal shadows, warm", "--json")
    #expect(plan.status == 0, "\(plan.messages)")
    let document = try plan.document()
    #expect(document["recipe"]?["adjustments"]?["color_grading"] != nil)
    let unknown = try atelier("plan", "photo.jpg", "--style", "xyzzyblorb")
    #expect(unknown.status == 2 && unknown.messages.contains("in words"))
    let lost = try atelier("plan", "photo.jpg", "--style", "warm, xyzzy blorb")
    #expect((lost.text + lost.messages).contains("not understood"))
    for name in ["balanced", "vibrant", "retro"] {
      #expect(try atelier("plan", "photo.jpg", "--style", name).status == 0, "\(name)")
    }
  }

  @Test("one of sentence, style and reference is needed")
  func needed() throws {
    let result = try command()("plan", "photo.jpg")
    #expect(result.status == 2 && result.messages.contains("--like"))
  }
}

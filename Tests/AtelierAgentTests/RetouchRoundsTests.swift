import AtelierAgent
import AtelierCritic
import AtelierEngine
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import Testing

/// Gives scores in an order that is written down.
private actor Scores: Critic {
  private var scores: [Double]
  private(set) var asked = 0

  init(_ scores: [Double]) { self.scores = scores }

  func judge(_ attempt: Attempt) async throws(CriticError) -> Judgement {
    asked += 1
    return Self.judgement(scores.removeFirst())
  }

  static func judgement(_ score: Double) -> Judgement {
    Judgement(
      score: score,
      defects: score == 100
        ? [] : [Defect(.halos, severity: 0.5, text: [.en: "Seams.", .zh: "光晕。"])])
  }
}

/// Shows nothing; a brief without a wish needs no picture.
private struct NoPicture: PreviewRenderer {
  var size: PixelSize { PixelSize(width: 1, height: 1) }
  var light: SourceLight { SourceLight() }

  func preview(
    _ recipe: Recipe, longEdge: Int
  ) async throws(RenderError) -> PlanarPicture { PlanarPicture(size: size) }
}

@Suite("Rounds")
struct RetouchRoundsTests {
  private func plan(_ number: Int) async throws -> Plan {
    var changed = try await BuiltInPlanner(catalog: RecipeCatalog(operations: [], masks: [])).plan(
      Brief(instruction: ""), renderer: NoPicture())
    changed.instruction = "brighter"
    changed.recipe.adjustments = ["exposure": ["stops": .number(Double(number))]]
    return changed
  }

  private func run(first: Double, then scores: [Double], limit: Int) async throws -> RetouchRounds {
    let critic = Scores(scores)
    var rounds = RetouchRounds(
      .init(plan: try await plan(1), judgement: Scores.judgement(first), duration: .zero))
    var number = 1
    try await rounds.improve(Brief(instruction: "x"), limit: limit, critic: critic) { _ in
      number += 1
      return try await plan(number)
    }
    return rounds
  }

  @Test("go on while the score rises, up to the limit")
  func rising() async throws {
    let rounds = try await run(first: 40, then: [50, 60, 70], limit: 3)
    #expect(rounds.rounds.map(\.judgement.score) == [40, 50, 60])
    #expect(rounds.bestIndex == 2)
  }

  @Test("stop where nothing improves, and keep the best and not the last")
  func falling() async throws {
    let rounds = try await run(first: 40, then: [60, 50, 90], limit: 5)
    #expect(rounds.rounds.count == 3)
    #expect(rounds.bestIndex == 1)
    #expect(rounds.best.plan.recipe.adjustments["exposure"]?["stops"] == .number(2))
  }

  @Test("end where nothing was found, and at once where one round is allowed")
  func clean() async throws {
    #expect(try await run(first: 100, then: [], limit: 3).rounds.count == 1)
    #expect(try await run(first: 10, then: [], limit: 1).rounds.count == 1)
  }

  @Test("are told as a story that marks what was kept")
  func story() async throws {
    let rounds = try await run(first: 40, then: [60, 50], limit: 3)
    let lines = try RoundStory(rounds.json, language: .en).lines
    #expect(lines.first == "The wish: “brighter”.")
    #expect(lines.contains("Round 2 (kept)"))
    #expect(lines.contains("    Seams."))
    let chinese = try RoundStory(rounds.json, language: .zh).lines
    #expect(chinese.contains("第 2 轮（采用）"))
  }

  @Test("no story is told of another document", arguments: ["{}", "[]", #"{"rounds": []}"#])
  func noStory(text: String) throws {
    let document = try JSONValue(parsing: Array(text.utf8))
    #expect(throws: RoundStory.Failure.self) { try RoundStory(document, language: nil) }
  }
}

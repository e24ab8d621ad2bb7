import AtelierPixels
import AtelierRecipe
import Synchronization
import Testing

@testable import AtelierMonet

@Suite("Three stages with a scripted model")
struct MonetPlanningTests {
  /// Answers in turn and keeps what was asked.
  private final class Script: Sendable {
    private let state: Mutex<(answers: [String], turns: [MonetPlanning.Turn])>

    init(_ answers: [String]) { state = Mutex((answers, [])) }

    var turns: [MonetPlanning.Turn] { state.withLock { $0.turns } }

    func answer(_ turn: MonetPlanning.Turn) -> String {
      state.withLock { state in
        state.turns.append(turn)
        return state.answers.isEmpty ? "" : state.answers.removeFirst()
      }
    }
  }

  @Test("each stage sees the render of the last")
  func stages() async throws {
    let script = Script([
      "Adjustment: Lift **Shadows** mildly.\nIssue: Too dark.\nSolution: Shows detail.",
      "```json\n{\"Contrast\": 20, \"Shadows\": 30, \"Tint\": 5}\n```",
      "Adjustment: Warm it.\nIssue: Cold.\nSolution: Warmer.",
      "{\"Temperature\": 14, \"Saturation\": -20}",
      "Adjustment: Calm greens.\nIssue: Loud.\nSolution: Calm.",
      "{\"SaturationAdjustmentGreen\": -15, \"HueAdjustmentBlue\": 9}",
    ])
    let source = try Vectors.picture("in16")
    let outcome = try await MonetPlanning(style: "retro", jobs: 2).plan(source) {
      script.answer($0)
    }
    let turns = script.turns
    #expect(turns.map(\.stage) == [.light, .light, .color, .color, .selective, .selective])
    #expect(turns.map(\.prompts.count) == [1, 2, 1, 2, 1, 2])
    #expect(turns[1].answers.first?.hasPrefix("Adjustment: Lift") == true)
    #expect(turns.allSatisfy { $0.prompts[0].contains("retro") })

    let edits = outcome.edits
    // Tint is none of the first stage's; the haze of contrast and saturation is taken off at the end.
    #expect(edits[0].values == [.init("Contrast", 20), .init("Shadows", 30)])
    #expect(edits[1].values == [.init("Temperature", 14), .init("Saturation", -7)])
    #expect(edits[2].values.map(\.key) == ["SaturationAdjustmentGreen", "Saturation", "Dehaze"])
    #expect((edits[2].values.last?.value ?? 0) > 0)

    #expect(turns[0].picture.samples == source.samples)
    let first = try await MonetExecutor([edits[0]]).render(source, jobs: 1)
    #expect(turns[2].picture.samples == first.samples)
    let second = try await MonetExecutor([edits[1]]).render(first, jobs: 1)
    #expect(turns[4].picture.samples == second.samples)
    #expect(outcome.stages[0].proposals.first?.issue == "Too dark.")
    #expect(outcome.union.map(\.key).contains("Dehaze"))
  }

  @Test("a stage that needs nothing, or answers nonsense, is skipped and asks no more")
  func skipped() async throws {
    let script = Script([
      "Fine. **No further adjustments are needed**", "Adjustment: Warm it.", "I cannot say.",
      "Adjustment: Brighten reds.", "{\"LuminanceAdjustmentRed\": 12}",
    ])
    let source = try Vectors.picture("in8")
    let outcome = try await MonetPlanning(jobs: 2).plan(source) { script.answer($0) }
    #expect(script.turns.count == 5)
    #expect(outcome.stages.map { $0.edit == nil } == [true, true, false])
    #expect(
      outcome.edits.first?.values == [.init("LuminanceAdjustmentRed", 12), .init("Dehaze", 0)])
    let nothing = try await MonetPlanning(jobs: 2).plan(source) { _ in "" }
    #expect(nothing.edits.isEmpty)
  }

  @Test("what the model says beyond the range is limited, and its errors are handed on")
  func limits() async throws {
    struct Gone: Error {}
    let source = try Vectors.picture("in8")
    let script = Script(["a", "{\"Whites\": 900, \"Contrast\": -900}", "b", "", "c", ""])
    let outcome = try await MonetPlanning(jobs: 2).plan(source) { script.answer($0) }
    #expect(outcome.edits.first?.values == [.init("Whites", 100), .init("Contrast", -100)])
    await #expect(throws: Gone.self) {
      _ = try await MonetPlanning(jobs: 2).plan(source) { _ in throw Gone() }
    }
  }
}

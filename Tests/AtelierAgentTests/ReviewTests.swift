import AtelierAgent
import AtelierCodecs
import AtelierCritic
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierTesting
import Synchronization
import Testing

/// A model that plans and judges, each from a script of its own, and keeps what it was asked.
private final class TwoVoices: LanguageModel {
  let name = "two voices"
  private let state: Mutex<(plans: [String], judgements: [String])>
  private let asked = Mutex<[Conversation]>([])

  init(plans: [String], judgements: [String]) { state = Mutex((plans, judgements)) }

  /// What it was asked as a planner.
  var planning: [Conversation] {
    asked.withLock { $0.filter { $0.form?.name != "judgement" } }
  }
  /// What it was asked as a critic.
  var judging: [Conversation] {
    asked.withLock { $0.filter { $0.form?.name == "judgement" } }
  }

  func takesPictures() -> Bool { true }

  func answer(_ conversation: Conversation) throws(LanguageModelError) -> ModelAnswer {
    asked.withLock { $0.append(conversation) }
    let isJudge = conversation.form?.name == "judgement"
    let text = state.withLock { state -> String? in
      if isJudge { return state.judgements.isEmpty ? nil : state.judgements.removeFirst() }
      return state.plans.isEmpty ? nil : state.plans.removeFirst()
    }
    guard let text else { throw .timedOut(host: name, what: "first word", seconds: 1) }
    if let problem = conversation.review(text) { throw .nonsense(host: name, reason: problem) }
    return ModelAnswer(text: text, model: name, picturesShown: conversation.pictures.count)
  }
}

@Suite("Rounds with a model that plans and judges")
struct ReviewTests {
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)

  private static let boast = "Praiseworthy masterpiece of mine"

  private static func steps(_ stops: Double) -> String {
    """
    {"steps": [{"parameter": "exposure.stops", "value": \(stops), "reason": "\(boast)"}]}
    """
  }

  private static func judgement(_ score: Double, _ defect: String? = nil) -> String {
    let defects = defect.map { "{\"text\": \"\($0)\", \"severity\": 0.4}" } ?? ""
    return "{\"score\": \(score), \"defects\": [\(defects)]}"
  }

  private func review(
    _ model: TwoVoices, rounds: Int, mode: ModeName = .atelier, asksModel: Bool = true,
    fallsBack: Bool = false
  ) async throws -> Retoucher.Reviewed {
    let retoucher = Retoucher(engine: engine, jobs: 2)
    let planning = ModelPlanning(model: model, mode: mode, fallsBack: fallsBack)
    let session = try await retoucher.plan(
      .bytes(try TestPicture.encoded(as: .png), name: "test picture"),
      instruction: "friendlier light", styles: PlanStyles(), region: nil,
      output: OutputSettings(), planning: planning)
    return try await retoucher.review(
      session, limit: rounds, planning: planning, asksModel: asksModel)
  }

  @Test("what the critic found reaches the next round, with the settings that it was found on")
  func feedback() async throws {
    let model = TwoVoices(
      plans: [Self.steps(0.2), Self.steps(0.3)],
      judgements: [Self.judgement(40, "The ground is too dark."), Self.judgement(90)])
    let reviewed = try await review(model, rounds: 3)
    #expect(model.planning.count == 2)
    let first = model.planning[0].messages.map(\.text).joined()
    let second = model.planning[1].messages.map(\.text).joined()
    #expect(!first.contains("A critic looked"))
    #expect(second.contains("- The ground is too dark.") && second.contains("\"stops\":0.2"))
    #expect(second.contains("friendlier light"))
    #expect(reviewed.rounds?.rounds.count == 2 && reviewed.rounds?.bestIndex == 1)
    #expect(reviewed.session.plan.recipe["exposure", "stops"] == 0.3)
  }

  @Test("the best round is kept and not the last, and what does not improve is the end")
  func best() async throws {
    let model = TwoVoices(
      plans: [Self.steps(0.2), Self.steps(0.3), Self.steps(0.4), Self.steps(0.5)],
      judgements: [
        Self.judgement(40, "Dull."), Self.judgement(80, "Still dull."),
        Self.judgement(30, "Worse."), Self.judgement(100),
      ])
    let reviewed = try await review(model, rounds: 5)
    #expect(reviewed.rounds?.rounds.count == 3 && reviewed.rounds?.bestIndex == 1)
    #expect(reviewed.session.plan.recipe["exposure", "stops"] == 0.3)
    #expect(model.planning.count == 3 && model.judging.count == 3)
    // Each round answers the judgement of the one before it.
    #expect(model.planning[2].messages.map(\.text).joined().contains("- Still dull."))
  }

  @Test("at most the rounds that are allowed are made", arguments: [1, 2, 3])
  func limit(_ rounds: Int) async throws {
    let model = TwoVoices(
      plans: (1...9).map { Self.steps(Double($0) / 20) },
      judgements: (1...9).map { Self.judgement(Double($0) * 10, "Not yet.") })
    let reviewed = try await review(model, rounds: rounds)
    #expect(model.planning.count == rounds && model.judging.count == rounds)
    #expect(reviewed.rounds?.rounds.count == rounds && reviewed.rounds?.bestIndex == rounds - 1)
  }

  @Test("the critic sees both pictures and the wish, and nothing that the planner said")
  func separate() async throws {
    let model = TwoVoices(
      plans: [Self.steps(0.2), Self.steps(0.3)],
      judgements: [Self.judgement(40, "Dull."), Self.judgement(50)])
    let reviewed = try await review(model, rounds: 2)
    #expect(reviewed.session.plan.steps.contains { $0.reason == Self.boast })
    #expect(model.judging.count == 2)
    for conversation in model.judging {
      let text = conversation.messages.map(\.text).joined(separator: "\n")
      #expect(text.contains("friendlier light"))
      for hidden in [Self.boast, "exposure", "stops", "0.2", "0.3", "Dull", "Your last answer"] {
        #expect(!text.contains(hidden), "\(hidden)")
      }
      #expect(conversation.messages.map(\.role) == [.system, .user])
      #expect(conversation.pictures.count == 2)
      #expect(conversation.pictures[0].jpeg != conversation.pictures[1].jpeg)
    }
    // The same photo before, another result.
    #expect(model.judging[0].pictures[0].jpeg == model.judging[1].pictures[0].jpeg)
    #expect(model.judging[0].pictures[1].jpeg != model.judging[1].pictures[1].jpeg)
  }

  @Test("a model that fails in a later round leaves the best so far")
  func failsLater() async throws {
    let model = TwoVoices(
      plans: [Self.steps(0.2)], judgements: [Self.judgement(40, "Dull.")])
    let reviewed = try await review(model, rounds: 3)
    #expect(reviewed.rounds?.rounds.count == 1)
    #expect(reviewed.session.plan.recipe["exposure", "stops"] == 0.2)
  }

  @Test("where the model does not judge, the measured judgement counts and it is told")
  func silentCritic() async throws {
    let reviewed = try await review(
      TwoVoices(plans: [Self.steps(0.2)], judgements: []), rounds: 1)
    let measured = try await review(
      TwoVoices(plans: [Self.steps(0.2)], judgements: []), rounds: 1, asksModel: false)
    let (one, other) = (reviewed.rounds?.best.judgement, measured.rounds?.best.judgement)
    #expect(one?.score == other?.score && one?.defects == other?.defects)
    #expect(one?.notes.contains { $0.contains("first word") } == true)
  }

  @Test("a plan that the built-in planner had to finish is not sent to the model again")
  func fallback() async throws {
    let model = TwoVoices(plans: [], judgements: [Self.judgement(10, "Dull.")])
    let reviewed = try await review(model, rounds: 3, fallsBack: true)
    #expect(reviewed.session.plan.model == nil)
    #expect(model.planning.count == 1)
  }

  /// Answers of MonetGPT's stages of which only the first does something.
  private static func monet(_ values: String) -> [String] {
    let stop = "**No further adjustments are needed**"
    return ["Adjustment: light.\nIssue: dark.\nSolution: light.", values, stop, stop]
  }

  @Test("MonetGPT's edits are judged against the photo before them, and corrected")
  func monetStages() async throws {
    let model = TwoVoices(
      plans: Self.monet("{\"Exposure\": 100, \"Contrast\": 100}")
        + Self.monet("{\"Exposure\": 20}"),
      judgements: [Self.judgement(20, "Burnt."), Self.judgement(95)])
    let reviewed = try await review(model, rounds: 3, mode: .monet)
    let rounds = try #require(reviewed.rounds)
    #expect(rounds.rounds.count == 2 && rounds.bestIndex == 1)
    let found = rounds.rounds[0].judgement.defects.map(\.kind)
    #expect(found.contains { $0 != .other }, "what is measured: \(found)")
    // Before is the decoded picture, after the render of the edits.
    let pictures = model.judging.map(\.pictures)
    #expect(pictures[0][0].jpeg == pictures[1][0].jpeg)
    #expect(pictures[0][0].jpeg == model.planning[0].pictures[0].jpeg)
    #expect(Set(pictures.map { $0[1].jpeg } + [pictures[0][0].jpeg]).count == 3)
    // The next round's stages start from the photo and are told what was wrong with which edits.
    let again = model.planning[4]
    #expect(again.pictures[0].jpeg == pictures[0][0].jpeg)
    let text = again.messages.map(\.text).joined()
    #expect(text.contains("- Burnt.") && text.contains("Exposure"))
    // The session's photo carries the edits of the round that was kept.
    let exported = try await Exporter(engine: engine).export(
      reviewed.session.plan.recipe, of: reviewed.session.photo,
      settings: .init(format: .png, jobs: 2))
    let opened = try await OpenedPhoto.open(
      .bytes(try TestPicture.encoded(as: .png), name: "test picture"), engine: engine,
      recipe: rounds.best.plan.recipe, jobs: 2)
    let expected = try await Exporter(engine: engine).export(
      rounds.best.plan.recipe, of: opened, settings: .init(format: .png, jobs: 2))
    #expect(exported.bytes == expected.bytes)
  }

  @Test("the story tells what a round added, changed and took back")
  func story() async throws {
    func plan(_ steps: [(String, Double)]) -> String {
      let list = steps.map { name, value in
        "{\"parameter\": \"\(name)\", \"value\": \(value), \"reason\": \"so\"}"
      }
      return "{\"steps\": [\(list.joined(separator: ", "))]}"
    }
    let model = TwoVoices(
      plans: [
        plan([("exposure.stops", 0.2), ("vibrance.amount", 10), ("texture.amount", 8)]),
        plan([("exposure.stops", 0.3), ("clarity.amount", 6), ("texture.amount", 8)]),
      ], judgements: [Self.judgement(30, "Dull."), Self.judgement(90)])
    let rounds = try #require(try await review(model, rounds: 2).rounds)
    let lines = try RoundStory(rounds.json, language: .en).lines
    let start = try #require(lines.firstIndex(of: "Round 2 (kept)"))
    let second = lines[start...].joined(separator: "\n")
    #expect(second.contains("0.3") && second.contains("(before: 0.2)"))
    #expect(second.contains("No longer: vibrance.amount 10"))
    #expect(!second.contains("exposure.stops 0.2"))
    #expect(!second.lowercased().contains("texture"))
    let chinese = try RoundStory(rounds.json, language: .zh).lines.joined(separator: "\n")
    #expect(chinese.contains("不再采用：vibrance.amount 10") && chinese.contains("（原为 0.2）"))
  }
}

import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierMonet
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierTesting
import Testing

@Suite("Planning in MonetGPT's stages")
struct MonetModeTests {
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)

  private func session(
    _ model: ScriptedModel, sentence: String = "make it lively", prompt: String? = nil,
    region: Region? = nil
  ) async throws -> Retoucher.Session {
    try await Retoucher(engine: engine, jobs: 2).plan(
      .bytes(try TestPicture.encoded(as: .png), name: "test picture"), instruction: sentence,
      styles: PlanStyles(), region: region, output: OutputSettings(),
      planning: ModelPlanning(model: model, mode: .monet, systemPrompt: prompt, fallsBack: false))
  }

  /// An answer of a first turn.
  private static func analysis(_ name: String) -> Result<String, LanguageModelError> {
    .success("Adjustment: **\(name)** a little.\nIssue: \(name) is off.\nSolution: It helps.")
  }

  /// Six turns of which each does something.
  private static func whole() -> ScriptedModel {
    ScriptedModel(
      analysis("Shadows"), .success("```json\n{\"Shadows\": 40, \"Contrast\": 10}\n```"),
      analysis("Temperature"), .success("{\"Temperature\": 20}"),
      analysis("SaturationAdjustmentBlue"), .success("{\"SaturationAdjustmentBlue\": 30}"))
  }

  @Test("three stages of two turns, each a conversation of its own")
  func turns() async throws {
    let model = Self.whole()
    let plan = try await session(model).plan
    let asked = model.conversations
    #expect(asked.count == 6)
    let user = Conversation.Role.user
    for (index, conversation) in asked.enumerated() {
      let isSecond = index % 2 == 1
      #expect(
        conversation.messages.map(\.role)
          == (isSecond ? [.system, user, .assistant, user] : [.system, user]))
      // The text comes first, then the one picture; the second turn keeps both in its history.
      guard case .text(let question) = conversation.messages[1].parts.first,
        case .picture = conversation.messages[1].parts.last
      else {
        Issue.record("turn \(index) has no text before its picture")
        continue
      }
      #expect(question.contains("make it lively") && conversation.pictures.count == 1)
      #expect(conversation.temperature == 0.3 && conversation.form == nil)
      #expect(conversation.messages[0].text == MonetPrompts.system)
    }
    #expect(asked[1].messages[2].text.contains("**Shadows** a little"))
    #expect(asked[1].messages[3].text.contains("1 to 12: very slight"))
    // No stage is told what another one said.
    #expect(!asked[2...].flatMap(\.messages).contains { $0.text.contains("**Shadows** a little") })
    for (index, listed) in [(0, "Exposure"), (2, "Temperature"), (4, "HueAdjustmentRed")] {
      #expect(asked[index].messages[1].text.contains(listed))
    }

    #expect(plan.recipe.monet.count == 3 && plan.recipe.adjustments.isEmpty)
    #expect(plan.recipe.monet[0].values == [.init("Shadows", 40), .init("Contrast", 10)])
    #expect(plan.outcome == .complete)
    let step = try #require(plan.steps.first { $0.parameter == "Shadows" })
    #expect(step.operation == "monet" && step.chosenBy == .model)
    #expect(step.issue == "Shadows is off." && step.stage == "white-balance-tone-contrast")
    let record = try #require(plan.model)
    #expect(record.mode == "monet" && record.pictures == 6)
    #expect(record.tokensIn == 5400 && record.tokensOut == 360)
  }

  @Test("each stage is shown the render of the last")
  func renders() async throws {
    let model = Self.whole()
    let session = try await session(model)
    let edits = session.plan.recipe.monet
    let shown = try model.conversations.map { try #require($0.pictures.first) }
    let camera = PhotoPictures(session, engine: engine)
    for stage in 0..<3 {
      let expected = try await camera.jpeg(after: Array(edits.prefix(stage)))
      #expect(shown[2 * stage].jpeg == expected, "stage \(stage)")
      #expect(shown[2 * stage + 1].jpeg == expected, "stage \(stage), second turn")
    }
    #expect(shown[0].jpeg != shown[2].jpeg && shown[2].jpeg != shown[4].jpeg)
    // The photo of the session has all edits in it already.
    let whole = try await MonetExecutor(edits).render(session.photo.decoded.picture, jobs: 1)
    let exported = try await Exporter(engine: engine).export(
      session.plan.recipe, of: session.photo, settings: .init(format: .png, jobs: 2))
    let read = try PictureReader.read(.bytes(exported.bytes, name: "result")).picture
    #expect(read.samples == whole.samples)
  }

  @Test(
    "the stop phrase ends a stage in whatever case, and only with its asterisks",
    arguments: [
      "**No further adjustments are needed**",
      "All is well. **NO FURTHER ADJUSTMENTS ARE NEEDED**!",
    ])
  func stops(_ phrase: String) async throws {
    let model = ScriptedModel(
      .success(phrase), Self.analysis("Saturation"), .success("{\"Saturation\": 15}"),
      .success(phrase))
    let plan = try await session(model).plan
    #expect(model.conversations.count == 4)
    #expect(plan.recipe.monet.map { $0.values.map(\.key) } == [["Saturation"]])
    let bare = ScriptedModel(.success(phrase.replacing("*", with: "")))
    #expect(try await session(bare).plan.outcome == .unchanged)
    #expect(bare.conversations.count == 6)
  }

  @Test("a system prompt of one's own stands in front of every turn")
  func prompt() async throws {
    let model = Self.whole()
    _ = try await session(model, prompt: "You are trained.")
    #expect(model.conversations.allSatisfy { $0.messages[0].text == "You are trained." })
  }

  @Test("values beyond the range are limited, unknown names and nonsense have no effect")
  func nonsense() async throws {
    let model = ScriptedModel(
      Self.analysis("Contrast"),
      .success("{\"Contrast\": 900, \"score\": 10, \"delete\": 1, \"Temperature\": 50}"),
      .success("I cannot say."), .success("{\"Saturation\": \"rm -rf\"}"),
      .success("**no further adjustments are needed**"))
    let plan = try await session(model).plan
    #expect(plan.recipe.monet.map(\.values) == [[.init("Contrast", 100)]])
  }

  @Test("a drawn box is not used, and the plan says so")
  func box() async throws {
    let plan = try await session(Self.whole(), region: try Region("0.1,0.2,0.6,0.9")).plan
    #expect(plan.outcome == .partial)
    #expect(plan.notes.contains { $0.kind == .cannotBeDone && $0.text.contains("box") })
  }

  @Test("a server that fails in the middle of the stages is an error")
  func failure() async throws {
    let model = ScriptedModel(
      Self.analysis("Contrast"), .success("{\"Contrast\": 9}"),
      .failure(.timedOut(host: "h", what: "first word", seconds: 1)))
    await #expect(throws: LanguageModelError.self) { try await self.session(model) }
  }
}

/// The pictures that a photo's models are shown, made again.
private struct PhotoPictures {
  private let session: Retoucher.Session
  private let engine: RenderEngine

  init(_ session: Retoucher.Session, engine: RenderEngine) {
    self.session = session
    self.engine = engine
  }

  func jpeg(after edits: [MonetEdit]) async throws -> [UInt8] {
    let pixels = try await MonetExecutor(edits).render(session.photo.decoded.picture, jobs: 1)
    let small = try await engine.prepare(
      pixels, fitting: { $0.fitted(longEdge: 1024) }, jobs: 1)
    var options = EncodeOptions()
    options.quality = 90
    options.subsampling = .s420
    options.privacy = .stripAll
    let encoder = try PictureEncoder(size: small.size, format: .jpeg, options: options)
    try await engine.render(Recipe(), of: small, in: .sRGB, to: encoder, jobs: 1)
    return try encoder.finish().bytes
  }
}

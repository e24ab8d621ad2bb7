import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPlanner
import AtelierRecipe
import AtelierTesting
import Testing

@Suite("Styles and references in the modes of models")
struct StyleInModesTests {
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)

  private static let answers = [
    ModeName.atelier:
      "{\"steps\": [{\"parameter\": \"exposure.stops\", \"value\": 0.3, \"reason\": \"so\"}]}",
    .jarvis: "<think>Lift it.</think>\n<answer>{'Exposure2012': 0.3}</answer>",
    .monet: "{\"Exposure\": 12}",
  ]

  /// What a model of a mode is asked.
  private func asked(
    _ mode: ModeName, _ styles: PlanStyles, sentence: String = ""
  ) async throws -> [Conversation] {
    let model = ScriptedModel(.success(Self.answers[mode] ?? ""))
    let plan = try await Retoucher(engine: engine, jobs: 2).plan(
      .bytes(try TestPicture.encoded(as: .png), name: "test picture"), instruction: sentence,
      styles: styles, region: nil, output: OutputSettings(),
      planning: ModelPlanning(model: model, mode: mode, fallsBack: false)
    ).plan
    #expect(plan.model?.mode == mode.rawValue)
    return model.conversations
  }

  @Test(
    "a reference is a second picture with numbers, and its name is not sent",
    arguments: ModeName.allCases)
  func reference(_ mode: ModeName) async throws {
    let source = PictureSource.bytes(try TestPicture.encoded(as: .jpeg), name: "secret-name.jpg")
    let like = try await Retoucher(engine: engine, jobs: 2).reference(source, pictureEdge: 64)
    let conversation = try #require(try await asked(mode, PlanStyles(like: like)).first)
    #expect(conversation.pictures.count == 2)
    #expect(conversation.pictures.last?.width == 64)
    let text = conversation.messages.map(\.text).joined(separator: "\n")
    #expect(text.contains("second picture is a reference") && text.contains("L_median"))
    let blind = conversation.withoutPictures
    #expect(blind.pictures.isEmpty)
    let all = text + blind.messages.map(\.text).joined(separator: "\n")
    #expect(all.contains("The reference, not the photo."))
    #expect(!all.contains("secret-name"))
  }

  @Test("a style in words is told to the model", arguments: ModeName.allCases)
  func words(_ mode: ModeName) async throws {
    let styles = PlanStyles(chosen: .words("muted teal shadows, warm skin"))
    let conversation = try #require(try await asked(mode, styles, sentence: "brighter").first)
    let text = conversation.messages.map(\.text).joined(separator: "\n")
    #expect(text.contains("muted teal shadows, warm skin"))
    #expect(text.contains("brighter"))
  }

  @Test("MonetGPT is told its own styles by its own sentences, and looks in words")
  func monet() async throws {
    func text(_ styles: PlanStyles) async throws -> String {
      try await asked(.monet, styles).first?.messages.map(\.text).joined(separator: "\n") ?? ""
    }
    #expect(try await text(PlanStyles(chosen: .words("vibrant"))).contains("bold saturation"))
    let retro = try await text(PlanStyles(chosen: .builtIn(id: "vintage", word: "retro")))
    #expect(retro.contains("warm old film"))
    let look = try await text(PlanStyles(chosen: .builtIn(id: "moody", word: "moody")))
    #expect(look.contains("the look “moody”"))
    #expect(try await text(PlanStyles()).contains("natural and balanced"))
  }

  @Test("without a model no picture of the reference is made")
  func noPicture() async throws {
    let source = PictureSource.bytes(try TestPicture.encoded(as: .jpeg), name: "other.jpg")
    let like = try await Retoucher(engine: engine, jobs: 2).reference(source, pictureEdge: nil)
    #expect(like.picture == nil && like.name == "other.jpg")
  }
}

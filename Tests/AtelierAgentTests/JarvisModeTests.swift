import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPlanner
import AtelierRecipe
import AtelierTesting
import AtelierVision
import Foundation
import Testing

@Suite("Planning as JarvisArt's models answer")
struct JarvisModeTests {
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn, eyes: PhotoEyes())

  private func session(
    _ answer: String, sentence: String = "make it moody", reasoning: String = "",
    region: Region? = nil, prompt: String? = nil
  ) async throws -> (session: Retoucher.Session, model: ScriptedModel) {
    let model = ScriptedModel(.success(answer), reasoning: reasoning)
    let session = try await Retoucher(engine: engine, jobs: 2).plan(
      .bytes(try TestPicture.encoded(as: .png), name: "test picture"), instruction: sentence,
      styles: PlanStyles(), region: region, output: OutputSettings(),
      planning: ModelPlanning(
        model: model, mode: .jarvis, systemPrompt: prompt, fallsBack: false))
    return (session, model)
  }

  /// The same settings in the spellings of the format's description, section 2.1.
  private static let answers = [
    // Python text with whole numbers as keys, as the models are trained.
    """
    <think>Alright, the scene is dull. I lift the exposure to let it breathe. Contrast gives depth.\
    </think>
    <answer>{'Exposure2012': 0.35, 'Contrast2012': 12, 'ToneCurveName2012': 'Custom', \
    'ToneCurvePV2012': {1: 0, 2: 10, 3: 255, 4: 250}, 'ConvertToGrayscale': False}</answer>
    """,
    // JSON.
    """
    <think>I lift the exposure.</think><answer>{"Exposure2012": 0.35, "Contrast2012": 12, \
    "ToneCurveName2012": "Custom", "ToneCurvePV2012": {"1": 0, "2": 10, "3": 255, "4": 250}}</answer>
    """,
    // In a fence.
    """
    <think>I lift the exposure.</think>
    <answer>
    ```json
    {"Exposure2012": 0.35, "Contrast2012": 12, "ToneCurvePV2012": {"1": 0, "2": 10, "3": 255, "4": 250}}
    ```
    </answer>
    """,
    // Lua without braces.
    """
    <think>I lift the exposure.</think><answer>Exposure2012 = 0.35, Contrast2012 = 12, \
    ToneCurvePV2012 = { [1] = 0, [2] = 10, [3] = 255, [4] = 250 }</answer>
    """,
    // A list of which the last counts.
    """
    <think>I lift the exposure.</think><answer>[{'Exposure2012': 3}, {'Exposure2012': 0.35, \
    'Contrast2012': 12, 'ToneCurvePV2012': [0, 10, 255, 250]}]</answer>
    """,
    // Broken off by the limit of its length.
    """
    <think>I lift the exposure.</think><answer>{'Exposure2012': 0.35, 'Contrast2012': 12, \
    'ToneCurvePV2012': {1: 0, 2: 10, 3: 255, 4: 250}, 'Vibrance': 1
    """,
  ]

  @Test("every spelling of the answer gives the same settings", arguments: answers)
  func spellings(_ text: String) async throws {
    let plan = try await session(text).session.plan
    #expect(plan.recipe["exposure", "stops"] == 0.35)
    #expect(plan.recipe["contrast", "amount"] == 12)
    #expect(plan.recipe.adjustments["tone_curve"]?["master"] != nil)
    let step = try #require(plan.steps.first { $0.operation == "exposure" })
    #expect(step.chosenBy == .model && step.reason?.contains("exposure") == true)
    #expect(plan.model?.mode == "jarvis")
  }

  @Test("a thought that the server gives apart is the reason too")
  func reasoningField() async throws {
    let plan = try await session(
      "<answer>{'Exposure2012': 0.35}</answer>",
      reasoning: "The light is flat. More exposure helps."
    )
    .session.plan
    #expect(plan.steps.first?.reason == "More exposure helps.")
  }

  @Test("the published answers parse and render")
  func vectors() async throws {
    let folder = Repository.root.appendingPathComponent("../shared/spec/vectors/jarvisart")
      .standardized
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(".answer.txt") }.sorted()
    guard !names.isEmpty else {
      print("skipped: \(folder.path) is absent")
      return
    }
    for name in names {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      for answer in [text, "<think>Some light.</think>\n<answer>\(text)</answer>"] {
        let (session, _) = try await session(answer)
        #expect(session.plan.recipe.adjustments.count >= 5, "\(name)")
        #expect(session.plan.steps.contains { $0.chosenBy == .model })
        let picture = try await Exporter(engine: engine).export(
          session.plan.recipe, of: session.photo, settings: .init(format: .png, jobs: 2))
        #expect(picture.bytes.count > 1000)
      }
    }
  }

  @Test("a drawn box goes out as relative numbers, and comes back as a mask")
  func boxes() async throws {
    let answer = """
      <think>The region <box>0.1 0.2 0.6 0.9</box> is dark.</think><answer>{'Exposure2012': 0.1, \
      'MaskGroupBasedCorrections': [{'CorrectionAmount': 1, 'CorrectionActive': True, \
      'CorrectionName': 'Box', 'LocalExposure2012': 0.1, 'CorrectionMasks': [{'What': 'Mask/Image', \
      'MaskActive': True, 'MaskSubType': 0, 'MaskBlendMode': 0, 'MaskInverted': False, \
      'MaskValue': 1, 'Gesture': [{'What': 'Mask/Polygon', 'Points': [{'X': 0.1, 'Y': 0.2}, \
      {'X': 0.6, 'Y': 0.2}, {'X': 0.6, 'Y': 0.9}, {'X': 0.1, 'Y': 0.9}]}]}]}]}</answer>
      """
    let (session, model) = try await session(
      answer, sentence: "In the region <box></box>, lift the light",
      region: try Region("0.125,0.25,0.625,0.875"))
    #expect(
      model.conversations[0].messages[1].text
        == "In the region <box>[0.125, 0.25, 0.625, 0.875]</box>, lift the light")
    let local = try #require(session.plan.recipe.local.first)
    #expect(local.mask.kind == "rectangle")
    #expect(local.adjustments["exposure"]?["stops"]?.number == 0.4)
  }

  @Test(
    "the request has JarvisArt's shape, and a system prompt of one's own takes the place of ours")
  func request() async throws {
    let (_, model) = try await session(
      "<answer>{'Exposure2012': 0.1}</answer>", prompt: "You are trained.")
    let messages = try #require(model.conversations.first?.messages)
    #expect(messages.map(\.role) == [.system, .user])
    #expect(messages[0].text == "You are trained.")
    guard case .picture = messages[1].parts[0], case .text("make it moody") = messages[1].parts[1]
    else {
      Issue.record("the picture comes first, then the wish alone")
      return
    }
    #expect(model.conversations[0].form == nil)
  }

  @Test(
    "an answer without settings is refused",
    arguments: [
      "", "I cannot help.", "<answer></answer>", "<answer>{}</answer>",
      "<answer>{'score': 10, 'delete': True}</answer>", "<think>only thought</think>",
    ])
  func nonsense(_ text: String) async {
    await #expect(throws: LanguageModelError.self) { try await self.session(text) }
  }
}

import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPlanner
import AtelierRecipe
import AtelierTesting
import AtelierVision
import Testing

@Suite("Models and the person's values")
struct StandingModelTests {
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn, eyes: PhotoEyes())

  private func plan(
    _ sentence: String, _ model: ScriptedModel, mode: ModeName, on edit: StandingEdit,
    rounds: Int = 1
  ) async throws -> Plan {
    let retoucher = Retoucher(engine: engine, jobs: 2)
    let planning = ModelPlanning(model: model, mode: mode, fallsBack: false)
    let session = try await retoucher.plan(
      .bytes(try TestPicture.encoded(as: .png), name: "test picture"), instruction: sentence,
      styles: PlanStyles(), region: nil, output: OutputSettings(), standing: edit,
      planning: planning)
    return try await retoucher.review(session, limit: rounds, planning: planning).session.plan
  }

  private let edit = StandingEdit(
    recipe: Recipe(
      adjustments: [
        "exposure": ["stops": .number(0.25)], "saturation": ["amount": .number(10)],
      ]),
    held: [RecipePlace("exposure", "stops"), RecipePlace("vignette", "amount")])

  private func expectHeld(_ plan: Plan, _ edit: StandingEdit) {
    for place in edit.held {
      #expect(plan.recipe.value(at: place) == edit.recipe.value(at: place), "\(place)")
    }
  }

  @Test("in its own words a model moves what is free, and is told what is not", arguments: [1, 3])
  func atelier(_ rounds: Int) async throws {
    let model = ScriptedModel(
      .success(
        """
        {"steps": [{"parameter": "exposure.stops", "value": 1.5, "reason": "dark"},
        {"parameter": "vignette.amount", "value": -40, "reason": "frame"},
        {"parameter": "aim.L_mean", "value": 70, "reason": "lighter"},
        {"parameter": "saturation.amount", "value": 25, "reason": "duller than it was"}]}
        """))
    let plan = try await plan("friendlier", model, mode: .atelier, on: edit, rounds: rounds)
    expectHeld(plan, edit)
    #expect(plan.recipe["saturation", "amount"] == 25)
    #expect(plan.notes.contains { $0.text.contains("exposure.stops stays at 0.25") })
    #expect(plan.notes.contains { $0.text.contains("vignette.amount stays out") })
    let asked = model.conversations[0].messages.map(\.text).joined(separator: "\n")
    #expect(asked.contains("saturation.amount 10") && asked.contains("The owner decided these"))
  }

  @Test("in Lightroom's keys a model's values come on top, and held ones stay", arguments: [1, 2])
  func jarvis(_ rounds: Int) async throws {
    let model = ScriptedModel(
      .success(
        """
        <think>Dull.</think><answer>{'Exposure2012': 0.5, 'Saturation': 8, 'Contrast2012': 5, \
        'PostCropVignetteAmount': -30, 'MaskGroupBasedCorrections': [{'CorrectionAmount': 1, \
        'CorrectionActive': True, 'CorrectionName': 'left', 'LocalExposure2012': 0.1, \
        'LocalContrast2012': 0.2, 'CorrectionMasks': [{'What': 'Mask/Gradient', 'MaskActive': True, \
        'MaskValue': 1, 'ZeroX': 0.2, 'ZeroY': 0.5, 'FullX': 0.6, 'FullY': 0.5}]}]}</answer>
        """))
    var edit = edit
    edit.held.insert(RecipePlace("exposure", "stops", area: "left"))
    let plan = try await plan("moodier", model, mode: .jarvis, on: edit, rounds: rounds)
    expectHeld(plan, edit)
    #expect(plan.recipe["saturation", "amount"] == 18)
    #expect(plan.recipe["contrast", "amount"] == 5)
    #expect(plan.recipe.local.first?.adjustments["contrast"] != nil, "\(plan.recipe.json.text())")
  }

  @Test("MonetGPT's later stages see the picture without what a person holds")
  func monet() async throws {
    let turn = """
      **Adjustment**: Exposure and contrast. **Issue**: dark. **Solution**: lighter.
      """
    let model = ScriptedModel(
      .success(turn), .success(#"{"Exposure": 40, "Contrast": 20}"#), .success(turn),
      .success(#"{"Saturation": 30}"#), .success("no adjustments needed"))
    let edit = StandingEdit(
      recipe: Recipe(
        adjustments: ["exposure": ["stops": .number(0.2)]],
        monet: [MonetEdit([.init("Exposure", 10)])]),
      held: [RecipePlace(RecipePlace.monet, "Exposure"), RecipePlace("exposure", "stops")])
    let plan = try await plan("retro", model, mode: .monet, on: edit)
    expectHeld(plan, edit)
    #expect(plan.recipe.monet.first == MonetEdit([.init("Exposure", 10)]))
    let later = plan.recipe.monet.dropFirst().flatMap(\.values).map(\.key)
    #expect(later.contains("Contrast") && !later.contains("Exposure"), "\(later)")
    #expect(plan.notes.contains { $0.text.contains("monet.Exposure stays at 10") })
  }

  @Test("a recipe full of MonetGPT's edits asks the model nothing")
  func full() async throws {
    let model = ScriptedModel(.success("{}"))
    let edit = StandingEdit(
      recipe: Recipe(monet: Array(repeating: MonetEdit([.init("Contrast", 1)]), count: 14)))
    let plan = try await plan("retro", model, mode: .monet, on: edit)
    #expect(plan.outcome == .declined && plan.recipe == edit.recipe)
    #expect(model.conversations.isEmpty)
  }
}

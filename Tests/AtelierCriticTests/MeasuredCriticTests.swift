import AtelierCritic
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import AtelierVision
import Testing

@testable import AtelierPlanner

/// Shows one picture without settings and another with any.
private struct TwoPictures: PreviewRenderer {
  var before: PlanarPicture
  var after: PlanarPicture
  var size: PixelSize { before.size }
  var light: SourceLight { SourceLight() }

  func preview(
    _ recipe: Recipe, longEdge: Int
  ) async throws(RenderError) -> PlanarPicture { recipe == Recipe() ? before : after }

  func coverage(
    of mask: MaskSettings, longEdge: Int
  ) async throws(RenderError) -> [Float]? {
    // The left third.
    (0..<size.pixelCount).map { $0 % size.width < size.width / 3 ? 1 : 0 }
  }
}

private let size = PixelSize(width: 240, height: 160)

/// A grey picture of linear light by column and row, in fractions of the picture.
private func picture(_ light: (Double, Double) -> Double) -> PlanarPicture {
  color { x, y in
    let value = light(x, y)
    return (value, value, value)
  }
}

private func color(_ light: (Double, Double) -> (Double, Double, Double)) -> PlanarPicture {
  var result = PlanarPicture(size: size)
  for y in 0..<size.height {
    for x in 0..<size.width {
      let value = light(Double(x) / Double(size.width), Double(y) / Double(size.height))
      let index = y * size.width + x
      result.red[index] = Float(value.0)
      result.green[index] = Float(value.1)
      result.blue[index] = Float(value.2)
    }
  }
  return result
}

private func kinds(
  _ before: PlanarPicture, _ after: PlanarPicture, wish: String = "brighter",
  recipe: Recipe = Recipe(adjustments: ["exposure": ["stops": .number(1)]]),
  quality: FrameQuality = .unlimited
) async throws -> Set<Defect.Kind> {
  let critic = MeasuredCritic(
    renderer: TwoPictures(before: before, after: after), quality: quality)
  let attempt = Attempt(brief: Brief(instruction: wish), recipe: recipe)
  return Set(try await critic.judge(attempt).defects.map(\.kind))
}

@Suite("The measuring critic")
struct MeasuredCriticTests {
  /// A bright sky over dark ground, with some structure.
  private let scene = picture { x, y in
    let base = y < 0.5 ? 0.5 + 0.1 * x : 0.04 + 0.02 * x
    return base * (1 + 0.02 * ((x * 97 + y * 61).truncatingRemainder(dividingBy: 1)))
  }

  @Test("finds nothing where light is doubled evenly")
  func evenChange() async throws {
    var after = scene
    for index in after.red.indices {
      after.red[index] *= 1.5
      after.green[index] *= 1.5
      after.blue[index] *= 1.5
    }
    #expect(try await kinds(scene, after) == [])
  }

  @Test("finds tones that became white, unless whiter whites were wished")
  func whites() async throws {
    let after = picture { x, y in y < 0.5 ? 1 : 0.04 + 0.02 * x }
    #expect(try await kinds(scene, after).contains(.clippedHighlights))
    let wished = try await kinds(scene, after, wish: "whiter whites")
    #expect(!wished.contains(.clippedHighlights))
  }

  @Test("finds tones that became black")
  func blacks() async throws {
    let after = picture { x, y in y < 0.5 ? 0.5 + 0.1 * x : 0 }
    #expect(try await kinds(scene, after).contains(.clippedShadows))
  }

  @Test("finds a bright seam along an edge and no seam in a vignette")
  func seams() async throws {
    let seam = picture { x, y in
      let base = y < 0.5 ? 0.5 + 0.1 * x : 0.04 + 0.02 * x
      let distance = (y - 0.5) * 160
      return distance < 0 && distance > -6 ? base * 1.6 : base
    }
    #expect(try await kinds(scene, seam).contains(.halos))
    let vignette = picture { x, y in
      let base = y < 0.5 ? 0.5 + 0.1 * x : 0.04 + 0.02 * x
      let radius = (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5)
      return base * (1 - 0.8 * radius)
    }
    #expect(try await !kinds(scene, vignette).contains(.halos))
  }

  @Test("finds steps where a smooth sky of few codes became steeper")
  func steps() async throws {
    let sky = picture { x, y in 0.2 + 0.05 * x }
    let steep = picture { x, y in 0.1 + 0.3 * x }
    var quality = FrameQuality.unlimited
    quality.codeStep = 0.5
    #expect(try await kinds(sky, steep, quality: quality).contains(.banding))
    #expect(try await !kinds(sky, sky, quality: quality).contains(.banding))
    #expect(try await !kinds(sky, steep).contains(.banding))
  }

  @Test("finds skin that turned green, in patches on grey")
  func skin() async throws {
    func portrait(_ skin: (Double, Double, Double)) -> PlanarPicture {
      color { x, y in
        (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5) < 0.05 ? skin : (0.2, 0.2, 0.2)
      }
    }
    let (natural, green) = (portrait((0.42, 0.29, 0.2)), portrait((0.3, 0.34, 0.2)))
    #expect(try await kinds(natural, green).contains(.skin))
    #expect(try await !kinds(natural, natural).contains(.skin))
  }

  @Test("finds that fine structure was lost, unless a blur was wished")
  func softness() async throws {
    let fine = picture { x, y in 0.2 + (Int(x * 240) % 2 == 0 ? 0.08 : 0) + 0.3 * y }
    let soft = picture { x, y in 0.24 + 0.3 * y }
    #expect(try await kinds(fine, soft).contains(.sharpnessLost))
    #expect(try await !kinds(fine, soft, wish: "softer, blur it").contains(.sharpnessLost))
  }

  @Test("finds noise that the edit made plain to see")
  func noise() async throws {
    func noisy(_ strength: Double) -> PlanarPicture {
      var state: UInt64 = 1
      return picture { x, _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return 0.2 * (1 + strength * (Double(state >> 40) / Double(1 << 24) - 0.5))
      }
    }
    var quality = FrameQuality.unlimited
    quality.midNoise = 2
    #expect(try await kinds(noisy(0.1), noisy(0.4), quality: quality).contains(.noise))
    #expect(try await !kinds(noisy(0.1), noisy(0.1), quality: quality).contains(.noise))
  }

  @Test("finds change outside of what a sentence about the sky names")
  func outside() async throws {
    var recipe = Recipe()
    recipe.local = [
      LocalAdjustment(
        name: "sky", mask: MaskSettings(kind: "sky"),
        adjustments: ["exposure": ["stops": .number(-1)]])
    ]
    let darker = picture { x, y in (y < 0.5 ? 0.5 + 0.1 * x : 0.04 + 0.02 * x) * 0.6 }
    let wish = "darken the sky"
    #expect(try await kinds(scene, darker, wish: wish, recipe: recipe).contains(.changedOutside))
    let local = picture { x, y in
      (y < 0.5 ? 0.5 + 0.1 * x : 0.04 + 0.02 * x) * (x < 1.0 / 3 ? 0.6 : 1)
    }
    let kept = try await kinds(scene, local, wish: wish, recipe: recipe)
    #expect(!kept.contains(.changedOutside))
  }

  @Test("measures aims anew instead of believing what was reached")
  func aims() async throws {
    let critic = MeasuredCritic(
      renderer: TwoPictures(before: scene, after: scene), quality: .unlimited)
    let attempt = Attempt(
      brief: Brief(instruction: "brighter"),
      recipe: Recipe(adjustments: ["exposure": ["stops": .number(1)]]),
      aims: [.init(metric: "L_mean", wanted: 80)])
    let judgement = try await critic.judge(attempt)
    #expect(judgement.defects.map(\.kind) == [.targetMissed])
    #expect(judgement.defects.first?.severity == 1)
    #expect(judgement.score == 75)
  }

  @Test("what a wish aimed at is an aim, the bound of a guard rail is none")
  func bounds() {
    func step(_ parameter: String, _ metric: String, _ author: Plan.Author) -> Plan.Step {
      Plan.Step(
        operation: "highlights", parameter: parameter, value: .number(-10), issue: "",
        solution: "", target: .init(metric: metric, before: 1, wanted: 2, reached: 1.5),
        reason: nil, chosenBy: author, stage: "")
    }
    let plan = Plan(
      instruction: "brighter", language: .en, outcome: .complete,
      steps: [step("amount", "clip_high", .guardRail), step("amount", "L_mean", .planner)],
      notes: [], recipe: Recipe())
    #expect(Attempt(plan, brief: Brief(instruction: "brighter")).aims.map(\.metric) == ["L_mean"])
  }
}

@Suite("Revising")
struct ReviserTests {
  /// Shows seams wherever clarity or contrast is set, as strong as both together.
  private struct Seams: PreviewRenderer {
    var size: PixelSize { PixelSize(width: 240, height: 160) }
    var light: SourceLight { SourceLight() }

    func preview(
      _ recipe: Recipe, longEdge: Int
    ) async throws(RenderError) -> PlanarPicture {
      let strength =
        ((recipe["clarity", "amount"] ?? 0) + (recipe["contrast", "amount"] ?? 0)) / 100
      return picture { x, _ in
        let distance = x - 0.5
        let seam = distance.magnitude < 0.03 ? (distance < 0 ? -1.0 : 1) * 0.35 * strength : 0
        return max(0, (distance < 0 ? 0.1 : 0.45) + seam * (distance < 0 ? 0.2 : 0.8))
      }
    }
  }

  private let catalog = RenderEngine(operations: .builtIn, masks: .builtIn).catalog

  private func step(_ operation: String, _ value: Double) -> Plan.Step {
    Plan.Step(
      operation: operation, parameter: "amount", value: .number(value), issue: "", solution: "",
      reason: nil, chosenBy: .planner, stage: "")
  }

  private func revised(_ standing: StandingEdit, _ amount: Double) async throws -> Plan? {
    let critic = MeasuredCritic(renderer: Seams(), quality: .unlimited)
    var recipe = standing.recipe
    recipe["clarity", "amount"] = amount
    let step = step("clarity", amount)
    let steps = standing.steps.filter { $0.operation != "clarity" } + [step]
    let plan = Plan(
      instruction: "punchier", language: .en, outcome: .complete, steps: steps, notes: [],
      recipe: recipe)
    let brief = Brief(instruction: "punchier", standing: standing)
    let judgement = try await critic.judge(Attempt(plan, brief: brief))
    return try await Reviser(critic: critic, catalog: catalog).revise(
      plan, brief: brief, judgement: judgement)
  }

  @Test("goes half of the way back to what stood, and not beyond")
  func halves() async throws {
    let free = try #require(await revised(StandingEdit(), 80))
    #expect(free.recipe["clarity", "amount"] == 40)
    let stood = StandingEdit(recipe: Recipe(adjustments: ["clarity": ["amount": .number(20)]]))
    let standing = try await revised(stood, 80)
    #expect((standing?.recipe["clarity", "amount"] ?? 50) == 50)
  }

  @Test("leaves held values and what stood before as they are")
  func keeps() async throws {
    #expect(
      try await revised(StandingEdit(held: [RecipePlace("clarity", "amount")]), 80) == nil)
    let contrast = step("contrast", 70)
    let before = StandingEdit(
      recipe: Recipe(adjustments: ["contrast": ["amount": .number(70)]]), steps: [contrast])
    let plan = try #require(await revised(before, 80))
    #expect(plan.recipe["contrast", "amount"] == 70 && plan.recipe["clarity", "amount"] == 40)
  }
}

@Suite("Judgements")
struct JudgementTests {
  @Test("score less the more and the worse defects are")
  func scores() {
    func score(_ severities: [Double]) -> Double {
      Judgement(defects: severities.map { Defect(.halos, severity: $0, text: [:]) }).score
    }
    #expect(score([]) == 100)
    #expect(score([0.5]) < 100)
    #expect(score([1]) < score([0.5]))
    #expect(score([1, 1]) < score([1]))
    #expect(score([7]) == score([1]))
  }
}

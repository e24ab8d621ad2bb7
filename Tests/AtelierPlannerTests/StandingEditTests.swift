import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierVision
import Testing

@Suite("Planning on an edit that stands")
struct StandingEditTests {
  private let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  /// A sky over a meadow, of middle brightness and some texture.
  private func scene() async throws -> PreparedPicture {
    let (width, height) = (180, 120)
    var values: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        let wave = 12 * ((x / 3 + y / 4) % 3)
        let color = y < 50 ? [110, 140, 185] : [70 + x / 6, 105 + x / 6, 55]
        values += color.map { UInt8($0 + wave) }
      }
    }
    return try await engine.prepare(
      Picture(size: PixelSize(width: width, height: height), samples: .eight(values)), jobs: 2)
  }

  /// Plans a sentence on an edit.
  private func plan(_ sentence: String, on edit: StandingEdit) async throws -> Plan {
    try await BuiltInPlanner(catalog: engine.catalog).plan(
      Brief(instruction: sentence, standing: edit),
      renderer: ScenePreview(of: try await scene(), engine: engine, jobs: 2))
  }

  private func measure(_ metric: String, _ recipe: Recipe) async throws -> Double {
    let picture = LabPicture(try await engine.renderPlanar(recipe, of: try await scene(), jobs: 2))
    let known = try #require(Metric(name: metric))
    return try #require(MetricProbe(known, before: picture).baseline)
  }

  private func edit(_ plan: Plan, held: Set<RecipePlace> = []) -> StandingEdit {
    StandingEdit(recipe: plan.recipe, steps: plan.steps, held: held)
  }

  @Test(
    "what is said twice is done twice",
    arguments: [
      ("warmer", "b_mean", 1.0), ("darker", "L_mean", -1), ("more contrast", "contrast", 1),
      ("整体提亮一点", "L_mean", 1), ("色温调冷一些", "b_mean", -1), ("more saturated", "C_mean", 1),
    ])
  func twice(_ sentence: String, _ metric: String, _ sign: Double) async throws {
    let first = try await plan(sentence, on: StandingEdit())
    let second = try await plan(sentence, on: edit(first))
    let untouched = try await measure(metric, Recipe())
    let once = sign * (try await measure(metric, first.recipe) - untouched)
    let twice = sign * (try await measure(metric, second.recipe) - untouched)
    #expect(once > 0.5 && twice > 1.4 * once, "\(once), then \(twice)")
    #expect(second.outcome == .complete, "\(second.notes)")
  }

  @Test("a number that is said comes on top, and an absolute one does not")
  func numbers() async throws {
    let first = try await plan("half a stop brighter, 饱和度+20", on: StandingEdit())
    let second = try await plan("half a stop brighter, 饱和度+10", on: edit(first))
    #expect(second.recipe["exposure", "stops"] == 1)
    #expect(second.recipe["saturation", "amount"] == 30)
    let kelvin = try await plan("set the white balance to 6500K", on: StandingEdit())
    let again = try await plan("set the white balance to 6500K", on: edit(kelvin))
    #expect(
      kelvin.recipe["white_balance", "temperature"] == again.recipe["white_balance", "temperature"])
  }

  @Test("another wish leaves what stands where it is, with its reasons")
  func others() async throws {
    let first = try await plan("warmer", on: StandingEdit())
    let second = try await plan("add a vignette", on: edit(first))
    let place = RecipePlace("white_balance", "temperature")
    #expect(second.recipe.value(at: place) == first.recipe.value(at: place))
    let reason = second.steps.first { $0.place == place }
    #expect(reason?.solution == first.steps.first { $0.place == place }?.solution)
    // What the first one aimed at is measured no more.
    #expect(reason != nil && reason?.target == nil)
    #expect(second.recipe["vignette", "amount"] != nil)
  }

  @Test("a sentence that wants nothing leaves the edit as it is")
  func nothing() async throws {
    let first = edit(try await plan("warmer", on: StandingEdit()))
    for sentence in ["", "leave it as it is", "qwertz uiop"] {
      let plan = try await plan(sentence, on: first)
      #expect(plan.recipe == first.recipe && plan.steps.count == first.steps.count, "\(sentence)")
      #expect(plan.outcome == .declined || plan.outcome == .unchanged)
    }
  }

  @Test("a held slider stays, the others reach the aim, and that is told")
  func held() async throws {
    let place = RecipePlace("exposure", "stops")
    let edit = StandingEdit(
      recipe: Recipe(adjustments: ["exposure": ["stops": .number(0.2)]]), held: [place])
    let before = try await measure("L_mean", edit.recipe)
    for sentence in ["brighter", "整体提亮"] {
      let plan = try await plan(sentence, on: edit)
      #expect(plan.recipe.value(at: place) == .number(0.2))
      let reached = try await measure("L_mean", plan.recipe)
      #expect(reached > before + 4, "\(before), then \(reached)")
      #expect(plan.notes.contains { $0.text.contains("exposure.stops") }, "\(plan.notes)")
    }
  }

  @Test("where all sliders of a wish are held, it is told that it cannot be met")
  func allHeld() async throws {
    let edit = StandingEdit(held: [RecipePlace("white_balance", "temperature")])
    for sentence in ["warmer", "cooler"] {
      let plan = try await plan(sentence, on: edit)
      #expect(plan.recipe == Recipe())
      #expect(plan.notes.contains { $0.kind == .heldBack }, "\(plan.notes)")
      #expect(plan.notes.contains { $0.text.contains("stays out, as you decided") })
    }
  }

  @Test("what was removed is not put back")
  func removed() async throws {
    let first = try await plan("add a vignette, warmer", on: StandingEdit())
    var recipe = first.recipe
    recipe["vignette", "amount"] = nil
    let held = RecipePlace("vignette", "amount")
    let again = try await plan(
      "add a vignette, more contrast",
      on: StandingEdit(recipe: recipe, steps: first.steps, held: [held]))
    #expect(again.recipe.value(at: held) == nil)
    #expect((again.recipe["contrast", "amount"] ?? 0) > 3)
    #expect(again.notes.contains { $0.text.contains("vignette.amount stays out") })
  }

  @Test("the tint is found where the temperature is held")
  func halfBalance() async throws {
    let held = RecipePlace("white_balance", "temperature")
    let plan = try await plan(
      "fix the green cast",
      on: StandingEdit(
        recipe: Recipe(adjustments: ["white_balance": ["temperature": .number(12)]]), held: [held]))
    #expect(plan.recipe["white_balance", "temperature"] == 12)
    #expect((plan.recipe["white_balance", "tint"] ?? 0) > 2, "\(plan.recipe)")
  }

  @Test("guard rails and limits bring back what clips by sliders that are not held")
  func guarded() async throws {
    let highlights = RecipePlace("highlights", "amount")
    let free = try await plan("extremely bright, strongest contrast", on: StandingEdit())
    let held = try await plan(
      "extremely bright, strongest contrast",
      on: StandingEdit(
        recipe: Recipe(adjustments: ["highlights": ["amount": .number(15)]]), held: [highlights]))
    #expect(held.recipe.value(at: highlights) == .number(15))
    #expect(free.recipe != held.recipe)
  }

  @Test("turning and cropping come on top of turns and crops")
  func frames() async throws {
    let first = try await plan("rotate right by 90 degrees", on: StandingEdit())
    let second = try await plan("rotate right by 90 degrees", on: edit(first))
    #expect(second.recipe.geometry["rotate"]?["quarter_turns"] == .number(2))
    let cropped = StandingEdit(
      recipe: Recipe(geometry: [
        "crop": [
          "left": .number(0), "top": .number(0.2), "right": .number(0.5), "bottom": .number(1),
        ]
      ]))
    let turned = try await plan("rotate right by 90 degrees", on: cropped)
    #expect(
      turned.recipe.geometry["crop"] == [
        "left": .number(0), "top": .number(0), "right": .number(0.8), "bottom": .number(0.5),
      ])
    let held = StandingEdit(held: [RecipePlace("rotate", "quarter_turns")])
    #expect(try await plan("rotate right by 90 degrees", on: held).recipe.geometry["rotate"] == nil)
  }

  @Test(
    "no sentence changes a held value",
    arguments: [
      "brighter, warmer, more contrast", "make it pop", "cinematic look", "improve this photo",
      "电影感，压高光，提亮阴影", "much darker but keep the shadows", "black and white",
      "darken the left half", "deepen the blues, less noise, sharper", "fix the white balance",
    ])
  func never(_ sentence: String) async throws {
    // What it does freely, it must not do to any of these values.
    let free = try await plan(sentence, on: StandingEdit())
    let places = Set(free.recipe.values.keys)
    #expect(!places.isEmpty)
    let out = try await plan(sentence, on: StandingEdit(held: places))
    #expect(places.allSatisfy { out.recipe.value(at: $0) == nil }, "\(out.recipe.json.text())")
    var recipe = free.recipe
    for index in recipe.local.indices {
      recipe.local[index].adjustments = recipe.local[index].adjustments.mapValues { values in
        values.mapValues { $0.number.map { .number($0 / 2) } ?? $0 }
      }
    }
    let half = StandingEdit(recipe: recipe, steps: free.steps, held: places)
    let again = try await plan(sentence, on: half)
    for place in places {
      #expect(again.recipe.value(at: place) == recipe.value(at: place), "\(place)")
    }
  }
}

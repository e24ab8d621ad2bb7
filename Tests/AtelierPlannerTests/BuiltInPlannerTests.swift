import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierVision
import Testing

@Suite("Built-in planner")
struct BuiltInPlannerTests {
  let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  /// A sky over a meadow with a skin-coloured disc, of middle brightness and some texture.
  private func scene() async throws -> PreparedPicture {
    let (width, height) = (180, 120)
    var values: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        let wave = 12 * ((x / 3 + y / 4) % 3)
        let (dx, dy) = (x - 90, y - 70)
        let color =
          dx * dx + dy * dy < 900
          ? [180, 140, 120] : y < 50 ? [110, 140, 185] : [70 + x / 6, 105 + x / 6, 55]
        values += color.map { UInt8($0 + wave) }
      }
    }
    return try await engine.prepare(
      Picture(size: PixelSize(width: width, height: height), samples: .eight(values)), jobs: 2)
  }

  private func plan(
    _ sentence: String, box: [Double]? = nil, of picture: PreparedPicture? = nil
  ) async throws -> (plan: Plan, before: LabPicture, after: LabPicture) {
    let scene = try await scene()
    let picture = picture ?? scene
    let plan = try await BuiltInPlanner(catalog: engine.catalog).plan(
      Brief(instruction: sentence, box: box),
      renderer: ScenePreview(of: picture, engine: engine, jobs: 2))
    let before = try await engine.renderPlanar(Recipe(), of: picture, jobs: 2)
    let after = try await engine.renderPlanar(plan.recipe, of: picture, jobs: 2)
    return (plan, LabPicture(before), LabPicture(after))
  }

  private static let directions = [
    ("brighter", "L_mean", 3.0), ("darker, please", "L_mean", -3), ("整体提亮一点", "L_mean", 1.5),
    ("warmer", "b_mean", 2), ("色温调冷一些", "b_mean", -1), ("more contrast", "contrast", 0.8),
    ("lower the contrast", "contrast", -0.8), ("更鲜艳", "C_mean", 1.5),
    ("desaturate a bit", "C_mean", -0.8), ("deepen the blues", "L_mean@blue", -0.8),
    ("提亮阴影", "L_shadows", 2), ("tame the highlights", "L_highlights", -1),
    ("add a vignette", "corner_ratio", -0.05), ("转成黑白", "C_mean", -10),
  ]

  @Test("the picture moves the way that was said", arguments: directions)
  func moves(_ sentence: String, _ metric: String, _ least: Double) async throws {
    let (plan, before, after) = try await plan(sentence)
    #expect(plan.outcome == .complete, "\(plan.notes)")
    let probe = MetricProbe(try #require(Metric(name: metric)), before: before)
    let change = try #require(probe.change(to: after))
    #expect(least > 0 ? change >= least : change <= least, "\(metric) moved by \(change)")
  }

  @Test(
    "a part of the frame is changed and the rest is not",
    arguments: [
      ("darken the left half", "left", [0.1, 0.5], [0.9, 0.5]),
      ("把右边压暗", "right", [0.9, 0.5], [0.1, 0.5]),
      ("darken the top half of the picture", "top", [0.5, 0.1], [0.5, 0.9]),
      ("make the bottom darker", "bottom", [0.5, 0.9], [0.5, 0.1]),
      ("darken the center", "center", [0.5, 0.5], [0.03, 0.05]),
      ("desaturate the corners", "corners", [0.02, 0.03], [0.5, 0.5]),
    ])
  func places(_ sentence: String, _ name: String, _ inside: [Double], _ outside: [Double])
    async throws
  {
    let (plan, before, after) = try await plan(sentence)
    #expect(plan.outcome == .complete, "\(plan.notes)")
    #expect(plan.recipe.local.map(\.name) == [name] && plan.recipe.adjustments.isEmpty)
    func change(_ place: [Double]) -> Float {
      let size = before.size
      let index =
        Int(place[1] * Double(size.height)) * size.width + Int(place[0] * Double(size.width))
      return (after.lightness[index] - before.lightness[index]).magnitude
        + (after.a[index] - before.a[index]).magnitude
        + (after.b[index] - before.b[index]).magnitude
    }
    #expect(change(inside) > 1.5, "\(change(inside))")
    #expect(change(outside) < 0.5, "\(change(outside))")
  }

  @Test(
    "the shadows of a thing that no mask knows are lifted in the whole picture, and that is said")
  func shadowsOfThings() async throws {
    let (plan, _, _) = try await plan("lift the shadows of the car")
    #expect((plan.recipe["shadows", "amount"] ?? 0) > 5)
    #expect(plan.notes.contains { $0.text.contains("the whole picture is changed instead") })
  }

  @Test("spoken values are taken as they are")
  func spokenValues() async throws {
    let (plan, _, _) = try await plan("two thirds of a stop brighter, 饱和度+20")
    #expect(((plan.recipe["exposure", "stops"] ?? 0) - 0.67).magnitude < 0.005)
    #expect(plan.recipe["saturation", "amount"] == 20)
    #expect(plan.steps.allSatisfy { $0.chosenBy == .person })
  }

  @Test("each of several wishes gets a step of its own")
  func ownSteps() async throws {
    let alone = try await plan("warmer").plan.recipe["white_balance", "temperature"] ?? 0
    let (plan, _, _) = try await plan("warmer, more contrast, more saturated")
    let together = plan.recipe["white_balance", "temperature"] ?? 0
    #expect(alone > 5 && together >= 0.4 * alone, "\(alone) alone, \(together) among others")
    for (operation, parameter) in [("contrast", "amount"), ("saturation", "amount")] {
      #expect((plan.recipe[operation, parameter] ?? 0) > 3, "\(operation)")
    }
  }

  @Test("a word that hardly moves its number does not run its slider to the end")
  func bounded() async throws {
    // Nearly white all over: contrast has nowhere to go.
    let values = (0..<(180 * 120)).flatMap { index -> [UInt8] in
      let value = UInt8(232 + (index % 180) / 9)
      return [value, value, value]
    }
    let white = try await engine.prepare(
      Picture(size: PixelSize(width: 180, height: 120), samples: .eight(values)), jobs: 2)
    for (sentence, most) in [
      ("half a stop brighter, a touch more contrast", 35.0),
      ("half a stop brighter, more contrast", 60),
      ("half a stop brighter, a lot more contrast", 90),
    ] {
      let (plan, _, _) = try await plan(sentence, of: white)
      let contrast = plan.recipe["contrast", "amount"] ?? 0
      #expect(contrast >= 0 && contrast <= most, "\(sentence): \(contrast)")
    }
  }

  @Test("every adjustment says why")
  func explanations() async throws {
    let (plan, _, _) = try await plan("a bit warmer and more contrast")
    #expect(!plan.steps.isEmpty)
    for step in plan.steps {
      #expect(!step.issue.isEmpty && !step.solution.isEmpty && step.target != nil)
    }
  }

  @Test("what cannot be done is declined and said", arguments: ["add a cat", "把天空换成晚霞"])
  func declines(_ sentence: String) async throws {
    let (plan, _, _) = try await plan(sentence)
    #expect(plan.outcome == .declined)
    #expect(plan.recipe == Recipe())
    #expect(plan.notes.contains { $0.kind == .cannotBeDone })
  }

  @Test("the rest of a wish is done where a part cannot be")
  func partial() async throws {
    let (plan, _, _) = try await plan("make it brighter and add a cat")
    #expect(plan.outcome == .partial)
    #expect((plan.recipe["exposure", "stops"] ?? 0) > 0)
  }

  @Test("a wish for a colour that the picture lacks makes the plan partial, and is named")
  func missingColor() async throws {
    let (mixed, _, _) = try await plan("brighter, and more saturated purples")
    #expect(mixed.outcome == .partial)
    #expect(mixed.notes.contains { $0.kind == .cannotBeDone && $0.text.contains("purples") })
    let (lone, _, _) = try await plan("more saturated purples")
    #expect(lone.outcome == .declined)
    #expect(lone.recipe == Recipe())
  }

  @Test("a step of an operation with several sliders names the slider")
  func sliderNames() async throws {
    let (english, _, _) = try await plan("deepen the blues")
    #expect(english.steps.contains { $0.solution.hasPrefix("HSL blue luminance -") })
    let (chinese, _, _) = try await plan("蓝色再深一点")
    #expect(chinese.steps.contains { $0.solution.hasPrefix("混色器蓝色明亮度 -") })
    let (warm, _, _) = try await plan("warmer")
    #expect(warm.steps.contains { $0.solution.hasPrefix("White balance temperature +") })
    let (bright, _, _) = try await plan("half a stop brighter")
    #expect(bright.steps.map(\.solution) == ["Exposure +0.5."])
  }

  @Test("a horizon is levelled by what the picture shows, and said")
  func levels() async throws {
    /// A sea under a sky, with waves.
    func sea(slope: Double) async throws -> PreparedPicture {
      let size = PixelSize(width: 480, height: 320)
      let codes = (0..<size.pixelCount).flatMap { index -> [UInt8] in
        let (x, y) = (index % size.width, index / size.width)
        let depth = min(max(Double(y) - 140 - slope * Double(x - 240) + 0.5, 0), 1)
        let wave = depth * Double((x / 7 + y / 5) % 3) * 6
        return [190 - 90 * depth + wave, 205 - 85 * depth + wave, 225 - 75 * depth + wave]
          .map { UInt8($0) }
      }
      return try await engine.prepare(Picture(size: size, samples: .eight(codes)), jobs: 2)
    }
    let level = try await plan("straighten the horizon", of: sea(slope: 0)).plan
    #expect(level.outcome == .unchanged)
    #expect(level.recipe == Recipe())
    let tilted = try await plan("把地平线拉直", of: sea(slope: 0.06)).plan
    let degrees = tilted.recipe.geometry["straighten"]?["degrees"]?.number ?? 0
    // atan 0.06, falling to the right: the picture leans clockwise.
    #expect((degrees - 3.43).magnitude < 0.3, "\(degrees)")
    #expect(tilted.outcome == .complete)
    #expect(tilted.steps.map(\.operation) == ["straighten"])
  }

  @Test("without a clear line the horizon is left, with a reason")
  func declinesToLevel() async throws {
    let size = PixelSize(width: 150, height: 100)
    let codes = (0..<size.pixelCount).flatMap { index -> [UInt8] in
      let (x, y) = (index % size.width, index / size.width)
      let (dx, dy) = (x - 75, y - 50)
      return [UInt8](repeating: dx * dx + dy * dy < 900 ? 180 : 90, count: 3)
    }
    let picture = try await engine.prepare(Picture(size: size, samples: .eight(codes)), jobs: 2)
    let plan = try await plan("level the horizon", of: picture).plan
    #expect(plan.outcome == .declined)
    #expect(plan.notes.contains { $0.kind == .cannotBeDone && $0.text.contains("line") })
  }

  @Test("a said angle turns the picture the way that was said")
  func saidAngle() async throws {
    let clockwise = try await plan("rotate 2 degrees clockwise").plan.recipe.geometry
    #expect(clockwise["straighten"]?["degrees"] == .number(-2))
    let other = try await plan("逆时针旋转3度").plan.recipe.geometry
    #expect(other["straighten"]?["degrees"] == .number(3))
  }

  @Test("no change is no change", arguments: ["leave it as it is", "不用修，保持原样就好"])
  func unchanged(_ sentence: String) async throws {
    let (plan, _, _) = try await plan(sentence)
    #expect(plan.outcome == .unchanged)
    #expect(plan.recipe == Recipe())
  }

  @Test("a drawn box changes nothing outside it")
  func box() async throws {
    let box = [0.3, 0.3, 0.7, 0.9]
    let (plan, before, after) = try await plan("darken this area", box: box)
    #expect(plan.recipe.adjustments.isEmpty && plan.recipe.local.count == 1)
    let inside = PixelArea(size: before.size, left: 0.3, top: 0.3, right: 0.7, bottom: 0.9)
    let outside = PixelArea(
      size: before.size, left: 0.3, top: 0.3, right: 0.7, bottom: 0.9, margin: 0.01
    ).inverse
    let metric = Metric(.mean(.lightness))
    let change = MetricProbe(metric, before: before, in: inside).change(to: after)
    #expect((change ?? 0) < -3)
    for index in outside.indices {
      #expect((after.lightness[Int(index)] - before.lightness[Int(index)]).magnitude < 0.01)
    }
  }

  @Test("what is protected stays")
  func protection() async throws {
    let (_, before, after) = try await plan("warm it up without making it brighter")
    let light = MetricProbe(Metric(.mean(.lightness)), before: before)
    #expect((light.change(to: after) ?? 9).magnitude < 1.5)
  }

  @Test("every look of the bank is made of what the catalog has")
  func looksFit() {
    for look in LookBank.all {
      for ingredient in look.ingredients {
        let parts = ingredient.parameter.split(separator: ".").map(String.init)
        #expect(
          engine.catalog.operation(parts[0])?.parameter(parts[1]) != nil,
          "\(look.id): \(ingredient.parameter)")
      }
    }
  }
}

import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierVision
import Testing

@Suite("Improving a photo")
struct ImproveTests {
  let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  private func improve(
    _ color: (_ x: Int, _ y: Int) -> [Int], saying sentence: String = "improve this photo"
  ) async throws -> (plan: Plan, before: PictureStatistics, after: PictureStatistics) {
    let size = PixelSize(width: 180, height: 120)
    var codes: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width { codes += color(x, y).map { UInt8(min(max($0, 0), 255)) } }
    }
    let picture = try await engine.prepare(Picture(size: size, samples: .eight(codes)), jobs: 2)
    let plan = try await BuiltInPlanner(catalog: engine.catalog).plan(
      Brief(instruction: sentence),
      renderer: ScenePreview(of: picture, engine: engine, jobs: 2))
    let before = try await engine.renderPlanar(Recipe(), of: picture, jobs: 2)
    let after = try await engine.renderPlanar(plan.recipe, of: picture, jobs: 2)
    return (
      plan, PictureStatistics(of: LabPicture(before)), PictureStatistics(of: LabPicture(after))
    )
  }

  /// A house before a bright sky: the lower half has the codes of `dark` and a little texture.
  private func house(dark: Int) -> (Int, Int) -> [Int] {
    { x, y in
      let wave = 3 * ((x / 4 + y / 5) % 5)
      return y < 60
        ? [190 + 2 * wave, 195 + 2 * wave, 205 + 2 * wave]
        : [dark + wave + 2, dark + wave, dark + wave - 3]
    }
  }

  @Test("what lies in shadow before a bright background is opened")
  func backlight() async throws {
    let (plan, before, after) = try await improve(house(dark: 46))
    #expect((plan.recipe.adjustments["shadows"]?["amount"]?.number ?? 0) > 0, "\(plan.recipe)")
    #expect(after.lightness.p25 > before.lightness.p25 + 3)
  }

  @Test("a silhouette stays one")
  func silhouette() async throws {
    let (plan, _, after) = try await improve(house(dark: 8))
    #expect(plan.recipe.adjustments["shadows"] == nil, "\(plan.recipe)")
    #expect(after.lightness.p25 < 10)
  }

  @Test("evening under lamps stays evening")
  func lampLight() async throws {
    let (_, before, after) = try await improve { x, y in
      let wave = (x / 5 + y / 4) % 12
      return [100 + 6 * wave, 48 + 4 * wave, 8 + wave]
    }
    let change = after.lightness.mean - before.lightness.mean
    #expect((-4...7).contains(change), "by \(change)")
  }

  @Test("black takes no light from the middle")
  func middleTones() async throws {
    let (plan, before, after) = try await improve { x, y in
      let wave = 10 * ((x / 6 + y / 5) % 15)
      return [62 + wave, 64 + wave, 66 + wave]
    }
    #expect((plan.recipe.adjustments["blacks"]?["amount"]?.number ?? 0) < 0, "\(plan.recipe)")
    #expect(after.lightness.mean > before.lightness.mean - 1.6)
    #expect(after.lightness.p1 < before.lightness.p1 - 3)
  }

  /// Sky over the sea, without black and white.
  private func sea(_ x: Int, _ y: Int) -> [Int] {
    let wave = (x / 6 + y / 5) % 8
    return y < 80
      ? [70 + wave, 130 + y / 2, 205 + y / 4] : [45 + 2 * wave, 75 + 2 * wave, 120 + wave]
  }

  @Test("colours that were strong do not become stronger")
  func richColors() async throws {
    let (plan, before, after) = try await improve(sea)
    #expect((plan.recipe.adjustments["contrast"]?["amount"]?.number ?? 0) > 0, "\(plan.recipe)")
    #expect(before.chroma.mean > 26)
    #expect(after.chroma.mean < before.chroma.mean * 1.08)
  }

  @Test("a gentle improvement goes less far")
  func gently() async throws {
    let (whole, _, _) = try await improve(house(dark: 46))
    let (gentle, before, after) = try await improve(
      house(dark: 46), saying: "improve this photo, but don't overdo it")
    func shadows(_ plan: Plan) -> Double {
      plan.recipe.adjustments["shadows"]?["amount"]?.number ?? 0
    }
    #expect(shadows(gentle) > 0 && shadows(gentle) < 0.8 * shadows(whole), "\(gentle.recipe)")
    #expect(after.lightness.p25 > before.lightness.p25)
  }

  @Test("what is far from black is not kept from being crushed")
  func farFromBlack() async throws {
    let (plan, _, _) = try await improve(sea, saying: "more contrast without crushing the blacks")
    #expect(plan.recipe.adjustments["contrast"] != nil)
    #expect(plan.recipe.adjustments["blacks"] == nil, "\(plan.recipe)")
  }

  @Test("sliders that lead away from a wish are no reason to call it met")
  func leadsAway() async throws {
    func snow(_ x: Int, _ y: Int) -> [Int] {
      let wave = (x / 6 + y / 5) % 8
      return [240 + wave, 241 + wave, 243 + wave]
    }
    let (plan, _, _) = try await improve(snow, saying: "more contrast")
    if plan.outcome == .unchanged {
      #expect(plan.notes.contains { $0.kind == .heldBack }, "\(plan.notes)")
      #expect(!plan.notes.contains { $0.kind == .information }, "\(plan.notes)")
    } else {
      #expect(plan.recipe != Recipe())
    }
  }
}

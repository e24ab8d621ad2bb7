import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import AtelierVision
import Foundation
import Testing

@testable import AtelierPlanner

@Suite("What a frame allows")
struct FrameLimitsTests {
  let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  private static func even(_ state: inout UInt64) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 40) / Double(1 << 24) - 0.5
  }

  /// Dark, middle and light grey side by side, with noise of L* or of colour.
  private func chart(lightness: Double, color: Double) async throws -> PreparedPicture {
    let size = PixelSize(width: 576, height: 192)
    var state: UInt64 = 3
    var values: [UInt16] = []
    for _ in 0..<size.height {
      for x in 0..<size.width {
        let tone = [15.0, 50, 85][x / 192] + lightness * Self.even(&state)
        let root = (tone + 16) / 116
        let light = root * root * root
        for _ in 0..<3 {
          let value = light * (1 + color * Self.even(&state))
          values.append(UInt16((RGBColorSpace.sRGB.transfer.encode(value) * 65535).rounded()))
        }
      }
    }
    return try await engine.prepare(Picture(size: size, samples: .sixteen(values)), jobs: 2)
  }

  /// Deviations of a plane in the noisy greys after a render.
  private func deviation(
    _ picture: LabPicture, _ plane: [Float], third: Int
  ) -> Double {
    var sums = (0.0, 0.0, 0.0)
    // Second differences, which know no slope.
    for y in 24..<168 {
      for x in third * 192 + 24..<third * 192 + 168 {
        let at = y * picture.size.width + x
        let difference = Double(plane[at - 1] - 2 * plane[at] + plane[at + 1])
        sums = (sums.0 + 1, sums.1 + difference, sums.2 + difference * difference)
      }
    }
    return (sums.2 / sums.0).squareRoot()
  }

  @Test("the gains are those that rendering noise shows", arguments: FrameLimits.amplifiers)
  func gains(amplifier: FrameLimits.Amplifier) async throws {
    let isColor = amplifier.flaw == .color
    let picture = try await chart(lightness: isColor ? 0 : 3, color: isColor ? 0.12 : 0)
    var recipe = Recipe()
    recipe.adjustments[amplifier.operation] = [amplifier.parameter: .number(amplifier.full)]
    let before = LabPicture(try await engine.renderPlanar(Recipe(), of: picture, jobs: 2))
    let after = LabPicture(try await engine.renderPlanar(recipe, of: picture, jobs: 2))
    let third = amplifier.flaw == .dark ? 0 : 1
    let gain =
      isColor
      ? deviation(after, after.b, third: third) / deviation(before, before.b, third: third)
      : deviation(after, after.lightness, third: third)
        / deviation(before, before.lightness, third: third)
    #expect((gain / amplifier.gain - 1).magnitude < 0.15, "\(gain)")
  }

  /// A frame with flaws.
  private func quality(
    dark: Double = 0, mid: Double = 0, color: Double = 0, code: Double = 0, block: Double = 0,
    clipped: Double = 0
  ) throws -> FrameQuality {
    let text = """
      {"dark_noise": \(dark), "mid_noise": \(mid), "color_noise": \(color), "code_step": \(code),
       "block_step": \(block), "clipped_share": \(clipped)}
      """
    return try JSONDecoder().decode(FrameQuality.self, from: Data(text.utf8))
  }

  private func plan(
    _ sentence: String, _ quality: FrameQuality, box: [Double]? = nil, isRaw: Bool = false
  ) async throws -> Plan {
    let size = PixelSize(width: 180, height: 120)
    let values = (0..<size.pixelCount).flatMap { index -> [UInt8] in
      let value = UInt8(20 + index % 40 + index / 180 / 4)
      return [value + 8, value + 3, value]
    }
    let picture = try await engine.prepare(
      Picture(size: size, samples: .eight(values)), light: SourceLight(isRaw: isRaw), jobs: 2)
    return try await BuiltInPlanner(catalog: engine.catalog).plan(
      Brief(instruction: sentence, box: box),
      renderer: ScenePreview(of: picture, engine: engine, jobs: 2), quality: quality)
  }

  @Test("a clean frame holds nothing back")
  func clean() async throws {
    let plan = try await plan("much brighter, much more saturated", .unlimited)
    #expect(!plan.notes.contains { $0.kind == .heldBack }, "\(plan.notes)")
    #expect((plan.recipe["exposure", "stops"] ?? 0) > 1)
  }

  @Test(
    "what a flaw allows is kept to and said, in the language of the wish",
    arguments: [
      ("make it extremely bright", "noise would be plain"), ("大幅提亮", "噪点会很明显"),
    ])
  func held(sentence: String, reason: String) async throws {
    let plan = try await plan(sentence, quality(dark: 3.6, mid: 3.6))
    let free = try await self.plan(sentence, .unlimited)
    let stops = plan.recipe["exposure", "stops"] ?? 0
    #expect(stops > 0.95 && stops < 1.1, "\(stops)")
    #expect((free.recipe["exposure", "stops"] ?? 0) > stops + 0.1)
    let notes = plan.notes.filter { $0.kind == .heldBack && $0.text.contains(reason) }
    #expect(notes.count == 1, "\(plan.notes)")
    #expect(
      plan.steps.contains { $0.operation == "exposure" && $0.chosenBy == .guardRail })
  }

  @Test("steps, blocks and colour noise have sentences of their own")
  func causes() async throws {
    func text(_ sentence: String, _ quality: FrameQuality) async throws -> String {
      try await plan(sentence, quality).notes.map(\.text).joined(separator: " ")
    }
    let bright = "make it extremely bright"
    #expect(try await text(bright, quality(code: 1)).contains("break into steps"))
    #expect(try await text(bright, quality(block: 1)).contains("blocks of the JPEG"))
    let limits = FrameLimits(try quality(color: 8.5), isRaw: false).limits
    let saturation = try #require(limits.first { $0.operation == "saturation" })
    #expect(saturation.cause == .colorNoise && saturation.range.upperBound == 50)
    #expect(limits.first { $0.operation == "exposure" }?.range.contains(5) == true)
  }

  @Test("a value that the person said is kept, with a remark")
  func said() async throws {
    let plan = try await plan("exposure +2.5 EV", quality(dark: 3.6))
    #expect(plan.recipe["exposure", "stops"] == 2.5)
    #expect(plan.notes.contains { $0.kind == .information && $0.text.contains("as you said") })
    #expect(plan.outcome == .complete)
  }

  @Test("what a box takes back of a value that the person said is not held")
  func takesBack() async throws {
    let scene = try await PlanningScene(
      brief: Brief(instruction: "", box: [0.2, 0.2, 0.8, 0.8]),
      renderer: ScenePreview(of: try await chart(lightness: 0, color: 0), engine: engine, jobs: 2),
      catalog: engine.catalog, quality: quality(dark: 3.6))
    var draft = Draft(scene: scene)
    draft.set("exposure", "stops", to: .number(3), in: .whole)
    draft.explain("exposure", "stops", in: .whole, issue: "", solution: "", by: .person)
    draft.set("exposure", "stops", to: .number(-0.5), in: .box)
    draft.explain("exposure", "stops", in: .box, issue: "", solution: "")
    FrameLimits(scene.quality, isRaw: false)
      .hold(&draft, in: [.whole, .box], wording: Wording(language: .en))
    #expect(draft.value("exposure", "stops", in: .whole) == 3)
    #expect(draft.value("exposure", "stops", in: .box) == -0.5)
    #expect(draft.notes.count == 1)
  }

  @Test("within a box the limit holds as well")
  func inBox() async throws {
    let plan = try await plan(
      "make it extremely bright", quality(dark: 3.6), box: [0.2, 0.2, 0.8, 0.8])
    let stops = plan.recipe.local.first?.adjustments["exposure"]?["stops"]?.number ?? 0
    #expect(stops > 0.9 && stops < 1.1, "\(stops)")
  }

  @Test("lost white is not turned grey, except of RAW files, which may hold more")
  func lostWhite() async throws {
    let lost = try quality(clipped: 0.2)
    #expect(FrameLimits(lost, isRaw: false).limits.contains { $0.cause == .lostHighlights })
    #expect(!FrameLimits(lost, isRaw: true).limits.contains { $0.cause == .lostHighlights })
  }
}

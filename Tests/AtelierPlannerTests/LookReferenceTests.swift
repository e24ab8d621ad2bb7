import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import AtelierVision
import Testing

@testable import AtelierPlanner

@Suite("Looking like another picture")
struct LookReferenceTests {
  private let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  /// Coloured blocks with texture, under light of a brightness and a colour.
  private func picture(
    light: Double = 1, warmth: Double = 0, color: Double = 1, side: Int = 180
  ) async throws -> PreparedPicture {
    let size = PixelSize(width: side, height: side * 2 / 3)
    let blocks: [[Double]] = [
      [128, 128, 128], [170, 110, 80], [80, 130, 70], [70, 100, 170], [200, 200, 196],
      [40, 42, 44],
    ]
    var values: [UInt8] = []
    for index in 0..<size.pixelCount {
      let (x, y) = (index % size.width, index / size.width)
      let block = blocks[(x * 3 / size.width) + 3 * (y * 2 / size.height)]
      let grey = (block[0] + block[1] + block[2]) / 3
      let wave = Double((x / 3 + y / 4) % 5) * 4 - 8
      let cast = [warmth, 0, -warmth]
      values += (0..<3).map { channel in
        let value = (grey + color * (block[channel] - grey) + wave + cast[channel]) * light
        return UInt8(min(max(value, 0), 255))
      }
    }
    return try await engine.prepare(Picture(size: size, samples: .eight(values)), jobs: 2)
  }

  private func reference(_ picture: PreparedPicture) async throws -> LookReference {
    let preview = ScenePreview(of: picture, engine: engine, jobs: 2)
    return try LookReference(
      name: "other.jpg",
      of: LabPicture(try await preview.preview(Recipe(), longEdge: LookReference.previewEdge)))
  }

  private func plan(
    _ sentence: String = "", of photo: PreparedPicture, like other: PreparedPicture?,
    box: [Double]? = nil
  ) async throws -> (plan: Plan, after: PictureStatistics) {
    var styles = PlanStyles()
    if let other { styles.like = try await reference(other) }
    let preview = ScenePreview(of: photo, engine: engine, jobs: 2)
    let plan = try await BuiltInPlanner(catalog: engine.catalog).plan(
      Brief(instruction: sentence, box: box), styles: styles, renderer: preview)
    let after = try await preview.preview(plan.recipe, longEdge: LookReference.previewEdge)
    return (plan, PictureStatistics(of: LabPicture(after)))
  }

  @Test("light and the colour of greys come near to the reference's, and steps say so")
  func comesNear() async throws {
    let other = try await picture(light: 1.2, warmth: 14, color: 0.6)
    let wanted = try await reference(other).statistics
    let photo = try await picture()
    let before = try await reference(photo).statistics
    let (plan, after) = try await plan(of: photo, like: other)
    #expect(plan.outcome == .complete, "\(plan.notes)")
    func nearer(_ path: KeyPath<PictureStatistics, Double>, by share: Double) {
      let (was, left) = (
        wanted[keyPath: path] - before[keyPath: path],
        wanted[keyPath: path] - after[keyPath: path]
      )
      #expect(left.magnitude < (1 - share) * was.magnitude, "\(path): \(was), then \(left)")
    }
    nearer(\.lightness.p50, by: 0.5)
    nearer(\.cast.grey.b, by: 0.4)
    let step = try #require(plan.steps.first { $0.operation == "exposure" })
    let target = try #require(step.target)
    #expect(target.metric == "L_median" && (target.reached - target.wanted).magnitude < 3)
    #expect(step.issue.contains("other.jpg"))
    #expect(plan.notes.contains { $0.text.contains("from “other.jpg” and is") })
    #expect(plan.recipe.local.isEmpty && plan.recipe.geometry.isEmpty)
  }

  @Test("colourfulness comes near to the reference's")
  func colorfulness() async throws {
    let other = try await picture(color: 0.4)
    let wanted = try await reference(other).statistics.chroma.mean
    let photo = try await picture()
    let before = try await reference(photo).statistics.chroma.mean
    let (plan, after) = try await plan(of: photo, like: other)
    let (was, left) = (wanted - before, wanted - after.chroma.mean)
    #expect(was.magnitude > 3 && left.magnitude < 0.7 * was.magnitude, "\(was), then \(left)")
    #expect(plan.steps.contains { $0.operation == "saturation" || $0.operation == "vibrance" })
  }

  @Test("a photo that looks so already stays as it is")
  func same() async throws {
    let photo = try await picture()
    let (plan, _) = try await plan(of: photo, like: photo)
    #expect(plan.recipe == Recipe(), "\(plan.recipe.json)")
    #expect(plan.outcome == .unchanged)
  }

  @Test(
    "a reference in black and white takes the colour out; of a grey photo only the tones change")
  func monochrome() async throws {
    let grey = try await picture(light: 0.8, color: 0)
    let photo = try await picture()
    let (plan, after) = try await plan(of: photo, like: grey)
    #expect(plan.recipe.adjustments["black_and_white"]?["enabled"] == .flag(true))
    #expect(after.chroma.mean < 2)
    let (other, still) = try await self.plan(of: grey, like: photo)
    #expect(other.notes.contains { $0.text.contains("only the tones") })
    #expect(still.chroma.mean < 1)
    #expect(
      other.recipe["saturation", "amount"] == nil && other.recipe["vibrance", "amount"] == nil)
  }

  @Test("what a sentence says is done on top")
  func sentence() async throws {
    let other = try await picture(light: 1.15)
    let photo = try await picture()
    let (alone, _) = try await plan(of: photo, like: other)
    let (warm, after) = try await plan("warmer, and add a vignette", of: photo, like: other)
    #expect((warm.recipe["vignette", "amount"] ?? 0) < 0)
    #expect((warm.recipe["white_balance", "temperature"] ?? 0) > 3)
    #expect(alone.recipe["vignette", "amount"] == nil)
    #expect(after.cast.mean.b > 2)
  }

  @Test(
    "sentences that speak of the reference mean it",
    arguments: [
      "make it look like this one", "same look as the reference, please", "像这张一样", "按参考图的色调调一下",
      "match this photo", "edit it in the style of the reference",
    ])
  func wording(_ sentence: String) async throws {
    let other = try await picture(light: 1.2)
    let photo = try await picture()
    let (with, _) = try await plan(sentence, of: photo, like: other)
    #expect(with.outcome == .complete, "\(with.notes)")
    #expect((with.recipe["exposure", "stops"] ?? 0) > 0.05)
    let (without, _) = try await plan(sentence, of: photo, like: nil)
    #expect(without.outcome == .declined)
    #expect(without.notes.contains { $0.kind == .cannotBeDone && $0.text.contains("--like") })
  }

  @Test("less of it is less")
  func amount() async throws {
    let other = try await picture(light: 1.25)
    let photo = try await picture()
    let (all, _) = try await plan("like this one", of: photo, like: other)
    let (some, _) = try await plan("a bit like this one", of: photo, like: other)
    let stops = (some.recipe["exposure", "stops"] ?? 0, all.recipe["exposure", "stops"] ?? 0)
    #expect(stops.0 < 0.8 * stops.1, "\(stops)")
  }

  @Test("a picture that has no look is refused")
  func refused() async throws {
    let plain = try await engine.prepare(
      Picture(
        size: PixelSize(width: 64, height: 64),
        samples: .eight([UInt8](repeating: 128, count: 64 * 64 * 3))), jobs: 2)
    await #expect(throws: LookReferenceError.plain(name: "other.jpg")) {
      _ = try await reference(plain)
    }
    let tiny = try await picture(side: 24)
    await #expect {
      _ = try await reference(tiny)
    } throws: { error in
      "\(error)".contains("24 × 16") && "\(error)".contains("32")
    }
  }
}

@Suite("Styles in words")
struct StyleWordsTests {
  private func wishes(_ words: String) -> [Subject] {
    StyleWords.understanding(of: words).wishes.map(\.subject)
  }

  @Test("words are read like an instruction, the frame excepted")
  func words() {
    #expect(wishes("teal shadows, warm skin").count == 2)
    let framed = StyleWords.understanding(of: "warm, crop to a square")
    #expect(framed.wishes.map(\.subject) == [.quality(.warmth)])
    #expect(framed.notUnderstood.count == 1)
    #expect(!StyleWords.areUnderstood("xyzzy"))
  }

  @Test("MonetGPT's three styles have a meaning without a model")
  func named() {
    #expect(wishes("balanced").contains { if case .improve = $0 { true } else { false } })
    #expect(Set(wishes("Vibrant")) == [.quality(.saturation), .quality(.contrast)])
    #expect(StyleName.look("retro")?.id == "vintage")
    for (name, meaning) in StyleWords.named {
      let understanding = StyleWords.understanding(of: name)
      #expect(understanding.notUnderstood.isEmpty && understanding.refusals.isEmpty, "\(meaning)")
    }
  }

  @Test("what the sentence says goes before what the style says")
  func sentenceFirst() {
    var understanding = InstructionParser().understand("cooler")
    _ = understanding.take(PlanStyles(chosen: .words("warm and soft")))
    let warmth = understanding.wishes.filter { $0.subject == .quality(.warmth) }
    #expect(warmth.map(\.direction) == [.less])
    #expect(understanding.wishes.count == 2)
  }
}

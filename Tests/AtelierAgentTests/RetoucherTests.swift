import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierTesting
import Testing

@Suite("Retouching a photo")
struct RetoucherTests {
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)

  private func plan(
    _ sentence: String, region: Region? = nil, output: OutputSettings = OutputSettings(),
    jobs: Int = 2
  ) async throws -> Retoucher.Session {
    let source = PictureSource.bytes(try TestPicture.encoded(as: .png), name: "test picture")
    return try await Retoucher(engine: engine, jobs: jobs).plan(
      source, instruction: sentence, region: region, output: output)
  }

  private func export(_ session: Retoucher.Session, jobs: Int) async throws -> [UInt8] {
    let picture = try await Exporter(engine: engine).export(
      session.plan.recipe, of: session.photo, settings: .init(format: .jpeg, jobs: jobs))
    return Array(picture.chunks.joined())
  }

  @Test("a said amount stands in the recipe as it was said")
  func saidAmount() async throws {
    let session = try await plan("half a stop brighter")
    #expect(session.plan.outcome == .complete)
    #expect(session.plan.recipe["exposure", "stops"] == 0.5)
  }

  @Test("a drawn box limits the change to an area")
  func region() async throws {
    let session = try await plan("one stop brighter", region: try Region("0.1,0.2,0.6,0.9"))
    #expect(session.plan.recipe.adjustments.isEmpty)
    #expect(session.plan.recipe.local.count == 1)
  }

  @Test("output settings stand in the recipe, and the photo has their size")
  func outputSettings() async throws {
    var output = OutputSettings()
    output.longEdge = 48
    let session = try await plan("half a stop brighter", output: output)
    #expect(session.plan.recipe.output == output)
    #expect(session.photo.prepared.size == PixelSize(width: 48, height: 32))
  }

  @Test("one worker and four give the same bytes")
  func workers() async throws {
    let one = try await export(plan("brighter and warmer", jobs: 1), jobs: 1)
    let four = try await export(plan("brighter and warmer", jobs: 4), jobs: 4)
    #expect(one == four)
  }

  @Test(
    "sentences without sense are declined, however long",
    arguments: ["", "   ", "😀🎉", String(repeating: "qwrtz ", count: 17_000)])
  func declined(_ sentence: String) async throws {
    let plan = try await plan(sentence).plan
    #expect(plan.outcome == .declined)
    #expect(plan.recipe == Recipe())
    #expect(!plan.notes.isEmpty)
  }

  @Test("a comparison shows both pictures side by side")
  func comparison() async throws {
    let session = try await plan("one stop brighter")
    let picture = try await Comparison(engine: engine, jobs: 2).make(
      session.plan.recipe, of: session.photo, format: .png)
    let read = try PictureReader.read(
      .bytes(Array(picture.chunks.joined()), name: "comparison"))
    #expect(read.picture.size == PixelSize(width: 2 * 96 + 8, height: 64))
  }

  @Test("a large comparison has 2,048 pixels a side and is not made of the small overview")
  func largeComparison() async throws {
    let source = PictureSource.bytes(
      try TestPicture.encoded(PixelSize(width: 3000, height: 1200), as: .png), name: "large")
    let session = try await Retoucher(engine: engine, jobs: 2).plan(
      source, instruction: "one stop brighter", region: nil, output: OutputSettings())
    let picture = try await Comparison(engine: engine, jobs: 2).make(
      session.plan.recipe, of: session.photo, format: .png)
    let read = try PictureReader.read(
      .bytes(Array(picture.chunks.joined()), name: "comparison")
    ).picture
    #expect(read.size == PixelSize(width: 2 * 1020 + 8, height: 408))

    var small = session.plan.recipe
    small.output.longEdge = 300
    let smaller = try await Comparison(engine: engine, jobs: 2).make(
      small, of: session.photo, format: .png)
    #expect(
      try PictureReader.probe(.bytes(smaller.bytes, name: "comparison")).size
        == PixelSize(width: 608, height: 120))
  }

  @Test("a tall photo's comparison is limited by its height")
  func tallComparison() async throws {
    let source = PictureSource.bytes(
      try TestPicture.encoded(PixelSize(width: 500, height: 2500), as: .png), name: "tall")
    let session = try await Retoucher(engine: engine, jobs: 2).plan(
      source, instruction: "one stop brighter", region: nil, output: OutputSettings())
    let picture = try await Comparison(engine: engine, jobs: 2).make(
      session.plan.recipe, of: session.photo, format: .png)
    #expect(
      try PictureReader.probe(.bytes(picture.bytes, name: "comparison")).size
        == PixelSize(width: 2 * 410 + 8, height: 2048))
  }

  @Test("a comparison has the quality that was asked for, and the photo's frame")
  func comparisonQuality() async throws {
    let session = try await plan("one stop brighter, crop to 1:1")
    var recipe = session.plan.recipe
    func bytes(_ quality: Int?) async throws -> [UInt8] {
      recipe.output.quality = quality
      return try await Comparison(engine: engine, jobs: 2).make(
        recipe, of: session.photo, format: .jpeg
      ).bytes
    }
    let (low, usual) = (try await bytes(20), try await bytes(nil))
    #expect(low.count < usual.count * 2 / 3)
    #expect(
      try PictureReader.probe(.bytes(usual, name: "comparison")).size
        == PixelSize(width: 2 * 64 + 8, height: 64))
  }

  @Test("sizes are fitted to the long edge, then to the number of pixels, and never grow")
  func fitting() {
    var output = OutputSettings()
    let frame = PixelSize(width: 4000, height: 3000)
    #expect(output.fitted(frame) == frame)
    output.longEdge = 2000
    #expect(output.fitted(frame) == PixelSize(width: 2000, height: 1500))
    output.maxPixels = 750_000
    #expect(output.fitted(frame) == PixelSize(width: 1000, height: 750))
    output.longEdge = 9000
    output.maxPixels = nil
    #expect(output.fitted(frame) == frame)
  }
}

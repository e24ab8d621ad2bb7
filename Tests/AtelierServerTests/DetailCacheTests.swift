import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierLightroom
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Testing

@testable import AtelierServer

@Suite("Kept detail stages")
struct DetailCacheTests {
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)

  @Test(
    "a render on a kept detail stage has the same bytes as the whole render",
    arguments: [("clarity", 2), ("texture", 1)])
  func sameBytes(_ local: String, kept count: Int) async throws {
    let json = """
      {"version": 1,
       "adjustments": {"noise_reduction": {"color": 40, "luminance": 20}, "exposure": {"stops": 0.7},
         "sharpening": {"amount": 60}, "clarity": {"amount": 30}, "dehaze": {"amount": 20}},
       "local": [{"name": "a", "amount": 1,
         "mask": {"kind": "rectangle", "box": [0.1, 0.2, 0.6, 0.9], "feather": 0.3},
         "adjustments": {"exposure": {"stops": -0.6}, "\(local)": {"amount": 20}}}]}
      """
    let recipe = try Recipe(json: JSONValue(parsing: Array(json.utf8)), catalog: engine.catalog)
    let photo = try await OpenedPhoto.open(
      .bytes(TestPicture.encoded(.init(width: 320, height: 200)), name: "photo"), engine: engine,
      jobs: 1)
    let (detail, rest) = try #require(engine.dividedAfterDetail(recipe))
    #expect(detail.count == count)
    let kept = photo.replacing(
      try await engine.applyingDetail(detail, to: photo.prepared, jobs: 2))
    let exporter = Exporter(engine: engine)
    var settings = Exporter.Settings(format: .png, jobs: 1)
    // The packets would differ, as they say what was rendered.
    settings.applied = DevelopSettings()
    let whole = try await exporter.export(recipe, of: photo, settings: settings)
    let onKept = try await exporter.export(rest, of: kept, settings: settings)
    #expect(whole.bytes == onKept.bytes)
  }

  @Test(
    "what is kept of texture and sharpening changes no byte, for any masks and workers",
    arguments: [
      (#""texture": {"amount": 20}"#, 0, 0), (#""sharpening": {"amount": 30}"#, 0, 60),
      (#""texture": {"amount": -30}, "sharpening": {"amount": 30, "detail": 10}"#, 0, 60),
      (#""texture": {"amount": 20}, "sharpening": {"radius": 0.5}"#, 25, 0),
    ])
  func bands(_ local: String, texture: Int, masking: Int) async throws {
    let json = """
      {"version": 1,
       "adjustments": {"noise_reduction": {"color": 40}, "texture": {"amount": \(texture)},
         "sharpening": {"amount": 60, "masking": \(masking)}},
       "local": [{"name": "a", "amount": 1,
         "mask": {"kind": "rectangle", "box": [0.1, 0.2, 0.3, 0.6], "feather": 0.1},
         "adjustments": {\(local)}},
        {"name": "b", "amount": 0.7,
         "mask": {"kind": "linear_gradient", "from": [0.25, 0.5], "to": [0.4, 0.9]},
         "adjustments": {"exposure": {"stops": 0.3}, \(local)}}]}
      """
    let recipe = try Recipe(json: JSONValue(parsing: Array(json.utf8)), catalog: engine.catalog)
    let photo = try await OpenedPhoto.open(
      .bytes(TestPicture.encoded(.init(width: 900, height: 130)), name: "photo"), engine: engine,
      jobs: 1)
    let (detail, rest) = try #require(engine.dividedAfterDetail(recipe))
    let kept = try await engine.applyingDetail(detail, to: photo.prepared, jobs: 2)
    let whole = try await engine.renderPlanar(recipe, of: photo.prepared, jobs: 1)
    // The first render measures bands, the second finds them.
    for jobs in [1, 3] {
      let onKept = try await engine.renderPlanar(rest, of: kept, jobs: jobs)
      #expect(onKept.red == whole.red)
      #expect(onKept.green == whole.green)
      #expect(onKept.blue == whole.blue)
    }
  }

  @Test("a recipe is divided before the first detail that a mask changes")
  func localDetail() throws {
    var recipe = Recipe()
    recipe.adjustments["sharpening"] = ["amount": .number(40)]
    #expect(engine.dividedAfterDetail(recipe) != nil)
    recipe.local = [
      LocalAdjustment(
        name: "a", mask: MaskSettings(kind: "rectangle"),
        adjustments: ["sharpening": ["amount": .number(40)]])
    ]
    #expect(engine.dividedAfterDetail(recipe) == nil)
    recipe.adjustments["noise_reduction"] = ["color": .number(25)]
    let divided = try #require(engine.dividedAfterDetail(recipe))
    #expect(Set(divided.detail.keys) == ["noise_reduction"])
    #expect(Set(divided.rest.adjustments.keys) == ["sharpening"])
    #expect(engine.dividedAfterDetail(Recipe()) == nil)
  }

  @Test("a photo that changes on the disk is decoded anew, the same one is not")
  func changedFile() async throws {
    let folder = try TestFolder()
    let path = try folder.write(TestPicture.encoded(), to: "photo.jpg")
    let renderer = SettingsRenderer()
    let settings = Array("return { Exposure2012 = 0.5, Sharpness = 40 }".utf8)
    func render() async throws -> [[UInt8]] {
      try await renderer.render(.file(OpenFile(path), name: path), settings: settings).chunks
    }
    let first = try await render()
    #expect(try await render() == first)
    try folder.write(TestPicture.encoded(.init(width: 64, height: 64)), to: "photo.jpg")
    #expect(try await render() != first)
  }

  @Test("many at once get the same picture, and one thread's waiting is bounded")
  func together() async throws {
    let renderer = SettingsRenderer()
    let photo = PhotoInput.bytes(try TestPicture.encoded(), name: "photo")
    let gate = RenderGate(width: 2, mostWaiting: 64)
    let settings = Array("return { Contrast2012 = 20 }".utf8)
    let pictures = try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
      for _ in 0..<32 {
        group.addTask {
          try await gate.run(isGuest: true) {
            try await renderer.render(photo, settings: settings).chunks
          }
        }
      }
      return try await group.reduce(into: [[[UInt8]]]()) { $0.append($1) }
    }
    #expect(Set(pictures).count == 1)
    let narrow = RenderGate(width: 1, mostWaiting: 1)
    let refusal = try await narrow.run(isGuest: true) { () -> ServerError? in
      do {
        _ = try await narrow.run(isGuest: true) { 1 }
        return nil
      } catch {
        return error as? ServerError
      }
    }
    guard case .busy = refusal else {
      Issue.record("more wait than may")
      return
    }
  }
}

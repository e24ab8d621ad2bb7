import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("Learning styles from pairs")
struct StyleTrainerTests {
  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)
  private let size = PixelSize(width: 120, height: 80)

  private func before() throws -> [UInt8] { try TestPicture.encoded(size, as: .png) }

  /// The test picture after a recipe.
  private func after(_ recipe: Recipe) async throws -> [UInt8] {
    let photo = try await OpenedPhoto.open(
      .bytes(before(), name: "before"), engine: engine, recipe: recipe, jobs: 2)
    return try await Exporter(engine: engine).export(
      recipe, of: photo, settings: .init(format: .png, jobs: 2)
    ).bytes
  }

  private func study(_ after: [UInt8]) async throws -> StyleTrainer.Outcome {
    try await StyleTrainer(engine: engine, jobs: 2).study(
      StylePair(
        name: "pair", before: .bytes(before(), name: "before"),
        after: .picture(.bytes(after, name: "after"))))
  }

  private func reason(_ after: [UInt8]) async throws -> String {
    guard case .leftOut(let reason) = try await study(after) else { return "" }
    return reason
  }

  private static let edits: [Adjustments] = [
    ["exposure": ["stops": .number(0.8)]],
    ["saturation": ["amount": .number(-40)], "white_balance": ["temperature": .number(20)]],
    [
      "contrast": ["amount": .number(-20)],
      "tone_curve": [
        "master": .curve([CurvePoint(0, 0.08), CurvePoint(0.5, 0.5), CurvePoint(1, 0.94)])
      ],
    ],
  ]

  @Test("an edit is found again: what is left is a quarter of it at most", arguments: edits.indices)
  func found(_ index: Int) async throws {
    let after = try await after(Recipe(adjustments: Self.edits[index]))
    guard case .example(let example, let notes) = try await study(after) else {
      Issue.record("no example")
      return
    }
    let untouched = try #require(example.untouched)
    let residual = try #require(example.residual)
    #expect(untouched > 2 && residual < untouched / 4, "\(untouched) → \(residual)")
    #expect(notes.isEmpty)
    #expect(example.input == .rendered && example.source == .pictures)
    if index == 0 {
      let stops = example.adjustments["exposure"]?["stops"]?.number ?? 0
      #expect((0.4...1.2).contains(stops), "\(example.adjustments)")
    }
  }

  @Test("a pair without a difference teaches to change nothing")
  func same() async throws {
    guard case .example(let example, _) = try await study(before()) else {
      Issue.record("no example")
      return
    }
    #expect(example.adjustments.isEmpty)
    #expect(example.residual == 0)
  }

  @Test("crops, turns and other pictures are refused with the reason")
  func refused() async throws {
    let cropped = try await after(
      Recipe(geometry: ["crop": ["left": .number(0.3), "right": .number(1)]]))
    #expect(try await reason(cropped).contains("the same frame"))
    let turned = try await after(Recipe(geometry: ["rotate": ["quarter_turns": .number(1)]]))
    #expect(try await reason(turned).contains("the same frame"))
    let upsideDown = try await after(Recipe(geometry: ["rotate": ["quarter_turns": .number(2)]]))
    #expect(try await reason(upsideDown).contains("structure"))
    #expect(try await reason(Array("no picture".utf8)).contains("after"))
    let tiny = try TestPicture.encoded(PixelSize(width: 12, height: 8), as: .png)
    #expect(try await reason(tiny).contains("at least"))
  }
}

@Suite("The store of learned styles")
struct StyleStoreTests {
  private let catalog = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn
  ).catalog

  /// A document of a style with examples that all do the same.
  private func document(_ name: String, examples: Int = 5) -> JSONValue {
    let features = JSONValue.object(
      Dictionary(uniqueKeysWithValues: SceneFeatures.names.map { ($0, 0.5) }))
    return [
      "version": 1, "name": .string(name),
      "examples": .array(
        (0..<examples).map { index in
          [
            "name": .string("\(index)"), "input": "rendered", "source": "settings",
            "features": features,
            "recipe": ["version": 1, "adjustments": ["exposure": ["stops": 0.5]]],
            "untouched": .null, "residual": .null, "left_out": [],
          ]
        }),
    ]
  }

  private func style(_ name: String) throws -> LearnedStyle {
    try LearnedStyle(json: document(name), catalog: catalog)
  }

  @Test("styles are written, listed, found under any spelling and removed")
  func life() throws {
    let folder = try TestFolder()
    let store = StyleStore(path: folder.file("a/styles"))
    #expect(try store.keys() == [])
    try store.save(style("Anna Wedding"), existing: .refuse)
    #expect(try folder.names() == ["a"])
    #expect(try store.keys() == ["anna wedding"])
    #expect(try store.style(named: "ANNA_wedding", catalog: catalog)?.name == "Anna Wedding")
    #expect(throws: CodecError.self) { try store.save(style("anna wedding"), existing: .refuse) }
    try store.save(style("anna wedding"), existing: .replace)
    #expect(try store.entries(catalog: catalog).count == 1)
    #expect(try store.remove(named: "anna-wedding"))
    #expect(try !store.remove(named: "anna-wedding"))
    #expect(try store.keys() == [])
  }

  @Test("a name means the learned style, then the look, then an error with the nearest name")
  func namespace() throws {
    let folder = try TestFolder()
    let store = StyleStore(path: folder.path)
    let look = try store.choice(named: "film", catalog: catalog)
    #expect(look == .builtIn(id: "film", word: "film"))
    let film = try style("Film")
    try store.save(film, existing: .refuse)
    try store.save(style("anna"), existing: .refuse)
    #expect(try store.choice(named: "film", catalog: catalog) == .learned(film))
    #expect(store.instead(catalog: catalog).styles == [film])
    #expect(throws: StyleError.unknown(name: "anne", nearest: "anna")) {
      try store.choice(named: "anne", catalog: catalog)
    }
  }

  @Test("files that are no styles are named and do not hide the others")
  func damaged() throws {
    let folder = try TestFolder()
    let store = StyleStore(path: folder.path)
    try store.save(style("good"), existing: .refuse)
    try folder.write(Array("{".utf8), to: "cut.json")
    try folder.write(Array(document("other").text().utf8), to: "renamed.json")
    try folder.write(Array(document("few", examples: 4).text().utf8), to: "few.json")
    try folder.write(Array("notes".utf8), to: "readme.txt")
    try FileManager.default.createDirectory(
      atPath: folder.file("folder.json"), withIntermediateDirectories: false)
    let entries = try store.entries(catalog: catalog)
    let good = entries.filter { (try? $0.style.get()) != nil }.map(\.key)
    #expect(good == ["good"])
    #expect(entries.count == 5)
    for entry in entries where entry.key != "good" {
      #expect(throws: StyleError.self) { try store.choice(named: entry.key, catalog: catalog) }
    }
  }

  @Test("the folder follows the environment")
  func place() {
    func path(_ environment: [String: String]) -> String { StyleStore.user(environment).path }
    #expect(path(["HOME": "/h"]) == "/h/.local/share/atelier/styles")
    #expect(path(["HOME": "/h", "XDG_DATA_HOME": "/d"]) == "/d/atelier/styles")
    #expect(path(["HOME": "/h", "XDG_DATA_HOME": "d"]) == "/h/.local/share/atelier/styles")
    #expect(path(["HOME": "/h", "ATELIER_STYLES": "/s"]) == "/s")
  }
}

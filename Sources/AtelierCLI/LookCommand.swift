import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierPixels
import AtelierRecipe
import AtelierVision

/// `atelier look`: draws what is seen in a photo.
struct LookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "look", abstract: "Draws what is seen in a photo: people, faces, subject, sky.")

  @Argument(help: "The photo; '-' reads standard input.", completion: .file())
  var photo: String

  @Option(
    help: ArgumentHelp("The drawing; '-' writes to standard output.", valueName: "file"),
    completion: .file())
  var out: String

  @Option(help: ArgumentHelp("Longest side of the drawing in pixels.", valueName: "pixels"))
  var longEdge = 1200

  @Flag(help: "Replace the output where it exists; never the photo.")
  var overwrite = false

  @OptionGroup var run: RunOptions

  func validate() throws {
    if out == "-", run.json {
      throw ValidationError("--json and --out - both use standard output; choose one.")
    }
    if !(64...4096).contains(longEdge) {
      throw ValidationError("--long-edge is \(longEdge); it must lie in 64...4096.")
    }
  }

  /// Version of the JSON document.
  static let version = 1

  /// What is drawn, and in which colour; the later ones on top.
  private static let colors: [(kind: SceneRegion.Kind, color: SIMD3<Float>)] = [
    (.sky, [0.1, 0.45, 1]), (.subject, [1, 0.75, 0]), (.person, [0.95, 0.2, 0.9]),
    (.hair, [0.45, 0.25, 0.1]), (.faceSkin, [1, 0.5, 0.4]), (.lips, [0.9, 0, 0.2]),
    (.eyes, [0.9, 0.9, 0.9]), (.iris, [0, 0.8, 0.3]), (.teeth, [0.2, 1, 1]),
  ]

  func run() async throws {
    let output = Output(out)
    let format = out == "-" ? .png : try output.format(photo: .png)
    let source = try Inputs.one(photo)
    try output.check(sparing: FileIdentities([source]), overwrite: overwrite)
    let engine = RenderEngine.builtIn
    var recipe = Recipe()
    recipe.output.longEdge = longEdge
    let photo = try await OpenedPhoto.open(
      source, engine: engine, recipe: recipe, jobs: run.workers)
    let prepared = photo.prepared
    let size = prepared.size
    let base = SampleCollector()
    try await engine.render(Recipe(), of: prepared, in: .sRGB, to: base, jobs: run.workers)
    var drawing = Drawing(size: size, codes: base.bytes)
    var found: [(SceneRegion.Kind, SceneMatte, Double)] = []
    guard let sight = prepared.scene.sight else { return }
    for (kind, color) in Self.colors {
      let matte = await sight.matte(of: SceneRegion(kind))
      guard matte.confidence > 0 else { continue }
      let collector = SampleCollector()
      let share = try await engine.draw(
        MaskSettings(kind: kind.rawValue), of: prepared, to: collector, jobs: run.workers)
      found.append((kind, matte, share))
      // A subject that is the people is drawn once.
      if kind == .subject, matte.method == "modnet" { continue }
      drawing.tint(collector.bytes, color: color, share: kind == .subject ? 0.25 : 0.45)
    }
    let faces = await (sight as? PhotoSight)?.faceBoxes() ?? []
    for (index, face) in faces.enumerated() {
      drawing.frame(face.box)
      drawing.write("\(index + 1)", x: face.box.x, y: face.box.y)
    }
    for (index, item) in found.enumerated() {
      let color = Self.colors.first { $0.kind == item.0 }?.color ?? [1, 1, 1]
      let percent = Int((item.1.confidence * 100).rounded())
      drawing.legend("\(item.0.rawValue) \(percent)% \(item.1.method)", line: index, color: color)
    }
    let encoder = try PictureEncoder(size: size, format: format)
    try drawing.send(to: encoder)
    try output.write(try encoder.finish(), existing: overwrite ? .replace : .refuse)
    let notes = photo.decoded.notes + sight.notes
    for note in notes { run.say(note) }
    guard run.json else { return }
    try StandardStreams.print(
      document(source, found, faces: faces, notes: notes).text())
  }

  private func document(
    _ source: PictureSource, _ found: [(SceneRegion.Kind, SceneMatte, Double)],
    faces: [(box: SIMD4<Float>, score: Float)], notes: [String]
  ) -> JSONValue {
    [
      "version": .number(Double(Self.version)), "input": .string(source.name),
      "output": .string(out),
      "regions": .array(
        found.map { kind, matte, share in
          [
            "kind": .string(kind.rawValue), "method": .string(matte.method),
            "confidence": .number(matte.confidence), "share": .number(share),
          ]
        }),
      "faces": .array(
        faces.map { face in
          [
            "box": .array((0..<4).map { .number(Double(face.box[$0])) }),
            "score": .number(Double(face.score)),
          ]
        }),
      "notes": .array(notes.map { .string($0) }),
    ]
  }
}

import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierPixels
import AtelierRecipe

/// `atelier mask`: writes where something is in a photo.
struct MaskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mask", abstract: "Writes where something is in a photo, as a grey picture.",
    discussion: """
      atelier mask photo.jpg --of sky --out sky.png
      atelier mask photo.jpg --of face_skin --which -1 --out skin.png
      """)

  @Argument(help: "The photo; '-' reads standard input.", completion: .file())
  var photo: String

  @Option(
    help: ArgumentHelp("What: \(Self.kinds.joined(separator: ", ")).", valueName: "kind"),
    completion: .list(Self.kinds))
  var of: String

  @Option(
    help: ArgumentHelp(
      "Which person: 1 the first from the left, -1 from the right (default: all).",
      valueName: "number"))
  var which = 0

  @Option(help: ArgumentHelp("Reach further, of the long side; below 0 less.", valueName: "share"))
  var expand = 0.0

  @Option(help: ArgumentHelp("Width of a soft edge, of the long side.", valueName: "share"))
  var feather = 0.0

  @Flag(help: "Cover what it leaves.")
  var invert = false

  @Option(
    help: ArgumentHelp("The mask; '-' writes to standard output.", valueName: "file"),
    completion: .file())
  var out: String

  @Option(help: ArgumentHelp("Longest side of the mask in pixels.", valueName: "pixels"))
  var longEdge: Int?

  @Flag(help: "Replace the output where it exists; never the photo.")
  var overwrite = false

  @OptionGroup var run: RunOptions

  static let kinds = SceneRegion.Kind.allCases.map(\.rawValue)

  func validate() throws {
    guard let kind = SceneRegion.Kind(rawValue: of) else {
      throw ValidationError(
        "--of is '\(of)'; it must be one of \(Self.kinds.joined(separator: ", ")).")
    }
    if which != 0, !kind.isOfPeople {
      throw ValidationError("--which is for people and their parts, not for '\(of)'.")
    }
    if out == "-", run.json {
      throw ValidationError("--json and --out - both use standard output; choose one.")
    }
    if let longEdge, !(1...65_535).contains(longEdge) {
      throw ValidationError("--long-edge is \(longEdge); it must lie in 1...65535.")
    }
  }

  /// Version of the JSON document.
  static let version = 1

  func run() async throws {
    let output = Output(out)
    let format = out == "-" ? .png : try output.format(photo: .png)
    let source = try Inputs.one(photo)
    try output.check(sparing: FileIdentities([source]), overwrite: overwrite)
    let engine = RenderEngine.builtIn
    let (wanted, json) = try settings(engine.catalog)
    var recipe = Recipe()
    recipe.output.longEdge = longEdge
    let photo = try await OpenedPhoto.open(
      source, engine: engine, recipe: recipe, jobs: run.workers)
    let encoder = try PictureEncoder(size: photo.prepared.size, format: format)
    let share = try await engine.draw(
      wanted, of: photo.prepared, to: encoder, jobs: run.workers)
    try output.write(try encoder.finish(), existing: overwrite ? .replace : .refuse)
    let matte = photo.prepared.scene.uses.first?.matte
    let notes = photo.decoded.notes + (photo.prepared.scene.sight?.notes ?? [])
    for note in notes { run.say(note) }
    let confidence = matte?.confidence ?? 0
    let method = matte?.method ?? "none"
    run.say(
      "\(out): \(of) by \(method), confidence \(Self.text(confidence)), "
        + "\(Self.text(share * 100)) % of the picture")
    guard run.json else { return }
    let document: JSONValue = [
      "version": .number(Double(Self.version)), "input": .string(source.name),
      "output": .string(out), "mask": json, "method": .string(method),
      "confidence": .number(confidence), "share": .number(share),
      "notes": .array(notes.map { .string($0) }),
    ]
    try StandardStreams.print(document.text())
  }

  /// The mask, checked as recipes are.
  private func settings(_ catalog: RecipeCatalog) throws -> (MaskSettings, JSONValue) {
    var members: [String: JSONValue] = ["kind": .string(of)]
    if which != 0 { members["which"] = .number(Double(which)) }
    if expand != 0 { members["expand"] = .number(expand) }
    if feather != 0 { members["feather"] = .number(feather) }
    if invert { members["inverted"] = .bool(true) }
    let recipe = try Recipe(
      json: [
        "version": 1,
        "local": [["mask": .object(members), "adjustments": ["exposure": ["stops": 1]]]],
      ], catalog: catalog)
    guard let mask = recipe.local.first?.mask else { throw UsageError("There is no mask.") }
    return (mask, .object(members))
  }

  private static func text(_ value: Double) -> String {
    "\((value * 100).rounded() / 100)"
  }
}

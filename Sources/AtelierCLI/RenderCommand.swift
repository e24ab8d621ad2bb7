import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierRecipe

/// `atelier render`: renders a settings file.
struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Renders a photo with the settings of a file.")

  @Argument(help: "The photo; '-' reads standard input.", completion: .file())
  var photo: String

  @Option(
    help: ArgumentHelp(
      "The settings: an Atelier recipe in JSON; '-' reads standard input.", valueName: "file"),
    completion: .file())
  var settings: String

  @Option(
    help: ArgumentHelp("The result; '-' writes to standard output.", valueName: "file"),
    completion: .file())
  var out: String

  @OptionGroup var export: ExportOptions
  @OptionGroup var run: RunOptions

  /// Version of the JSON document.
  static let version = 1

  func validate() throws {
    if out == "-", run.json {
      throw ValidationError("--json and --out - both use standard output; choose one.")
    }
    if photo == "-", settings == "-" {
      throw ValidationError("The photo and --settings cannot both be standard input.")
    }
  }

  func run() async throws {
    let output = Output(out)
    _ = try output.format(photo: nil)
    let source = try Inputs.one(photo)
    try output.check(sparing: FileIdentities([source]), overwrite: export.overwrite)
    let engine = RenderEngine.builtIn
    var recipe = try SettingsFile.read(settings, catalog: engine.catalog)
    recipe.output = export.settings(over: recipe.output)
    let format = try export.format(of: output, for: source, recipe: recipe)
    let photo = try await OpenedPhoto.open(
      source, engine: engine, recipe: recipe, jobs: run.workers)
    var exporting = Exporter.Settings(format: format, jobs: run.workers)
    exporting.privacy = export.privacy
    let bar = ProgressBar(output.name, isQuiet: run.quiet)
    defer { bar.finish() }
    let encoded = try await Exporter(engine: engine).export(
      recipe, of: photo, settings: exporting
    ) { bar.update($0) }
    try output.write(encoded, existing: export.existing)
    let notes = photo.decoded.notes + photo.undoNotes + encoded.notes
    for note in notes { run.say(note) }
    if run.json {
      let document: JSONValue = [
        "version": .number(Double(Self.version)), "input": .string(source.name),
        "output": .string(output.name), "recipe": recipe.json,
        "notes": .array(notes.map { .string($0) }),
      ]
      try StandardStreams.print(document.text())
    }
  }
}

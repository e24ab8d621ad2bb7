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

  @Option(help: "The settings: an Atelier recipe in JSON.", completion: .file())
  var settings: String

  @Option(help: "The result; '-' writes to standard output.", completion: .file())
  var out: String

  @OptionGroup var export: ExportOptions
  @OptionGroup var run: RunOptions

  func run() async throws {
    guard let source = try Inputs([photo]).sources.first else { return }
    let output: Output = out == "-" ? .standardOutput : .path(out)
    try output.check(against: source, overwrite: export.overwrite)
    let engine = RenderEngine.builtIn
    var recipe = try SettingsFile.read(settings, catalog: engine.catalog)
    recipe.output = export.settings(over: recipe.output)
    _ = try output.format(for: source, photo: nil)
    let photo = try await OpenedPhoto.open(
      source, engine: engine, recipe: recipe, jobs: run.workers)
    var exporting = Exporter.Settings(
      format: try output.format(for: source, photo: photo.decoded.format), jobs: run.workers)
    exporting.privacy = export.privacy
    let bar = ProgressBar(output.name, isQuiet: run.quiet)
    defer { bar.finish() }
    let encoded = try await Exporter(engine: engine).export(
      recipe, of: photo, settings: exporting
    ) { bar.update($0) }
    try output.write(encoded, existing: export.existing)
    for note in photo.decoded.notes + encoded.notes { run.say(note) }
    if run.json {
      let document: JSONValue = [
        "version": 1, "input": .string(source.name), "output": .string(output.name),
        "recipe": recipe.json,
        "notes": .array((photo.decoded.notes + encoded.notes).map { .string($0) }),
      ]
      print(document.text())
    }
  }
}

import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierRecipe
import Foundation

/// `atelier render`: renders a settings file.
struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Renders a photo with the settings of a file.")

  @Argument(help: "The photo.")
  var photo: String

  @Option(help: "The settings: an Atelier recipe (JSON).")
  var settings: String

  @Option(help: "Where the result goes.")
  var out: String

  @Option(help: "Number of worker threads.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Replace an output that exists.")
  var overwrite = false

  func run() async throws {
    let engine = RenderEngine(operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: settings)))
    let recipe = try Recipe(json: JSONValue(parsing: bytes), catalog: engine.catalog)
    let photo = try await OpenedPhoto.open(
      .path(photo), engine: engine, recipe: recipe, jobs: jobs)
    let encoded = try await Exporter(engine: engine).export(
      recipe, of: photo,
      settings: Exporter.Settings(format: PictureFormat(path: out) ?? .jpeg, jobs: jobs))
    try AtomicFile(path: out, existing: overwrite ? .replace : .refuse).write(encoded.chunks)
  }
}

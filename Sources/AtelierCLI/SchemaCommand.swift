import ArgumentParser
import AtelierEngine
import AtelierRecipe

/// `atelier schema`: the JSON Schemas of the documents that the program reads and writes.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of a document.")

  enum Document: String, ExpressibleByArgument, CaseIterable {
    case recipe, plan, retouch, render, convert, stats, operations, mask, look, models, style
    case styles, session, sessions, comparison, sending, error
  }

  @Argument(
    help: ArgumentHelp(
      "recipe, plan, retouch, render, convert, stats, operations, mask, look, models, style, "
        + "styles, session, sessions, comparison, sending or error."))
  var document: Document

  func run() throws {
    let recipe = RecipeSchema(catalog: RenderEngine.builtIn.catalog).json
    try StandardStreams.print(DocumentSchema(recipe: recipe).schema(of: document).text())
  }
}

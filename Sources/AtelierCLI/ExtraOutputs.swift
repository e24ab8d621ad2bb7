import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierLightroom
import AtelierPlanner
import AtelierRecipe

/// What is written beside a finished picture.
struct ExtraOutputs: ParsableArguments {
  @Option(
    help: ArgumentHelp("Also write a before/after picture.", valueName: "file"),
    completion: .file())
  var compare: String?

  @Option(
    help: ArgumentHelp("Also write the plan as JSON.", valueName: "file"), completion: .file())
  var planOut: String?

  @Option(
    help: ArgumentHelp("Also write the recipe as JSON.", valueName: "file"), completion: .file())
  var recipeOut: String?

  @Option(
    help: ArgumentHelp(
      "Also write the settings in Lightroom's keys, as a sidecar.", valueName: "file"),
    completion: .file())
  var xmpOut: String?

  private var names: [String] { [compare, planOut, recipeOut, xmpOut].compactMap { $0 } }

  /// The outputs.
  var outputs: [Output] { names.map(Output.init) }

  /// Checks that one document at most goes to standard output.
  func validate(out: String?, json: Bool) throws {
    let streams = (names + [out].compactMap { $0 }).count { $0 == "-" } + (json ? 1 : 0)
    if streams > 1 {
      throw ValidationError(
        "Standard output takes one document; only one of --json, --out -, --compare -, "
          + "--plan-out -, --recipe-out - and --xmp-out - can use it.")
    }
  }

  /// Checks that all results have places of their own.
  func checkPlaces(with out: String?) throws(UsageError) {
    var places: Set<String> = []
    for output in outputs + (out.map { [Output($0)] } ?? []) {
      guard places.insert(output.place).inserted else {
        throw UsageError("Two results would be written to '\(output.name)'; name two files.")
      }
    }
  }

  /// Writes what goes beside the picture; the picture comes last, so that it says that all is there.
  ///
  /// - Parameters:
  ///   - plan: what was done.
  ///   - photo: the photo that it was done to.
  ///   - format: the picture's format.
  ///   - jobs: number of workers.
  ///   - existing: what to do about files that exist.
  /// - Returns: what a person should know.
  /// - Throws: `CodecError`, `RenderError` or `LightroomError`.
  func write(
    _ plan: Plan, of photo: OpenedPhoto, format: PictureFormat, jobs: Int,
    existing: AtomicFile.Existing
  ) async throws -> [String] {
    if let compare {
      let output = Output(compare)
      let picture = try await Comparison(engine: .builtIn, jobs: jobs).make(
        plan.recipe, of: photo, format: try output.format(photo: format))
      try output.write(picture, existing: existing)
    }
    if let planOut { try Output(planOut).write(plan.json, existing: existing) }
    if let recipeOut { try Output(recipeOut).write(plan.recipe.json, existing: existing) }
    guard let xmpOut else { return [] }
    let written = try RecipeMapping(catalog: RenderEngine.builtIn.catalog).settings(
      of: plan.recipe, context: MappingContext(photo.decoded))
    try Output(xmpOut).write(written.settings.xmp().bytes, existing: existing)
    return written.notes.map { "\(xmpOut): \($0)." }
  }
}

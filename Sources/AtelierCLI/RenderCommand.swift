import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierRecipe

/// `atelier render`: renders photos with settings.
struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Renders photos with the settings of a file, of their sidecars or of their packets.",
    discussion: """
      atelier render photo.jpg --settings recipe.json --out out.jpg
      atelier render *.jpg --settings preset.xmp --amount 60 --without crop --out-dir out/
      atelier render photo.jpg --settings look.cube --amount 60 --out out.jpg
      atelier render photo.nef --out out.jpg        (with photo.xmp or photo.nef.xmp)
      """)

  @Argument(help: "Photos, folders or globs; '-' reads standard input.", completion: .file())
  var photos: [String]

  @Option(
    help: ArgumentHelp(
      "The settings: a recipe, XMP, an lrtemplate, JarvisArt's table, MonetGPT's plan, a cube or a "
        + "picture that carries some; '-' reads standard input. Without it each photo's sidecar counts, then "
        + "its own packet.", valueName: "file"),
    completion: .file())
  var settings: String?

  @OptionGroup var part: SettingsOptions

  @Option(
    help: ArgumentHelp(
      "Settings that the photo's pixels have already, of every kind that --settings takes; they "
        + "are taken off first. Without it the photo's own packet counts, where it says so.",
      valueName: "file"),
    completion: .file())
  var alreadyApplied: String?

  @Flag(help: "Put the settings on top of what the photo's packet says it carries.")
  var onTop = false

  @Flag(help: "Look for no sidecar; a photo without other settings is rendered as it is.")
  var ignoreSidecar = false

  @Option(
    help: ArgumentHelp(
      "The result of one photo; '-' writes to standard output.", valueName: "file"),
    completion: .file())
  var out: String?

  @Option(
    help: ArgumentHelp("Folder for the results; made where it is missing.", valueName: "folder"),
    completion: .directory)
  var outDir: String?

  @OptionGroup var export: ExportOptions
  @OptionGroup var run: RunOptions

  func validate() throws {
    guard (out == nil) != (outDir == nil) else {
      throw ValidationError(
        out == nil
          ? "Say where the results go: --out FILE or --out-dir FOLDER."
          : "--out and --out-dir were both given; choose one.")
    }
    if out == "-", run.json {
      throw ValidationError("--json and --out - both use standard output; choose one.")
    }
    if [photos.contains("-"), settings == "-", alreadyApplied == "-"].count(where: { $0 }) > 1 {
      throw ValidationError(
        "Only one of the photo, --settings and --already-applied can be standard input.")
    }
    if onTop, alreadyApplied != nil {
      throw ValidationError("--on-top and --already-applied were both given; choose one.")
    }
  }

  func run() async throws {
    if let out { _ = try Output(out).format(photo: nil) }
    let items = try Inputs(photos).items
    if out != nil, items.count > 1 {
      throw UsageError("--out takes one photo, \(items.count) were given; use --out-dir.")
    }
    let spared = FileIdentities(items.map(\.source))
    if let out {
      if let failure = items.first?.failure { throw failure }
      try Output(out).check(sparing: spared, overwrite: export.overwrite)
    }
    let catalog = RenderEngine.builtIn.catalog
    let file = try settings.map { path in
      try SettingsFile(path, kind: part.wantedKind, catalog: catalog)
    }
    if part.isPartial, case .recipe? = file?.content {
      throw UsageError(
        "--amount and --without are for Lightroom's settings; \(file?.name ?? "") is a recipe.")
    }
    var carried = onTop ? PhotoRecipe.Carried.nothing : .packet
    if let alreadyApplied {
      carried = .settings(try SettingsFile(alreadyApplied, catalog: catalog))
    }
    if let outDir { try OutputFolder.make(outDir) }

    var results: [RenderResult] = []
    var names = OutputFolder.Names()
    for item in items {
      if Task.isCancelled { break }
      let output = out.map(Output.init) ?? .path(names.path(for: item.source, in: outDir ?? "."))
      var result = RenderResult(source: item.source, output: output)
      do {
        if let failure = item.failure { throw failure }
        if outDir != nil { try output.check(sparing: spared, overwrite: export.overwrite) }
        try await render(file, carried, &result)
      } catch {
        if outDir == nil { throw error }
        result.exit = ExitStatus(error)
        result.message = ErrorText.text(for: error)
      }
      result.report(run: run, isBatch: items.count > 1)
      results.append(result)
      if result.exit == .cancelled { break }
    }
    if run.json {
      let one = out == nil ? nil : results.first
      try StandardStreams.print((one?.document ?? RenderResult.document(results)).text())
    }
    try Batch.conclude(results, count: items.count)
  }

  private func render(
    _ file: SettingsFile?, _ carried: PhotoRecipe.Carried, _ result: inout RenderResult
  ) async throws {
    let output = result.output
    let opened = try await open(file, carried, &result)
    let bar = ProgressBar(output.name, isQuiet: run.quiet)
    defer { bar.finish() }
    let encoded = try await Exporter(engine: .builtIn).export(
      opened.recipe, of: opened.photo, settings: opened.settings
    ) { bar.update($0) }
    result.notes += encoded.notes + opened.photo.sceneNotes
    Discard.beside(consume opened)
    try output.write(encoded, existing: export.existing)
    result.isWritten = true
  }

  /// A photo and what is made of it.
  private struct Opened {
    let photo: OpenedPhoto
    let recipe: Recipe
    let settings: Exporter.Settings
  }

  private func open(
    _ file: SettingsFile?, _ carried: PhotoRecipe.Carried, _ result: inout RenderResult
  ) async throws -> Opened {
    let engine = RenderEngine.builtIn
    let output = result.output
    // A name that says no format, or a photo that cannot be read, is told before any work.
    _ = try output.format(photo: nil)
    let decoded = try PictureReader.read(
      result.source, options: ReadOptions(threads: run.workers))
    let found = try PhotoRecipe(
      file, for: decoded, source: result.source, carried: carried,
      options: part, ignoresSidecar: ignoreSidecar, catalog: engine.catalog)
    var recipe = found.recipe
    recipe.output = export.settings(over: recipe.output)
    result.recipe = recipe
    result.settings = found.report
    result.notes = decoded.notes + found.notes
    let format = try export.format(of: output, for: result.source, recipe: recipe)
    let photo = try await OpenedPhoto.prepare(
      found.photo, engine: engine, recipe: recipe, jobs: run.workers)
    result.notes += photo.undoNotes
    var exporting = Exporter.Settings(format: format, jobs: run.workers)
    exporting.privacy = export.privacy
    exporting.applied = found.settings
    return Opened(photo: photo, recipe: recipe, settings: exporting)
  }
}

import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierPlanner
import AtelierRecipe
import Foundation

/// `atelier retouch`: from a sentence to finished photographs.
struct RetouchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retouch",
    abstract: "Retouches photos as a sentence says.",
    discussion: """
      atelier retouch photo.jpg --say "two thirds of a stop brighter, warmer" --out out.jpg
      atelier retouch *.jpg --say "整体提亮一点，偏暖，压高光" --out-dir out/
      """)

  @Argument(help: "Photos, folders or globs; '-' reads standard input.", completion: .file())
  var photos: [String]

  @Option(help: "What the photo should become, in English or Chinese.")
  var say: String

  @Option(help: "The result of one photo; '-' writes to standard output.", completion: .file())
  var out: String?

  @Option(help: "Folder for the results; made where it is missing.", completion: .directory)
  var outDir: String?

  @Option(help: "A box: left,top,right,bottom in pixels of the upright photo, or fractions.")
  var region: String?

  @Option(help: "Also write a before/after picture.", completion: .file())
  var compare: String?

  @Option(help: "Also write the plan as JSON.", completion: .file())
  var planOut: String?

  @Option(help: "Also write the recipe as JSON.", completion: .file())
  var recipeOut: String?

  @Flag(help: "Plan and say what would be done; write nothing.")
  var dryRun = false

  @OptionGroup var export: ExportOptions
  @OptionGroup var run: RunOptions

  func validate() throws {
    guard (out == nil) != (outDir == nil) || dryRun else {
      throw ValidationError("Say where the results go: --out FILE or --out-dir FOLDER.")
    }
    if out == "-", run.json || run.workers < 1 {
      throw ValidationError("--json and --out - both use standard output; choose one.")
    }
  }

  func run() async throws {
    let inputs = try Inputs(photos)
    if inputs.sources.count > 1 {
      if out != nil {
        throw UsageError("--out takes one photo, \(inputs.sources.count) were given; use --out-dir.")
      }
      if [compare, planOut, recipeOut].contains(where: { $0 != nil }) {
        throw UsageError("--compare, --plan-out and --recipe-out take one photo.")
      }
    }
    if let outDir, !dryRun { try OutputFolder.make(outDir) }
    let region = try region.map { text throws(RegionError) in try Region(text) }

    var results: [RetouchResult] = []
    var names = OutputFolder.Names()
    for source in inputs.sources {
      if Task.isCancelled { break }
      let output = outputOf(source, &names)
      let result = await retouch(source, to: output, region: region)
      result.report(run: run, isBatch: inputs.sources.count > 1)
      results.append(result)
      if result.exit == .cancelled { break }
    }
    if run.json { print(RetouchResult.document(results).text()) }
    try conclude(results, count: inputs.sources.count)
  }

  private func outputOf(_ source: PictureSource, _ names: inout OutputFolder.Names) -> Output {
    if let out { return out == "-" ? .standardOutput : .path(out) }
    guard let outDir else { return .standardOutput }
    return .path(names.path(for: source, in: outDir))
  }

  /// Ends with the status of the photo, or of the batch.
  private func conclude(_ results: [RetouchResult], count: Int) throws {
    guard count > 1 else {
      if let result = results.first, result.exit != .done { throw result.exit }
      return
    }
    let failed = results.filter { $0.exit != .done }
    if !failed.isEmpty || results.count < count {
      let skipped = count - results.count
      Console.write(
        "\(results.count - failed.count) of \(count) photos done"
          + (failed.isEmpty ? "" : ", \(failed.count) failed")
          + (skipped > 0 ? ", \(skipped) not begun" : "") + ":")
      for result in failed { Console.write("  \(result.source.name): \(result.message)") }
    }
    if results.contains(where: { $0.exit == .cancelled }) || Task.isCancelled {
      throw ExitStatus.cancelled
    }
    if !failed.isEmpty { throw ExitStatus.someFailed }
  }

  /// Plans, renders and writes one photo; errors become its result.
  private func retouch(
    _ source: PictureSource, to output: Output, region: Region?
  ) async -> RetouchResult {
    let start = ContinuousClock.now
    var result = RetouchResult(source: source, output: output)
    do {
      try await retouch(source, to: output, region: region, result: &result)
    } catch {
      result.exit = ExitStatus(error)
      result.message = "\(error)"
    }
    result.duration = ContinuousClock.now - start
    return result
  }

  private func retouch(
    _ source: PictureSource, to output: Output, region: Region?, result: inout RetouchResult
  ) async throws {
    if !dryRun { try output.check(against: source, overwrite: export.overwrite) }
    for extra in [compare, planOut, recipeOut].compactMap({ $0 }) where !dryRun {
      try Output.path(extra).check(against: source, overwrite: export.overwrite)
    }
    if !dryRun { _ = try output.format(for: source, photo: nil) }
    let engine = RenderEngine.builtIn
    let session = try await Retoucher(engine: engine, jobs: run.workers).plan(
      source, instruction: say, region: region, output: export.settings())
    result.plan = session.plan
    result.notes = session.photo.decoded.notes + session.plan.notes.map(\.text)
    if let planOut, !dryRun { try write(session.plan.json, to: planOut) }
    if session.plan.outcome == .declined {
      result.exit = .nothingDone
      result.message = "Nothing was done."
      return
    }
    if dryRun { return }
    if let recipeOut { try write(session.plan.recipe.json, to: recipeOut) }
    let format = try output.format(for: source, photo: session.photo.decoded.format)
    var settings = Exporter.Settings(format: format, jobs: run.workers)
    settings.privacy = export.privacy
    let bar = ProgressBar(output.name, isQuiet: run.quiet)
    defer { bar.finish() }
    let encoded = try await Exporter(engine: engine).export(
      session.plan.recipe, of: session.photo, settings: settings
    ) { bar.update($0) }
    result.notes += encoded.notes
    if let compare {
      let picture = try await Comparison(engine: engine, jobs: run.workers).make(
        session.plan.recipe, of: session.photo, format: try Output.path(compare).format(
          for: source, photo: nil))
      try Output.path(compare).write(picture, existing: export.existing)
    }
    try output.write(encoded, existing: export.existing)
    result.isWritten = true
  }

  private func write(_ json: JSONValue, to path: String) throws {
    try AtomicFile(path: path, existing: export.existing).write([Array((json.text() + "\n").utf8)])
  }
}

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
      atelier retouch *.jpg --style film --out-dir out/
      """)

  @Argument(help: "Photos, folders or globs; '-' reads standard input.", completion: .file())
  var photos: [String]

  @OptionGroup var wish: WishOptions
  @OptionGroup var planner: PlannerOptions

  @Option(
    help: ArgumentHelp(
      "The result of one photo; '-' writes to standard output.", valueName: "file"),
    completion: .file())
  var out: String?

  @Option(
    help: ArgumentHelp("Folder for the results; made where it is missing.", valueName: "folder"),
    completion: .directory)
  var outDir: String?

  @OptionGroup var beside: ExtraOutputs

  @Flag(help: "Plan and say what would be done; write nothing.")
  var dryRun = false

  @OptionGroup var looking: RoundOptions
  @OptionGroup var batch: BatchOptions
  @OptionGroup var export: ExportOptions
  @OptionGroup var run: RunOptions

  func validate() throws {
    if out != nil, outDir != nil {
      throw ValidationError("--out and --out-dir were both given; choose one.")
    }
    if batch.consistent, wish.region != nil {
      throw ValidationError("--consistent is for whole photos; leave out --region.")
    }
    if batch.resume || batch.shard != nil, outDir == nil {
      throw ValidationError("--resume and --shard need --out-dir.")
    }
    guard out != nil || outDir != nil || dryRun else {
      throw ValidationError("Say where the results go: --out FILE or --out-dir FOLDER.")
    }
    try beside.validate(out: out, json: run.json)
  }

  func run() async throws {
    if let out { _ = try Output(out).format(photo: nil) }
    if let compare = beside.compare { _ = try Output(compare).format(photo: nil) }
    let items = try Inputs(photos).items
    try checkOutputs(count: items.count)
    if let outDir, !dryRun { try OutputFolder.make(outDir) }
    let region = try wish.box()
    let choice = try planner.choice()
    let (styles, styleNotes) = try await wish.styles(for: choice, workers: run.workers)
    for note in styleNotes { run.say(note) }
    let spared = FileIdentities(items.map(\.source))

    let results = try await ModelConnection.with(choice) { planning in
      let work = Work(
        styles: styles, region: region, planning: planning, spared: spared,
        look: try await look(of: items, styles: styles, planning: planning))
      var results: [RetouchResult] = []
      var names = OutputFolder.Names()
      for (place, item) in items.enumerated() {
        if Task.isCancelled { break }
        let output = outputOf(item.source, &names)
        guard batch.holds(place) else { continue }
        let result: RetouchResult
        if batch.isDone(output) {
          result = RetouchResult(source: item.source, output: output, wasThere: true)
        } else {
          result = await retouch(item, to: output, work)
        }
        result.report(run: run, isBatch: items.count > 1)
        results.append(result)
        if result.exit == .cancelled { break }
      }
      return results
    }
    if run.json { try StandardStreams.print(RetouchResult.document(results).text()) }
    try Batch.conclude(results, count: items.indices.count(where: batch.holds))
  }

  /// What all photos of a call share.
  private struct Work {
    let styles: PlanStyles
    let region: Region?
    let planning: ModelPlanning?
    let spared: FileIdentities
    let look: SeriesLook?
  }

  /// The look of the series, where one is wished.
  private func look(
    of items: [Inputs.Item], styles: PlanStyles, planning: ModelPlanning?
  ) async throws -> SeriesLook? {
    guard batch.consistent else { return nil }
    let sources = items.filter { $0.failure == nil }.map(\.source)
    let retoucher = Retoucher.builtIn(jobs: run.workers)
    let look = try await retoucher.look(of: sources) { source in
      try await retoucher.plan(
        source, instruction: wish.sentence, styles: styles, region: nil,
        output: export.settings(), planning: planning)
    }
    guard let look else { return nil }
    let named = look.representatives.map { sources[$0].name }.joined(separator: ", ")
    run.say("The look was planned on \(named).")
    for outlier in look.outliers {
      run.say(
        "\(sources[outlier.place].name) differs from the series: "
          + "\(outlier.reason[look.plan.language] ?? ""); look at its result.")
    }
    return look
  }

  private func checkOutputs(count: Int) throws(UsageError) {
    if count > 1 {
      if out != nil {
        throw UsageError("--out takes one photo, \(count) were given; use --out-dir.")
      }
      if !beside.outputs.isEmpty {
        throw UsageError("--compare, --plan-out, --recipe-out and --xmp-out take one photo.")
      }
    }
    try beside.checkPlaces(with: out)
  }

  private func outputOf(_ source: PictureSource, _ names: inout OutputFolder.Names) -> Output {
    if let out { return Output(out) }
    guard let outDir else { return .standardOutput }
    return .path(names.path(for: source, in: outDir))
  }

  /// Plans, renders and writes one photo; errors become its result.
  private func retouch(
    _ item: Inputs.Item, to output: Output, _ work: Work
  ) async -> RetouchResult {
    let start = ContinuousClock.now
    var result = RetouchResult(source: item.source, output: output)
    do {
      if let failure = item.failure { throw failure }
      if !dryRun {
        for output in [output] + beside.outputs {
          try output.check(sparing: work.spared, overwrite: export.overwrite)
        }
      }
      try await retouch(to: output, work, result: &result)
    } catch {
      result.exit = ExitStatus(error)
      result.message = ErrorText.text(for: error)
    }
    result.duration = ContinuousClock.now - start
    return result
  }

  private func retouch(
    to output: Output, _ work: Work, result: inout RetouchResult
  ) async throws {
    let engine = RenderEngine.builtIn
    var frame = Recipe()
    frame.output = export.settings()
    let format = try export.format(of: output, for: result.source, recipe: frame)
    let retoucher = Retoucher.builtIn(jobs: run.workers)
    let planned =
      if let look = work.look {
        try await retoucher.plan(
          look, for: result.source, instruction: wish.sentence, output: frame.output)
      } else {
        try await retoucher.draft(
          result.source, instruction: wish.sentence, styles: work.styles, region: work.region,
          output: frame.output, planning: work.planning)
      }
    // The plan of a series is judged and told, but not changed for one of its photos.
    let reviewed = try await retoucher.review(
      planned, limit: work.look == nil ? looking.rounds : 1, planning: work.planning,
      asksModel: looking.modelCritic)
    let session = reviewed.session
    result.plan = session.plan
    result.rounds = reviewed.rounds
    result.notes = session.photo.decoded.notes + session.plan.notes.map(\.text)
    result.notes += reviewed.rounds?.notes ?? []
    result.notes += Sidecar.notApplied(to: result.source)
    if session.plan.outcome == .declined {
      if let planOut = beside.planOut, !dryRun {
        try Output(planOut).write(session.plan.json, existing: export.existing)
      }
      result.exit = .nothingDone
      result.message = "Nothing was done."
      return
    }
    if dryRun { return }
    var settings = Exporter.Settings(format: format, jobs: run.workers)
    settings.privacy = export.privacy
    let bar = ProgressBar(output.name, isQuiet: run.quiet)
    defer { bar.finish() }
    let encoded = try await Exporter(engine: engine).export(
      session.plan.recipe, of: session.photo, settings: settings
    ) { bar.update($0) }
    result.notes += encoded.notes
    result.notes += try await beside.write(
      session.plan, of: session.photo, format: format, jobs: run.workers,
      existing: export.existing)
    if let folder = looking.keepRounds, let rounds = reviewed.rounds {
      try await RoundFolder(folder, of: result.source, existing: export.existing).write(
        rounds, of: session.photo, settings: settings)
    }
    try output.write(encoded, existing: export.existing)
    result.isWritten = true
  }
}

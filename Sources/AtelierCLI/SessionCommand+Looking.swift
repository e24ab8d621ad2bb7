#if Sessions
  import ArgumentParser
  import AtelierAgent
  import AtelierCodecs
  import AtelierEngine
  import AtelierPlanner
  import AtelierRecipe
  import AtelierSessions

  extension SessionCommand {
    /// `atelier session list`.
    struct List: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists all sessions, or the history of one.")

      @Argument(help: "The session's number or name, or 'last'.")
      var session: String?

      @OptionGroup var store: StoreOptions

      @Flag(help: "Print one JSON document to standard output and nothing else there.")
      var json = false

      func run() throws {
        let store = try store.open()
        if let session {
          var report = try SessionReport(store, store.session(session))
          if json {
            try report.addLastPlan(from: store)
            return try StandardStreams.print(report.document.text())
          }
          for line in report.lines { try StandardStreams.print(line) }
          return
        }
        let sessions = try store.summaries()
        if json {
          let document = SessionReport.document(sessions, store: store.path)
          return try StandardStreams.print(document.text())
        }
        if sessions.isEmpty {
          try StandardStreams.print(
            "There are no sessions in \(store.path); `atelier session new PHOTO` begins one.")
        }
        for session in sessions {
          let name = session.name.map { " '\($0)'" } ?? ""
          let steps = session.steps == 1 ? "1 step" : "\(session.steps) steps"
          let said = session.lastSaid.map { ", “\($0)”" } ?? ""
          try StandardStreams.print(
            "\(session.number)\(name)  \(session.photoPath)  \(steps)\(said)  "
              + SessionReport.time(session.changedAt))
        }
      }
    }

    /// `atelier session compare`.
    struct Compare: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Says what differs between two points of a session, and shows both side by side.",
        discussion: """
          atelier session compare last start now --out both.jpg
          A point is a snapshot, the number of a step, 'start' or 'now'.
          """)

      @Argument(help: "The session's number or name, or 'last'.")
      var session: String

      @Argument(help: "The first point.")
      var first: String

      @Argument(help: "The second point.")
      var second: String

      @Option(
        help: ArgumentHelp(
          "A picture of both, the first on the left; '-' writes to standard output.",
          valueName: "file"), completion: .file())
      var out: String?

      @Option(
        help: ArgumentHelp("Where the photo lies now.", valueName: "file"), completion: .file())
      var photo: String?

      @Flag(help: "Replace an output that exists; never the photo itself.")
      var overwrite = false

      @OptionGroup var store: StoreOptions
      @OptionGroup var run: RunOptions

      func validate() throws {
        if out == "-", run.json {
          throw ValidationError("--json and --out - both use standard output; choose one.")
        }
      }

      func run() async throws {
        let format = try out.map { try Output($0).format(photo: nil) }
        let store = try store.open()
        let session = try store.session(session)
        let history = try store.history(of: session)
        let steps = (
          try history.point(first, now: session.cursor),
          try history.point(second, now: session.cursor)
        )
        let recipes = (
          try store.edit(at: steps.0, of: session).recipe,
          try store.edit(at: steps.1, of: session).recipe
        )
        let (before, after) = (recipes.0.values, recipes.1.values)
        let places = Swift.Set(before.keys).union(after.keys)
          .filter { before[$0] != after[$0] }.sorted()
        var notes: [String] = []
        if let out, let format {
          let output = Output(out)
          let found = try session.photo.found(at: photo)
          let source = PictureSource.path(found.path)
          try output.check(sparing: FileIdentities([source]), overwrite: overwrite)
          let opened = try await OpenedPhoto.open(source, engine: .builtIn, jobs: run.workers)
          notes = opened.decoded.notes
          let picture = try await Comparison(engine: .builtIn, jobs: run.workers).make(
            recipes.0, recipes.1, of: opened, format: format)
          try output.write(picture, existing: overwrite ? .replace : .refuse)
        }
        for note in notes { run.say(note) }
        if run.json {
          func point(_ name: String, _ step: Int) -> JSONValue {
            ["name": .string(name), "step": .number(Double(step))]
          }
          let document: JSONValue = [
            "version": .number(Double(SessionReport.version)),
            "session": .number(Double(session.number)), "first": point(first, steps.0),
            "second": point(second, steps.1),
            "differences": .array(
              places.map {
                SessionReport.members(
                  of: $0,
                  ["first": before[$0]?.json ?? .null, "second": after[$0]?.json ?? .null])
              }),
            "output": out.map { .string($0) } ?? .null,
            "notes": .array(notes.map { .string($0) }),
          ]
          return try StandardStreams.print(document.text())
        }
        // Standard output may hold the picture.
        func say(_ line: String) throws {
          if out == "-" { run.say(line) } else { try StandardStreams.print(line) }
        }
        if places.isEmpty { try say("No value differs.") }
        for place in places {
          try say(SessionChange.label(place, before[place], after[place]))
        }
      }
    }

    /// `atelier session export`.
    struct Export: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Renders the photo as the session has it.")

      @Argument(help: "The session's number or name, or 'last'.")
      var session: String

      @Option(
        help: ArgumentHelp("The picture; '-' writes to standard output.", valueName: "file"),
        completion: .file())
      var out: String

      @Option(
        help: ArgumentHelp(
          "A snapshot or the number of a step in place of the edit that stands.",
          valueName: "point"))
      var at: String = "now"

      @Option(
        help: ArgumentHelp("Where the photo lies now.", valueName: "file"), completion: .file())
      var photo: String?

      @OptionGroup var beside: ExtraOutputs
      @OptionGroup var export: ExportOptions
      @OptionGroup var store: StoreOptions
      @OptionGroup var run: RunOptions

      func validate() throws { try beside.validate(out: out, json: run.json) }

      func run() async throws {
        let output = Output(out)
        _ = try output.format(photo: nil)
        if let compare = beside.compare { _ = try Output(compare).format(photo: nil) }
        try beside.checkPlaces(with: out)
        let store = try store.open()
        let session = try store.session(session)
        let history = try store.history(of: session)
        let step = try history.point(at, now: session.cursor)
        let found = try session.photo.found(at: photo)
        if found != session.photo { try store.move(session, to: found) }
        let source = PictureSource.path(found.path)
        for output in [output] + beside.outputs {
          try output.check(sparing: FileIdentities([source]), overwrite: export.overwrite)
        }
        var plan = Self.plan(
          of: try store.edit(at: step, of: session), runs: history.runs(to: step))
        plan.recipe.output = export.settings(over: plan.recipe.output)
        var result = RenderResult(source: source, output: output)
        result.recipe = plan.recipe
        let format = try export.format(of: output, for: source, recipe: plan.recipe)
        let opened = try await OpenedPhoto.open(
          source, engine: .builtIn, recipe: plan.recipe, jobs: run.workers)
        var settings = Exporter.Settings(format: format, jobs: run.workers)
        settings.privacy = export.privacy
        let bar = ProgressBar(output.name, isQuiet: run.quiet)
        defer { bar.finish() }
        let encoded = try await Exporter(engine: .builtIn).export(
          plan.recipe, of: opened, settings: settings
        ) { bar.update($0) }
        result.notes = opened.decoded.notes + encoded.notes + opened.sceneNotes
        result.notes += try await beside.write(
          plan, of: opened, format: format, jobs: run.workers, existing: export.existing)
        try output.write(encoded, existing: export.existing)
        result.isWritten = true
        result.report(run: run, isBatch: false)
        if run.json { try StandardStreams.print(result.document.text()) }
      }

      /// All that was said and decided, as one plan.
      private static func plan(of edit: StandingEdit, runs: [SessionRun]) -> Plan {
        let said = runs.filter { $0.kind == .say }
        return Plan(
          instruction: said.map(\.text).joined(separator: "\n"),
          language: said.last?.language ?? .en,
          outcome: edit.recipe == Recipe() ? .unchanged : .complete, steps: edit.steps, notes: [],
          recipe: edit.recipe)
      }
    }
  }
#endif

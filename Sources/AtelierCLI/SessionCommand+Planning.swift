#if Sessions
  import ArgumentParser
  import AtelierAgent
  import AtelierCodecs
  import AtelierCritic
  import AtelierEngine
  import AtelierPlanner
  import AtelierRecipe
  import AtelierSessions

  extension SessionCommand {
    /// `atelier session new`.
    struct New: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Begins a session for a photo, and prints its number.")

      @Argument(help: "The photo, a file that stays.", completion: .file())
      var photo: String

      @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
          "What the photo should become, in English or Chinese.", valueName: "sentence"))
      var say: String?

      @Option(help: "A name for the session.")
      var name: String?

      @OptionGroup var wish: SessionWish
      @OptionGroup var planner: PlannerOptions
      @OptionGroup var looking: RoundOptions
      @OptionGroup var store: StoreOptions
      @OptionGroup var run: RunOptions

      func run() async throws {
        guard case .path(let path) = try Inputs.one(photo) else {
          throw UsageError("A session needs a photo that stays; '\(photo)' can be read once only.")
        }
        let store = try store.open()
        // What is no picture is told before anything is kept.
        _ = try PictureReader.probe(.path(path))
        var session = try store.begin(
          SessionPhoto(at: path), name: name, now: SessionCommand.now)
        var report = try SessionReport(store, session)
        var isDone = true
        if say != nil || wish.style != nil {
          let talk = Talk(wish: wish, planner: planner, looking: looking, run: run)
          (session, report, isDone) = try await talk.say(say ?? "", in: session, store)
        }
        report.notes.insert("Session \(session.key) begun.", at: 0)
        report.notes += Sidecar.notApplied(to: .path(path))
        for note in report.notes { run.say(note) }
        try StandardStreams.print(run.json ? report.document.text() : "\(session.number)")
        if !isDone { throw ExitStatus.nothingDone }
      }
    }

    /// `atelier session say`.
    struct Say: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "say",
        abstract: "Plans what a sentence says on top of the edit that stands.",
        discussion: """
          atelier session say last "warmer, but keep the sky as it is"
          What a person set, locked or removed stays as it is; the rest is planned around it.
          """)

      @Argument(help: "The session's number or name, or 'last'.")
      var session: String

      @Argument(
        help: ArgumentHelp(
          "What the photo should become, in English or Chinese; it may be empty where a style is "
            + "named.", valueName: "sentence"))
      var text: String = ""

      @Option(
        help: ArgumentHelp("Where the photo lies now.", valueName: "file"), completion: .file())
      var photo: String?

      @OptionGroup var wish: SessionWish
      @OptionGroup var planner: PlannerOptions
      @OptionGroup var looking: RoundOptions
      @OptionGroup var store: StoreOptions
      @OptionGroup var run: RunOptions

      func validate() throws {
        guard !text.isEmpty || wish.style != nil else {
          throw ValidationError(
            "Say what the photo should become: a sentence, --style NAME, or both.")
        }
      }

      func run() async throws {
        let store = try store.open()
        let session = try store.session(session)
        let talk = Talk(wish: wish, planner: planner, looking: looking, run: run)
        let (_, report, isDone) = try await talk.say(text, in: session, store, photo: photo)
        for note in report.notes { run.say(note) }
        if run.json { try StandardStreams.print(report.document.text()) }
        if !isDone { throw ExitStatus.nothingDone }
      }
    }

    /// What belongs to a sentence.
    struct SessionWish: ParsableArguments {
      @Option(
        help: ArgumentHelp(
          "A learned or built-in style to put on; `atelier style list` names them.",
          valueName: "name"))
      var style: String?

      @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
          "A box: left,top,right,bottom of the upright photo, fractions or pixels.",
          valueName: "box"))
      var region: String?

      func validate() throws {
        do {
          _ = try box()
        } catch {
          throw ValidationError("\(error)")
        }
      }

      /// The box.
      ///
      /// - Throws: `RegionError` where it is none.
      func box() throws(RegionError) -> Region? {
        guard let region else { return nil }
        return try Region(region)
      }
    }

    /// Plans sentences and keeps what was planned.
    struct Talk {
      let wish: SessionWish
      let planner: PlannerOptions
      let looking: RoundOptions
      let run: RunOptions

      /// Plans a sentence on the edit that stands and stores the steps.
      ///
      /// - Returns: the session afterwards, what is to be told, and whether anything was understood.
      /// - Throws: `SessionError`, and what planning throws; nothing is stored then.
      func say(
        _ text: String, in session: SessionRecord, _ store: SessionStore, photo: String? = nil
      ) async throws -> (SessionRecord, SessionReport, isDone: Bool) {
        let found = try session.photo.found(at: photo)
        if found != session.photo { try store.move(session, to: found) }
        let catalog = RenderEngine.builtIn.catalog
        let (styles, styleNotes) = try StyleCommand.styles(named: wish.style, sentence: text)
        let region = try wish.box()
        let source = PictureSource.path(found.path)
        let retoucher = Retoucher(engine: .builtIn, jobs: run.workers)
        let standing = region == nil ? session.edit : session.edit.settingBoxAside
        let reviewed = try await ModelConnection.with(try planner.choice()) { planning in
          try await retoucher.review(
            retoucher.draft(
              source, instruction: text, styles: styles, region: region,
              output: OutputSettings(), standing: standing, planning: planning),
            limit: looking.rounds, planning: planning, asksModel: looking.modelCritic)
        }
        let plan = reviewed.session.plan
        let changes = SessionChange.cut(plan, from: standing, catalog: catalog)
        var now = session
        if !changes.isEmpty {
          let run = SessionRun(
            .say, text, region: wish.region, style: wish.style, plan: plan.json,
            judgement: reviewed.rounds?.best.judgement.json, createdAt: SessionCommand.now)
          now = try store.add(changes, of: run, to: session)
        }
        if let folder = looking.keepRounds, let rounds = reviewed.rounds {
          try await RoundFolder(folder, of: source, existing: .refuse).write(
            rounds, of: reviewed.session.photo,
            settings: Exporter.Settings(format: .jpeg, jobs: run.workers))
        }
        var report = try SessionReport(store, now)
        report.plan = plan.json
        report.judgement = reviewed.rounds?.best.judgement.json
        // A look explains all its settings with one sentence; it is said once.
        var said: Swift.Set<String> = []
        report.notes = styleNotes
        report.notes += plan.steps.filter { !standing.steps.contains($0) }.map(\.solution)
          .filter { said.insert($0).inserted }
        report.notes += reviewed.session.photo.decoded.notes + plan.notes.map(\.text)
        report.notes += reviewed.rounds?.notes ?? []
        if changes.isEmpty { report.notes.append("Nothing was changed.") }
        return (now, report, plan.outcome != .declined)
      }
    }
  }
#endif

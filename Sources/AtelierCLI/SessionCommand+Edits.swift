#if Sessions
  import ArgumentParser
  import AtelierEngine
  import AtelierPlanner
  import AtelierRecipe
  import AtelierSessions

  extension SessionCommand {
    /// A command that changes a session by hand.
    protocol HandCommand: ParsableCommand {
      static var kind: SessionRun.Kind { get }
      var session: String { get }
      var words: [String] { get }
      var store: StoreOptions { get }
      var tell: TellOptions { get }
      /// Makes one change.
      func change(_ word: String, by hand: PersonEdit, in edit: StandingEdit) throws
        -> SessionChange
    }

    /// A command about places of a session.
    protocol PlaceCommand: HandCommand {
      var places: PlaceOptions { get }
    }

    /// A session and places in it.
    struct PlaceOptions: ParsableArguments {
      @Argument(help: "The session's number or name, or 'last'.")
      var session: String

      @Argument(
        help: ArgumentHelp(
          "operation.parameter, operation for all of its parameters, either with @area, or @area for "
            + "all that is set there.", valueName: "places"))
      var words: [String]

      @OptionGroup var store: StoreOptions
      @OptionGroup var tell: TellOptions
    }

    /// `atelier session set`.
    struct Set: HandCommand {
      static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Sets values, which are held from then on.",
        discussion: """
          atelier session set last exposure.stops=0.5 contrast.amount=12
          atelier session set last exposure.stops@sky=-0.7 'tone_curve.master=[[0,0],[0.5,0.55],[1,1]]'
          """)
      static let kind = SessionRun.Kind.set

      @Argument(help: "The session's number or name, or 'last'.")
      var session: String

      @Argument(
        help: ArgumentHelp(
          "operation.parameter=value, with @area before '=' for a part of the picture; "
            + "`atelier operations` lists them.", valueName: "values"))
      var words: [String]

      @OptionGroup var store: StoreOptions
      @OptionGroup var tell: TellOptions

      func change(_ word: String, by hand: PersonEdit, in edit: StandingEdit) throws
        -> SessionChange
      { try hand.set(word, in: edit) }
    }

    /// `atelier session lock`.
    struct Lock: PlaceCommand {
      static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Holds values as they are, and keeps out what is not there.")
      static let kind = SessionRun.Kind.lock

      @OptionGroup var places: PlaceOptions

      func change(_ word: String, by hand: PersonEdit, in edit: StandingEdit) throws
        -> SessionChange
      { try hand.lock(word, in: edit) }
    }

    /// `atelier session unlock`.
    struct Unlock: PlaceCommand {
      static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Lets later steps change values again.")
      static let kind = SessionRun.Kind.unlock

      @OptionGroup var places: PlaceOptions

      func change(_ word: String, by hand: PersonEdit, in edit: StandingEdit) throws
        -> SessionChange
      { try hand.unlock(word, in: edit) }
    }

    /// `atelier session remove`.
    struct Remove: PlaceCommand {
      static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes values out; later steps do not put them back.")
      static let kind = SessionRun.Kind.remove

      @OptionGroup var places: PlaceOptions

      func change(_ word: String, by hand: PersonEdit, in edit: StandingEdit) throws
        -> SessionChange
      { try hand.remove(word, in: edit) }
    }

    /// `atelier session undo`.
    struct Undo: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Takes back the last step, or all of the last command.")

      @Argument(help: "The session's number or name, or 'last'.")
      var session: String

      @Flag(name: .customLong("run"), help: "All that the last command did.")
      var isWholeRun = false

      @OptionGroup var store: StoreOptions
      @OptionGroup var tell: TellOptions

      func run() throws {
        let store = try store.open()
        let (session, steps) = try store.undo(
          session, isWholeRun: isWholeRun, now: SessionCommand.now)
        try SessionReport(store, session, notes: ["\(SessionCommand.count(steps)) taken back."])
          .tell(tell)
      }
    }

    /// `atelier session redo`.
    struct Redo: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "redo", abstract: "Does again what was undone last.")

      @Argument(help: "The session's number or name, or 'last'.")
      var session: String

      @Flag(name: .customLong("run"), help: "All that the command did.")
      var isWholeRun = false

      @OptionGroup var store: StoreOptions
      @OptionGroup var tell: TellOptions

      func run() throws {
        let store = try store.open()
        let (session, steps) = try store.redo(
          session, isWholeRun: isWholeRun, now: SessionCommand.now)
        try SessionReport(store, session, notes: ["\(SessionCommand.count(steps)) made again."])
          .tell(tell)
      }
    }

    /// `atelier session snapshot`.
    struct Snapshot: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Gives the edit as it stands a name.")

      @Argument(help: "The session's number or name, or 'last'.")
      var session: String

      @Argument(help: "The snapshot's name.")
      var name: String

      @OptionGroup var store: StoreOptions
      @OptionGroup var tell: TellOptions

      func run() throws {
        let store = try store.open()
        let session = try store.snapshot(session, name: name, now: SessionCommand.now)
        try SessionReport(
          store, session, notes: ["Step \(session.cursor) is the snapshot '\(name)'."]
        ).tell(tell)
      }
    }

    /// `atelier session forget`.
    struct Forget: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Removes sessions with their history; photos stay.")

      @Argument(help: "Numbers or names of sessions.")
      var sessions: [String]

      @OptionGroup var store: StoreOptions

      func run() throws {
        let store = try store.open()
        // A misspelled name leaves the others where they are.
        for session in try sessions.map(store.session) {
          try store.forget(session)
          Console.write("Session \(session.key) forgotten.")
        }
      }
    }

    /// "3 steps".
    fileprivate static func count(_ steps: Int) -> String {
      steps == 1 ? "1 step" : "\(steps) steps"
    }
  }

  extension SessionCommand.PlaceCommand {
    var session: String { places.session }
    var words: [String] { places.words }
    var store: StoreOptions { places.store }
    var tell: TellOptions { places.tell }
  }

  extension SessionCommand.HandCommand {
    func run() throws {
      let store = try store.open()
      var labels: [String] = []
      let run = SessionRun(
        Self.kind, words.joined(separator: " "), createdAt: SessionCommand.now)
      let session = try store.change(session, run) { edit, language in
        let hand = PersonEdit(catalog: RenderEngine.builtIn.catalog, language: language)
        var edit = edit
        let changes = try words.map { word in
          let change = try change(word, by: hand, in: edit)
          edit = change.edit
          labels.append(change.label)
          return change
        }
        if Self.kind == .set { try hand.checkFrame(edit) }
        return changes
      }
      try SessionReport(store, session, notes: labels).tell(tell)
    }
  }
#endif

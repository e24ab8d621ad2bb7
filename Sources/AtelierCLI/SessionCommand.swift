import ArgumentParser
import AtelierEngine
import AtelierRecipe
import AtelierSessions
import Foundation

#if Sessions
  /// `atelier session`: an edit that is kept, with a person in charge of it.
  struct SessionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "session",
      abstract: "Edits a photo in many steps, which can be changed, held, undone and compared.",
      discussion: """
        atelier session new photo.jpg --say "brighter, warmer"
        atelier session set last exposure.stops=0.5
        atelier session say last "a little warmer still"
        atelier session undo last
        atelier session export last --out out.jpg

        A session is named by its number, its name or 'last'. What a person set, locked or removed stays as \
        it is: what is said later is planned around it. Sessions lie in \
        ~/.local/share/atelier/sessions.sqlite, below $XDG_DATA_HOME where that is set, or in the file that \
        --store or ATELIER_SESSIONS names. They hold settings and words, no pictures.
        """,
      subcommands: [
        New.self, Say.self, Set.self, Lock.self, Unlock.self, Remove.self, Undo.self, Redo.self,
        Snapshot.self, Compare.self, List.self, Export.self, Forget.self,
      ])

    /// Seconds since 1970.
    static var now: Double { Date().timeIntervalSince1970 }
  }

  /// Where sessions are kept.
  struct StoreOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "The file that keeps sessions (environment ATELIER_SESSIONS).", valueName: "file"),
      completion: .file())
    var store: String?

    /// Opens the store.
    ///
    /// - Throws: `SessionError`.
    func open() throws(SessionError) -> SessionStore {
      try SessionStore(
        path: store ?? SessionStore.userPath(ProcessInfo.processInfo.environment),
        catalog: RenderEngine.builtIn.catalog)
    }
  }

  /// What a command says that renders nothing.
  struct TellOptions: ParsableArguments {
    @Flag(help: "Print one JSON document to standard output and nothing else there.")
    var json = false

    @Flag(name: .shortAndLong, help: "Only errors on standard error.")
    var quiet = false
  }
#else
  /// `atelier session`, where it was left out: it says how to get it.
  struct SessionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "session",
      abstract: "Edits a photo in many steps (left out of this atelier).")

    @Argument(parsing: .captureForPassthrough, help: "What the full command takes.")
    var words: [String] = []

    func run() throws {
      throw UsageError(
        "This atelier was built without sessions; build it with 'swift build -c release --product "
          + "atelier'.")
    }
  }
#endif

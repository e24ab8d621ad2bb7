import ArgumentParser
import AtelierServer

/// `a2l worker`: renders for a task server elsewhere.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Fetches tasks from a task server, renders them here and sends the pictures back.")

  @Option(help: ArgumentHelp("The task server.", valueName: "http://host:8081"))
  var server: String

  @Option(help: ArgumentHelp("Its client_id (default: one of its own).", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Seconds between two questions while there is nothing to do.", valueName: "seconds"))
  var poll = 1.0

  @OptionGroup var render: RenderOptions

  func validate() throws {
    guard (0.01...600).contains(poll) else {
      throw ValidationError("--poll is \(poll); it must lie in 0.01...600.")
    }
    if let name {
      guard !name.isEmpty,
        name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
      else { throw ValidationError("--name may have letters, digits, '-', '_' and '.' only.") }
    }
  }

  func run() async throws {
    try await RemoteWorker(
      server: server, name: name, poll: .seconds(poll), settings: render.settings,
      log: ServerLog(isQuiet: render.quiet)
    ).serve()
  }
}

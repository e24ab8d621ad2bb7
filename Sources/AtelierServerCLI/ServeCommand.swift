import ArgumentParser
import AtelierServer

/// `a2l serve`: the task server, the bridge and the plug-in's socket.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves JarvisArt's task server, HTTP bridge and plug-in socket, rendering here.",
    discussion: """
      Ports are opened on this machine only, unless --host names another address; none of the protocols \
      has passwords. A port of 0 takes any that is free; the log tells which.
      """)

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("Port of the task server.", valueName: "port"))
  var taskPort = 8081

  @Option(help: ArgumentHelp("Port of the HTTP bridge.", valueName: "port"))
  var bridgePort = 7777

  @Option(help: ArgumentHelp("Port of the plug-in's socket.", valueName: "port"))
  var socketPort = 7878

  @Option(
    help: ArgumentHelp(
      "What is not served: tasks, bridge or socket; may be repeated.", valueName: "service"))
  var without: [ServiceName] = []

  @Option(
    help: ArgumentHelp("Folder of the database and of uploads.", valueName: "folder"),
    completion: .directory)
  var data = "atelier-a2l"

  @Option(
    help: ArgumentHelp(
      "Folder of the pictures, RESULTS_DIR of the trainer (default: results in --data).",
      valueName: "folder"), completion: .directory)
  var results: String?

  @Option(
    help: ArgumentHelp(
      "Results older than so many hours are taken away (default: none).", valueName: "hours"))
  var keepHours: Double?

  @Option(
    help: ArgumentHelp(
      "The oldest results are taken away when all take more megabytes (default: none).",
      valueName: "number"))
  var keepMegabytes: Int?

  @Option(help: ArgumentHelp("Most tasks that wait.", valueName: "number"))
  var maxQueued = 10_000

  @OptionGroup var render: RenderOptions

  func validate() throws {
    for (flag, port) in [
      ("--task-port", taskPort), ("--bridge-port", bridgePort), ("--socket-port", socketPort),
    ] {
      guard (0...65_535).contains(port) else {
        throw ValidationError("\(flag) is \(port); it must lie in 0...65535.")
      }
    }
    if let keepHours, !(0.1...100_000).contains(keepHours) {
      throw ValidationError("--keep-hours is \(keepHours); it must lie in 0.1...100000.")
    }
    if let keepMegabytes, !(1...100_000_000).contains(keepMegabytes) {
      throw ValidationError(
        "--keep-megabytes is \(keepMegabytes); it must lie in 1...100000000.")
    }
    guard (1...1_000_000).contains(maxQueued) else {
      throw ValidationError("--max-queued is \(maxQueued); it must lie in 1...1000000.")
    }
  }

  func run() async throws {
    var settings = render.settings
    settings.host = host
    settings.taskPort = without.contains(.tasks) ? nil : taskPort
    settings.bridgePort = without.contains(.bridge) ? nil : bridgePort
    settings.socketPort = without.contains(.socket) ? nil : socketPort
    settings.data = data
    settings.results = results
    settings.limits.queued = maxQueued
    settings.resultAge = keepHours.map { .seconds($0 * 3600) }
    settings.resultBytes = keepMegabytes.map { $0 << 20 }
    try await A2LServer(settings, log: ServerLog(isQuiet: render.quiet)).run()
  }
}

/// A part of the server.
enum ServiceName: String, ExpressibleByArgument, CaseIterable {
  case tasks
  case bridge
  case socket
}

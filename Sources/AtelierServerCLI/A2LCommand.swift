import ArgumentParser
import AtelierServer

/// `a2l`: what stands in for Lightroom, or talks to it.
struct A2LCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "a2l",
    abstract: "Stands in for Lightroom in JarvisArt's protocols, or talks to it.",
    subcommands: [ServeCommand.self, WorkerCommand.self, SendCommand.self])
}

/// What renders need.
struct RenderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder whose files may be read, and written beside photos; may be repeated (default: this one).",
      valueName: "folder"), completion: .directory)
  var root: [String] = []

  @Option(
    help: ArgumentHelp("Renders at the same time (default: one a core).", valueName: "number"))
  var workers: Int?

  @Option(help: ArgumentHelp("JPEG quality of results, 1 to 100.", valueName: "number"))
  var quality = 90

  @Option(help: ArgumentHelp("Most megabytes of a file.", valueName: "number"))
  var maxFile = 100

  @Option(help: ArgumentHelp("Most megabytes of a request.", valueName: "number"))
  var maxRequest = 200

  @Option(help: ArgumentHelp("Most seconds of a render.", valueName: "number"))
  var renderTimeout = 60

  @Option(help: ArgumentHelp("Most seconds of an upload.", valueName: "number"))
  var uploadTimeout = 120

  @Flag(name: .shortAndLong, help: "Only warnings and errors in the log.")
  var quiet = false

  func validate() throws {
    func check(_ value: Int, _ range: ClosedRange<Int>, _ flag: String) throws {
      guard range.contains(value) else {
        throw ValidationError("\(flag) is \(value); it must lie in \(range).")
      }
    }
    try check(workers ?? 1, 0...256, "--workers")
    try check(quality, 1...100, "--quality")
    try check(maxFile, 1...4_000, "--max-file")
    try check(maxRequest, 1...4_000, "--max-request")
    try check(renderTimeout, 1...3_600, "--render-timeout")
    try check(uploadTimeout, 1...3_600, "--upload-timeout")
  }

  /// The settings of a server.
  var settings: ServerSettings {
    var settings = ServerSettings()
    if !root.isEmpty { settings.roots = root }
    settings.workers = workers ?? ServerSettings.processors
    settings.quality = quality
    settings.limits.fileBytes = maxFile << 20
    settings.limits.requestBytes = maxRequest << 20
    settings.limits.render = .seconds(renderTimeout)
    settings.limits.upload = .seconds(uploadTimeout)
    return settings
  }
}

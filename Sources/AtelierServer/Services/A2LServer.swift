import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// Everything that JarvisArt's programs talk to in place of Lightroom: the task server, the HTTP
/// bridge and the plug-in's socket.
package struct A2LServer: Sendable {
  /// A port that is listened on.
  package enum Port: String, Sendable {
    /// The task server.
    case tasks
    /// The HTTP bridge.
    case bridge
    /// The plug-in's socket.
    case socket
  }

  private let settings: ServerSettings
  private let log: ServerLog

  /// Prepares a server.
  package init(_ settings: ServerSettings, log: ServerLog = ServerLog()) {
    self.settings = settings
    self.log = log
  }

  /// Serves until the process is told to stop by SIGTERM or SIGINT; work in hand is finished then.
  ///
  /// - Parameter isListening: told each port when it is open.
  /// - Throws: ``ServerError``, or what opening the ports throws.
  package func run(
    isListening: @escaping @Sendable (Port, Int) -> Void = { _, _ in }
  ) async throws {
    let logger = log.logger("a2l")
    let roots = try Roots(settings.roots)
    let renderer = SettingsRenderer(limits: settings.limits, quality: settings.quality)
    let gate = RenderGate(
      width: max(1, settings.workers), mostWaiting: settings.limits.waiting)
    let tasks = try TaskService(
      settings: settings, roots: roots, renderer: renderer, gate: gate, logger: logger)
    try removeLeftUploads()
    let bridge = Bridge(
      settings: settings, roots: roots, renderer: renderer, gate: gate, results: tasks.results,
      logger: logger)
    @Sendable func told(_ port: Port, _ number: Int) {
      logger.info("listening", metadata: ["for": "\(port.rawValue)", "port": "\(number)"])
      isListening(port, number)
    }
    // Stopped from the last to the first: no new requests, then the work in hand.
    var services: [any Service] = []
    if settings.taskPort != nil || settings.workers > 0 {
      services.append(TaskWorkers(tasks: tasks))
    }
    if let port = settings.socketPort {
      services.append(
        PluginSocket(bridge: bridge, host: settings.host, port: port) { told(.socket, $0) })
    }
    if let port = settings.bridgePort {
      services.append(
        application(BridgeRoutes(bridge).responder(), port: port, logger) { told(.bridge, $0) })
    }
    if let port = settings.taskPort {
      services.append(
        application(TaskRoutes(tasks).responder(), port: port, logger) { told(.tasks, $0) })
    }
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = settings.limits.stop
    try await ServiceGroup(configuration: configuration).run()
    logger.info("stopped")
  }

  private func application(
    _ responder: some HTTPResponder<ServerContext>, port: Int, _ logger: Logger,
    isListening: @escaping @Sendable (Int) -> Void
  ) -> any Service {
    Application(
      responder: responder,
      server: .http1(
        configuration: .init(
          idleTimeout: .nanoseconds(Int64(settings.limits.idle.inSeconds * 1e9)))),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: port), serverName: "Atelier",
        availableConnectionsDelegate: MaximumAvailableConnections(settings.limits.connections)),
      onServerRunning: { isListening($0.localAddress?.port ?? port) }, logger: logger)
  }

  /// Uploads that a kill left behind.
  private func removeLeftUploads() throws(ServerError) {
    let folder = "\(settings.data)/uploads"
    try FileSystem.makeFolder(folder)
    for name in FileSystem.names(in: folder) {
      for file in FileSystem.names(in: "\(folder)/\(name)") {
        FileSystem.remove("\(folder)/\(name)/\(file)")
      }
      FileSystem.removeFolder("\(folder)/\(name)")
    }
  }
}

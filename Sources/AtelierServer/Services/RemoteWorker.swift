import AtelierRecipe
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// Fetches tasks from a task server on any machine, renders them here and sends the pictures back,
/// as the client on a Mac with Lightroom did.
package struct RemoteWorker: Service {
  private let server: HTTPClient
  private let name: String
  private let poll: Duration
  private let settings: ServerSettings
  private let renderer: SettingsRenderer
  private let roots: Roots
  private let logger: Logger

  /// Prepares a worker.
  ///
  /// - Parameters:
  ///   - address: the server, as `http://host:8081`.
  ///   - name: its `client_id`; one of its own where nil.
  ///   - poll: time between two questions while there is nothing to do.
  ///   - settings: workers, quality, limits, and the roots of files that are not sent along.
  ///   - log: where it tells what happens.
  /// - Throws: ``ServerError``.
  package init(
    server address: String, name: String?, poll: Duration, settings: ServerSettings,
    log: ServerLog = ServerLog()
  ) throws(ServerError) {
    server = try HTTPClient(
      address, timeout: settings.limits.upload, limit: settings.limits.fileBytes)
    self.name = name ?? "atelier-\(UUID().uuidString.prefix(8).lowercased())"
    self.poll = poll
    self.settings = settings
    renderer = SettingsRenderer(limits: settings.limits, quality: settings.quality)
    roots = try Roots(settings.roots)
    logger = log.logger("worker")
  }

  /// Works until the process is told to stop; the task in hand is finished then.
  package func serve() async throws {
    var configuration = ServiceGroupConfiguration(
      services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = settings.limits.stop
    try await ServiceGroup(configuration: configuration).run()
  }

  /// Works until the service is stopped.
  package func run() async throws {
    let stop = StopFlag()
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        for _ in 0..<max(1, settings.workers) {
          group.addTask {
            var pause = Duration.zero
            while !stop.isRaised, !Task.isCancelled {
              if pause > .zero { await rest(pause) }
              pause = await turn(after: pause)
            }
          }
        }
      }
    } onGracefulShutdown: {
      stop.raise()
    }
  }

  /// Asks for a task and does it.
  ///
  /// - Returns: how long to wait before the next one; longer each time the server does not answer.
  private func turn(after pause: Duration) async -> Duration {
    do {
      let reply = try await nextTask()
      guard reply["task_id"] != nil else { return poll }
      try await work(on: reply)
      return .zero
    } catch is CancellationError {
      return .zero
    } catch {
      logger.warning("a turn failed", metadata: ["error": "\(error)"])
      return min(.seconds(30), max(.seconds(1), pause * 2))
    }
  }

  private func rest(_ pause: Duration) async {
    await cancelWhenGracefulShutdown {
      // Woken early when the service stops.
      do { try await Task.sleep(for: pause) } catch {}
    }
  }

  private func nextTask() async throws -> JSONValue {
    do {
      return try HTTPClient.json(try await server.get("api/get_task/\(name)"))
    } catch ServerError.forbidden {
      try await register()
      return try HTTPClient.json(try await server.get("api/get_task/\(name)"))
    }
  }

  private func register() async throws {
    _ = try await server.post(
      "api/register_client",
      [
        "client_id": .string(name), "client_type": "lightroom_bridge",
        "capabilities": ["photo_processing"], "status": "ready",
        "last_seen": .string(Timestamp.text(Timestamp.now)), "local_port": 0,
      ])
    logger.info("registered", metadata: ["client": "\(name)"])
  }

  private func work(on task: JSONValue) async throws {
    let id = try task.text(of: "task_id")
    _ = try await server.post("api/start_processing/\(id)", ["client_id": .string(name)])
    let start = ContinuousClock.now
    var report: [String: JSONValue] = ["task_id": .string(id), "client_id": .string(name)]
    let rendered: RenderedPhoto
    do {
      let (photo, content) = try await inputs(of: id, task)
      rendered = try await renderer.render(photo, settings: content)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      report["success"] = false
      report["error"] = .string("\(error)")
      report["elapsed_time"] = .number((ContinuousClock.now - start).inSeconds)
      _ = try await server.post("api/report_result", .object(report))
      logger.warning("task failed", metadata: ["task": "\(id)", "error": "\(error)"])
      return
    }
    report["success"] = true
    report["error"] = .null
    report["elapsed_time"] = .number((ContinuousClock.now - start).inSeconds)
    report["result_data"] = [
      "not_rendered": .array(rendered.leftOut.map(\.json)),
      "notes": .array(rendered.notes.map { .string($0) }),
    ]
    _ = try await server.post("api/report_result", .object(report))
    try await server.upload(
      "api/upload_result", query: ["task_id": id], field: "processed_image",
      name: "processed.jpg", Array(rendered.chunks.joined()))
    logger.info("task completed", metadata: ["task": "\(id)"])
  }

  private func inputs(
    of id: String, _ task: JSONValue
  ) async throws -> (photo: PhotoInput, content: [UInt8]) {
    if task["requires_download"] == .bool(true) {
      async let photo = server.get("api/download_file/\(id)/photo")
      async let content = server.get("api/download_file/\(id)/xmp")
      return (.bytes(try await photo, name: "the photo of task \(id)"), try await content)
    }
    let path = try task.text(of: "photo_path")
    let photo = try roots.open(path, limit: settings.limits.fileBytes)
    let content = try roots.open(
      try task.text(of: "xmp_path"), limit: min(16 << 20, settings.limits.fileBytes)
    ).read()
    return (.file(photo, name: path), content)
  }
}

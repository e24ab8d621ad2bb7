import AtelierRecipe
import HTTPTypes
import Hummingbird
import Logging

/// The routes of JarvisArt's task server.
struct TaskRoutes: Sendable {
  private let tasks: TaskService

  init(_ tasks: TaskService) { self.tasks = tasks }

  /// The routes; errors have the form `{"detail": …}`.
  func responder() -> some HTTPResponder<ServerContext> {
    let router = Router(context: ServerContext.self)
    router.add(middleware: ErrorReplies { ["detail": .string($0.description)] })
    router.get("/") { _, _ in try await overview() }
    let api = router.group("api")
    api.get("health") { _, _ in try await health() }
    api.get("stats") { _, _ in try await stats() }
    api.get("clients") { _, _ in try await clients() }
    api.post("submit_task_with_files") { request, _ in try await submit(request, mustExist: true) }
    api.post("submit_task") { request, _ in try await submit(request, mustExist: false) }
    api.get("task_status/{id}") { _, context in try await status(context.id()) }
    api.get("download_task_result/{id}") { _, context in try await result(context.id()) }
    api.post("register_client") { try await register($0, $1) }
    api.get("get_task/{client}") { _, context in
      try await nextTask(for: context.parameters.get("client") ?? "")
    }
    api.post("start_processing/{id}") { try await start($0, $1) }
    api.get("download_file/{id}/{kind}") { _, context in
      try await input(context.id(), kind: context.parameters.get("kind") ?? "")
    }
    api.post("report_result") { try await report($0, $1) }
    api.post("upload_result") { try await upload($0, $1) }
    return router.buildResponder()
  }

  // MARK: Those who want pictures

  private func submit(_ request: Request, mustExist: Bool) async throws -> Response {
    let form = request.form
    guard let photo = form["photo_path"], let settings = form["xmp_path"] ?? form["lua_path"] else {
      throw ServerError.badRequest(
        "'photo_path' and 'xmp_path' are wanted as query parameters; one is missing.")
    }
    let (id, before) = try await tasks.submit(
      photoPath: photo, settingsPath: settings, mustExist: mustExist)
    var reply: [String: JSONValue] = [
      "message": "Task submitted successfully", "task_id": .string(id),
    ]
    if !mustExist { reply["queue_position"] = .number(Double(before + 1)) }
    return Response(.object(reply))
  }

  private func status(_ id: String) async throws -> Response {
    let task = try await tasks.store.task(id)
    var reply: [String: JSONValue] = [
      "task_id": .string(task.id), "status": .string(task.state.publicName),
      "created_at": .string(Timestamp.text(task.createdAt)),
      "client_id": task.client.map { .string($0) } ?? .null, "result": .null,
    ]
    // What was reported counts once the picture is there.
    if task.state == .completed || task.state == .failed, let outcome = task.outcome {
      reply["result"] = outcome.json
      if let error = outcome.error { reply["error"] = .string(error) }
    }
    return Response(.object(reply))
  }

  private func result(_ id: String) async throws -> Response {
    let task = try await tasks.store.task(id)
    guard task.state == .completed else {
      throw ServerError.notFound(
        "Task \(task.id) is \(task.state.publicName); it has no picture yet.")
    }
    let file = try OpenFile(tasks.resultPath(task.id))
    return Response(file: try file.read(), type: "image/jpeg", name: "processed.jpg")
  }

  // MARK: Those who make them

  private func register(_ request: Request, _ context: ServerContext) async throws -> Response {
    let body = try await request.json(context, limits: tasks.settings.limits)
    let id = try body.text(of: "client_id")
    guard id.utf8.count <= 128, id != TaskService.local else {
      throw ServerError.badRequest(
        "A client_id has at most 128 bytes and is not '\(TaskService.local)'.")
    }
    let kind = body.optionalText(of: "client_type") ?? "lightroom_bridge"
    try await tasks.store.register(
      ClientRecord(id: id, kind: String(kind.prefix(128)), lastSeen: Timestamp.now))
    context.logger.info("client registered", metadata: ["client": "\(id)"])
    return Response(["message": "Client registered successfully", "client_id": .string(id)])
  }

  private func nextTask(for client: String) async throws -> Response {
    let now = Timestamp.now
    try await tasks.store.touch(client: client, now: now)
    guard let task = try await tasks.store.claim(for: client, as: .reading, now: now) else {
      return Response([:])
    }
    return Response([
      "task_id": .string(task.id), "photo_path": .string(task.photoPath),
      "xmp_path": .string(task.settingsPath),
      "created_at": .string(Timestamp.text(task.createdAt)),
      "requires_download": .bool(task.settings != nil), "file_package_path": .null,
      "read_timeout": .number(tasks.settings.leases.reading.inSeconds),
    ])
  }

  private func start(_ request: Request, _ context: ServerContext) async throws -> Response {
    let body = try await request.json(context, limits: tasks.settings.limits)
    let client = try body.text(of: "client_id")
    let id = try context.id()
    try await tasks.store.move(
      id, of: client, from: [.reading], to: .processing, now: Timestamp.now)
    try await tasks.store.touch(client: client, now: Timestamp.now)
    return Response(["message": "Task processing started", "task_id": .string(id)])
  }

  private func input(_ id: String, kind: String) async throws -> Response {
    let task = try await tasks.store.task(id)
    switch kind {
    case "photo":
      let file = try tasks.roots.open(task.photoPath, limit: tasks.settings.limits.fileBytes)
      return Response(file: try file.read(), type: "image/jpeg", name: "before.jpg")
    case "xmp":
      let kept = try await tasks.store.settings(of: id)
      let content = try kept ?? tasks.readSettings(task.settingsPath)
      return Response(file: content, type: "text/plain", name: "config.lua")
    default:
      throw ServerError.notFound("There is no file '\(kind)'; a task has 'photo' and 'xmp'.")
    }
  }

  private func report(_ request: Request, _ context: ServerContext) async throws -> Response {
    let body = try await request.json(context, limits: tasks.settings.limits)
    let id = try body.text(of: "task_id")
    let client = try body.text(of: "client_id")
    guard case .bool(let success)? = body["success"] else {
      throw ServerError.badRequest("'success' is missing, or neither true nor false.")
    }
    var elapsed = 0.0
    if case .number(let seconds)? = body["elapsed_time"] { elapsed = seconds }
    let now = Timestamp.now
    let outcome = TaskOutcome(
      success: success, elapsed: elapsed,
      error: success ? nil : body.optionalText(of: "error") ?? "The client gave no reason.",
      data: body["result_data"] ?? .null, completedAt: now)
    try await tasks.store.move(
      id, of: client, from: [.reading, .processing], to: success ? .reported : .failed,
      outcome: outcome, now: now)
    try await tasks.store.touch(client: client, now: now)
    context.logger.info(
      "result reported",
      metadata: ["task": "\(id)", "client": "\(client)", "success": "\(success)"])
    return Response(["message": "Result reported successfully", "task_id": .string(id)])
  }

  private func upload(_ request: Request, _ context: ServerContext) async throws -> Response {
    guard let id = request.form["task_id"] else {
      context.closeSoon()
      throw ServerError.badRequest("'task_id' is wanted as a query parameter; it is missing.")
    }
    // Before the body, so that nobody sends one in vain.
    let task = try await tasks.store.task(id)
    guard task.state == .reported || task.state == .completed else {
      context.closeSoon()
      throw ServerError.notFound("Task \(task.id) was not reported as done; report it first.")
    }
    let form = try await UploadedForm.receive(
      request, context, in: "\(tasks.settings.data)/uploads", limits: tasks.settings.limits)
    let file = try OpenFile(try await form.file("processed_image").path)
    try await tasks.accept(try file.read(), for: task.id)
    return Response([
      "message": "Result uploaded successfully", "task_id": .string(task.id),
      "file_path": .string(tasks.resultPath(task.id)),
    ])
  }

  // MARK: Figures

  private func overview() async throws -> Response {
    var reply = try await figures()
    reply["message"] = "Atelier's task server is running"
    return Response(.object(reply))
  }

  private func health() async throws -> Response {
    Response([
      "status": "healthy", "timestamp": .string(Timestamp.text(Timestamp.now)),
      "stats": .object(try await figures()),
    ])
  }

  private func stats() async throws -> Response { Response(.object(try await figures())) }

  private func figures() async throws -> [String: JSONValue] {
    let counts = try await tasks.store.counts()
    func number(_ states: TaskState...) -> JSONValue {
      .number(Double(states.reduce(0) { $0 + counts[$1, default: 0] }))
    }
    let clients = try await tasks.store.clients()
    return [
      "active_clients": .number(Double(clients.count)),
      "pending_tasks": number(.pending), "reading_tasks": number(.reading),
      "processing_tasks": number(.processing, .reported), "completed_tasks": number(.completed),
      "failed_tasks": number(.failed),
      "built_in_renderers": .number(Double(tasks.settings.workers)),
    ]
  }

  private func clients() async throws -> Response {
    let clients = try await tasks.store.clients()
    return Response([
      "clients": .array(
        clients.map {
          [
            "client_id": .string($0.id), "client_type": .string($0.kind),
            "last_seen": .string(Timestamp.text($0.lastSeen)),
          ]
        })
    ])
  }
}

extension ServerContext {
  /// The task that the path names.
  fileprivate func id() throws(ServerError) -> String {
    guard let id = parameters.get("id"), !id.isEmpty else {
      throw .badRequest("The path names no task.")
    }
    return id
  }
}

extension TaskOutcome {
  /// The outcome as the protocol writes it.
  fileprivate var json: JSONValue {
    [
      "success": .bool(success), "elapsed_time": .number(elapsed),
      "error": error.map { .string($0) } ?? .null, "result_data": data,
      "completed_at": .string(Timestamp.text(completedAt)),
    ]
  }
}

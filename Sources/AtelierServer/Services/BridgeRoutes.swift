import AtelierRecipe
import Foundation
import HTTPTypes
import Hummingbird

/// The bridge over HTTP: every POST, whatever its path, is a request.
///
/// - JSON `{photo_path, xmp_path, task_id?}` or `{photo_path, lua_path}`: files of this machine.
/// - A multipart form with `photo_file` and `lua_file` (or `xmp_file`): files that are sent along.
/// - Either with `instruction` in place of settings: a plan, returned as settings.
struct BridgeRoutes: Sendable {
  private let bridge: Bridge

  init(_ bridge: Bridge) { self.bridge = bridge }

  /// The responder; errors have the form `{"status": "error", "message": …}`.
  func responder() -> some HTTPResponder<ServerContext> {
    let errors = ErrorReplies { ["status": "error", "message": .string($0.description)] }
    return CallbackResponder { (request: Request, context: ServerContext) in
      try await errors.handle(request, context: context) { request, context in
        guard request.method == .post else {
          return Response(
            ["status": "ok", "message": "POST photo_path and xmp_path to render."])
        }
        let type = request.headers[.contentType]?.lowercased() ?? ""
        return type.hasPrefix("multipart/")
          ? try await form(request, context) : try await files(request, context)
      }
    }
  }

  private func files(_ request: Request, _ context: ServerContext) async throws -> Response {
    let body = try await request.json(context, limits: bridge.settings.limits)
    let path = try body.text(of: "photo_path")
    let id = body.optionalText(of: "task_id")
    if let instruction = body.optionalText(of: "instruction") {
      let photo = try bridge.roots.open(path, limit: bridge.settings.limits.fileBytes)
      return reply(
        try await bridge.plan(photo, name: path, instruction: instruction), taskID: id)
    }
    guard let settings = body.optionalText(of: "xmp_path") ?? body.optionalText(of: "lua_path")
    else { throw ServerError.badRequest("'xmp_path' is missing, and 'lua_path' too.") }
    let job = try await bridge.job(photoPath: path, settingsPath: settings)
    return reply(try await bridge.renderBesidePhoto(job), taskID: id)
  }

  private func form(_ request: Request, _ context: ServerContext) async throws -> Response {
    let form = try await UploadedForm.receive(
      request, context, in: "\(bridge.settings.data)/uploads", limits: bridge.settings.limits)
    let photoFile = try await form.file("photo_file")
    let fields = await form.fields
    let photo = try OpenFile(photoFile.path)
    let name = fields["photo_filename"].map { String($0.prefix(200)) } ?? photoFile.name
    let id = fields["task_id"]
    if let instruction = fields["instruction"] {
      return reply(
        try await bridge.plan(photo, name: name, instruction: instruction), taskID: id)
    }
    let files = await form.files
    guard let settings = files["lua_file"] ?? files["xmp_file"] else {
      throw ServerError.badRequest("The form has no file 'lua_file', and no 'instruction'.")
    }
    let content = try OpenFile(settings.path).read()
    return reply(
      try await bridge.renderUpload(photo, name: name, content: content), taskID: id)
  }

  private func reply(_ reply: Bridge.Reply, taskID: String?) -> Response {
    Response([
      "status": "success", "output_path": .string(reply.path), "task_id": .string(id(taskID)),
      "not_rendered": .array(reply.rendered.leftOut.map(\.json)),
      "notes": .array(reply.rendered.notes.map { .string($0) }),
    ])
  }

  private func reply(_ plan: PlannedSettings, taskID: String?) -> Response {
    Response([
      "status": "success", "task_id": .string(id(taskID)), "outcome": .string(plan.outcome),
      "settings": plan.settings, "steps": .array(plan.steps.map { .string($0) }),
      "notes": .array(plan.notes.map { .string($0) }),
    ])
  }

  private func id(_ given: String?) -> String {
    given.map { String($0.prefix(200)) } ?? "task_\(Int(Timestamp.now))"
  }
}

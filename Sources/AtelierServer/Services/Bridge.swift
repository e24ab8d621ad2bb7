import AtelierCodecs
import AtelierRecipe
import Foundation
import Logging

/// Renders on request, as JarvisArt's bridge to Lightroom did: beside the photo, in a folder
/// `processed`.
struct Bridge: Sendable {
  let settings: ServerSettings
  let roots: Roots
  let renderer: SettingsRenderer
  let gate: RenderGate
  let results: String
  let logger: Logger

  /// What a request gets.
  struct Reply: Sendable {
    let path: String
    let rendered: RenderedPhoto
  }

  /// A photo and its settings that were looked at and may be rendered.
  struct Job: Sendable {
    fileprivate let photo: OpenFile
    fileprivate let name: String
    fileprivate let content: [UInt8]
  }

  /// Looks at both files.
  ///
  /// - Throws: ``ServerError``.
  func job(photoPath: String, settingsPath: String) async throws -> Job {
    let photo = try roots.open(photoPath, limit: settings.limits.fileBytes)
    let file = try roots.open(settingsPath, limit: min(16 << 20, settings.limits.fileBytes))
    guard photo.identity.bytes + file.identity.bytes <= settings.limits.requestBytes else {
      throw ServerError.tooLarge("Photo and settings have more bytes than are taken together.")
    }
    return Job(photo: photo, name: photoPath, content: try file.read())
  }

  /// Renders to `processed` beside the photo.
  ///
  /// - Throws: ``ServerError``.
  func renderBesidePhoto(_ job: Job) async throws -> Reply {
    let rendered = try await render(.file(job.photo, name: job.name), job.content)
    let folder = try roots.folder("processed", beside: job.photo)
    let base = job.name.split(separator: "/").last.map(String.init) ?? "photo"
    let stem = base.lastIndex(of: ".").map { String(base[..<$0]) } ?? base
    let path = "\(folder)/\(stem.isEmpty ? base : stem).jpg"
    guard !FileSystem.isLink(path) else {
      throw ServerError.forbidden("'\(path)' is a link; results are written to plain files only.")
    }
    try write(rendered, to: path)
    return Reply(path: path, rendered: rendered)
  }

  /// Renders uploaded files to a folder of the request's own among the results.
  ///
  /// - Throws: ``ServerError``.
  func renderUpload(
    _ photo: OpenFile, name: String, content: [UInt8]
  ) async throws -> Reply {
    let rendered = try await render(.file(photo, name: name), content)
    let folder = "\(results)/\(UUID().uuidString.lowercased())"
    try FileSystem.makeFolder(folder)
    try write(rendered, to: "\(folder)/processed.jpg")
    return Reply(path: "\(folder)/processed.jpg", rendered: rendered)
  }

  /// Plans by a sentence.
  ///
  /// - Throws: ``ServerError``.
  func plan(_ photo: OpenFile, name: String, instruction: String) async throws -> PlannedSettings {
    try await gate.run(isGuest: true) {
      try await renderer.plan(.file(photo, name: name), instruction: instruction)
    }
  }

  private func render(_ photo: PhotoInput, _ content: [UInt8]) async throws -> RenderedPhoto {
    try await gate.run(isGuest: true) { try await renderer.render(photo, settings: content) }
  }

  private func write(_ rendered: RenderedPhoto, to path: String) throws(ServerError) {
    do throws(CodecError) {
      try AtomicFile(path: path, existing: .replace).write(rendered.chunks)
    } catch {
      throw ServerError(codec: error)
    }
    var facts: Logger.Metadata = ["output": "\(path)"]
    if !rendered.leftOut.isEmpty {
      let keys = JSONValue.array(rendered.leftOut.map(\.json))
      facts["not_rendered"] = "\(keys.text(pretty: false))"
    }
    logger.info("rendered", metadata: facts)
  }
}

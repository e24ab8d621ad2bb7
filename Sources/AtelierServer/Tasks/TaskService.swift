import AtelierCodecs
import AtelierRecipe
import Foundation
import Logging
import Synchronization

/// What the task server does, whatever it is asked through.
package struct TaskService: Sendable {
  /// The name of the renderers in this process among the clients.
  package static let local = "built-in"

  let settings: ServerSettings
  let roots: Roots
  let store: TaskStore
  let renderer: SettingsRenderer
  let gate: RenderGate
  let results: String
  let logger: Logger
  let wakeup: Wakeup
  private let verified = VerifiedFiles()

  /// Opens the store and the result folder.
  ///
  /// - Throws: ``ServerError``.
  init(
    settings: ServerSettings, roots: Roots, renderer: SettingsRenderer, gate: RenderGate,
    logger: Logger
  ) throws(ServerError) {
    self.settings = settings
    self.roots = roots
    self.renderer = renderer
    self.gate = gate
    self.logger = logger
    try FileSystem.makeFolder(settings.data)
    try FileSystem.makeFolder(settings.resultFolder)
    results = FileSystem.realPath(settings.resultFolder) ?? settings.resultFolder
    store = try TaskStore(path: "\(settings.data)/tasks.sqlite")
    wakeup = Wakeup(listeners: settings.workers)
  }

  // MARK: Those who want pictures

  /// Takes a task.
  ///
  /// - Parameters:
  ///   - photoPath: the photo.
  ///   - settingsPath: its settings, of any kind.
  ///   - mustExist: whether both are checked now; else when they are needed.
  /// - Returns: the identifier, and how many tasks wait before it.
  /// - Throws: ``ServerError``.
  func submit(
    photoPath: String, settingsPath: String, mustExist: Bool
  ) async throws -> (id: String, before: Int) {
    var content: [UInt8]?
    if mustExist {
      let photo = try roots.open(photoPath, limit: settings.limits.fileBytes)
      content = try readSettings(settingsPath)
      guard photo.identity.bytes + (content?.count ?? 0) <= settings.limits.requestBytes else {
        throw ServerError.tooLarge("Photo and settings have more bytes than are taken together.")
      }
      if !verified.contains(photo.identity) {
        try await renderer.verify(.file(photo, name: photoPath))
        verified.insert(photo.identity)
      }
    } else {
      try roots.check(photoPath)
      try roots.check(settingsPath)
    }
    let now = Timestamp.now
    let task = TaskRecord(
      id: UUID().uuidString.lowercased(), photoPath: photoPath, settingsPath: settingsPath,
      settings: content, state: .pending, createdAt: now, changedAt: now, attempts: 0)
    let before = try await store.add(task, mostPending: settings.limits.queued)
    wakeup.notify()
    return (task.id, before)
  }

  /// Where the picture of a task is, whether it is there or not.
  func resultPath(_ id: String) -> String { "\(results)/\(id)/processed.jpg" }

  func readSettings(_ path: String) throws(ServerError) -> [UInt8] {
    let file = try roots.open(path, limit: min(16 << 20, settings.limits.fileBytes))
    let content = try file.read()
    guard !content.isEmpty else { throw .badRequest("'\(path)' is empty; it must hold settings.") }
    return content
  }

  // MARK: Those who make them

  /// Stores the picture of a task that was reported as done.
  ///
  /// - Throws: ``ServerError/notFound(_:)`` where it was not reported.
  func accept(_ picture: [UInt8], for id: String) async throws {
    let task = try await store.task(id)
    guard task.state == .reported || task.state == .completed else {
      throw ServerError.notFound("Task \(id) was not reported as done; report it first.")
    }
    try await renderer.verify(.bytes(picture, name: "The picture of task \(id)"))
    try write([picture], of: id)
    if task.state == .reported {
      try await store.move(id, of: nil, from: [.reported], to: .completed, now: Timestamp.now)
    }
    logger.info("picture stored", metadata: ["task": "\(id)", "bytes": "\(picture.count)"])
  }

  /// Writes the picture of a task; it is complete or absent at any instant.
  func write(_ chunks: [[UInt8]], of id: String) throws(ServerError) {
    try FileSystem.makeFolder("\(results)/\(id)")
    do throws(CodecError) {
      try AtomicFile(path: resultPath(id), existing: .replace).write(chunks)
    } catch {
      throw ServerError(codec: error)
    }
  }
}

/// Files that were found to be photos, so that the same photo is not looked at for every task.
private final class VerifiedFiles: Sendable {
  private let known = Mutex<Set<OpenFile.Identity>>([])

  func contains(_ file: OpenFile.Identity) -> Bool { known.withLock { $0.contains(file) } }

  func insert(_ file: OpenFile.Identity) {
    known.withLock { known in
      if known.count >= 4_096 { known.removeAll() }
      known.insert(file)
    }
  }
}

/// Wakes those that wait for work.
final class Wakeup: Sendable {
  private let streams: [AsyncStream<Void>]
  private let continuations: [AsyncStream<Void>.Continuation]

  init(listeners: Int) {
    let pairs = (0..<listeners).map { _ in
      AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }
    streams = pairs.map(\.stream)
    continuations = pairs.map(\.continuation)
  }

  /// Says that there is work.
  func notify() { for continuation in continuations { continuation.yield() } }

  /// Says that there will be none any more.
  func finish() { for continuation in continuations { continuation.finish() } }

  /// What a listener hears.
  func stream(_ listener: Int) -> AsyncStream<Void> { streams[listener] }
}

import AtelierCodecs
import Foundation
import Glibc
import Hummingbird

/// Reads the body of a request, within a size and a time.
struct BodyReader {
  let request: Request
  let limit: Int
  let deadline: Duration

  /// Hands over the body piece by piece.
  ///
  /// - Throws: ``ServerError``, or what `take` throws; the connection is closed then.
  func read(
    _ context: ServerContext, _ take: @escaping @Sendable (ByteBuffer) async throws -> Void
  ) async throws {
    do {
      let declared = request.headers[.contentLength].flatMap { Int($0) } ?? 0
      guard declared <= limit else { throw tooLarge }
      try await withDeadline(
        deadline, "The request was not complete after \(deadline.inSeconds) seconds."
      ) {
        var total = 0
        for try await piece in request.body {
          total += piece.readableBytes
          guard total <= limit else { throw tooLarge }
          try await take(piece)
        }
      }
    } catch {
      context.closeSoon()
      throw error
    }
  }

  /// The whole body.
  mutating func collect(_ context: ServerContext) async throws -> [UInt8] {
    let body = Collector()
    try await read(context) { await body.append($0) }
    return await body.bytes
  }

  private var tooLarge: ServerError {
    .tooLarge("The request has more than \(limit) bytes, the most that are taken.")
  }
}

private actor Collector {
  private(set) var bytes: [UInt8] = []

  func append(_ piece: ByteBuffer) { bytes += piece.readableBytesView }
}

/// A form that came as multipart; its files lie in a folder that goes with it.
actor UploadedForm {
  /// A file of the form.
  struct File: Sendable {
    let path: String
    let name: String
  }

  private(set) var fields: [String: String] = [:]
  private(set) var files: [String: File] = [:]

  private let folder: UploadFolder
  private let limits: ServerLimits
  private var parser: MultipartParser
  private var open: (name: String, descriptor: Int32, bytes: Int)?
  private var field: (name: String, bytes: [UInt8])?

  private init(boundary: String, folder: UploadFolder, limits: ServerLimits) {
    parser = MultipartParser(boundary: boundary)
    self.folder = folder
    self.limits = limits
  }

  deinit { if let open { close(open.descriptor) } }

  /// Receives a form.
  ///
  /// - Throws: ``ServerError``.
  static func receive(
    _ request: Request, _ context: ServerContext, in folder: String, limits: ServerLimits
  ) async throws -> UploadedForm {
    guard
      let boundary = MultipartParser.boundary(of: request.headers[.contentType] ?? "")
    else {
      context.closeSoon()
      throw ServerError.badRequest("A multipart form is wanted.")
    }
    let form = UploadedForm(
      boundary: boundary, folder: try UploadFolder(in: folder), limits: limits)
    let reader = BodyReader(
      request: request, limit: limits.requestBytes, deadline: limits.upload)
    try await reader.read(context) { try await form.take($0) }
    try await form.finish()
    return form
  }

  /// A field or a file that must be there.
  ///
  /// - Throws: ``ServerError/badRequest(_:)``.
  func file(_ name: String) throws(ServerError) -> File {
    guard let file = files[name] else {
      throw .badRequest("The form has no file '\(name)'.")
    }
    return file
  }

  private func take(_ piece: ByteBuffer) throws {
    for event in try parser.feed(piece.readableBytesView) {
      switch event {
      case .part(let name, let fileName): try begin(name, fileName)
      case .data(let bytes): try add(bytes)
      case .end: end()
      }
    }
  }

  private func finish() throws(ServerError) {
    guard parser.isComplete else {
      throw .badRequest("The multipart form breaks off before its last boundary.")
    }
  }

  private func begin(_ name: String, _ fileName: String?) throws(ServerError) {
    guard fields.count + files.count < 16 else {
      throw .badRequest("The form has more than 16 parts.")
    }
    guard let fileName else {
      field = (name, [])
      return
    }
    // The name that the client gives is for messages only.
    let path = "\(folder.path)/\(files.count)"
    // SAFETY: the path is a C string for the call.
    let descriptor = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .environment("An upload cannot be stored (\(FileSystem.lastError)).")
    }
    open = (name, descriptor, 0)
    files[name] = File(path: path, name: String(fileName.split(separator: "/").last ?? "file"))
  }

  private func add(_ bytes: [UInt8]) throws(ServerError) {
    if var current = field {
      current.bytes += bytes
      guard current.bytes.count <= 64 << 10 else {
        throw .tooLarge("A field of the form has more than 64 kB.")
      }
      field = current
      return
    }
    guard var current = open else { return }
    current.bytes += bytes.count
    guard current.bytes <= limits.fileBytes else {
      throw .tooLarge("A file has more than \(limits.fileBytes) bytes, the most that are taken.")
    }
    var done = 0
    while done < bytes.count {
      // SAFETY: reads `count - done` bytes behind `done`.
      let written = unsafe bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe Glibc.write(current.descriptor, base + done, bytes.count - done)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        throw .environment("An upload cannot be stored (\(FileSystem.lastError)).")
      }
      done += written
    }
    open = current
  }

  private func end() {
    if let field { fields[field.name] = String(decoding: field.bytes, as: UTF8.self) }
    if let open { close(open.descriptor) }
    field = nil
    open = nil
  }
}

/// A folder that is removed with its last user.
final class UploadFolder: Sendable {
  let path: String

  init(in parent: String) throws(ServerError) {
    path = "\(parent)/\(UUID().uuidString.lowercased())"
    try FileSystem.makeFolder(path)
  }

  deinit {
    for name in FileSystem.names(in: path) { FileSystem.remove("\(path)/\(name)") }
    FileSystem.removeFolder(path)
  }
}

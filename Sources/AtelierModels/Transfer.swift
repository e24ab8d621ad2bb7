import CCurl
import Foundation

/// Fetches addresses through libcurl, which knows the proxies of the environment.
struct Transfer {
  /// A file of certificates of authorities; nil for the system's.
  let certificates: String?

  /// Largest page that is read.
  private static let pageLimit = 32 << 20

  private enum Answer {
    case done(address: String)
    case noRange
  }

  /// A page's content and the address where it was found in the end.
  ///
  /// - Throws: ``ModelError``.
  func page(_ address: String) throws(ModelError) -> (content: [UInt8], address: String) {
    let sink = Sink { bytes, sink in
      sink.content += bytes
      return sink.content.count <= Self.pageLimit
    }
    let accept = "application/vnd.pypi.simple.v1+json;q=0.9, text/html"
    switch try fetch(address, from: 0, accept: accept, sink: sink) {
    case .done(let address): return (sink.content, address)
    case .noRange: throw .notFetched(address: Self.redacted(address), reason: "no range")
    }
  }

  /// Fetches a file of a known size; what lies there of an earlier try is gone on with.
  ///
  /// - Throws: ``ModelError``; what came is kept.
  func file(
    _ address: String, to path: String, size: Int, progress: @escaping (Int) -> Void
  ) throws(ModelError) {
    var start = FileSystem.size(path) ?? 0
    if start > size { start = 0 }
    if start == size { return }
    for from in start > 0 ? [start, 0] : [0] {
      let file = try GrowingFile(path, isEmptied: from == 0)
      let sink = FileSink(file: file, done: from, limit: size, progress: progress)
      let answer = try fetch(address, from: from, accept: "*/*", sink: sink)
      guard case .done = answer else { continue }
      try sink.finish()
      guard sink.done == size else {
        throw .notFetched(
          address: Self.redacted(address),
          reason: "\(sink.done) bytes came; it should have \(size)")
      }
      return
    }
    throw .notFetched(address: Self.redacted(address), reason: "the server gives no whole file")
  }

  private func fetch(
    _ address: String, from: Int, accept: String, sink: Sink
  ) throws(ModelError) -> Answer {
    var result = AtelierFetch()
    let certificates = certificates
    // SAFETY: `sink` and `result` outlive the call, which ends before it returns; the texts are C strings
    // for it.
    let status = unsafe atelier_fetch(
      address, Int64(from), accept, certificates,
      { context, bytes, count in
        guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
        let sink = unsafe Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
        let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
        return sink.take(unsafe [UInt8](buffer)) ? 1 : 0
      }, Unmanaged.passUnretained(sink).toOpaque(), &result)
    if let error = sink.error { throw error }
    let message = unsafe withUnsafeBytes(of: result.message) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let last = unsafe withUnsafeBytes(of: result.address) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    switch status {
    case ATELIER_FETCH_DONE: return .done(address: last.isEmpty ? address : last)
    case ATELIER_FETCH_NO_RANGE: return .noRange
    case ATELIER_FETCH_NO_LIBRARY:
      throw .missingLibrary(
        name: "libcurl", hint: "install it (libcurl4), or give a folder of wheels with --from DIR")
    case ATELIER_FETCH_STOPPED where Task.isCancelled: throw .cancelled
    default:
      throw .notFetched(
        address: Self.redacted(address), reason: message.isEmpty ? "it was stopped" : message)
    }
  }

  /// An address without a name and a password.
  static func redacted(_ address: String) -> String {
    guard var parts = URLComponents(string: address) else { return "The address" }
    if parts.user != nil || parts.password != nil { (parts.user, parts.password) = ("…", nil) }
    return parts.string ?? "The address"
  }
}

/// Takes what a transfer brings.
private class Sink {
  var content: [UInt8] = []
  var error: ModelError?
  private let work: ([UInt8], Sink) -> Bool

  init(_ work: @escaping ([UInt8], Sink) -> Bool) { self.work = work }

  func take(_ bytes: [UInt8]) -> Bool { !Task.isCancelled && work(bytes, self) }
}

/// Takes what a transfer brings into a file.
private final class FileSink: Sink {
  private let file: GrowingFile
  private(set) var done: Int
  private let limit: Int
  private let progress: (Int) -> Void

  init(file: consuming GrowingFile, done: Int, limit: Int, progress: @escaping (Int) -> Void) {
    self.file = file
    self.done = done
    self.limit = limit
    self.progress = progress
    super.init { _, _ in true }
  }

  override func take(_ bytes: [UInt8]) -> Bool {
    guard !Task.isCancelled, done + bytes.count <= limit else { return false }
    do throws(ModelError) {
      try file.append(bytes.span)
    } catch {
      self.error = error
      return false
    }
    done += bytes.count
    progress(done)
    return true
  }

  func finish() throws(ModelError) { try file.synchronize() }
}

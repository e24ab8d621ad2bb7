import Glibc

/// Random access to the bytes of an input: an open file, or memory.
///
/// A file is opened once, for reading only, and stays open until the store is released.
final class ByteStore: Sendable {
  /// Name for messages.
  let name: String
  /// Path of the file, or nil for memory.
  let path: String?
  /// Number of bytes.
  let count: Int
  private let memory: [UInt8]
  private let descriptor: Int32

  /// Opens a source.
  ///
  /// - Throws: ``CodecError`` when the source is missing, a folder, not permitted, empty or too long.
  init(_ source: PictureSource, limits: DecodeLimits) throws(CodecError) {
    name = source.name
    switch source {
    case .bytes(let bytes, let name):
      try limits.check(fileBytes: bytes.count, source: name)
      memory = bytes
      count = bytes.count
      path = nil
      descriptor = -1
    case .path(let path):
      let file = try Self.openFile(path)
      descriptor = file.descriptor
      if let size = file.size {
        memory = []
        count = size
        self.path = path
      } else {
        // A pipe or a device: its length shows only by reading it.
        memory = try Self.drain(file.descriptor, name: path, limit: limits.maxFileBytes)
        count = memory.count
        self.path = nil
      }
      try limits.check(fileBytes: count, source: path)
    }
    guard count > 0 else {
      throw .notAPicture(source: name, reason: "it is empty")
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The bytes of a range, or nil when it does not lie inside or cannot be read.
  func bytes(_ range: Range<Int>) -> [UInt8]? {
    guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
    if descriptor < 0 || path == nil { return Array(memory[range]) }
    var complete = true
    let descriptor = descriptor
    // SAFETY: pread writes at most `range.count - done` bytes behind `done`; what was not written
    // is not counted.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      var done = 0
      while done < range.count, let base = buffer.baseAddress {
        let read = unsafe pread(
          descriptor, base + done, range.count - done, off_t(range.lowerBound + done))
        if read < 0 && errno == EINTR { continue }
        if read <= 0 { break }
        done += read
      }
      filled = done
      complete = done == range.count
    }
    return complete ? bytes : nil
  }

  /// All bytes.
  ///
  /// - Throws: ``CodecError/unreadable(source:reason:)`` when the file shrank or fails.
  func all() throws(CodecError) -> [UInt8] {
    if path == nil { return memory }
    guard let bytes = bytes(0..<count) else {
      throw .unreadable(source: name, reason: "reading stopped before its end")
    }
    return bytes
  }

  /// The leading bytes, at most `length`.
  func head(_ length: Int) -> [UInt8] { bytes(0..<min(length, count)) ?? [] }

  private static func openFile(
    _ path: String
  ) throws(CodecError) -> (descriptor: Int32, size: Int?) {
    // SAFETY: the path is a C string for the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(source: path, reason: systemMessage(errno))
    }
    var status = stat()
    // SAFETY: `status` outlives the call.
    guard unsafe fstat(descriptor, &status) == 0 else {
      let reason = systemMessage(errno)
      close(descriptor)
      throw .unreadable(source: path, reason: reason)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      return (descriptor, Int(status.st_size))
    case S_IFDIR:
      close(descriptor)
      throw .unreadable(source: path, reason: "it is a folder")
    default:
      return (descriptor, nil)
    }
  }

  private static func drain(
    _ descriptor: Int32, name: String, limit: Int
  ) throws(CodecError) -> [UInt8] {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while all.count <= limit {
      // SAFETY: read writes at most `chunk.count` bytes.
      let read = unsafe read(descriptor, &chunk, chunk.count)
      if read < 0 && errno == EINTR { continue }
      guard read >= 0 else {
        let reason = systemMessage(errno)
        close(descriptor)
        throw .unreadable(source: name, reason: reason)
      }
      if read == 0 { break }
      all += chunk[0..<read]
    }
    return all
  }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  // SAFETY: strerror gives a C string; it is copied at once.
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}

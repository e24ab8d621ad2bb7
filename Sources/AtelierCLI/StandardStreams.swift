import AtelierCodecs
import Glibc

/// The standard streams, unbuffered; a stream that is closed or full is an error, not a crash.
enum StandardStreams {
  /// The most bytes that are read from a pipe, which tells no size beforehand.
  static let readLimit = 512 << 20

  /// Opens what the caller closed, so that no file of ours becomes a standard stream by accident:
  /// a message would be written into the middle of a picture.
  static func secure() {
    while true {
      // The lowest free number is taken. A standard output that can only be read makes writing
      // fail with a message.
      // SAFETY: the path is a C string for the call.
      let descriptor = unsafe open("/dev/null", O_RDONLY)
      guard (0...STDERR_FILENO).contains(descriptor) else {
        if descriptor > 0 { close(descriptor) }
        return
      }
    }
  }

  /// Writes text and a line break to standard output.
  ///
  /// - Throws: `CodecError.outputNotWritten` where it is closed or full.
  static func print(_ text: String) throws(CodecError) { try write(Array((text + "\n").utf8)) }

  /// Writes bytes to standard output.
  ///
  /// - Throws: `CodecError.outputNotWritten` where it is closed or full.
  static func write(_ bytes: [UInt8]) throws(CodecError) {
    let error = put(bytes, into: STDOUT_FILENO)
    guard error == 0 else {
      throw .outputNotWritten(path: "standard output", reason: systemMessage(error))
    }
  }

  /// Writes a line to standard error; where that is closed, nobody listens.
  static func complain(_ line: String) { _ = put(Array((line + "\n").utf8), into: STDERR_FILENO) }

  /// Draws on the terminal, without a line break.
  static func draw(_ text: String) { _ = put(Array(text.utf8), into: STDERR_FILENO) }

  /// Reads standard input to its end.
  ///
  /// - Throws: `CodecError`, or `CancellationError` where the task is cancelled while it waits.
  static func readInput() throws -> [UInt8] {
    try readToEnd(STDIN_FILENO, name: "standard input")
  }

  /// Reads a pipe or a device to its end; nil where `path` is a file, a folder or absent.
  ///
  /// - Throws: `CodecError`, or `CancellationError` where the task is cancelled while it waits.
  static func readPipe(_ path: String) throws -> [UInt8]? {
    var status = stat()
    // SAFETY: `status` outlives the call, the path is a C string for the calls.
    guard unsafe stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    else { return nil }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw CodecError.unreadable(source: path, reason: systemMessage(errno))
    }
    defer { close(descriptor) }
    return try readToEnd(descriptor, name: path)
  }

  private static func readToEnd(_ descriptor: Int32, name: String) throws -> [UInt8] {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      if Task.isCancelled { throw CancellationError() }
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // SAFETY: one entry is passed, and it outlives the call.
      if unsafe poll(&wait, 1, 100) == 0 { continue }
      // SAFETY: at most `chunk.count` bytes are written into it.
      let count = unsafe read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw CodecError.unreadable(source: name, reason: systemMessage(errno))
      }
      if count == 0 { return all }
      all += chunk[..<count]
      guard all.count <= readLimit else {
        throw CodecError.limitExceeded(
          source: name,
          reason: "it has more than \(readLimit >> 20) MB, the most that is read from a pipe; "
            + "save it as a file and name that")
      }
    }
  }

  /// Writes all bytes and returns 0, or the number of the error.
  private static func put(_ bytes: [UInt8], into descriptor: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      // SAFETY: reads `count - done` bytes behind `done`.
      let written = unsafe bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe Glibc.write(descriptor, base + done, buffer.count - done)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return errno }
      done += written
    }
    return 0
  }

  /// The system's words for an error number.
  static func systemMessage(_ number: Int32) -> String {
    // SAFETY: strerror gives a C string; it is copied at once.
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}

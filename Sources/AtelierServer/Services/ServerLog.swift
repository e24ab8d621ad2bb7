import AtelierRecipe
import Foundation
import Glibc
import Logging
import Synchronization

/// Writes what happens to standard error, one JSON object a line.
package struct ServerLog: Sendable {
  private let level: Logger.Level

  /// Makes a log.
  ///
  /// - Parameter isQuiet: whether only warnings and errors are written.
  package init(isQuiet: Bool = false) { level = isQuiet ? .warning : .info }

  func logger(_ label: String) -> Logger {
    var logger = Logger(label: label) { JSONLines(label: $0) }
    logger.logLevel = level
    return logger
  }
}

private struct JSONLines: LogHandler {
  private static let lock = Mutex(())

  let label: String
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var line: [String: JSONValue] = [:]
    for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { _, new in new })
    {
      line[key] = .string("\(value)")
    }
    line["time"] = .string(Timestamp.text(Timestamp.now))
    line["level"] = .string(event.level.rawValue)
    line["event"] = .string("\(event.message)")
    line["part"] = .string(label)
    let bytes = Array((JSONValue.object(line).text(pretty: false) + "\n").utf8)
    Self.lock.withLock { _ in
      // SAFETY: reads the bytes of the array. Where nobody listens, nothing is lost.
      unsafe bytes.withUnsafeBytes {
        _ = unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
    }
  }
}

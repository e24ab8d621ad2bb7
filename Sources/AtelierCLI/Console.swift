import Glibc
import Synchronization

/// Standard error: what people read while results go to standard output.
enum Console {
  private static let lock = Mutex(())

  /// Writes a line.
  static func write(_ line: String) { lock.withLock { _ in StandardStreams.complain(line) } }

  /// Writes an error.
  static func error(_ message: String) { write("atelier: \(message)") }

  /// Whether standard error is a terminal.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// A bar on the terminal; silent elsewhere.
final class ProgressBar: Sendable {
  private let label: String
  private let isShown: Bool
  private let shown = Mutex(-1)

  init(_ label: String, isQuiet: Bool) {
    self.label = label
    isShown = !isQuiet && Console.isTerminal
  }

  /// Draws the finished share, 0…1, at most once a percent.
  func update(_ share: Double) {
    guard isShown else { return }
    let percent = Int(share * 100)
    shown.withLock { last in
      guard percent > last else { return }
      last = percent
      let filled = percent / 4
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 25 - filled)
      StandardStreams.draw("\r\(label) \(bar) \(percent) %")
    }
  }

  /// Clears the line.
  func finish() {
    if isShown { StandardStreams.draw("\r\u{1B}[K") }
  }
}

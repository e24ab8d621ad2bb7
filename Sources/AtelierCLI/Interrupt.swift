import Dispatch
import Glibc
import Synchronization

/// Turns the interrupt and terminate signals into cancellation, so that nothing is left half done.
enum Interrupt {
  /// Cancels a task at the first signal and ends the process at the second; keep what is returned
  /// as long as that should happen.
  static func cancel<Value: Sendable>(_ task: Task<Value, Never>) -> [any DispatchSourceSignal] {
    let count = Counter()
    return [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        // Outputs get their names when they are complete, so leaving at once loses nothing.
        if count.next() > 1 { _exit(ExitStatus.cancelled.rawValue) }
        task.cancel()
      }
      source.resume()
      return source
    }
  }

  private final class Counter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
      value.withLock { value in
        value += 1
        return value
      }
    }
  }
}

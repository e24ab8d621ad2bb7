import Foundation

/// Turns the interrupt and terminate signals into cancellation, so that nothing is left half done.
enum Interrupt {
  /// Cancels a task at the first signal; keep what is returned as long as that should happen.
  static func cancel<Value: Sendable>(_ task: Task<Value, Never>) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { task.cancel() }
      source.resume()
      return source
    }
  }
}

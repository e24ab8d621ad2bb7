import Dispatch
import Glibc
import Synchronization

/// Turns the interrupt, terminate and hang-up signals into cancellation, so that nothing is left half
/// done.
///
/// A handler writes each signal into a pipe, from the first instant on, so none is lost; a queue with
/// a thread of its own reads them, however busy the workers are.
enum Interrupt {
  /// The ends of the pipe for reading and writing; -1 where none could be made.
  private static let pipe: (read: Int32, write: Int32) = {
    var ends: [Int32] = [-1, -1]
    guard unsafe Glibc.pipe(&ends) == 0 else { return (-1, -1) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }()

  /// Begins to catch the signals.
  static func arm() {
    guard pipe.read >= 0 else { return }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let previous = signal(number) { _ in
        var byte: UInt8 = 1
        _ = unsafe write(Interrupt.pipe.write, &byte, 1)
      }
      // A program under `nohup` outlives its terminal.
      if number == SIGHUP, isIgnoring(previous) { signal(number, SIG_IGN) }
    }
  }

  private static func isIgnoring(_ handler: __sighandler_t?) -> Bool {
    unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Cancels a task at the first signal and ends the process at the second; keep what is returned
  /// as long as that should happen.
  static func cancel<Value: Sendable>(_ task: Task<Value, Never>) -> (any DispatchSourceRead)? {
    guard pipe.read >= 0 else { return nil }
    let source = DispatchSource.makeReadSource(
      fileDescriptor: pipe.read, queue: DispatchQueue(label: "signals"))
    let count = Counter()
    source.setEventHandler {
      var byte: UInt8 = 0
      while unsafe read(pipe.read, &byte, 1) == 1 {
        // Outputs get their names when they are complete, so leaving at once loses nothing.
        if count.next() > 1 { _exit(ExitStatus.cancelled.rawValue) }
        task.cancel()
      }
    }
    source.resume()
    return source
  }

  private final class Counter: Sendable {
    private let value = Atomic(0)

    func next() -> Int { value.add(1, ordering: .relaxed).newValue }
  }
}

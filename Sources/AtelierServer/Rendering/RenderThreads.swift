import Dispatch

/// Threads for pixels: renders run here, so that requests are answered while all cores are busy.
final class RenderThreads: TaskExecutor {
  private let queue = DispatchQueue(label: "atelier.render", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // SAFETY: each job is run once, on the executor that it was given to.
    queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// Runs work that ends with an error when it takes too long; the work is cancelled and waited for.
///
/// - Throws: ``ServerError/timedOut(_:)`` with the message, or what the work throws.
func withDeadline<Value: Sendable>(
  _ limit: Duration, _ message: String,
  _ work: @escaping @concurrent @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value?.self) { group in
    defer { group.cancelAll() }
    group.addTask { try await work() }
    group.addTask {
      try await Task.sleep(for: limit)
      return nil
    }
    guard let first = try await group.next(), let value = first else {
      throw ServerError.timedOut(message)
    }
    return value
  }
}

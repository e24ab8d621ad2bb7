import AtelierPixels
import Synchronization

/// Runs numbered pieces of work on a bounded number of workers.
package enum Workers {
  /// Each worker makes its own state once and takes pieces until none are left.
  ///
  /// - Throws: ``RenderError/cancelled`` when the task is cancelled, ``RenderError/sink(_:)`` with
  ///   the first error of `work`.
  package static func run<State>(
    count: Int, jobs: Int, progress: @escaping @Sendable (Double) -> Void,
    state makeState: @escaping @Sendable () -> State,
    work: @escaping @Sendable (State, Int) throws -> Void
  ) async throws(RenderError) {
    let counters = Counters()
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<max(1, min(jobs, count)) {
          group.addTask {
            let state = makeState()
            while true {
              try Task.checkCancellation()
              let piece = counters.next.add(1, ordering: .relaxed).oldValue
              guard piece < count else { return }
              try work(state, piece)
              let done = counters.finished.add(1, ordering: .relaxed).newValue
              progress(Double(done) / Double(count))
            }
          }
        }
        try await group.waitForAll()
      }
    } catch is CancellationError {
      throw .cancelled
    } catch {
      throw .sink(error)
    }
  }
}

private final class Counters: Sendable {
  let next = Atomic(0)
  let finished = Atomic(0)
}

/// Gathers bands of a picture from several threads.
final class PlanarCollector: Sendable {
  private let picture: Mutex<PlanarPicture>

  init(size: PixelSize) { picture = Mutex(PlanarPicture(size: size)) }

  func put(_ band: PlanarPicture, firstRow: Int) {
    picture.withLock { picture in
      let start = firstRow * picture.size.width
      let range = start..<(start + band.red.count)
      picture.red.replaceSubrange(range, with: band.red)
      picture.green.replaceSubrange(range, with: band.green)
      picture.blue.replaceSubrange(range, with: band.blue)
    }
  }

  func finish() -> PlanarPicture { picture.withLock { $0 } }
}

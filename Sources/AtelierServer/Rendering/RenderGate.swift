/// Lets a bounded number of renders run at the same time; the others wait in order.
package actor RenderGate {
  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<Bool, Never>
  }

  private var free: Int
  private let mostWaiting: Int
  private var waiters: [Waiter] = []
  private var guests = 0
  private var lastNumber = 0

  /// Makes a gate.
  ///
  /// - Parameters:
  ///   - width: renders at the same time.
  ///   - mostWaiting: guests that may wait.
  package init(width: Int, mostWaiting: Int) {
    free = max(1, width)
    self.mostWaiting = mostWaiting
  }

  /// Runs work as soon as it may.
  ///
  /// - Parameters:
  ///   - isGuest: whether it is turned away when too many wait.
  ///   - work: what is done.
  /// - Returns: what the work gives.
  /// - Throws: ``ServerError/busy(_:)``, `CancellationError`, or what the work throws.
  package func run<Value: Sendable>(
    isGuest: Bool, _ work: @concurrent @Sendable () async throws -> Value
  ) async throws -> Value {
    if isGuest {
      guard guests < mostWaiting else {
        throw ServerError.busy(
          "\(guests) renders are waiting, as many as may; send this again later.")
      }
      guests += 1
    }
    defer { if isGuest { guests -= 1 } }
    try await enter()
    defer { leave() }
    return try await work()
  }

  private func enter() async throws {
    if free > 0, waiters.isEmpty {
      free -= 1
      return
    }
    lastNumber += 1
    let number = lastNumber
    let isIn = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: false)
        } else {
          waiters.append(Waiter(number: number, continuation: continuation))
        }
      }
    } onCancel: {
      Task { await self.giveUp(number) }
    }
    if !isIn { throw CancellationError() }
  }

  private func leave() {
    if waiters.isEmpty {
      free += 1
    } else {
      waiters.removeFirst().continuation.resume(returning: true)
    }
  }

  private func giveUp(_ number: Int) {
    guard let index = waiters.firstIndex(where: { $0.number == number }) else { return }
    waiters.remove(at: index).continuation.resume(returning: false)
  }
}

import Synchronization

/// Says that no new work is to be begun.
final class StopFlag: Sendable {
  private let value = Atomic(false)

  /// Whether it was raised.
  var isRaised: Bool { value.load(ordering: .relaxed) }

  /// Raises it; it stays so.
  func raise() { value.store(true, ordering: .relaxed) }
}

import Foundation

/// A value that is made when it is first asked for, once.
///
/// Whoever asks while it is being made waits: it is needed to go on.
///
/// `@unchecked Sendable`: the value is only touched under the lock.
final class Lazy<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var known: Value?

  /// The value.
  func value(_ make: () -> Value) -> Value {
    lock.lock()
    defer { lock.unlock() }
    if let known { return known }
    let value = make()
    known = value
    return value
  }
}

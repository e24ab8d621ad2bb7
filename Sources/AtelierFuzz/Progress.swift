import Foundation
import Synchronization

/// Reads what a process writes, on a thread of the handle's own.
final class Progress: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var changed = ContinuousClock.now
  }

  private let state = Mutex(State())

  /// Bytes kept: whole seeds of eight bytes, or the end of a message.
  private static let kept = 4096

  init(_ handle: FileHandle) {
    handle.readabilityHandler = { [weak self] handle in
      let data = handle.availableData
      guard let self, !data.isEmpty else {
        handle.readabilityHandler = nil
        return
      }
      state.withLock { state in
        state.bytes += data
        let excess = state.bytes.count - Self.kept
        // Whole seeds are dropped, so that the rest stays aligned to them.
        if excess > 0 { state.bytes.removeFirst((excess + 7) / 8 * 8) }
        state.changed = .now
      }
    }
  }

  /// The last whole seed that came.
  var lastSeed: UInt64? {
    state.withLock { state in
      let whole = state.bytes.count / 8 * 8
      guard whole >= 8 else { return nil }
      return state.bytes[(whole - 8)..<whole].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// Seconds since anything came.
  var idleSeconds: Double {
    state.withLock { (ContinuousClock.now - $0.changed) / .seconds(1) }
  }

  /// The last lines of a message.
  var tail: String {
    let text = state.withLock { String(decoding: $0.bytes, as: UTF8.self) }
    return text.split(separator: "\n").suffix(12).map { "    " + $0 }.joined(separator: "\n")
  }
}

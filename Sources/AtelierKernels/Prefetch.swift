import CProcessor

/// Memory that is brought near while other work goes on.
package enum Prefetch {
  /// Asks for values that will be read soon. Processors wait where more than about a dozen lines of memory
  /// are on their way, so a few hundred values at a time are asked for at most.
  package static func values(_ span: Span<Float>) {
    // SAFETY: addresses of the span's own values, which are not looked at.
    unsafe span.withUnsafeBufferPointer { values in
      guard let first = values.baseAddress else { return }
      // A value of each line of 64 bytes.
      for at in stride(from: 0, to: values.count, by: 16) { unsafe atelier_prefetch(first + at) }
    }
  }
}

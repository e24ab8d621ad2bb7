/// Scratch values of one strip on the stack.
struct StripScratch {
  /// The longest strip that the engine hands to kernels.
  static let capacity = 1024

  private var values = InlineArray<1024, Float>(repeating: 0)

  /// The value at an index below ``capacity``.
  subscript(index: Int) -> Float {
    // SAFETY: the index is masked to the capacity.
    @inline(__always) get { unsafe values[unchecked: index & 1023] }
    @inline(__always) set { unsafe values[unchecked: index & 1023] = newValue }
  }
}

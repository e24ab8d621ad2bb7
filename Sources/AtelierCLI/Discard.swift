/// Lets values go.
enum Discard {
  /// Lets a value go on another thread, beside what follows: the system takes as long to take back the memory
  /// of a large photo as to write its result.
  static func beside(_ value: consuming some Sendable) {
    Task.detached { [value] in _ = value }
  }
}

#if canImport(Glibc)
  import Glibc
#endif

/// Memory in pages of 2 MB.
enum LargePages {
  /// Asks for large pages where the system leaves that to programs: what is written from end to end
  /// spends a tenth of its time on a fault for each 4 kB.
  @unsafe
  static func prefer(in memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      let page = 1 << 21
      guard memory.count > 2 * page, let base = memory.baseAddress else { return }
      let start = unsafe base.alignedUp(toMultipleOf: page)
      let length = unsafe memory.count - (start - base)
      // A hint: where it is refused, small pages serve as well.
      _ = unsafe madvise(start, length / page * page, MADV_HUGEPAGE)
    #endif
  }
}

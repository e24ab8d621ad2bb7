/// Pieces of a strip that scratch memory has room for.
public enum Block {
  /// Pixels of a block.
  public static let length = 128

  /// Hands three rows of one length to `body` block by block, with each block's place in the rows.
  @inlinable @inline(__always)
  public static func forEach(
    _ first: inout MutableSpan<Float>, _ second: inout MutableSpan<Float>,
    _ third: inout MutableSpan<Float>,
    _ body: (
      inout MutableSpan<Float>, inout MutableSpan<Float>, inout MutableSpan<Float>, Range<Int>
    ) -> Void
  ) {
    precondition(second.count == first.count && third.count == first.count)
    var start = 0
    while start < first.count {
      let range = start..<min(start + length, first.count)
      var one = first._mutatingExtracting(range)
      var two = second._mutatingExtracting(range)
      var three = third._mutatingExtracting(range)
      body(&one, &two, &three, range)
      start = range.upperBound
    }
  }
}

/// Scratch values of a block of pixels on the stack, for kernels that work in several loops.
///
/// Loops of arithmetic vectorise, loops of table look-ups do not, and one loop of both would not.
@frozen
public struct BlockScratch {
  @usableFromInline var values = InlineArray<128, Float>(repeating: 0)

  /// Zeros.
  @inlinable @inline(__always)
  public init() {}

  /// The value at an index below ``Block/length``.
  @inlinable
  public subscript(index: Int) -> Float {
    // SAFETY: the index is masked to the length.
    @inline(__always) get { unsafe values[unchecked: index & 127] }
    @inline(__always) set { unsafe values[unchecked: index & 127] = newValue }
  }
}

/// Four scratch values for each pixel of a block.
///
/// They are stored as whole vectors, which keeps a loop of look-ups scalar and cheap where a compiler
/// that vectorises it would gather value by value, and read one by one, which lets a loop of arithmetic
/// vectorise.
@frozen
public struct BlockEntries {
  @usableFromInline var values = InlineArray<512, Float>(repeating: 0)

  /// Zeros.
  @inlinable @inline(__always)
  public init() {}

  /// Stores the four values of a pixel at an index below ``Block/length``.
  @inlinable @inline(__always)
  public mutating func store(_ entry: SIMD4<Float>, at index: Int) {
    var span = values.mutableSpan
    var bytes = unsafe span.mutableBytes
    // SAFETY: the index is masked to the length, so the sixteen bytes lie inside.
    unsafe bytes.storeBytes(
      of: entry, toUncheckedByteOffset: 16 &* (index & 127), as: SIMD4<Float>.self)
  }

  /// One of the four values, 0…3, of the pixel at an index below ``Block/length``.
  @inlinable @inline(__always)
  public func value(_ part: Int, at index: Int) -> Float {
    // SAFETY: index and part are masked to their ranges.
    unsafe values[unchecked: 4 &* (index & 127) &+ (part & 3)]
  }
}

extension MutableSpan<Float> {
  /// Stores four values from an index on, which must lie inside with three more behind it.
  @unsafe
  @inlinable @inline(__always)
  public mutating func store(_ four: SIMD4<Float>, unchecked index: Int) {
    // SAFETY: the caller vouches for the index; the compiler makes one store of these.
    unsafe self[unchecked: index] = four.x
    unsafe self[unchecked: index &+ 1] = four.y
    unsafe self[unchecked: index &+ 2] = four.z
    unsafe self[unchecked: index &+ 3] = four.w
  }
}

/// Where the pixels of a block lie in a table: a cell, and the way to the next.
///
/// Places are found in a loop of arithmetic, which vectorises; look-ups then go through four pixels at a
/// time, which the compiler turns into loads and shuffles.
@frozen
public struct BlockPlaces {
  @usableFromInline var cells = InlineArray<128, Int32>(repeating: 0)
  @usableFromInline var rests = BlockScratch()

  /// All at the first entry.
  @inlinable @inline(__always)
  public init() {}

  /// Puts the pixel at an index below ``Block/length`` to a place in 0…2²¹: to the cell of
  /// ``FastMath/cell(_:)``, `offset` cells further on.
  @inlinable @inline(__always)
  public mutating func put(_ place: Float, at index: Int, offset: Int32 = 0) {
    let shifted = (place - 0.5) + 12_582_912
    let cell = Int32(truncatingIfNeeded: shifted.bitPattern &- 0x4b40_0000) &+ offset
    // SAFETY: the index is masked to the length.
    unsafe cells[unchecked: index & 127] = cell
    rests[index] = place - (shifted - 12_582_912)
  }

  // All methods mutate: a borrowed array in line is copied for each of its values.

  /// Makes `count` pixels ready to be read from the first `limit` entries of a table; those behind them
  /// that are read with the last ones go to the first entry. A cell beyond the limit ends the program.
  @inlinable @inline(__always)
  mutating func check(_ count: Int, below limit: Int) {
    precondition(count <= Block.length)
    var largest: UInt32 = 0
    for x in 0..<count {
      // SAFETY: the index is masked to the length.
      largest = max(largest, UInt32(bitPattern: unsafe cells[unchecked: x & 127]))
    }
    precondition(Int(largest) < limit, "cells lie in the table")
    var x = count
    while x & 3 != 0 {
      // SAFETY: the index is masked to the length.
      unsafe cells[unchecked: x & 127] = 0
      x &+= 1
    }
  }

  /// The cells of the four pixels from an index on, which is a multiple of four.
  @inlinable @inline(__always)
  mutating func cells(at index: Int) -> (Int, Int, Int, Int) {
    let i = index & 124
    // SAFETY: the index is masked to the length, less three.
    return unsafe (
      Int(cells[unchecked: i]), Int(cells[unchecked: i &+ 1]), Int(cells[unchecked: i &+ 2]),
      Int(cells[unchecked: i &+ 3])
    )
  }

  /// Reads `count` pixels, which must lie in the table, from one of values and their rises to the next
  /// entry.
  @inlinable @inline(__always)
  public mutating func read(
    _ table: Span<SIMD2<Float>>, count: Int, into values: inout BlockScratch
  ) {
    check(count, below: table.count)
    var x = 0
    while x < count {
      values.store(four(table, at: x), at: x)
      x &+= 4
    }
  }

  /// Reads `count` pixels, which must lie in the table, from one of two values and their two rises to the
  /// next entry.
  @inlinable @inline(__always)
  public mutating func read(
    _ table: Span<SIMD4<Float>>, count: Int, into first: inout BlockScratch,
    _ second: inout BlockScratch
  ) {
    check(count, below: table.count)
    var x = 0
    while x < count {
      let (one, two) = four(table, at: x, skip: 0)
      first.store(one, at: x)
      second.store(two, at: x)
      x &+= 4
    }
  }

  /// Reads `count` pixels from a table of two values and their two rises, and a third one from a table as
  /// long.
  @inlinable @inline(__always)
  public mutating func read(
    _ table: Span<SIMD4<Float>>, _ other: Span<SIMD2<Float>>, count: Int,
    into first: inout BlockScratch, _ second: inout BlockScratch, _ third: inout BlockScratch
  ) {
    check(count, below: min(table.count, other.count))
    var x = 0
    while x < count {
      let (one, two) = four(table, at: x, skip: 0)
      first.store(one, at: x)
      second.store(two, at: x)
      third.store(four(other, at: x), at: x)
      x &+= 4
    }
  }

  /// Reads `count` pixels from tables of two values and their two rises that lie one behind the other:
  /// `shares` of the way from the table of the cells to the next, `stride` entries, at least 0, further on;
  /// there they must lie in it as well.
  @inlinable @inline(__always)
  public mutating func read(
    _ tables: Span<SIMD4<Float>>, next stride: Int, shares: inout BlockScratch, count: Int,
    into first: inout BlockScratch, _ second: inout BlockScratch
  ) {
    precondition(stride >= 0)
    check(count, below: tables.count - stride)
    var x = 0
    while x < count {
      let (near, nearSecond) = four(tables, at: x, skip: 0)
      let (far, farSecond) = four(tables, at: x, skip: stride)
      let share = shares.four(x)
      first.store(FastMath.multiplyAdd(share, far - near, near), at: x)
      second.store(FastMath.multiplyAdd(share, farSecond - nearSecond, nearSecond), at: x)
      x &+= 4
    }
  }

  /// A value of each of the four pixels from an index on, whose cells were checked to lie in the table.
  @inlinable @inline(__always)
  mutating func four(_ table: Span<SIMD2<Float>>, at x: Int) -> SIMD4<Float> {
    let (i, j, k, l) = cells(at: x)
    // SAFETY: the cells were checked; those beyond the count are 0, which is below the limit as well.
    let (a, b) = unsafe (table[unchecked: i], table[unchecked: j])
    let (c, d) = unsafe (table[unchecked: k], table[unchecked: l])
    let pairs = Pairs(a, b, c, d)
    return pairs.first + rests.four(x) * pairs.second
  }

  /// Two values of each of the four pixels from an index on, read `skip` entries behind their cells, which
  /// were checked to lie in the table there.
  @inlinable @inline(__always)
  mutating func four(
    _ table: Span<SIMD4<Float>>, at x: Int, skip: Int
  ) -> (SIMD4<Float>, SIMD4<Float>) {
    let (i, j, k, l) = cells(at: x)
    // SAFETY: the cells were checked; those beyond the count are 0, which is below the limit as well.
    let (a, b) = unsafe (table[unchecked: i &+ skip], table[unchecked: j &+ skip])
    let (c, d) = unsafe (table[unchecked: k &+ skip], table[unchecked: l &+ skip])
    let ways = rests.four(x)
    return (
      SIMD4(a.x, b.x, c.x, d.x) + ways * SIMD4(a.z, b.z, c.z, d.z),
      SIMD4(a.y, b.y, c.y, d.y) + ways * SIMD4(a.w, b.w, c.w, d.w)
    )
  }

  /// Reads `count` pixels from pairs of neighbouring tables, whose values stand side by side: `shares`
  /// of the way from the first to the second. Every cell must have a successor.
  @inlinable @inline(__always)
  public mutating func read(
    pairs: Span<SIMD2<Float>>, shares: inout BlockScratch, count: Int,
    into values: inout BlockScratch
  ) {
    check(count, below: pairs.count - 1)
    var x = 0
    // SAFETY: entries are pairs of floats without padding.
    let bytes = unsafe pairs.bytes
    @inline(__always) func entry(_ cell: Int) -> SIMD4<Float> {
      // SAFETY: the cell was checked to have a successor.
      unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 8 &* cell, as: SIMD4<Float>.self)
    }
    while x < count {
      let (i, j, k, l) = cells(at: x)
      let (a, b, c, d) = (entry(i), entry(j), entry(k), entry(l))
      let (near, far) = (SIMD4(a.x, b.x, c.x, d.x), SIMD4(a.y, b.y, c.y, d.y))
      let ways = rests.four(x)
      let low = near + ways * (SIMD4(a.z, b.z, c.z, d.z) - near)
      let high = far + ways * (SIMD4(a.w, b.w, c.w, d.w) - far)
      values.store(low + shares.four(x) * (high - low), at: x)
      x &+= 4
    }
  }
}

extension BlockScratch {
  /// Stores the values of the four pixels from an index on, which is a multiple of four.
  @inlinable @inline(__always)
  mutating func store(_ four: SIMD4<Float>, at index: Int) {
    let i = index & 124
    // SAFETY: the index is masked to the length, less three.
    unsafe values[unchecked: i] = four.x
    unsafe values[unchecked: i &+ 1] = four.y
    unsafe values[unchecked: i &+ 2] = four.z
    unsafe values[unchecked: i &+ 3] = four.w
  }

  /// The values of the four pixels from an index on, which is a multiple of four.
  @inlinable @inline(__always)
  mutating func four(_ index: Int) -> SIMD4<Float> {
    let i = index & 124
    // SAFETY: the index is masked to the length, less three.
    return unsafe SIMD4(
      values[unchecked: i], values[unchecked: i &+ 1], values[unchecked: i &+ 2],
      values[unchecked: i &+ 3])
  }
}

/// Four pairs of values, part by part.
@frozen
@usableFromInline
struct Pairs {
  @usableFromInline let first: SIMD4<Float>
  @usableFromInline let second: SIMD4<Float>

  /// Puts two pairs into a vector at a time, as numbers of twice the width, which takes two thirds of the
  /// shuffles that single values take.
  @inlinable @inline(__always)
  init(_ a: SIMD2<Float>, _ b: SIMD2<Float>, _ c: SIMD2<Float>, _ d: SIMD2<Float>) {
    // SAFETY: types of equal size of which every pattern of bits is a value.
    let (low, high) = unsafe (
      unsafeBitCast(
        SIMD2(unsafeBitCast(a, to: Double.self), unsafeBitCast(b, to: Double.self)),
        to: SIMD4<Float>.self),
      unsafeBitCast(
        SIMD2(unsafeBitCast(c, to: Double.self), unsafeBitCast(d, to: Double.self)),
        to: SIMD4<Float>.self)
    )
    first = SIMD4(low.x, low.z, high.x, high.z)
    second = SIMD4(low.y, low.w, high.y, high.w)
  }
}

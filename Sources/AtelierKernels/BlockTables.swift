/// Where the pixels of a block lie in a table: a cell, and the way to the next.
///
/// Places are found in a loop of arithmetic, which vectorises; look-ups then go through eight pixels at a
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

  /// Bits of a fine place that lie within a cell.
  public static let fineBits = 15

  /// Puts the pixel at an index below ``Block/length`` to a place in units of 2⁻¹⁵ of a cell, `offset` cells
  /// further on.
  @inlinable @inline(__always)
  public mutating func put(fine place: Int32, at index: Int, offset: Int32 = 0) {
    // SAFETY: the index is masked to the length.
    unsafe cells[unchecked: index & 127] = (place >> 15) &+ offset
    rests[index] = Float(place & 0x7fff) * 0x1p-15
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
    while x & 7 != 0 {
      // SAFETY: the index is masked to the length.
      unsafe cells[unchecked: x & 127] = 0
      x &+= 1
    }
  }

  /// The cells of the eight pixels from an index on, which is a multiple of eight.
  @inlinable @inline(__always)
  mutating func cells(at index: Int) -> (Int, Int, Int, Int, Int, Int, Int, Int) {
    let i = index & 120
    // SAFETY: the index is masked to the length, less seven.
    return unsafe (
      Int(cells[unchecked: i]), Int(cells[unchecked: i &+ 1]), Int(cells[unchecked: i &+ 2]),
      Int(cells[unchecked: i &+ 3]), Int(cells[unchecked: i &+ 4]), Int(cells[unchecked: i &+ 5]),
      Int(cells[unchecked: i &+ 6]), Int(cells[unchecked: i &+ 7])
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
      values.store(eight(table, at: x), at: x)
      x &+= 8
    }
  }

  /// Reads `count` pixels, which must lie in the table, from one of two values, each with its rise to the next
  /// entry behind it.
  @inlinable @inline(__always)
  public mutating func read(
    _ table: Span<SIMD4<Float>>, count: Int, into first: inout BlockScratch,
    _ second: inout BlockScratch
  ) {
    check(count, below: table.count)
    var x = 0
    while x < count {
      let (one, two) = eight(table, at: x, skip: 0)
      first.store(one, at: x)
      second.store(two, at: x)
      x &+= 8
    }
  }

  /// Reads `count` pixels from a table of two values and their rises, and a third one from a table as long.
  @inlinable @inline(__always)
  public mutating func read(
    _ table: Span<SIMD4<Float>>, _ other: Span<SIMD2<Float>>, count: Int,
    into first: inout BlockScratch, _ second: inout BlockScratch, _ third: inout BlockScratch
  ) {
    check(count, below: min(table.count, other.count))
    var x = 0
    while x < count {
      // All before the first is stored, behind which the cells would be read again.
      let (one, two) = eight(table, at: x, skip: 0)
      let three = eight(other, at: x)
      first.store(one, at: x)
      second.store(two, at: x)
      third.store(three, at: x)
      x &+= 8
    }
  }

  /// Reads `count` pixels from tables of two values and their rises that lie one behind the other:
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
      let (near, nearSecond) = eight(tables, at: x, skip: 0)
      let (far, farSecond) = eight(tables, at: x, skip: stride)
      let share = shares.eight(x)
      first.store(FastMath.multiplyAdd(share, far - near, near), at: x)
      second.store(FastMath.multiplyAdd(share, farSecond - nearSecond, nearSecond), at: x)
      x &+= 8
    }
  }

  /// A value of each of the eight pixels from an index on, whose cells were checked to lie in the table.
  @inlinable @inline(__always)
  mutating func eight(_ table: Span<SIMD2<Float>>, at x: Int) -> SIMD8<Float> {
    let (i, j, k, l, m, n, o, p) = cells(at: x)
    // SAFETY: the cells were checked; those beyond the count are 0, which is below the limit as well.
    let near = unsafe Pairs(
      table[unchecked: i], table[unchecked: j], table[unchecked: m], table[unchecked: n])
    let far = unsafe Pairs(
      table[unchecked: k], table[unchecked: l], table[unchecked: o], table[unchecked: p])
    let (values, rises) = Pairs.parts(near, far)
    return FastMath.multiplyAdd(rests.eight(x), rises, values)
  }

  /// Two values of each of the eight pixels from an index on, read `skip` entries behind their cells, which
  /// were checked to lie in the table there.
  @inlinable @inline(__always)
  mutating func eight(
    _ table: Span<SIMD4<Float>>, at x: Int, skip: Int
  ) -> (SIMD8<Float>, SIMD8<Float>) {
    let (i, j, k, l, m, n, o, p) = cells(at: x)
    @inline(__always) func entry(_ cell: Int) -> SIMD4<Float> {
      // SAFETY: the cells were checked; those beyond the count are 0, which is below the limit as well.
      unsafe table[unchecked: cell &+ skip]
    }
    let (values, rises) = Pairs.parts(
      Pairs(entry(i).lowHalf, entry(j).lowHalf, entry(m).lowHalf, entry(n).lowHalf),
      Pairs(entry(k).lowHalf, entry(l).lowHalf, entry(o).lowHalf, entry(p).lowHalf))
    let (others, otherRises) = Pairs.parts(
      Pairs(entry(i).highHalf, entry(j).highHalf, entry(m).highHalf, entry(n).highHalf),
      Pairs(entry(k).highHalf, entry(l).highHalf, entry(o).highHalf, entry(p).highHalf))
    let ways = rests.eight(x)
    return (
      FastMath.multiplyAdd(ways, rises, values), FastMath.multiplyAdd(ways, otherRises, others)
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
    @inline(__always) func entry(_ cell: Int) -> SIMD2<Float> {
      // SAFETY: the cell was checked to have a successor.
      unsafe pairs[unchecked: cell]
    }
    while x < count {
      let (i, j, k, l, m, n, o, p) = cells(at: x)
      let (near, far) = Pairs.parts(
        Pairs(entry(i), entry(j), entry(m), entry(n)),
        Pairs(entry(k), entry(l), entry(o), entry(p)))
      let (nextNear, nextFar) = Pairs.parts(
        Pairs(entry(i &+ 1), entry(j &+ 1), entry(m &+ 1), entry(n &+ 1)),
        Pairs(entry(k &+ 1), entry(l &+ 1), entry(o &+ 1), entry(p &+ 1)))
      let ways = rests.eight(x)
      let low = FastMath.multiplyAdd(ways, nextNear - near, near)
      let high = FastMath.multiplyAdd(ways, nextFar - far, far)
      values.store(FastMath.multiplyAdd(shares.eight(x), high - low, low), at: x)
      x &+= 8
    }
  }
}

extension BlockScratch {
  /// Stores the values of the eight pixels from an index on, which is a multiple of eight.
  @inlinable @inline(__always)
  mutating func store(_ eight: SIMD8<Float>, at index: Int) {
    let i = index & 120
    // SAFETY: the index is masked to the length, less seven.
    for part in 0..<8 { unsafe values[unchecked: i &+ part] = eight[part] }
  }

  /// The values of the eight pixels from an index on, which is a multiple of eight.
  @inlinable @inline(__always)
  mutating func eight(_ index: Int) -> SIMD8<Float> {
    let i = index & 120
    // SAFETY: the index is masked to the length, less seven.
    return unsafe SIMD8(
      values[unchecked: i], values[unchecked: i &+ 1], values[unchecked: i &+ 2],
      values[unchecked: i &+ 3], values[unchecked: i &+ 4], values[unchecked: i &+ 5],
      values[unchecked: i &+ 6], values[unchecked: i &+ 7])
  }
}

/// Four pairs of values, side by side.
@frozen
@usableFromInline
struct Pairs {
  @usableFromInline let values: SIMD8<Float>

  /// Puts two pairs into a vector at a time, as numbers of twice the width, which takes two thirds of the
  /// shuffles that single values take.
  @inlinable @inline(__always)
  init(_ a: SIMD2<Float>, _ b: SIMD2<Float>, _ c: SIMD2<Float>, _ d: SIMD2<Float>) {
    @inline(__always) func wide(_ pair: SIMD2<Float>) -> Double {
      // SAFETY: types of equal size of which every pattern of bits is a value.
      unsafe unsafeBitCast(pair, to: Double.self)
    }
    // SAFETY: types of equal size of which every pattern of bits is a value.
    values = unsafe unsafeBitCast(
      SIMD4(wide(a), wide(b), wide(c), wide(d)), to: SIMD8<Float>.self)
  }

  /// The first and the second values of pixels 0, 1, 4 and 5 and of pixels 2, 3, 6 and 7, in order: what
  /// shuffles do that leave each half of a vector in its half.
  @inlinable @inline(__always)
  static func parts(_ near: Pairs, _ far: Pairs) -> (SIMD8<Float>, SIMD8<Float>) {
    let (a, b) = (near.values, far.values)
    return (
      SIMD8(a[0], a[2], b[0], b[2], a[4], a[6], b[4], b[6]),
      SIMD8(a[1], a[3], b[1], b[3], a[5], a[7], b[5], b[7])
    )
  }
}

import AtelierKernels
import AtelierPixels
import AtelierRecipe

/// Tables of an operation at whole levels of its strength, one after the other.
struct LevelTables<Entry: Sendable>: Sendable {
  /// The level of the first table.
  let first: Float
  /// Tables that another follows, so that a level may lie behind each.
  let rows: Int
  /// Entries of a table.
  let stride: Int
  let entries: [Entry]

  /// Where the level of a pixel lies: the start of the table at or below it, and the way to the next.
  @inline(__always)
  func start(of level: Float) -> (start: Float, share: Float) {
    let place = max(0, min(level - first, Float(rows)))
    let row = min(FastMath.lower(place), Float(rows - 1))
    return (row * Float(stride), place - row)
  }
}

/// Regional tones whose strengths vary from pixel to pixel: tables at levels of each strength, read with
/// linear interpolation in both directions, one behind the other.
struct VaryingRegionKernel: VaryingKernel {
  private let stages: [LevelTables<SIMD4<Float>>]

  /// Makes the tables of operations; each gives its tones at whole levels from `first` on, at least two.
  init(_ stages: [(first: Int, levels: [[RegionalTone]])]) {
    self.stages = stages.map { first, levels in
      LevelTables(
        first: Float(first), rows: levels.count - 1, stride: RegionKernel.cells + 1,
        entries: levels.flatMap { RegionKernel.table($0) })
    }
  }

  /// Changes a strip; the values are the levels of each pixel for the first operation, then the second
  /// and so on.
  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, values levels: Span<Float>
  ) {
    var change = Change()
    let whole = red.count
    Block.forEach(&red, &green, &blue) { r, g, b, range in
      let map = map.extracting(range)
      RegionKernel.locate(r.span, g.span, b.span, map: map, into: &change.places)
      for x in map.indices {
        change.gains[x] = 0
        change.growths[x] = 0
      }
      for index in stages.indices {
        let start = index * whole + range.lowerBound
        change.add(stages[index], levels.extracting(start..<(start + range.count)))
      }
      RegionKernel.apply(&change.gains, &change.growths, &r, &g, &b, map: map)
    }
  }

  /// What becomes of a block's pixels.
  private struct Change {
    /// Where their neighbourhoods lie in a table, 0…cells.
    var places = BlockScratch()
    var gains = BlockScratch()
    var growths = BlockScratch()
    private var rests = BlockScratch()
    private var shares = BlockScratch()
    private var indices = BlockScratch()
    private var nears = BlockEntries()
    private var fars = BlockEntries()

    /// Adds what an operation does to the neighbourhoods as those before it left them.
    @inline(__always)
    mutating func add(_ tables: LevelTables<SIMD4<Float>>, _ levels: Span<Float>) {
      let entries = tables.entries.span
      let stride = tables.stride
      precondition(entries.count == (tables.rows + 1) * stride && tables.rows > 0)
      precondition(stride == RegionKernel.cells + 1 && levels.count <= Block.length)
      for x in levels.indices {
        let (start, share) = tables.start(of: levels[x])
        let cell = FastMath.lower(places[x])
        indices[x] = start + cell
        shares[x] = share
        rests[x] = places[x] - cell
      }
      for x in levels.indices {
        let at = FastMath.whole(indices[x])
        // SAFETY: a table follows the one that `start` names, and the cell lies in 0…cells.
        unsafe nears.store(entries[unchecked: at], at: x)
        unsafe fars.store(entries[unchecked: at &+ stride], at: x)
      }
      let top = Float(RegionKernel.cells)
      for x in levels.indices {
        let (u, v) = (rests[x], shares[x])
        let nearGain = FastMath.multiplyAdd(u, nears.value(2, at: x), nears.value(0, at: x))
        let nearGrowth = FastMath.multiplyAdd(u, nears.value(3, at: x), nears.value(1, at: x))
        let farGain = FastMath.multiplyAdd(u, fars.value(2, at: x), fars.value(0, at: x))
        let farGrowth = FastMath.multiplyAdd(u, fars.value(3, at: x), fars.value(1, at: x))
        let gain = FastMath.multiplyAdd(v, farGain - nearGain, nearGain)
        let growth = FastMath.multiplyAdd(v, farGrowth - nearGrowth, nearGrowth)
        gains[x] += gain
        growths[x] = FastMath.multiplyAdd(growths[x], growth, growths[x] + growth)
        places[x] = max(0, min(FastMath.multiplyAdd(gain, RegionKernel.scale, places[x]), top))
      }
    }
  }
}

/// Tone curves whose strengths vary from pixel to pixel: tables at levels of each strength, one behind
/// the other.
struct VaryingToneKernel: VaryingKernel {
  /// Each entry has the next table's beside it, and its successor follows, so that one load gets all
  /// four values around a place.
  private let stages: [LevelTables<SIMD2<Float>>]

  /// Makes the tables of operations; each gives its curves at whole levels from `first` on, at least two.
  init(_ stages: [(first: Int, levels: [[@Sendable (Double) -> Double]])]) {
    self.stages = stages.map { first, levels in
      let tables = levels.map { ToneKernel.table($0) }
      return LevelTables(
        first: Float(first), rows: levels.count - 1, stride: ToneKernel.cells + 2,
        entries: zip(tables, tables.dropFirst()).flatMap { zip($0, $1).map { SIMD2($0, $1) } })
    }
  }

  /// Changes a strip; the values are the levels of each pixel for the first operation, then the second
  /// and so on.
  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, values levels: Span<Float>
  ) {
    var change = Change()
    let whole = red.count
    Block.forEach(&red, &green, &blue) { r, g, b, range in
      ToneKernel.measure(r.span, g.span, b.span, &change.lows, &change.highs)
      for index in stages.indices {
        let start = index * whole + range.lowerBound
        change.bend(by: stages[index], levels.extracting(start..<(start + range.count)))
      }
      ToneKernel.apply(&change.lows, &change.highs, &r, &g, &b)
    }
  }

  /// What becomes of the smallest and the largest channel of a block's pixels.
  private struct Change {
    var lows = BlockScratch()
    var highs = BlockScratch()
    private var shares = BlockScratch()
    private var lowIndices = BlockScratch()
    private var highIndices = BlockScratch()
    private var lowEntries = BlockEntries()
    private var highEntries = BlockEntries()

    /// Replaces values by what an operation makes of them.
    @inline(__always)
    mutating func bend(by tables: LevelTables<SIMD2<Float>>, _ levels: Span<Float>) {
      let entries = tables.entries.span
      precondition(tables.stride == ToneKernel.cells + 2 && tables.rows > 0)
      precondition(entries.count == tables.rows * tables.stride && levels.count <= Block.length)
      for x in levels.indices {
        let (start, share) = tables.start(of: levels[x])
        let (low, high) = (ToneKernel.place(lows[x]), ToneKernel.place(highs[x]))
        let (lowCell, highCell) = (FastMath.lower(low), FastMath.lower(high))
        lowIndices[x] = start + lowCell
        highIndices[x] = start + highCell
        shares[x] = share
        lows[x] = low - lowCell
        highs[x] = high - highCell
      }
      // SAFETY: entries are pairs of floats without padding.
      let bytes = unsafe entries.bytes
      for x in levels.indices {
        // SAFETY: a cell of 0…cells has a successor in its table of cells + 2 entries of eight bytes.
        let low = unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: 8 &* FastMath.whole(lowIndices[x]), as: SIMD4<Float>.self)
        let high = unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: 8 &* FastMath.whole(highIndices[x]), as: SIMD4<Float>.self)
        lowEntries.store(low, at: x)
        highEntries.store(high, at: x)
      }
      for x in levels.indices {
        lows[x] = Self.mix(
          lowEntries.value(0, at: x), lowEntries.value(2, at: x), lowEntries.value(1, at: x),
          lowEntries.value(3, at: x), lows[x], shares[x])
        highs[x] = Self.mix(
          highEntries.value(0, at: x), highEntries.value(2, at: x), highEntries.value(1, at: x),
          highEntries.value(3, at: x), highs[x], shares[x])
      }
    }

    /// The value between two of a table and two of the next: `rest` along the tables, then `share`.
    @inline(__always)
    private static func mix(
      _ a: Float, _ b: Float, _ c: Float, _ d: Float, _ rest: Float, _ share: Float
    ) -> Float {
      let near = FastMath.multiplyAdd(rest, b - a, a)
      let far = FastMath.multiplyAdd(rest, d - c, c)
      return FastMath.multiplyAdd(share, far - near, near)
    }
  }
}

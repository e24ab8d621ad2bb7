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
  func start(of level: Float) -> (start: Int32, share: Float) {
    let place = max(0, min(level - first, Float(rows)))
    let row = min(FastMath.lower(place), Float(rows - 1))
    // Whole numbers below 2²¹.
    let start = (row * Float(stride) + 12_582_912).bitPattern &- 0x4b40_0000
    return (Int32(truncatingIfNeeded: start), place - row)
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
      scale(&r, &g, &b, map: map, levels, from: range.lowerBound, of: whole, &change)
    }
  }

  /// Changes a block of pixels, whose levels for the first operation begin at `start`, and for each other
  /// `whole` further on. Not inlined: as arguments the counts are known to be equal, so that the loops need
  /// no checks, with which the last pixels would go one by one.
  @inline(never)
  private func scale(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, _ levels: Span<Float>, from start: Int,
    of whole: Int, _ change: inout Change
  ) {
    let count = red.count
    precondition(map.count == count && count <= Block.length)
    RegionKernel.locate(red.span, green.span, blue.span, map: map) { change.places[$0] = $1 }
    for x in 0..<count {
      change.gains[x] = 0
      change.growths[x] = 0
    }
    for index in stages.indices {
      let first = index * whole + start
      change.add(stages[index], levels.extracting(first..<(first + count)))
    }
    RegionKernel.apply(&change.gains, &change.growths, &red, &green, &blue, map: map)
  }

  /// What becomes of a block's pixels.
  private struct Change {
    /// Where their neighbourhoods lie in a table, 0…cells.
    var places = BlockScratch()
    var gains = BlockScratch()
    var growths = BlockScratch()
    private var shares = BlockScratch()
    private var cells = BlockPlaces()
    private var newGains = BlockScratch()
    private var newGrowths = BlockScratch()

    /// Adds what an operation does to the neighbourhoods as those before it left them.
    @inline(__always)
    mutating func add(_ tables: LevelTables<SIMD4<Float>>, _ levels: Span<Float>) {
      let entries = tables.entries.span
      let stride = tables.stride
      precondition(entries.count == (tables.rows + 1) * stride && tables.rows > 0)
      precondition(stride == RegionKernel.cells + 1 && levels.count <= Block.length)
      for x in levels.indices {
        let (start, share) = tables.start(of: levels[x])
        cells.put(places[x], at: x, offset: start)
        shares[x] = share
      }
      // A table follows the one that `start` names, and places lie in 0…cells.
      let count = levels.count
      cells.read(
        entries, next: stride, shares: &shares, count: count, into: &newGains, &newGrowths)
      let top = Float(RegionKernel.cells)
      for x in levels.indices {
        let (gain, growth) = (newGains[x], newGrowths[x])
        gains[x] += gain
        growths[x] = FastMath.multiplyAdd(growths[x], growth, growths[x] + growth)
        places[x] = FastMath.limited(
          FastMath.multiplyAdd(gain, RegionKernel.scale, places[x]), to: top)
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
    private var lowCells = BlockPlaces()
    private var highCells = BlockPlaces()

    /// Replaces values by what an operation makes of them.
    @inline(__always)
    mutating func bend(by tables: LevelTables<SIMD2<Float>>, _ levels: Span<Float>) {
      let entries = tables.entries.span
      precondition(tables.stride == ToneKernel.cells + 2 && tables.rows > 0)
      precondition(entries.count == tables.rows * tables.stride && levels.count <= Block.length)
      for x in levels.indices {
        let (start, share) = tables.start(of: levels[x])
        lowCells.put(fine: ToneKernel.place(lows[x]), at: x, offset: start)
        highCells.put(fine: ToneKernel.place(highs[x]), at: x, offset: start)
        shares[x] = share
      }
      // A cell of 0…cells has a successor in its table of cells + 2 entries.
      lowCells.read(pairs: entries, shares: &shares, count: levels.count, into: &lows)
      highCells.read(pairs: entries, shares: &shares, count: levels.count, into: &highs)
    }
  }
}

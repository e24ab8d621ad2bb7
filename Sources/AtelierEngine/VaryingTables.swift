import AtelierKernels
import AtelierPixels
import AtelierRecipe

/// Regional tone whose strength varies from pixel to pixel: tables at levels of the strength, read with
/// linear interpolation in both directions.
struct VaryingRegionKernel: Sendable {
  private let tables: [SIMD4<Float>]
  private let first: Float
  private let count: Int

  private static let stride = RegionKernel.cells + 1

  /// Makes the tables of whole levels from `first` on, at least two.
  init(first: Int, _ tones: [[RegionalTone]]) {
    tables = tones.flatMap { RegionKernel.table($0) }
    self.first = Float(first)
    count = tones.count
  }

  /// Changes a strip; `levels` holds the level at each pixel.
  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, levels: Span<Float>
  ) {
    var places = BlockScratch()
    var gains = BlockScratch()
    var growths = BlockScratch()
    Block.forEach(&red, &green, &blue) { r, g, b, range in
      let (map, levels) = (map.extracting(range), levels.extracting(range))
      RegionKernel.locate(r.span, g.span, b.span, map: map, into: &places)
      look(&places, levels, &gains, &growths)
      RegionKernel.apply(&gains, &growths, &r, &g, &b, map: map)
    }
  }

  /// Reads the tables at places, which become the ways to the next entries.
  @inline(__always)
  private func look(
    _ places: inout BlockScratch, _ levels: Span<Float>, _ gains: inout BlockScratch,
    _ growths: inout BlockScratch
  ) {
    let tables = tables.span
    precondition(tables.count == count * Self.stride && count >= 2)
    precondition(levels.count <= Block.length)
    let top = Float(count - 1)
    var nears = BlockEntries()
    if let row = VaryingToneKernel.row(of: levels, first: first, count: count) {
      for x in levels.indices {
        let cell = FastMath.cell(places[x])
        // SAFETY: row lies in 0…count − 1 and cell in 0…cells.
        unsafe nears.store(tables[unchecked: row &* Self.stride &+ cell], at: x)
        places[x] -= Float(cell)
      }
      for x in levels.indices {
        let u = places[x]
        gains[x] = FastMath.multiplyAdd(u, nears.value(2, at: x), nears.value(0, at: x))
        growths[x] = FastMath.multiplyAdd(u, nears.value(3, at: x), nears.value(1, at: x))
      }
      return
    }
    var fars = BlockEntries()
    var shares = BlockScratch()
    for x in levels.indices {
      let level = max(0, min(levels[x] - first, top))
      let row = min(FastMath.cell(level), count - 2)
      let cell = FastMath.cell(places[x])
      let at = row &* Self.stride &+ cell
      // SAFETY: row lies in 0…count − 2 and cell in 0…cells, so both entries lie in the tables.
      unsafe nears.store(tables[unchecked: at], at: x)
      unsafe fars.store(tables[unchecked: at &+ Self.stride], at: x)
      places[x] -= Float(cell)
      shares[x] = level - Float(row)
    }
    for x in levels.indices {
      let (u, v) = (places[x], shares[x])
      let gain = FastMath.multiplyAdd(u, nears.value(2, at: x), nears.value(0, at: x))
      let growth = FastMath.multiplyAdd(u, nears.value(3, at: x), nears.value(1, at: x))
      let farGain = FastMath.multiplyAdd(u, fars.value(2, at: x), fars.value(0, at: x))
      let farGrowth = FastMath.multiplyAdd(u, fars.value(3, at: x), fars.value(1, at: x))
      gains[x] = FastMath.multiplyAdd(v, farGain - gain, gain)
      growths[x] = FastMath.multiplyAdd(v, farGrowth - growth, growth)
    }
  }
}

/// A tone curve whose strength varies from pixel to pixel: tables at levels of the strength.
struct VaryingToneKernel: Sendable {
  private let tables: [Float]
  private let first: Float
  private let count: Int

  private static let cells = ToneKernel.cells
  private static let stride = cells + 2

  /// Makes the tables of whole levels from `first` on, at least two.
  init(first: Int, _ tones: [[@Sendable (Double) -> Double]]) {
    tables = tones.flatMap { ToneKernel.table($0) }
    self.first = Float(first)
    count = tones.count
  }

  /// Changes a strip; `levels` holds the level at each pixel.
  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, levels: Span<Float>
  ) {
    var lows = BlockScratch()
    var highs = BlockScratch()
    Block.forEach(&red, &green, &blue) { r, g, b, range in
      look(r.span, g.span, b.span, levels.extracting(range), &lows, &highs)
      ToneKernel.apply(&lows, &highs, &r, &g, &b)
    }
  }

  @inline(__always)
  private func look(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>, _ levels: Span<Float>,
    _ lows: inout BlockScratch, _ highs: inout BlockScratch
  ) {
    precondition(green.count == red.count && blue.count == red.count)
    precondition(levels.count == red.count && tables.count == count * Self.stride && count >= 2)
    let scale = Float(Double(Self.cells) / ToneKernel.reach)
    let (top, highest) = (Float(Self.cells), Float(count - 1))
    for x in red.indices {
      let low = min(min(red[x], green[x]), blue[x])
      let high = max(max(red[x], green[x]), blue[x])
      lows[x] = min(max(0, low).squareRoot() * scale, top)
      highs[x] = min(max(0, high).squareRoot() * scale, top)
    }
    let tables = tables.span
    if let row = Self.row(of: levels, first: first, count: count) {
      for x in red.indices {
        lows[x] = ToneKernel.look(tables, row * Self.stride, lows[x])
        highs[x] = ToneKernel.look(tables, row * Self.stride, highs[x])
      }
      return
    }
    for x in red.indices {
      let level = max(0, min(levels[x] - first, highest))
      let row = min(FastMath.cell(level), count - 2)
      let v = level - Float(row)
      lows[x] = Self.value(tables, row * Self.stride, lows[x], v)
      highs[x] = Self.value(tables, row * Self.stride, highs[x], v)
    }
  }

  /// The table of a block whose pixels all lie at the same whole level, as where no mask covers.
  @inline(__always)
  fileprivate static func row(of levels: Span<Float>, first: Float, count: Int) -> Int? {
    guard levels.count > 0 else { return nil }
    let level = levels[0]
    var differs = false
    for x in levels.indices { differs = differs || levels[x] != level }
    let row = max(0, min(level - first, Float(count - 1)))
    return differs || row != row.rounded(.down) ? nil : Int(row)
  }

  /// The value at a place in 0…cells of the table that starts at `start`, mixed with the next table's.
  @inline(__always)
  private static func value(
    _ tables: Span<Float>, _ start: Int, _ place: Float, _ share: Float
  ) -> Float {
    let cell = FastMath.cell(place)
    let f = place - Float(cell)
    let at = start + cell
    // SAFETY: callers give the start of a table that another follows, and the cell lies in 0…cells.
    let (a, b) = unsafe (tables[unchecked: at], tables[unchecked: at + 1])
    let (c, d) = unsafe (tables[unchecked: at + stride], tables[unchecked: at + stride + 1])
    let near = FastMath.multiplyAdd(f, b - a, a)
    let far = FastMath.multiplyAdd(f, d - c, c)
    return FastMath.multiplyAdd(share, far - near, near)
  }
}

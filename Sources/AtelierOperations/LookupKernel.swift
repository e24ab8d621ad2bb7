import AtelierEngine
import AtelierKernels
import AtelierPixels
import AtelierRecipe

/// The kernel of ``LookupTable``: encodes blocks of pixels, looks each up, mixes and decodes.
struct LookupKernel: PointKernel {
  private let isCube: Bool
  /// Entries as vectors of four, which are read at once.
  private let entries: [SIMD4<Float>]
  /// Entries along one axis.
  private let side: Int
  /// Input that meets the first entry.
  private let low: SIMD3<Float>
  /// Entries for one unit of each channel.
  private let scale: SIMD3<Float>
  private let share: Float
  private let toTable: ColorMatrix
  private let fromTable: ColorMatrix

  init(_ table: ColorTable, share: Double) {
    if case .cube = table.shape { isCube = true } else { isCube = false }
    entries = table.entries.map { SIMD4($0, 0) }
    side = table.shape.side
    low = table.domainMin
    scale = SIMD3(repeating: Float(side - 1)) / (table.domainMax - table.domainMin)
    self.share = Float(share)
    toTable = ColorMatrix(RGBColorSpace.working.matrix(to: .sRGB))
    fromTable = ColorMatrix(RGBColorSpace.sRGB.matrix(to: .working))
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    var x = BlockScratch()
    var y = BlockScratch()
    var z = BlockScratch()
    var found = BlockEntries()
    Block.forEach(&red, &green, &blue) { r, g, b, _ in
      encode(&r, &g, &b, &x, &y, &z)
      look(&x, &y, &z, into: &found, count: r.count)
      decode(&r, &g, &b, &found)
    }
  }

  /// Turns linear Rec. 2020 into encoded sRGB, below black by the curve's straight beginning, and
  /// stores the places in the table.
  @inline(__always)
  private func encode(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, _ x: inout BlockScratch, _ y: inout BlockScratch,
    _ z: inout BlockScratch
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && count <= Block.length)
    let (matrix, low, scale, top) = (toTable, low, scale, Float(side - 1))
    @inline(__always) func curve(_ value: Float) -> Float {
      let bent = 1.055 * FastMath.power(max(value, 0.003_130_8), 1 / 2.4) - 0.055
      return value <= 0.003_130_8 ? 12.92 * value : bent
    }
    for i in 0..<count {
      let (lr, lg, lb) = matrix.times(red[i], green[i], blue[i])
      let (r, g, b) = (curve(lr), curve(lg), curve(lb))
      (red[i], green[i], blue[i]) = (r, g, b)
      x[i] = max(0, min((r - low.x) * scale.x, top))
      y[i] = max(0, min((g - low.y) * scale.y, top))
      z[i] = max(0, min((b - low.z) * scale.z, top))
    }
  }

  /// Mixes encoded values with those found and turns them into linear Rec. 2020.
  @inline(__always)
  private func decode(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, _ found: inout BlockEntries
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && count <= Block.length)
    let (matrix, share) = (fromTable, share)
    @inline(__always) func curve(_ value: Float) -> Float {
      let bent = FastMath.power((max(value, 0.040_45) + 0.055) / 1.055, 2.4)
      return value <= 0.040_45 ? value / 12.92 : bent
    }
    for i in 0..<count {
      let (r, g, b) = (red[i], green[i], blue[i])
      let lr = curve(r + share * (found.value(0, at: i) - r))
      let lg = curve(g + share * (found.value(1, at: i) - g))
      let lb = curve(b + share * (found.value(2, at: i) - b))
      (red[i], green[i], blue[i]) = matrix.times(lr, lg, lb)
    }
  }

  @inline(__always)
  private func look(
    _ x: inout BlockScratch, _ y: inout BlockScratch, _ z: inout BlockScratch,
    into found: inout BlockEntries, count: Int
  ) {
    let table = entries.span
    let side = side
    precondition(table.count == (isCube ? side * side * side : side))
    if isCube {
      for i in 0..<count { found.store(Self.cube(table, side, x[i], y[i], z[i]), at: i) }
    } else {
      for i in 0..<count { found.store(Self.curves(table, side, x[i], y[i], z[i]), at: i) }
    }
  }

  /// The cell of a place along one axis: its entry and the next one exist.
  @inline(__always)
  private static func cell(_ place: Float, _ side: Int) -> Int {
    max(0, min(FastMath.cell(place), side &- 2))
  }

  /// The colour of the tetrahedron around a place, in entries: a cell's cube is cut into six along
  /// its diagonal, by the order of the places within the cell.
  @inline(__always)
  private static func cube(
    _ table: Span<SIMD4<Float>>, _ side: Int, _ x: Float, _ y: Float, _ z: Float
  ) -> SIMD4<Float> {
    let (i, j, k) = (cell(x, side), cell(y, side), cell(z, side))
    let (r, g, b) = (x - Float(i), y - Float(j), z - Float(k))
    let (alongGreen, alongBlue) = (side, side &* side)
    let first = i &+ j &* alongGreen &+ k &* alongBlue
    let large = max(r, max(g, b))
    let small = min(r, min(g, b))
    let middle = max(min(r, g), min(max(r, g), b))
    // The step along the largest of the three, and the one along the smallest; ties give different
    // ones.
    let step =
      r >= g && r >= b ? 1 : g >= b ? alongGreen : alongBlue
    let lastStep = b <= r && b <= g ? alongBlue : g <= r ? alongGreen : 1
    let last = first &+ 1 &+ alongGreen &+ alongBlue
    // SAFETY: cells are at most side − 2, so `last` is at most side³ − 1, and the two between the first
    // and the last are smaller than it.
    let (a, b0, c, d) = unsafe (
      table[unchecked: first], table[unchecked: first &+ step],
      table[unchecked: last &- lastStep], table[unchecked: last]
    )
    return a * (1 - large) + b0 * (large - middle) + c * (middle - small) + d * small
  }

  /// The value of each channel's curve at its place, in entries.
  @inline(__always)
  private static func curves(
    _ table: Span<SIMD4<Float>>, _ side: Int, _ x: Float, _ y: Float, _ z: Float
  ) -> SIMD4<Float> {
    let (i, j, k) = (cell(x, side), cell(y, side), cell(z, side))
    let (r, g, b) = (table[i].x, table[j].y, table[k].z)
    return SIMD4(
      r + (x - Float(i)) * (table[i + 1].x - r), g + (y - Float(j)) * (table[j + 1].y - g),
      b + (z - Float(k)) * (table[k + 1].z - b), 0)
  }
}

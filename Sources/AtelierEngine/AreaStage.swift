import AtelierPixels

/// Runs an area operation over the rows of another source, keeping the rows around the current one.
///
/// Where masks vary the operation, there is one kernel for the whole picture and one for each local
/// adjustment; their results are blended by coverage. Bands that are known of the picture are used where
/// no stage before has changed it.
final class AreaStage: RowSource {
  private let upstream: any RowSource
  private let size: PixelSize
  private let margin: Int
  /// Pixels of a strip.
  private let strip: Int
  /// The last rows read, by row number modulo their count.
  private var colors: [RowBuffer]
  private var heldRows: [Int]
  private let global: Lanes?
  private let locals: [(lanes: Lanes?, mask: CoverageReader)]
  private var blend: RowBuffer
  /// The stage before, where it matters what it changed, and that of the rows in `colors`.
  private let before: AreaStage?
  private var changedRows: [[Bool]]
  /// For each cell of the row that was read last, whether this stage or one before it may have changed it.
  private(set) var changed: [Bool]

  /// The ways to run a kernel.
  private struct Lanes {
    let margin: Int
    /// With bands of the picture.
    let known: AreaLane?
    /// With the rows around; nil where bands always do.
    let window: AreaLane?

    init(
      _ kernel: any AreaKernel, _ bands: [AreaBand: [Float]], isFirst: Bool, strip: Int,
      size: PixelSize
    ) {
      var known: AreaLane?
      if let kernel = kernel as? any BandKernel, let values = bands[kernel.band] {
        known = AreaLane.make(kernel, bands: values, size: size)
      }
      self.known = known
      let isEnough = known != nil && isFirst
      window = isEnough ? nil : AreaLane.make(kernel, strip: strip, size: size)
      margin = isEnough ? 0 : kernel.margin
    }

    func run(
      on buffer: inout RowBuffer, _ columns: Range<Int>, y: Int, of colors: [RowBuffer],
      isChanged: Bool
    ) {
      ((isChanged ? window : known) ?? window ?? known)?
        .run(on: &buffer, columns, y: y, of: colors)
    }
  }

  /// Makes a stage; `bands` are those of the picture as it is before the first stage.
  init(
    upstream: any RowSource, global: (any AreaKernel)?,
    locals: [(kernel: (any AreaKernel)?, mask: CoverageReader)],
    bands: [AreaBand: [Float]] = [:], size: PixelSize
  ) {
    self.upstream = upstream
    self.size = size
    // Short strips, where it matters which parts masks cover.
    let strip = locals.isEmpty && bands.isEmpty ? AreaWindow.longest : 2 * CoverageReader.cell
    self.strip = strip
    let before = upstream as? AreaStage
    func lanes(_ kernel: any AreaKernel) -> Lanes {
      Lanes(kernel, bands, isFirst: before == nil, strip: strip, size: size)
    }
    let global = global.map(lanes)
    let local = locals.map { ($0.kernel.map(lanes), $0.mask) }
    self.global = global
    self.locals = local
    let all = ([global] + local.map(\.0)).compactMap(\.self)
    let margin = all.map(\.margin).max() ?? 0
    self.margin = margin
    colors = [RowBuffer](
      repeating: RowBuffer(width: size.width, margin: margin), count: 2 * margin + 1)
    heldRows = [Int](repeating: -1, count: 2 * margin + 1)
    blend = RowBuffer(width: size.width)
    self.before = before
    let cells = (size.width + CoverageReader.cell - 1) / CoverageReader.cell
    changed = [Bool](repeating: global != nil, count: cells)
    changedRows = [[Bool]](repeating: changed, count: before == nil ? 0 : 2 * margin + 1)
  }

  func read(row y: Int, into buffer: inout RowBuffer) {
    // Taken out: each access to a property of a class is looked after by the runtime.
    var colors: [RowBuffer] = []
    swap(&colors, &self.colors)
    var heldRows: [Int] = []
    swap(&heldRows, &self.heldRows)
    for row in max(0, y - margin)...min(size.height - 1, y + margin) {
      let slot = row % heldRows.count
      if heldRows[slot] != row {
        heldRows[slot] = row
        upstream.read(row: row, into: &colors[slot])
        colors[slot].repeatEdges()
        if let before { changedRows[slot] = before.changed }
      }
    }
    let current = y % colors.count
    let nearby = changesNearby()
    let row = colors[current]
    buffer.copy(row)
    if let global {
      forEachRun(of: { hasChanged(nearby, around: $0) }) { columns, isChanged in
        global.run(on: &buffer, columns, y: y, of: colors, isChanged: isChanged)
      }
    }
    for (lanes, mask) in locals where mask.load(row: y, of: row) {
      forEachRun(of: { mask.covers($0) ? hasChanged(nearby, around: $0) : nil }) {
        columns, isChanged in
        blend.copy(row, columns)
        lanes?.run(on: &blend, columns, y: y, of: colors, isChanged: isChanged)
        buffer.mix(blend, by: mask.coverage, columns)
      }
    }
    swap(&heldRows, &self.heldRows)
    swap(&colors, &self.colors)
    if global == nil { noteChanges(row: current) }
  }

  func foresee(row y: Int, _ columns: Range<Int>) { upstream.foresee(row: y + margin, columns) }

  /// Hands over strips in a row of which the same is told, as one; those of which nothing is told are left
  /// out.
  private func forEachRun(
    of tell: (Range<Int>) -> Bool?, _ body: (Range<Int>, Bool) -> Void
  ) {
    var run = 0..<0
    var told: Bool?
    for x in stride(from: 0, to: size.width, by: strip) {
      let columns = x..<min(x + strip, size.width)
      let now = tell(columns)
      if now == told {
        run = run.lowerBound..<columns.upperBound
      } else {
        if let told { body(run, told) }
        (run, told) = (columns, now)
      }
    }
    if let told { body(run, told) }
  }

  /// For each cell, whether a stage before changed it in any of the rows read last.
  private func changesNearby() -> [Bool] {
    guard var changes = changedRows.first else { return [] }
    for row in changedRows.dropFirst() {
      for cell in row.indices where row[cell] { changes[cell] = true }
    }
    return changes
  }

  /// Whether anything is changed that kernels look at for some columns.
  private func hasChanged(_ changes: [Bool], around columns: Range<Int>) -> Bool {
    guard !changes.isEmpty else { return false }
    let first = max(0, columns.lowerBound - margin) / CoverageReader.cell
    let last = min(size.width - 1, columns.upperBound - 1 + margin) / CoverageReader.cell
    return changes[first...last].contains(true)
  }

  /// Notes what this stage and those before it changed of a row.
  private func noteChanges(row slot: Int) {
    var changes =
      before == nil ? [Bool](repeating: false, count: changed.count) : changedRows[slot]
    for (_, mask) in locals { mask.mark(&changes) }
    changed = changes
  }
}

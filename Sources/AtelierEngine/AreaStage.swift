import AtelierPixels

/// Runs an area operation over the rows of another source, keeping the rows around the current one.
///
/// Where masks vary the operation, there is one kernel for the whole picture and one for each local
/// adjustment; their results are blended by coverage.
final class AreaStage: RowSource {
  private let upstream: any RowSource
  private let size: PixelSize
  private let margin: Int
  /// The last rows read, by row number modulo their count.
  private var colors: [RowBuffer]
  private var heldRows: [Int]
  private let global: AreaLane?
  private let locals: [(lane: AreaLane?, mask: CoverageReader)]
  private var blend: RowBuffer

  init(
    upstream: any RowSource, global: (any AreaKernel)?,
    locals: [(kernel: (any AreaKernel)?, mask: CoverageReader)], size: PixelSize
  ) {
    self.upstream = upstream
    self.size = size
    self.global = global.map { AreaLane.make($0, size: size) }
    self.locals = locals.map { ($0.kernel.map { AreaLane.make($0, size: size) }, $0.mask) }
    let kernels = ([global] + locals.map(\.kernel)).compactMap(\.self)
    margin = kernels.map(\.margin).max() ?? 0
    colors = [RowBuffer](
      repeating: RowBuffer(width: size.width, margin: margin), count: 2 * margin + 1)
    heldRows = [Int](repeating: -1, count: 2 * margin + 1)
    blend = RowBuffer(width: size.width)
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
      }
    }
    let current = y % colors.count
    for (_, mask) in locals { _ = mask.load(row: y, of: colors[current]) }
    for x in stride(from: 0, to: size.width, by: AreaWindow.longest) {
      let columns = x..<min(x + AreaWindow.longest, size.width)
      buffer.copy(colors[current], columns)
      global?.run(on: &buffer, columns, y: y, of: colors)
      for (lane, mask) in locals where mask.covers(stripAt: x) {
        blend.copy(colors[current], columns)
        lane?.run(on: &blend, columns, y: y, of: colors)
        buffer.mix(blend, by: mask.coverage, columns)
      }
    }
    swap(&heldRows, &self.heldRows)
    swap(&colors, &self.colors)
  }
}

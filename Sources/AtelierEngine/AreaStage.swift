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
  private let global: Lane?
  private let locals: [(lane: Lane?, mask: CoverageReader)]
  private var blend: RowBuffer

  /// A kernel with the planes that it prepared of the last rows.
  private final class Lane {
    let kernel: any AreaKernel
    let planeStride: Int
    let rowStride: Int
    private var planes: [Float]
    var heldRows: [Int]

    init(_ kernel: any AreaKernel, width: Int) {
      self.kernel = kernel
      planeStride = width + 2 * kernel.margin
      rowStride = planeStride * kernel.planeCount
      let slots = 2 * kernel.margin + 1
      planes = [Float](repeating: 0, count: rowStride * slots)
      heldRows = [Int](repeating: -1, count: slots)
    }

    /// Makes sure that a row's planes are in their slot.
    func prepare(_ row: Int, of colors: RowBuffer) {
      let slot = row % heldRows.count
      guard heldRows[slot] != row else { return }
      heldRows[slot] = row
      let start = slot * rowStride
      let end = start + rowStride
      let kernel = kernel
      // The buffer's margin is the widest of all kernels.
      let extra = colors.margin - kernel.margin
      let wanted = extra..<(extra + planeStride)
      // Taken out, so that the span may live through the kernel's call.
      var planes: [Float] = []
      swap(&planes, &self.planes)
      do {
        var all = planes.mutableSpan
        var span = all._mutatingExtracting(start..<end)
        kernel.prepare(
          colors.red.span.extracting(wanted), colors.green.span.extracting(wanted),
          colors.blue.span.extracting(wanted), into: &span, width: colors.width)
      }
      swap(&planes, &self.planes)
    }

    /// Changes the row; strips that a mask leaves alone may keep what they have.
    func combine(
      into buffer: inout RowBuffer, y: Int, size: PixelSize, within mask: CoverageReader?
    ) {
      let margin = kernel.margin
      let slots = (-margin...margin).map { min(max(y + $0, 0), size.height - 1) % heldRows.count }
      var window = AreaWindow(
        rowStarts: slots.map { $0 * rowStride + margin }, planeStride: planeStride, count: 0)
      let planes = planes
      buffer.edit { red, green, blue in
        var x = 0
        while x < size.width {
          let end = min(x + AreaWindow.longest, size.width)
          defer {
            for index in window.rowStarts.indices { window.rowStarts[index] += end - x }
            x = end
          }
          if let mask, !mask.covers(stripAt: x) { continue }
          window.count = end - x
          var r = red._mutatingExtracting(x..<end)
          var g = green._mutatingExtracting(x..<end)
          var b = blue._mutatingExtracting(x..<end)
          kernel.combine(
            planes.span, window: window, &r, &g, &b, at: StripPosition(x: x, y: y, size: size))
        }
      }
    }
  }

  init(
    upstream: any RowSource, global: (any AreaKernel)?,
    locals: [(kernel: (any AreaKernel)?, mask: CoverageReader)], size: PixelSize
  ) {
    self.upstream = upstream
    self.size = size
    self.global = global.map { Lane($0, width: size.width) }
    self.locals = locals.map { ($0.kernel.map { Lane($0, width: size.width) }, $0.mask) }
    let kernels = ([global] + locals.map(\.kernel)).compactMap(\.self)
    margin = kernels.map(\.margin).max() ?? 0
    colors = [RowBuffer](
      repeating: RowBuffer(width: size.width, margin: margin), count: 2 * margin + 1)
    heldRows = [Int](repeating: -1, count: 2 * margin + 1)
    blend = RowBuffer(width: size.width)
  }

  func read(row y: Int, into buffer: inout RowBuffer) {
    for row in max(0, y - margin)...min(size.height - 1, y + margin) {
      let slot = row % heldRows.count
      if heldRows[slot] != row {
        heldRows[slot] = row
        upstream.read(row: row, into: &colors[slot])
        colors[slot].repeatEdges()
      }
    }
    run(global, y: y, into: &buffer, within: nil)
    for index in locals.indices
    where locals[index].mask.load(row: y, of: colors[y % heldRows.count]) {
      run(locals[index].lane, y: y, into: &blend, within: locals[index].mask)
      buffer.mix(blend, by: locals[index].mask.coverage)
    }
  }

  /// Fills a row with a kernel's result; without one with the row itself.
  private func run(
    _ lane: Lane?, y: Int, into buffer: inout RowBuffer, within mask: CoverageReader?
  ) {
    buffer.copy(colors[y % heldRows.count])
    guard let lane else { return }
    let margin = lane.kernel.margin
    for row in max(0, y - margin)...min(size.height - 1, y + margin) {
      lane.prepare(row, of: colors[row % heldRows.count])
    }
    lane.combine(into: &buffer, y: y, size: size, within: mask)
  }
}

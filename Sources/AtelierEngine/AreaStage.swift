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

  /// A kernel with the planes that it prepared of the last rows, strip by strip: where masks vary the
  /// operation, most strips are never asked for.
  private final class Lane {
    private let kernel: any AreaKernel
    private let strips: Int
    /// Room for the planes of a strip.
    private let room: Int
    private var planes: [Float]
    /// The row whose planes are in the room of each slot and strip.
    private var heldRows: [Int]

    init(_ kernel: any AreaKernel, width: Int) {
      self.kernel = kernel
      strips = (width + AreaWindow.longest - 1) / AreaWindow.longest
      room = (min(width, AreaWindow.longest) + 2 * kernel.margin) * kernel.planeCount
      let slots = 2 * kernel.margin + 1
      planes = [Float](repeating: 0, count: room * strips * slots)
      heldRows = [Int](repeating: -1, count: strips * slots)
    }

    /// Where the planes of a strip of a row have their room.
    private func place(of strip: Range<Int>, row: Int) -> Int {
      row % (2 * kernel.margin + 1) * strips + strip.lowerBound / AreaWindow.longest
    }

    /// Makes sure that the planes of a strip of a row are in their place.
    private func prepare(_ row: Int, _ strip: Range<Int>, of colors: RowBuffer) {
      let place = place(of: strip, row: row)
      guard heldRows[place] != row else { return }
      heldRows[place] = row
      let kernel = kernel
      let stride = strip.count + 2 * kernel.margin
      // The buffer's margin is the widest of all kernels.
      let first = strip.lowerBound + colors.margin - kernel.margin
      let wanted = first..<(first + stride)
      let start = place * room
      // Taken out, so that the span may live through the kernel's call.
      var planes: [Float] = []
      swap(&planes, &self.planes)
      do {
        var all = planes.mutableSpan
        var span = all._mutatingExtracting(start..<(start + stride * kernel.planeCount))
        kernel.prepare(
          colors.red.span.extracting(wanted), colors.green.span.extracting(wanted),
          colors.blue.span.extracting(wanted), into: &span, width: strip.count)
      }
      swap(&planes, &self.planes)
    }

    /// Changes a strip of a row; `colors` holds the rows around it.
    func combine(
      into buffer: inout RowBuffer, _ strip: Range<Int>, y: Int, size: PixelSize,
      of colors: [RowBuffer]
    ) {
      let margin = kernel.margin
      let rows = (-margin...margin).map { min(max(y + $0, 0), size.height - 1) }
      for row in rows { prepare(row, strip, of: colors[row % colors.count]) }
      let window = AreaWindow(
        rowStarts: rows.map { place(of: strip, row: $0) * room + margin },
        planeStride: strip.count + 2 * margin, count: strip.count)
      let position = StripPosition(x: strip.lowerBound, y: y, size: size)
      let planes = planes
      buffer.edit { red, green, blue in
        var r = red._mutatingExtracting(strip)
        var g = green._mutatingExtracting(strip)
        var b = blue._mutatingExtracting(strip)
        kernel.combine(planes.span, window: window, &r, &g, &b, at: position)
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
    let row = colors[y % colors.count]
    for (_, mask) in locals { _ = mask.load(row: y, of: row) }
    for x in stride(from: 0, to: size.width, by: AreaWindow.longest) {
      let columns = x..<min(x + AreaWindow.longest, size.width)
      buffer.copy(row, columns)
      global?.combine(into: &buffer, columns, y: y, size: size, of: colors)
      for (lane, mask) in locals where mask.covers(stripAt: x) {
        blend.copy(row, columns)
        lane?.combine(into: &blend, columns, y: y, size: size, of: colors)
        buffer.mix(blend, by: mask.coverage, columns)
      }
    }
  }
}

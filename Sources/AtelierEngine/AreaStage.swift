import AtelierPixels

/// Runs an area operation over the rows of another source, keeping the rows around the current one.
///
/// Where masks vary the operation, there is one kernel for the whole picture and one for each local
/// adjustment; their results are blended by coverage.
final class AreaStage: RowSource {
  private let upstream: any RowSource
  private let global: (any AreaKernel)?
  private let locals: [(kernel: (any AreaKernel)?, mask: CoverageReader)]
  private let size: PixelSize
  private let margin: Int
  private let planeStride: Int
  private let slotStride: Int
  private let slotCount: Int
  /// Row held by each slot.
  private var held: [Int]
  private var rows: [Float]
  private var input: RowBuffer
  private var padded: RowBuffer
  private var blend: RowBuffer

  private static let stripLength = 2048

  init(
    upstream: any RowSource, global: (any AreaKernel)?,
    locals: [(kernel: (any AreaKernel)?, mask: CoverageReader)], size: PixelSize
  ) {
    self.upstream = upstream
    self.global = global
    self.locals = locals
    self.size = size
    let kernels = ([global] + locals.map(\.kernel)).compactMap(\.self)
    margin = kernels.map(\.margin).max() ?? 0
    planeStride = size.width + 2 * margin
    slotStride = planeStride * (3 + kernels.map(\.planeCount).reduce(0, +))
    slotCount = 2 * margin + 1
    held = [Int](repeating: -1, count: slotCount)
    rows = [Float](repeating: 0, count: slotStride * slotCount)
    input = RowBuffer(width: size.width)
    padded = RowBuffer(width: planeStride)
    blend = RowBuffer(width: size.width)
  }

  func read(row y: Int, into buffer: inout RowBuffer) {
    for row in max(0, y - margin)...min(size.height - 1, y + margin) { hold(row) }
    var planes = 3
    run(global, y: y, firstPlane: planes, into: &buffer)
    planes += global?.planeCount ?? 0
    for (kernel, mask) in locals {
      if mask.load(row: y) {
        run(kernel, y: y, firstPlane: planes, into: &blend)
        mask.mix(blend, into: &buffer)
      }
      planes += kernel?.planeCount ?? 0
    }
  }

  /// Makes sure that a row and its prepared planes are in their slot.
  private func hold(_ row: Int) {
    let slot = row % slotCount
    guard held[slot] != row else { return }
    held[slot] = row
    upstream.read(row: row, into: &input)
    let width = size.width
    func pad(_ source: [Float], _ target: inout [Float]) {
      for x in 0..<margin {
        target[x] = source[0]
        target[margin + width + x] = source[width - 1]
      }
      target.replaceSubrange(margin..<(margin + width), with: source)
    }
    pad(input.red, &padded.red)
    pad(input.green, &padded.green)
    pad(input.blue, &padded.blue)
    var start = slot * slotStride
    for plane in [padded.red, padded.green, padded.blue] {
      rows.replaceSubrange(start..<(start + planeStride), with: plane)
      start += planeStride
    }
    for kernel in [global] + locals.map(\.kernel) {
      guard let kernel else { continue }
      let end = start + kernel.planeCount * planeStride
      let extra = margin - kernel.margin
      var span = rows.mutableSpan
      var planes = span._mutatingExtracting(start..<end)
      kernel.prepare(
        padded.red.span.extracting(extra..<(planeStride - extra)),
        padded.green.span.extracting(extra..<(planeStride - extra)),
        padded.blue.span.extracting(extra..<(planeStride - extra)),
        into: &planes, width: width)
      start = end
    }
  }

  private func run(
    _ kernel: (any AreaKernel)?, y: Int, firstPlane: Int, into buffer: inout RowBuffer
  ) {
    guard let kernel else {
      let start = (y % slotCount) * slotStride + margin
      let width = size.width
      buffer.red.replaceSubrange(0..<width, with: rows[start..<(start + width)])
      let second = start + planeStride
      buffer.green.replaceSubrange(0..<width, with: rows[second..<(second + width)])
      let third = second + planeStride
      buffer.blue.replaceSubrange(0..<width, with: rows[third..<(third + width)])
      return
    }
    var window = AreaWindow(
      rowOffsets: (-kernel.margin...kernel.margin).map { row in
        let clamped = min(max(y + row, 0), size.height - 1)
        return (clamped % slotCount) * slotStride
      }, planeStride: planeStride, firstColumn: margin, count: size.width,
      firstPrepared: firstPlane, preparedStride: size.width + 2 * kernel.margin,
      preparedMargin: kernel.margin, colorMargin: margin)
    buffer.edit { red, green, blue in
      var x = 0
      while x < size.width {
        let end = min(x + Self.stripLength, size.width)
        window.firstColumn = x
        window.count = end - x
        var r = red._mutatingExtracting(x..<end)
        var g = green._mutatingExtracting(x..<end)
        var b = blue._mutatingExtracting(x..<end)
        kernel.combine(
          rows.span, window: window, &r, &g, &b, at: StripPosition(x: x, y: y, size: size))
        x = end
      }
    }
  }
}

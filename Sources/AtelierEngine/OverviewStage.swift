import AtelierPixels

/// Runs the kernels of an overview operation over rows: that of the whole picture, and those of local
/// adjustments, blended by coverage.
final class OverviewStage {
  private let global: Lane?
  private let locals: [(lane: Lane?, index: Int)]
  private var before: RowBuffer
  private var blend: RowBuffer

  /// A kernel with the rows of its planes around the current one.
  private struct Lane {
    let kernel: any OverviewKernel
    let reader: PlaneReader

    init(_ kernel: any OverviewKernel, size: PixelSize) {
      self.kernel = kernel
      reader = PlaneReader(kernel.planes, size: size)
    }

    func run(on buffer: inout RowBuffer, y: Int) {
      reader.load(row: y)
      let planes = reader.row
      buffer.edit { red, green, blue in
        kernel(
          &red, &green, &blue, planes: (planes.red.span, planes.green.span, planes.blue.span))
      }
    }
  }

  init(_ lanes: RenderPlan.Lanes<any OverviewKernel>, size: PixelSize) {
    global = lanes.global.map { Lane($0, size: size) }
    locals = lanes.locals.map { ($0.kernel.map { Lane($0, size: size) }, $0.index) }
    before = RowBuffer(width: size.width)
    blend = before
  }

  /// Changes row `y`, to which the masks of the local adjustments have gone already.
  func run(on buffer: inout RowBuffer, y: Int, masks: [CoverageReader]) {
    let covered = locals.indices.filter { masks[locals[$0].index].isCovered }
    if !covered.isEmpty { before.copy(buffer) }
    global?.run(on: &buffer, y: y)
    for index in covered {
      blend.copy(before)
      locals[index].lane?.run(on: &blend, y: y)
      buffer.mix(blend, by: masks[locals[index].index].coverage)
    }
  }
}

/// Reads planes of another size, a row at a time, with linear interpolation.
final class PlaneReader {
  private let planes: PlanarPicture
  private let scale: PlaneScale
  /// Rows of the planes, as wide as the result.
  private var above: (row: Int, values: RowBuffer)
  private var below: (row: Int, values: RowBuffer)
  /// Share of the row below, for each column.
  private var shares: [Float]
  /// The current row.
  private(set) var row: RowBuffer

  init(_ planes: PlanarPicture, size: PixelSize) {
    self.planes = planes
    scale = PlaneScale(from: planes.size, to: size)
    let empty = RowBuffer(width: size.width)
    row = empty
    shares = empty.red
    above = (-1, empty)
    below = (-1, empty)
  }

  /// Makes ``row`` that of the result's row `y`.
  func load(row y: Int) {
    let (top, bottom, share) = scale.rows(at: y)
    if above.row != top {
      if below.row == top { swap(&above, &below) } else { widen(top, into: &above) }
    }
    if below.row != bottom { widen(bottom, into: &below) }
    row.copy(above.values)
    for x in shares.indices { shares[x] = share }
    row.mix(below.values, by: shares)
  }

  private func widen(_ y: Int, into target: inout (row: Int, values: RowBuffer)) {
    target.row = y
    scale.widen(planes.red, row: y, into: &target.values.red)
    scale.widen(planes.green, row: y, into: &target.values.green)
    scale.widen(planes.blue, row: y, into: &target.values.blue)
  }
}

extension CoveredOverview {
  /// The overview with what a mask covers of it.
  func covered(by mask: any MaskKernel) -> CoveredOverview {
    let (width, height) = (picture.size.width, picture.size.height)
    var coverage = [Float](repeating: 0, count: width * height)
    var all = coverage.mutableSpan
    for y in 0..<height {
      let range = (y * width)..<((y + 1) * width)
      var row = all._mutatingExtracting(range)
      mask.cover(
        &row, y: y, red: picture.red.span.extracting(range),
        green: picture.green.span.extracting(range), blue: picture.blue.span.extracting(range))
    }
    return CoveredOverview(picture: picture, coverage: coverage)
  }
}

import AtelierPixels

/// Runs the kernels of an overview operation over rows: that of the whole picture, and those of local
/// adjustments, blended by coverage.
final class OverviewStage {
  private var global: Lane?
  private var locals: [(lane: Lane?, index: Int)]
  private var before: RowBuffer
  private var blend: RowBuffer

  /// A kernel with the rows of its planes around the current one.
  private struct Lane {
    let kernel: any OverviewKernel
    var reader: PlaneReader

    init(_ kernel: any OverviewKernel, size: PixelSize) {
      self.kernel = kernel
      reader = PlaneReader(kernel.planes, size: size)
    }

    mutating func run(on buffer: inout RowBuffer, y: Int) {
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
struct PlaneReader {
  private let planes: PlanarPicture
  private let size: PixelSize
  private let cells: [Int32]
  private let fractions: [Float]
  /// Rows of the planes, as wide as the result.
  private var above: (row: Int, values: RowBuffer)
  private var below: (row: Int, values: RowBuffer)
  /// Share of the row below, for each column.
  private var shares: [Float]
  /// The current row.
  private(set) var row: RowBuffer

  init(_ planes: PlanarPicture, size: PixelSize) {
    self.planes = planes
    self.size = size
    let scale = Double(planes.size.width) / Double(size.width)
    let places = (0..<size.width).map { x in
      min(max((Double(x) + 0.5) * scale - 0.5, 0), Double(planes.size.width - 1))
    }
    let last = max(planes.size.width - 2, 0)
    cells = places.map { Int32(min(Int($0), last)) }
    fractions = zip(places, cells).map { Float($0 - Double($1)) }
    row = RowBuffer(width: size.width)
    shares = row.red
    above = (-1, row)
    below = (-1, row)
  }

  /// Makes ``row`` that of the result's row `y`.
  mutating func load(row y: Int) {
    let height = planes.size.height
    let place = min(
      max((Double(y) + 0.5) * Double(height) / Double(size.height) - 0.5, 0),
      Double(height - 1))
    let top = Int(place)
    if above.row != top {
      if below.row == top {
        swap(&above, &below)
      } else {
        Self.widen(planes, top, cells, fractions, into: &above)
      }
    }
    let bottom = min(top + 1, height - 1)
    if below.row != bottom { Self.widen(planes, bottom, cells, fractions, into: &below) }
    row.copy(above.values)
    let fraction = Float(place - Double(top))
    for x in shares.indices { shares[x] = fraction }
    row.mix(below.values, by: shares)
  }

  /// Interpolates a row of the planes along the row.
  private static func widen(
    _ planes: PlanarPicture, _ y: Int, _ cells: [Int32], _ fractions: [Float],
    into target: inout (row: Int, values: RowBuffer)
  ) {
    target.row = y
    let first = y * planes.size.width
    let right = planes.size.width > 1 ? 1 : 0
    func widen(_ values: [Float], _ target: inout [Float]) {
      for x in target.indices {
        let at = first + Int(cells[x])
        target[x] = values[at] + fractions[x] * (values[at + right] - values[at])
      }
    }
    widen(planes.red, &target.values.red)
    widen(planes.green, &target.values.green)
    widen(planes.blue, &target.values.blue)
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

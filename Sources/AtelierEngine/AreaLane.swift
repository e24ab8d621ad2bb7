import AtelierPixels

/// A kernel at work on strips of rows. A class for each kind of kernel, because a kernel in an
/// existential is copied for every call.
class AreaLane {
  fileprivate init() {}

  /// Changes strips in a row `y`; `colors` holds the rows around it, by row number modulo their count.
  func run(on buffer: inout RowBuffer, _ columns: Range<Int>, y: Int, of colors: [RowBuffer]) {}

  /// The lane of a kernel for a picture divided into columns of `strip` pixels.
  static func make(_ kernel: any AreaKernel, strip: Int, size: PixelSize) -> AreaLane {
    open(kernel, strip, size)
  }

  /// The lane of a kernel whose bands are known for the whole picture.
  static func make(_ kernel: any BandKernel, bands: [Float], size: PixelSize) -> AreaLane {
    open(kernel, bands, size)
  }

  private static func open(_ kernel: some AreaKernel, _ strip: Int, _ size: PixelSize) -> AreaLane {
    WindowLane(kernel, strip: strip, size: size)
  }

  private static func open(
    _ kernel: some BandKernel, _ bands: [Float], _ size: PixelSize
  ) -> AreaLane {
    BandLane(kernel, bands: bands, size: size)
  }
}

/// Applies the bands of the picture.
private final class BandLane<Kernel: BandKernel>: AreaLane {
  private let kernel: Kernel
  private let bands: [Float]
  private let width: Int

  init(_ kernel: Kernel, bands: [Float], size: PixelSize) {
    self.kernel = kernel
    self.bands = bands
    width = size.width
  }

  override func run(
    on buffer: inout RowBuffer, _ columns: Range<Int>, y: Int, of colors: [RowBuffer]
  ) {
    let first = y * width + columns.lowerBound
    let bands = bands
    let part = bands.span.extracting(first..<(first + columns.count))
    buffer.edit { red, green, blue in
      var r = red._mutatingExtracting(columns)
      var g = green._mutatingExtracting(columns)
      var b = blue._mutatingExtracting(columns)
      kernel.apply(part, &r, &g, &b)
    }
  }
}

/// Keeps the planes that the kernel prepared of the last rows, strip by strip: where masks vary the
/// operation, most strips are never asked for.
private final class WindowLane<Kernel: AreaKernel>: AreaLane {
  private let kernel: Kernel
  private let size: PixelSize
  private let margin: Int
  private let strip: Int
  private let strips: Int
  /// Room for the planes of a strip.
  private let room: Int
  private var memory = LaneMemory()

  init(_ kernel: Kernel, strip: Int, size: PixelSize) {
    self.kernel = kernel
    self.size = size
    self.strip = strip
    margin = kernel.margin
    strips = (size.width + strip - 1) / strip
    room = (min(size.width, strip) + 2 * margin) * kernel.planeCount
  }

  override func run(
    on buffer: inout RowBuffer, _ columns: Range<Int>, y: Int, of colors: [RowBuffer]
  ) {
    var memory = LaneMemory()
    swap(&memory, &self.memory)
    if memory.heldRows.isEmpty {
      memory.open(slots: 2 * margin + 1, strips: strips, room: room)
    }
    buffer.edit { red, green, blue in
      for x in stride(from: columns.lowerBound, to: columns.upperBound, by: strip) {
        let range = x..<min(x + strip, columns.upperBound)
        prepare(range, y: y, of: colors, in: &memory)
        var r = red._mutatingExtracting(range)
        var g = green._mutatingExtracting(range)
        var b = blue._mutatingExtracting(range)
        kernel.combine(
          memory.planes.span, window: memory.window, &r, &g, &b,
          at: StripPosition(x: x, y: y, size: size))
      }
    }
    swap(&memory, &self.memory)
  }

  /// Sees to it that the planes of a strip are there for the rows around `y`.
  private func prepare(
    _ strip: Range<Int>, y: Int, of colors: [RowBuffer], in memory: inout LaneMemory
  ) {
    let slots = 2 * margin + 1
    let column = strip.lowerBound / self.strip
    for slot in 0..<slots {
      let row = min(max(y + slot - margin, 0), size.height - 1)
      let place = row % slots * strips + column
      memory.window.rowStarts[slot] = place * room + margin
      if memory.heldRows[place] != row {
        memory.heldRows[place] = row
        prepare(strip, of: colors[row % colors.count], at: place * room, in: &memory.planes)
      }
    }
    memory.window.planeStride = strip.count + 2 * margin
    memory.window.count = strip.count
  }

  /// Puts the planes of a strip of a row into their place.
  private func prepare(
    _ strip: Range<Int>, of colors: RowBuffer, at start: Int, in planes: inout [Float]
  ) {
    let stride = strip.count + 2 * margin
    // The buffer's margin is the widest of all kernels.
    let first = strip.lowerBound + colors.margin - margin
    let wanted = first..<(first + stride)
    var all = planes.mutableSpan
    var span = all._mutatingExtracting(start..<(start + stride * kernel.planeCount))
    kernel.prepare(
      colors.red.span.extracting(wanted), colors.green.span.extracting(wanted),
      colors.blue.span.extracting(wanted), into: &span, width: strip.count)
  }
}

/// What of a lane changes from strip to strip. It is taken out as a whole while a strip is worked on: each
/// access to a property of a class is looked after by the runtime.
private struct LaneMemory {
  var planes: [Float] = []
  /// The row whose planes are in the room of each slot and strip.
  var heldRows: [Int] = []
  /// Where the wanted columns of the rows around the current one begin.
  var window = AreaWindow(rowStarts: [], planeStride: 0, count: 0)

  /// Makes room, when the first strip is asked for.
  mutating func open(slots: Int, strips: Int, room: Int) {
    planes = [Float](repeating: 0, count: room * strips * slots)
    heldRows = [Int](repeating: -1, count: strips * slots)
    window.rowStarts = [Int](repeating: 0, count: slots)
  }
}

import AtelierPixels

/// A kernel with the planes that it prepared of the last rows, strip by strip: where masks vary the
/// operation, most strips are never asked for. A class for each kind of kernel, because a kernel in an
/// existential is copied for every call.
class AreaLane {
  fileprivate init() {}

  /// Changes a strip of row `y`; `colors` holds the rows around it, by row number modulo their count.
  func run(on buffer: inout RowBuffer, _ strip: Range<Int>, y: Int, of colors: [RowBuffer]) {}

  /// The lane of a kernel.
  static func make(_ kernel: any AreaKernel, size: PixelSize) -> AreaLane { open(kernel, size) }

  private static func open(_ kernel: some AreaKernel, _ size: PixelSize) -> AreaLane {
    KernelLane(kernel, size: size)
  }
}

private final class KernelLane<Kernel: AreaKernel>: AreaLane {
  private let kernel: Kernel
  private let size: PixelSize
  private let margin: Int
  private let strips: Int
  /// Room for the planes of a strip.
  private let room: Int
  private var memory: Memory

  /// What changes from strip to strip. It is taken out as a whole while a strip is worked on: each access
  /// to a property of a class is looked after by the runtime.
  private struct Memory {
    var planes: [Float] = []
    /// The row whose planes are in the room of each slot and strip.
    var heldRows: [Int] = []
    /// Where the wanted columns of the rows around the current one begin.
    var window = AreaWindow(rowStarts: [], planeStride: 0, count: 0)
  }

  init(_ kernel: Kernel, size: PixelSize) {
    self.kernel = kernel
    self.size = size
    margin = kernel.margin
    strips = (size.width + AreaWindow.longest - 1) / AreaWindow.longest
    room = (min(size.width, AreaWindow.longest) + 2 * margin) * kernel.planeCount
    let slots = 2 * margin + 1
    memory = Memory(
      planes: [Float](repeating: 0, count: room * strips * slots),
      heldRows: [Int](repeating: -1, count: strips * slots),
      window: AreaWindow(
        rowStarts: [Int](repeating: 0, count: slots), planeStride: 0, count: 0))
  }

  override func run(
    on buffer: inout RowBuffer, _ strip: Range<Int>, y: Int, of colors: [RowBuffer]
  ) {
    var memory = Memory()
    swap(&memory, &self.memory)
    let slots = 2 * margin + 1
    let column = strip.lowerBound / AreaWindow.longest
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
    let position = StripPosition(x: strip.lowerBound, y: y, size: size)
    buffer.edit { red, green, blue in
      var r = red._mutatingExtracting(strip)
      var g = green._mutatingExtracting(strip)
      var b = blue._mutatingExtracting(strip)
      kernel.combine(memory.planes.span, window: memory.window, &r, &g, &b, at: position)
    }
    swap(&memory, &self.memory)
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

/// Reads the coverage of one local adjustment, a row at a time.
final class CoverageReader {
  private let mask: any MaskKernel
  private var loaded = -1
  /// Whether it covers anything of the loaded row.
  private(set) var isCovered = false
  private(set) var coverage: [Float]
  /// For each cell of the row, whether anything is covered in it.
  private var covered: [Bool]

  /// Pixels of a row that are looked at together.
  static let cell = 64

  init(_ mask: any MaskKernel, width: Int) {
    self.mask = mask
    coverage = [Float](repeating: 0, count: width)
    covered = [Bool](repeating: false, count: (width + Self.cell - 1) / Self.cell)
  }

  /// Computes a row's coverage from its pixels; false where it is 0 everywhere.
  func load(row y: Int, of pixels: borrowing RowBuffer) -> Bool {
    guard loaded != y else { return isCovered }
    loaded = y
    let inside = pixels.margin..<(pixels.margin + pixels.width)
    var row = coverage.mutableSpan
    mask.cover(
      &row, y: y, red: pixels.red.span.extracting(inside),
      green: pixels.green.span.extracting(inside), blue: pixels.blue.span.extracting(inside))
    // Taken out: each access to a property of a class is looked after by the runtime.
    var covered: [Bool] = []
    swap(&covered, &self.covered)
    var first = 0
    for cell in covered.indices {
      let end = min(first + Self.cell, row.count)
      // Bits of numbers from 0 on, but for the sign of −0.
      var bits: UInt32 = 0
      for x in first..<end { bits |= row[x].bitPattern << 1 }
      covered[cell] = bits != 0
      first = end
    }
    let isCovered = covered.contains(true)
    swap(&covered, &self.covered)
    self.isCovered = isCovered
    return isCovered
  }

  /// Whether it covers any pixel of some columns of the loaded row, or of the cells that hold them.
  func covers(_ columns: Range<Int>) -> Bool {
    let cells = (columns.lowerBound / Self.cell)...((columns.upperBound - 1) / Self.cell)
    return covered[cells].contains(true)
  }

  /// Marks the cells of the loaded row in which it covers anything.
  func mark(_ cells: inout [Bool]) {
    for cell in cells.indices where covered[cell] { cells[cell] = true }
  }
}

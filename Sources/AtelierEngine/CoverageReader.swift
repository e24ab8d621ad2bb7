/// Reads the coverage of one local adjustment, a row at a time.
final class CoverageReader {
  private let mask: any MaskKernel
  private var loaded = -1
  /// Whether it covers anything of the loaded row.
  private(set) var isCovered = false
  private(set) var coverage: [Float]
  /// For each strip of the row, whether anything is covered in it.
  private var covered: [Bool]

  init(_ mask: any MaskKernel, width: Int) {
    self.mask = mask
    coverage = [Float](repeating: 0, count: width)
    let strips = (width + StripContext.length - 1) / StripContext.length
    covered = [Bool](repeating: false, count: strips)
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
    var first = 0
    for strip in covered.indices {
      let end = min(first + StripContext.length, row.count)
      // Bits of numbers from 0 on, but for the sign of −0.
      var bits: UInt32 = 0
      for x in first..<end { bits |= row[x].bitPattern << 1 }
      covered[strip] = bits != 0
      first = end
    }
    isCovered = covered.contains(true)
    return isCovered
  }

  /// Whether it covers any pixel of the strip that begins at a column of the loaded row.
  func covers(stripAt x: Int) -> Bool { covered[x / StripContext.length] }
}

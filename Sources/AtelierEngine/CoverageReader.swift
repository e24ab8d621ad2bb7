import AtelierKernels

/// Reads the coverage of one local adjustment, a row at a time.
final class CoverageReader {
  private let mask: any MaskKernel
  private var loaded = -1
  private var isCovered = false
  private(set) var coverage: [Float]

  init(_ mask: any MaskKernel, width: Int) {
    self.mask = mask
    coverage = [Float](repeating: 0, count: width)
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
    isCovered = covers(coverage.indices)
    return isCovered
  }

  /// Whether it covers any of some pixels of the loaded row.
  func covers(_ columns: Range<Int>) -> Bool {
    let coverage = coverage
    let span = coverage.span.extracting(columns)
    var most: Float = 0
    for x in span.indices { most = max(most, span[x]) }
    return most > 0
  }
}

import AtelierEngine
import AtelierPixels

/// Places in the photo of the pixels of a row, in single precision so that loops vectorise.
protocol PhotoLine {
  /// Fractions of the photo's width and height.
  func place(_ x: Int) -> (Float, Float)
}

/// A mask that goes by the pixels' places in the photo alone.
protocol PlaceMaskKernel: MaskKernel {
  var frame: MaskFrame { get }

  /// Writes the coverage of a row's places.
  func cover(_ row: inout MutableSpan<Float>, along line: some PhotoLine)
}

extension PlaceMaskKernel {
  func cover(
    _ row: inout MutableSpan<Float>, y: Int, red: Span<Float>, green: Span<Float>,
    blue: Span<Float>
  ) {
    if let line = BentLine(frame, y: y) {
      cover(&row, along: line)
    } else {
      cover(&row, along: FrameLine(frame, y: y))
    }
  }
}

/// A row of a photo whose lens and perspective are as they were.
struct FrameLine: PhotoLine {
  private let start: SIMD2<Float>
  private let step: SIMD2<Float>

  init(_ frame: MaskFrame, y: Int) {
    start = SIMD2<Float>(frame.place(x: 0, y: y))
    step = SIMD2<Float>(frame.column)
  }

  @inline(__always)
  func place(_ x: Int) -> (Float, Float) {
    let column = Float(Int32(truncatingIfNeeded: x))
    return (start.x + column * step.x, start.y + column * step.y)
  }
}

/// A row that is no line in the photo, since lens or perspective were corrected.
///
/// Every eighth place is exact, those between lie on lines: distortion and perspective at the ends of their
/// sliders leave less than 10⁻⁴ of the photo's width in a picture of 1,000 pixels, a tenth of a pixel.
struct BentLine: PhotoLine {
  private let columns: [Float]
  private let rows: [Float]

  private static let step = 8

  /// nil where the frame is not bent.
  init?(_ frame: MaskFrame, y: Int) {
    guard let bend = frame.bend else { return nil }
    let count = frame.size.width
    var columns = [Float](repeating: 0, count: count)
    var rows = columns
    var next = bend(frame.place(x: 0, y: y))
    var x = 0
    while x < count {
      let here = next
      next = bend(frame.place(x: x + Self.step, y: y))
      let slope = (next - here) / Double(Self.step)
      for index in x..<min(x + Self.step, count) {
        let place = here + slope * Double(index - x)
        columns[index] = Float(place.x)
        rows[index] = Float(place.y)
      }
      x += Self.step
    }
    self.columns = columns
    self.rows = rows
  }

  @inline(__always)
  func place(_ x: Int) -> (Float, Float) { (columns[x], rows[x]) }
}

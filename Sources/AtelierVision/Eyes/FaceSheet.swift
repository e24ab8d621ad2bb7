import AtelierPixels

/// The pixels of a picture around a part of a face, for drawing it: what lies further off is never touched.
struct FaceSheet {
  /// Coverage, `detail` values for the side of each pixel.
  var plane: Plane
  private let columns: Range<Int>
  private let rows: Range<Int>
  private let detail: Int

  /// Pixels around the points, more than edges are blurred and interpolated over.
  private static let margin: Float = 5

  /// A blank sheet around points; nil where no pixel of the picture lies there.
  init?(around points: [SIMD2<Float>], of size: PixelSize, detail: Int) {
    guard let first = points.first, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
      return nil
    }
    let low = points.reduce(first) { pointwiseMin($0, $1) } - Self.margin
    let high = points.reduce(first) { pointwiseMax($0, $1) } + Self.margin
    func pixels(_ low: Float, _ high: Float, of count: Int) -> Range<Int> {
      let from = Int(max(0, min(low, Float(count))))
      return from..<max(from, Int(max(0, min(high.rounded(.up), Float(count)))))
    }
    columns = pixels(low.x, high.x, of: size.width)
    rows = pixels(low.y, high.y, of: size.height)
    guard !columns.isEmpty, !rows.isEmpty else { return nil }
    self.detail = detail
    plane = Plane(
      size: PixelSize(width: columns.count * detail, height: rows.count * detail))
  }

  /// The same sheet with nothing on it.
  var blank: FaceSheet {
    var sheet = self
    sheet.plane = Plane(size: plane.size)
    return sheet
  }

  /// Draws a polygon of points of the picture.
  mutating func fill(_ points: [SIMD2<Float>], value: Float = 1) {
    let corner = SIMD2(Float(columns.lowerBound), Float(rows.lowerBound))
    plane.fill(points.map { ($0 - corner) * Float(detail) }, value: value)
  }

  /// A value for each pixel of the picture that the sheet has, by its number in a picture of a size.
  func values(in size: PixelSize, _ value: (Int) -> Float) -> Plane {
    Plane(
      size: PixelSize(width: columns.count, height: rows.count),
      values: rows.flatMap { y in columns.map { value(y * size.width + $0) } })
  }

  /// Adds what the sheet covers to a plane of the whole picture.
  func lay(on whole: inout Plane) {
    let width = plane.size.width
    for y in 0..<plane.size.height {
      let (from, to) = (
        y * width, (rows.lowerBound * detail + y) * whole.size.width + columns.lowerBound * detail
      )
      for x in 0..<width {
        whole.values[to + x] = max(whole.values[to + x], plane.values[from + x])
      }
    }
  }
}

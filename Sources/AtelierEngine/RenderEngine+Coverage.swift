package import AtelierPixels
package import AtelierRecipe
import Synchronization

extension RenderEngine {
  /// Draws a mask as a grey picture, white where it covers, at the size of the prepared picture.
  ///
  /// - Parameters:
  ///   - mask: the mask; a kind that the catalog lacks covers nothing.
  ///   - picture: the prepared picture.
  ///   - sink: takes the strips, three equal values a pixel.
  ///   - jobs: number of workers, at least 1.
  /// - Returns: mean coverage.
  /// - Throws: ``RenderError``.
  @concurrent
  package func draw(
    _ mask: MaskSettings, of picture: PreparedPicture, to sink: any PixelSink, jobs: Int
  ) async throws(RenderError) -> Double {
    let shapes = masks.shapes(of: mask)
    var frame = picture.frame.maskFrame(photo: picture.photoSize, size: picture.size)
    if !shapes.isEmpty { frame.models = try await picture.scene.models(of: shapes) }
    guard let kernel = masks.kernel(mask, of: frame) else { return 0 }
    let (width, height) = (picture.size.width, picture.size.height)
    let strips = (height + sink.stripHeight - 1) / sink.stripHeight
    let shares = StripShares(count: strips)
    try await Workers.run(count: strips, jobs: jobs, progress: { _ in }) {
      picture.makeRows()
    } work: { rows, strip in
      let range = (strip * sink.stripHeight)..<min((strip + 1) * sink.stripHeight, height)
      var pixels = RowBuffer(width: width)
      var coverage = [Float](repeating: 0, count: width)
      var codes: [UInt8] = []
      var sum = 0.0
      for y in range {
        rows.read(row: y, into: &pixels)
        var row = coverage.mutableSpan
        kernel.cover(
          &row, y: y, red: pixels.red.span, green: pixels.green.span, blue: pixels.blue.span)
        for value in coverage {
          let code = UInt8((max(0, min(1, value)) * 255).rounded())
          sum += Double(code)
          for _ in 0..<3 { codes.append(code) }
        }
      }
      shares.put(sum / 255, at: strip)
      let samples: Samples =
        sink.depth == .eight ? .eight(codes) : .sixteen(codes.map { UInt16($0) * 257 })
      try sink.accept(strip: strip, rows: range, samples: samples)
    }
    return shares.sum / Double(max(width * height, 1))
  }
}

/// Sums of strips, added in their order so that the number of workers does not show.
private final class StripShares: Sendable {
  private let values: Mutex<[Double]>

  init(count: Int) { values = Mutex([Double](repeating: 0, count: count)) }

  func put(_ value: Double, at strip: Int) { values.withLock { $0[strip] = value } }

  var sum: Double { values.withLock { $0.reduce(0, +) } }
}

public import AtelierCodecs
public import AtelierEngine
import AtelierPixels
public import AtelierRecipe
import Synchronization

/// A picture of before and after, side by side.
public struct Comparison: Sendable {
  private let engine: RenderEngine
  private let jobs: Int

  /// Makes a maker of comparisons.
  public init(engine: RenderEngine, jobs: Int) {
    self.engine = engine
    self.jobs = jobs
  }

  /// White pixels between the two.
  private static let gap = 8

  /// Renders the unchanged photo and the result, each at most 1,000 pixels a side, and joins them.
  ///
  /// - Throws: `CodecError` or `RenderError`.
  public func make(
    _ recipe: Recipe, of photo: OpenedPhoto, format: PictureFormat
  ) async throws -> EncodedPicture {
    let small = photo.prepared.reduced(longEdge: 1000)
    let before = try await samples(Recipe(), small)
    let after = try await samples(recipe, small)
    let size = PixelSize(width: 2 * small.size.width + Self.gap, height: small.size.height)
    let rowLength = 3 * small.size.width
    let white = [UInt8](repeating: 255, count: 3 * Self.gap)
    let encoder = try PictureEncoder(size: size, format: format)
    var strip = 0
    while strip * encoder.stripHeight < size.height {
      let rows =
        (strip * encoder.stripHeight)..<min((strip + 1) * encoder.stripHeight, size.height)
      var joined: [UInt8] = []
      for y in rows {
        let range = (y * rowLength)..<((y + 1) * rowLength)
        joined += before[range] + white + after[range]
      }
      try encoder.accept(strip: strip, rows: rows, samples: .eight(joined))
      strip += 1
    }
    return try encoder.finish()
  }

  private func samples(_ recipe: Recipe, _ picture: PreparedPicture) async throws -> [UInt8] {
    let sink = MemorySink(size: picture.size)
    try await engine.render(recipe, of: picture, in: .sRGB, to: sink, jobs: jobs)
    return sink.finish()
  }
}

/// Gathers 8-bit strips in memory.
private final class MemorySink: PixelSink {
  let stripHeight = 32
  let depth = SampleDepth.eight
  private let width: Int
  private let samples: Mutex<[UInt8]>

  init(size: PixelSize) {
    width = size.width
    samples = Mutex([UInt8](repeating: 0, count: 3 * size.pixelCount))
  }

  func accept(strip: Int, rows: Range<Int>, samples: Samples) {
    guard case .eight(let values) = samples else { return }
    self.samples.withLock {
      $0.replaceSubrange(
        (3 * width * rows.lowerBound)..<(3 * width * rows.upperBound), with: values)
    }
  }

  func finish() -> [UInt8] { samples.withLock { $0 } }
}

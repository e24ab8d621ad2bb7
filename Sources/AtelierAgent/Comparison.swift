public import AtelierCodecs
public import AtelierEngine
import AtelierMonet
import AtelierPixels
public import AtelierRecipe

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
  /// The most pixels a side of the whole picture.
  private static let longestSide = 2048

  /// Renders the unchanged photo and the result, both with the recipe's geometry, and joins them: at
  /// most 2,048 pixels a side together, and each no larger than the export.
  ///
  /// - Parameters:
  ///   - recipe: what to do; the quality and the chroma sampling of its output are those of the file.
  ///   - photo: the photograph.
  ///   - format: the format of the file.
  /// - Returns: an sRGB picture without metadata.
  /// - Throws: `CodecError` or `RenderError`.
  public func make(
    _ recipe: Recipe, of photo: OpenedPhoto, format: PictureFormat
  ) async throws -> EncodedPicture {
    func prepared(_ first: (any PictureOperation)?) async throws -> PreparedPicture {
      try await engine.prepare(
        photo.decoded.picture, light: SourceLight(photo.decoded.raw), first: first,
        geometry: recipe.geometry, fitting: { Self.half(of: recipe.output.fitted($0)) },
        jobs: jobs)
    }
    let small = try await prepared(nil)
    let before = try await samples(Recipe(geometry: recipe.geometry), small)
    let changed = recipe.monet.isEmpty ? small : try await prepared(MonetExecutor(recipe.monet))
    let after = try await samples(recipe, changed)
    let size = PixelSize(width: 2 * small.size.width + Self.gap, height: small.size.height)
    let rowLength = 3 * small.size.width
    let white = [UInt8](repeating: 255, count: 3 * Self.gap)
    var options = EncodeOptions()
    options.quality = recipe.output.quality ?? options.quality
    options.subsampling =
      recipe.output.subsampling.flatMap(ChromaSubsampling.init) ?? options.subsampling
    options.threads = jobs
    let encoder = try PictureEncoder(size: size, format: format, options: options)
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

  /// The size of one of the two.
  private static func half(of export: PixelSize) -> PixelSize {
    let limit = PixelSize(width: (longestSide - gap) / 2, height: longestSide)
    let factor = min(
      1, Double(limit.width) / Double(export.width), Double(limit.height) / Double(export.height))
    return export.fitted(longEdge: max(1, Int(Double(export.longEdge) * factor)))
  }

  private func samples(_ recipe: Recipe, _ picture: PreparedPicture) async throws -> [UInt8] {
    let sink = SampleCollector()
    try await engine.render(recipe, of: picture, in: .sRGB, to: sink, jobs: jobs)
    return sink.bytes
  }
}

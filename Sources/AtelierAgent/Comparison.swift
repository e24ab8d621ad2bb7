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
    var before = Recipe(geometry: recipe.geometry)
    before.output = recipe.output
    return try await make(before, recipe, of: photo, format: format)
  }

  /// Renders two results and joins them: at most 2,048 pixels a side together, and each no larger than its
  /// export. Where one is lower, white lies below it.
  ///
  /// - Parameters:
  ///   - first: what to do on the left.
  ///   - second: what to do on the right; its output has the quality and the chroma sampling of the file.
  ///   - photo: the photograph.
  ///   - format: the format of the file.
  /// - Returns: an sRGB picture without metadata.
  /// - Throws: `CodecError` or `RenderError`.
  package func make(
    _ first: Recipe, _ second: Recipe, of photo: OpenedPhoto, format: PictureFormat
  ) async throws -> EncodedPicture {
    func prepared(_ recipe: Recipe) async throws -> PreparedPicture {
      try await engine.prepare(
        photo.decoded.picture, light: SourceLight(photo.decoded.raw),
        first: recipe.monet.isEmpty ? nil : MonetExecutor(recipe.monet),
        geometry: recipe.geometry, fitting: { Self.half(of: recipe.output.fitted($0)) },
        jobs: jobs)
    }
    let left = try await prepared(first)
    let isSameFrame =
      first.geometry == second.geometry && first.monet == second.monet
      && first.output == second.output
    let right = isSameFrame ? left : try await prepared(second)
    let before = try await samples(first, left)
    let after = try await samples(second, right)
    let size = PixelSize(
      width: left.size.width + Self.gap + right.size.width,
      height: max(left.size.height, right.size.height))
    func row(_ y: Int, _ bytes: [UInt8], _ size: PixelSize) -> [UInt8] {
      let length = 3 * size.width
      return y < size.height
        ? Array(bytes[(y * length)..<((y + 1) * length)])
        : [UInt8](repeating: 255, count: length)
    }
    let recipe = second
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
        joined += row(y, before, left.size) + white + row(y, after, right.size)
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

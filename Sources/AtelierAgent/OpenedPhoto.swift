public import AtelierCodecs
public import AtelierEngine
import AtelierPixels
public import AtelierRecipe

/// A photograph that was decoded and looked at, ready to be planned for and rendered.
public struct OpenedPhoto: Sendable {
  /// The file's content, pixels included.
  public let decoded: DecodedPicture
  /// The pixels with geometry and size applied.
  public let prepared: PreparedPicture

  /// Decodes a photograph and makes the first pass over it.
  ///
  /// - Parameters:
  ///   - source: a file or bytes.
  ///   - engine: renders the geometry of `recipe`.
  ///   - recipe: geometry and output size are applied; the rest is not looked at.
  ///   - limits: bounds checked before anything is allocated.
  ///   - jobs: number of workers.
  /// - Throws: `CodecError` or `RenderError`.
  public static func open(
    _ source: PictureSource, engine: RenderEngine, recipe: Recipe = Recipe(),
    limits: DecodeLimits = DecodeLimits(), jobs: Int
  ) async throws -> OpenedPhoto {
    let decoded = try PictureReader.read(
      source, options: ReadOptions(limits: limits, threads: jobs))
    return try await prepare(decoded, engine: engine, recipe: recipe, jobs: jobs)
  }

  /// Makes the first pass over a decoded photograph.
  ///
  /// - Throws: `RenderError.cancelled`.
  public static func prepare(
    _ decoded: DecodedPicture, engine: RenderEngine, recipe: Recipe = Recipe(), jobs: Int
  ) async throws -> OpenedPhoto {
    let output = recipe.output
    let prepared = try await engine.prepare(
      decoded.picture, light: SourceLight(decoded.raw), geometry: recipe.geometry,
      fitting: { frame in
        var size = frame
        if let edge = output.longEdge { size = size.fitted(longEdge: edge) }
        if let pixels = output.maxPixels { size = size.fitted(pixels: pixels) }
        return size
      }, jobs: jobs)
    return OpenedPhoto(decoded: decoded, prepared: prepared)
  }
}

extension SourceLight {
  /// The light that a decoded file is balanced to.
  init(_ raw: RawInfo?) {
    self.init(isRaw: raw != nil)
  }
}

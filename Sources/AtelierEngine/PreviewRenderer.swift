public import AtelierPixels
public import AtelierRecipe

/// Renders small versions of one picture, so that planners can see what a recipe does.
public protocol PreviewRenderer: Sendable {
  /// Size of the result at full size.
  var size: PixelSize { get }
  /// How the light of the picture was recorded.
  var light: SourceLight { get }

  /// Renders a recipe at a size of at most `longEdge` pixels a side.
  ///
  /// - Returns: linear Rec. 2020 in the gamut of sRGB.
  /// - Throws: ``RenderError/cancelled``.
  func preview(_ recipe: Recipe, longEdge: Int) async throws(RenderError) -> PlanarPicture
}

/// Previews of a prepared picture, from its overview.
public struct ScenePreview: PreviewRenderer {
  private let engine: RenderEngine
  private let picture: PreparedPicture
  private let small: PreparedPicture
  private let jobs: Int

  /// The size from which previews up to it are kept ready.
  private static let smallEdge = 320

  /// Makes previews of a picture with a number of workers.
  public init(of picture: PreparedPicture, engine: RenderEngine, jobs: Int) {
    self.engine = engine
    self.picture = picture
    self.jobs = jobs
    small = picture.reduced(longEdge: Self.smallEdge)
  }

  /// Size of the result at full size.
  public var size: PixelSize { picture.size }
  /// How the light of the picture was recorded.
  public var light: SourceLight { picture.light }

  /// Renders a recipe at a size of at most `longEdge` pixels a side.
  public func preview(
    _ recipe: Recipe, longEdge: Int
  ) async throws(RenderError) -> PlanarPicture {
    let source =
      longEdge == Self.smallEdge ? small : picture.reduced(longEdge: longEdge)
    return try await engine.renderPlanar(recipe, of: source, jobs: jobs)
  }
}

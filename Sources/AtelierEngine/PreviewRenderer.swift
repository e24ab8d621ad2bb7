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

  /// Finds a region in previews of a size.
  ///
  /// - Returns: nil where the photo shows none, or this renderer cannot see.
  /// - Throws: ``RenderError/cancelled``.
  func region(_ kind: SceneRegion.Kind, longEdge: Int) async throws(RenderError) -> SceneMatte?

  /// Draws a mask at the size of previews.
  ///
  /// - Returns: coverage 0…1 of each pixel, top row first; nil where this renderer draws no masks.
  /// - Throws: ``RenderError/cancelled``, or ``RenderError/blind(kind:)``.
  func coverage(of mask: MaskSettings, longEdge: Int) async throws(RenderError) -> [Float]?
}

extension PreviewRenderer {
  /// Sees nothing.
  public func region(
    _ kind: SceneRegion.Kind, longEdge: Int
  ) async throws(RenderError) -> SceneMatte? { nil }

  /// Draws nothing.
  public func coverage(
    of mask: MaskSettings, longEdge: Int
  ) async throws(RenderError) -> [Float]? { nil }
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

  /// Finds a region as its mask covers previews of a size.
  public func region(
    _ kind: SceneRegion.Kind, longEdge: Int
  ) async throws(RenderError) -> SceneMatte? {
    guard let sight = picture.scene.sight else { return nil }
    let matte = await sight.matte(of: SceneRegion(kind))
    guard matte.confidence > 0 else { return nil }
    guard
      let coverage = try await coverage(of: MaskSettings(kind: kind.rawValue), longEdge: longEdge)
    else { return nil }
    return SceneMatte(
      size: picture.reduced(longEdge: longEdge).size, coverage: coverage, followsEdges: false,
      confidence: matte.confidence, method: matte.method)
  }

  /// Draws a mask at the size of previews.
  public func coverage(
    of mask: MaskSettings, longEdge: Int
  ) async throws(RenderError) -> [Float]? {
    let small = picture.reduced(longEdge: longEdge)
    let collector = SampleCollector()
    _ = try await engine.draw(mask, of: small, to: collector, jobs: jobs)
    let codes = collector.bytes
    guard codes.count == 3 * small.size.pixelCount else { return nil }
    return stride(from: 0, to: codes.count, by: 3).map { Float(codes[$0]) / 255 }
  }
}

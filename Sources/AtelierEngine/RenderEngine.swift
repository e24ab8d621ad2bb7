public import AtelierPixels
public import AtelierRecipe

/// Renders recipes. Holds the catalogs and nothing else.
public struct RenderEngine: Sendable {
  /// The operations that recipes may name.
  public let operations: OperationCatalog
  /// The mask kinds that recipes may name.
  public let masks: MaskCatalog
  /// Finds the regions that masks of what a photo shows cover; without it such masks are refused.
  public let eyes: (any SceneEyes)?
  /// Operations and masks as data.
  public let catalog: RecipeCatalog

  /// Makes an engine.
  public init(
    operations: OperationCatalog, masks: MaskCatalog, eyes: (any SceneEyes)? = nil
  ) {
    self.operations = operations
    self.masks = masks
    self.eyes = eyes
    catalog = RecipeCatalog(operations: operations.descriptions, masks: masks.descriptions)
  }

  /// Renders strips in parallel and hands each to the sink.
  ///
  /// The result does not depend on `jobs` nor on the sink's strip height.
  ///
  /// - Parameters:
  ///   - recipe: what to do; its geometry must be the one that the picture was prepared with.
  ///   - picture: the prepared picture.
  ///   - space: colour space of the samples.
  ///   - sink: takes the strips.
  ///   - jobs: number of workers, at least 1.
  ///   - progress: told the finished share, 0…1, from any thread.
  /// - Throws: ``RenderError``.
  @concurrent
  public func render(
    _ recipe: Recipe, of picture: PreparedPicture, in space: RGBColorSpace, to sink: any PixelSink,
    jobs: Int, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws(RenderError) {
    let plan = try await RenderPlan.make(recipe, of: picture, engine: self)
    let encoder = StripEncoder(space, depth: sink.depth)
    let pieces = StripPieces(
      height: picture.size.height, stripHeight: sink.stripHeight, jobs: jobs)
    try await Workers.run(count: pieces.count, jobs: jobs, progress: progress) {
      RenderWorker(plan)
    } work: { worker, index in
      let piece = pieces[index]
      let samples = worker.render(piece.rows, encoder: encoder)
      guard let strip = pieces.join(piece, samples) else { return }
      try sink.accept(strip: piece.strip, rows: pieces.rows(of: piece.strip), samples: strip)
    }
  }

  /// Renders to linear light in the gamut of `space`, for measuring.
  ///
  /// - Returns: planes of linear Rec. 2020 as they would look after encoding, without rounding.
  /// - Throws: ``RenderError/cancelled`` or ``RenderError/blind(kind:)``.
  @concurrent
  public func renderPlanar(
    _ recipe: Recipe, of picture: PreparedPicture, in space: RGBColorSpace = .sRGB, jobs: Int
  ) async throws(RenderError) -> PlanarPicture {
    try await renderPlanar(recipe, of: picture, limiter: GamutLimiter(space), jobs: jobs)
  }

  /// Renders to linear light, within a gamut where a limiter is given.
  @concurrent
  func renderPlanar(
    _ recipe: Recipe, of picture: PreparedPicture, limiter: GamutLimiter?, jobs: Int
  ) async throws(RenderError) -> PlanarPicture {
    let plan = try await RenderPlan.make(recipe, of: picture, engine: self)
    let height = picture.size.height
    let rowsPerStrip = 32
    let strips = (height + rowsPerStrip - 1) / rowsPerStrip
    let collector = PlanarCollector(size: picture.size)
    try await Workers.run(count: strips, jobs: jobs, progress: { _ in }) {
      RenderWorker(plan)
    } work: { worker, strip in
      let rows = (strip * rowsPerStrip)..<min((strip + 1) * rowsPerStrip, height)
      collector.put(worker.renderPlanar(rows, limiter: limiter), firstRow: rows.lowerBound)
    }
    return collector.finish()
  }
}

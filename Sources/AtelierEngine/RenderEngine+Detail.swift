import AtelierPixels
public import AtelierRecipe

extension RenderEngine {
  /// Divides a recipe in the detail stage, where noise and sharpness are done with the decoded pixels:
  /// what comes before the first operation that a local adjustment changes, and the rest.
  ///
  /// - Returns: nil where nothing comes before it.
  public func dividedAfterDetail(_ recipe: Recipe) -> (detail: Adjustments, rest: Recipe)? {
    let changed = Set(recipe.local.flatMap { $0.adjustments.keys })
    // Masks look at pixels that operations on the overview have not changed yet.
    let names = operations.operations.filter { !($0 is any OverviewOperation.Type) }
      .map { $0.describe }.filter { $0.stage == .detail }.map(\.name)
      .prefix { !changed.contains($0) }
    let detail = recipe.adjustments.filter { names.contains($0.key) }
    guard !detail.isEmpty else { return nil }
    var rest = recipe
    for name in names { rest.adjustments[name] = nil }
    return (detail, rest)
  }

  /// The picture with its detail stage done, for many renders that have the same one.
  ///
  /// Rendering the rest of the recipe on it gives the same bytes as the whole recipe on `picture`. It
  /// holds 12 bytes a pixel, and up to 8 more once renders had detail left to do.
  ///
  /// - Throws: ``RenderError/cancelled``.
  public func applyingDetail(
    _ detail: Adjustments, to picture: PreparedPicture, jobs: Int
  ) async throws(RenderError) -> PreparedPicture {
    var recipe = Recipe()
    recipe.adjustments = detail
    var done = picture.replacing(
      try await renderPlanar(recipe, of: picture, limiter: nil, jobs: jobs))
    done.bands = BandMemory()
    return done
  }
}

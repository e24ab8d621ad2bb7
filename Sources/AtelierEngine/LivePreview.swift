public import AtelierPixels
public import AtelierRecipe
import Synchronization

/// Renders a picture again and again while a person moves a slider.
///
/// The picture as it is before the first operation that changed is kept, so only that operation and
/// those behind it run again. The result is the same to the byte as a render from the start.
public final class LivePreview: Sendable {
  private struct Memory {
    var last: Recipe?
    /// Settings that are in `picture`, and the picture with them.
    var done = Recipe()
    var picture: PreparedPicture
  }

  private let engine: RenderEngine
  private let picture: PreparedPicture
  private let jobs: Int
  private let memory: Mutex<Memory>

  /// Makes a preview of a picture prepared at the size of the screen.
  public init(of picture: PreparedPicture, engine: RenderEngine, jobs: Int) {
    self.engine = engine
    self.picture = picture
    self.jobs = jobs
    memory = Mutex(Memory(picture: picture))
  }

  /// Renders a recipe to a sink.
  ///
  /// - Throws: ``RenderError``.
  public func render(
    _ recipe: Recipe, in space: RGBColorSpace, to sink: any PixelSink
  ) async throws(RenderError) {
    let (last, kept) = memory.withLock { ($0.last, ($0.done, $0.picture)) }
    let (done, rest) = engine.split(recipe, from: last)
    var base = kept.1
    if done != kept.0 {
      // What comes before the slider that moves: once for all its positions.
      base =
        done == Recipe()
        ? picture
        : picture.replacing(
          try await engine.renderPlanar(done, of: picture, limiter: nil, jobs: jobs))
    }
    memory.withLock { $0 = Memory(last: recipe, done: done, picture: base) }
    try await engine.render(rest, of: base, in: space, to: sink, jobs: jobs)
  }
}

extension RenderEngine {
  /// Divides a recipe before the first operation in which it differs from another: what is the same
  /// in both, and the rest.
  ///
  /// Cuts are made between stages, where neighbouring operations are never fused, and not between the
  /// first point operation and the last that reads a first-pass map: maps belong to the pixels that
  /// enter the chain.
  func split(_ recipe: Recipe, from last: Recipe?) -> (done: Recipe, rest: Recipe) {
    guard let last, last.geometry == recipe.geometry, last.local.isEmpty, recipe.local.isEmpty
    else { return (Recipe(), recipe) }
    let descriptions = catalog.operations.filter { $0.stage != .geometry }
    guard
      let changed = descriptions.first(where: {
        last.adjustments[$0.name] != recipe.adjustments[$0.name]
      }), changed.stage > .detail
    else { return (Recipe(), recipe) }
    let cut: RenderStage = changed.stage <= .region ? .light : changed.stage
    var (done, rest) = (Recipe(), recipe)
    for description in descriptions where description.stage < cut {
      done.adjustments[description.name] = recipe.adjustments[description.name]
      rest.adjustments[description.name] = nil
    }
    return (done, rest)
  }
}

public import AtelierPixels
public import AtelierRecipe
import Synchronization

/// Renders a picture again and again while a person moves a slider.
///
/// The picture as it is before the first operation that changed is kept, with the maps that belong to it, so
/// only that operation and those behind it run again. The result is the same to the byte as a render from
/// the start.
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
    let (done, rest, maps) = engine.split(recipe, from: last)
    var base = kept.1
    if done != kept.0 || maps != Set(base.entryMaps.keys) {
      // What comes before the slider that moves: once for all its positions.
      base = try await engine.picture(picture, with: done, keeping: maps, jobs: jobs)
    }
    memory.withLock { $0 = Memory(last: recipe, done: done, picture: base) }
    try await engine.render(rest, of: base, in: space, to: sink, jobs: jobs)
  }
}

extension RenderEngine {
  /// Divides a recipe before the first operation in which it differs from another: what is the same
  /// in both, the rest, and the maps that the rest reads of pixels that it does not change itself.
  ///
  /// Cuts are made between stages and between operations on light: there neighbouring operations are never
  /// fused.
  func split(_ recipe: Recipe, from last: Recipe?) -> (
    done: Recipe, rest: Recipe, maps: Set<SceneMap>
  ) {
    guard let last, last.geometry == recipe.geometry, last.local.isEmpty, recipe.local.isEmpty
    else { return (Recipe(), recipe, []) }
    let descriptions = catalog.operations.filter { $0.stage != .geometry }
    guard
      let changed = descriptions.first(where: {
        last.adjustments[$0.name] != recipe.adjustments[$0.name]
      }), changed.stage > .detail
    else { return (Recipe(), recipe, []) }
    var (done, rest) = (Recipe(), recipe)
    for description in descriptions.prefix(while: { $0.name != changed.name })
    where description.stage < changed.stage || changed.stage == .light {
      done.adjustments[description.name] = recipe.adjustments[description.name]
      rest.adjustments[description.name] = nil
    }
    return (done, rest, operations.maps(in: rest))
  }

  /// The picture with a part of a recipe done, and with the maps that the rest reads: those belong to the
  /// pixels behind the detail stage, where the chain of point operations begins.
  fileprivate func picture(
    _ picture: PreparedPicture, with done: Recipe, keeping maps: Set<SceneMap>, jobs: Int
  ) async throws(RenderError) -> PreparedPicture {
    var (detail, chain) = (Recipe(), done)
    for description in catalog.operations where description.stage <= .detail {
      detail.adjustments[description.name] = done.adjustments[description.name]
      chain.adjustments[description.name] = nil
    }
    var base = picture
    if detail != Recipe() {
      base = base.replacing(
        try await renderPlanar(detail, of: base, limiter: nil, jobs: jobs))
    }
    let planes = base.planes(of: maps)
    if chain != Recipe() {
      base = base.replacing(
        try await renderPlanar(chain, of: base, limiter: nil, jobs: jobs))
    }
    base.entryMaps = planes
    return base
  }
}

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
  /// First-pass maps belong to the pixels that enter the chain of point operations, so a cut is made
  /// in front of that chain or behind the last operation that reads a map.
  func split(_ recipe: Recipe, from last: Recipe?) -> (done: Recipe, rest: Recipe) {
    guard let last, last.geometry == recipe.geometry, last.local == recipe.local,
      recipe.local.isEmpty
    else { return (Recipe(), recipe) }
    let types = operations.operations.filter { $0.describe.stage != .geometry }
    let names = types.map { $0.describe.name }
    guard
      var cut = names.firstIndex(where: { last.adjustments[$0] != recipe.adjustments[$0] })
    else { return (Recipe(), recipe) }
    let areaEnd = types.lastIndex { $0 is any AreaOperation.Type }.map { $0 + 1 } ?? 0
    let mapEnd =
      types.lastIndex { $0 is any RegionalOperation.Type || $0 is any MappedOperation.Type }
      .map { $0 + 1 } ?? 0
    guard cut >= areaEnd else { return (Recipe(), recipe) }
    if cut < mapEnd { cut = areaEnd }
    var (done, rest) = (Recipe(), recipe)
    for name in names[..<cut] {
      done.adjustments[name] = recipe.adjustments[name]
      rest.adjustments[name] = nil
    }
    return (done, rest)
  }
}

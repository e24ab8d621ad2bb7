import AtelierEngine
import AtelierPixels
import AtelierRecipe
import Synchronization

/// Previews of a photograph for recipes with MonetGPT's edits, which change the decoded pixels before all
/// that other previews show.
///
/// A recipe without them shows the photograph as it was decoded, in the same frame, so that before and
/// after can be compared.
final class EditPreview: PreviewRenderer {
  private let photo: OpenedPhoto
  private let frame: Recipe
  private let engine: RenderEngine
  private let jobs: Int
  private let plain: ScenePreview
  /// The edits that were carried out last; rounds ask for the same ones several times.
  private let last = Mutex<(edits: [MonetEdit], preview: ScenePreview)?>(nil)

  /// Makes previews of a photograph in the frame and the size of a recipe.
  ///
  /// - Throws: `RenderError.cancelled`.
  init(
    of photo: OpenedPhoto, framedAs recipe: Recipe, engine: RenderEngine, jobs: Int
  ) async throws(RenderError) {
    var frame = Recipe()
    frame.geometry = recipe.geometry
    frame.output = recipe.output
    let unedited = try await OpenedPhoto.prepare(
      photo.decoded, engine: engine, recipe: frame, jobs: jobs)
    self.photo = photo
    self.frame = frame
    self.engine = engine
    self.jobs = jobs
    plain = ScenePreview(of: unedited.prepared, engine: engine, jobs: jobs)
  }

  var size: PixelSize { plain.size }
  var light: SourceLight { plain.light }

  func preview(
    _ recipe: Recipe, longEdge: Int
  ) async throws(RenderError) -> PlanarPicture {
    try await edited(recipe.monet).preview(recipe, longEdge: longEdge)
  }

  func region(
    _ kind: SceneRegion.Kind, longEdge: Int
  ) async throws(RenderError) -> SceneMatte? {
    try await plain.region(kind, longEdge: longEdge)
  }

  func coverage(
    of mask: MaskSettings, longEdge: Int
  ) async throws(RenderError) -> [Float]? {
    try await plain.coverage(of: mask, longEdge: longEdge)
  }

  /// Previews after edits.
  private func edited(_ edits: [MonetEdit]) async throws(RenderError) -> ScenePreview {
    guard !edits.isEmpty else { return plain }
    if let last = last.withLock({ $0 }), last.edits == edits { return last.preview }
    var recipe = frame
    recipe.monet = edits
    let made = try await OpenedPhoto.prepare(
      photo.decoded, engine: engine, recipe: recipe, jobs: jobs)
    let preview = ScenePreview(of: made.prepared, engine: engine, jobs: jobs)
    last.withLock { $0 = (edits, preview) }
    return preview
  }
}

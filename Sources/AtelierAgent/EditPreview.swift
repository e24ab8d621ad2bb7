import AtelierCodecs
import AtelierEngine
import AtelierMonet
import AtelierPixels
import AtelierRecipe
import Synchronization

/// Previews of a photograph for recipes with MonetGPT's edits, which change the decoded pixels before all
/// that other previews show.
///
/// The edits are carried out on a smaller version of the photograph. A recipe without them shows that
/// version as it is, in the same frame, so that before and after can be compared.
final class EditPreview: PreviewRenderer {
  let size: PixelSize
  private let decoded: DecodedPicture
  private let scale: Double
  private let frame: Recipe
  private let engine: RenderEngine
  private let jobs: Int
  private let plain: ScenePreview
  /// The last of the edits that were carried out; what stood before a round and what it made are asked for
  /// in turn.
  private let made = Mutex<[(edits: [MonetEdit], preview: ScenePreview)]>([])

  /// How many versions are kept.
  private static let most = 2
  /// The longer side of the version on which edits are carried out, in pixels; larger where the frame is
  /// a part of the photograph.
  private static let longEdge = 500.0

  /// Makes previews of a photograph that was prepared for the frame and the size of a recipe.
  ///
  /// - Throws: `RenderError.cancelled`.
  init(
    of photo: OpenedPhoto, framedAs recipe: Recipe, engine: RenderEngine, jobs: Int
  ) async throws(RenderError) {
    var frame = Recipe()
    frame.geometry = recipe.geometry
    frame.output = recipe.output
    let whole = photo.decoded.picture
    let framed = photo.prepared.frameShare
    var decoded = photo.decoded
    decoded.picture = try await photo.proof(
      longEdge: Int(Self.longEdge / max(framed, 0.05)), jobs: jobs)
    scale = Double(decoded.picture.size.longEdge) / Double(whole.size.longEdge)
    let unedited = try await OpenedPhoto.prepare(
      decoded, scale: scale, engine: engine, recipe: frame, jobs: jobs)
    size = photo.prepared.size
    self.decoded = decoded
    self.frame = frame
    self.engine = engine
    self.jobs = jobs
    plain = ScenePreview(of: unedited.prepared, engine: engine, jobs: jobs)
  }

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
    if let known = made.withLock({ $0.first { $0.edits == edits } }) { return known.preview }
    var recipe = frame
    recipe.monet = edits
    let edited = try await OpenedPhoto.prepare(
      decoded, scale: scale, engine: engine, recipe: recipe, jobs: jobs)
    let preview = ScenePreview(of: edited.prepared, engine: engine, jobs: jobs)
    made.withLock { made in
      made.append((edits, preview))
      if made.count > Self.most { made.removeFirst() }
    }
    return preview
  }
}

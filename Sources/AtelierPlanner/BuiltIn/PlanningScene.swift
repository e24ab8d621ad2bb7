import AtelierEngine
import AtelierRecipe
import AtelierVision

/// What the planner knows about a picture before it does anything.
struct PlanningScene: Sendable {
  let brief: Brief
  let renderer: any PreviewRenderer
  let catalog: RecipeCatalog
  /// The small preview of the unchanged picture.
  let before: LabPicture
  /// The larger one, for fine structure.
  let detailBefore: LabPicture
  let statistics: PictureStatistics

  /// Long edge of previews that tones and colours are solved on.
  static let smallEdge = 320
  /// Long edge of previews that fine structure is solved on.
  static let detailEdge = 1100

  init(
    brief: Brief, renderer: any PreviewRenderer, catalog: RecipeCatalog
  ) async throws(RenderError) {
    self.brief = brief
    self.renderer = renderer
    self.catalog = catalog
    before = LabPicture(try await renderer.preview(Recipe(), longEdge: Self.smallEdge))
    detailBefore = LabPicture(try await renderer.preview(Recipe(), longEdge: Self.detailEdge))
    statistics = PictureStatistics(of: before)
  }

  /// The pixels of the drawn box, or of the whole picture.
  func pixels(of area: WishArea, in picture: LabPicture) -> PixelArea? {
    guard area == .box, let box = brief.box else { return nil }
    return PixelArea(size: picture.size, left: box[0], top: box[1], right: box[2], bottom: box[3])
  }

  /// A probe of a metric.
  func probe(_ metric: Metric, in area: WishArea, detail: Bool = false) -> MetricProbe {
    let picture = detail ? detailBefore : before
    return MetricProbe(metric, before: picture, in: pixels(of: area, in: picture))
  }

  /// How a recipe looks.
  func look(_ recipe: Recipe, detail: Bool = false) async throws(RenderError) -> LabPicture {
    LabPicture(
      try await renderer.preview(recipe, longEdge: detail ? Self.detailEdge : Self.smallEdge))
  }
}

import AtelierEngine
import AtelierRecipe
import AtelierVision

/// What the planner knows about a picture before it does anything beyond what stands already.
struct PlanningScene: Sendable {
  let brief: Brief
  let renderer: any PreviewRenderer
  let catalog: RecipeCatalog
  /// The small preview of the picture with the edit that stands.
  let before: LabPicture
  /// The larger one, for fine structure.
  let detailBefore: LabPicture
  let statistics: PictureStatistics
  /// What its recording leaves room for.
  let quality: FrameQuality
  /// Regions that wishes name, as far as they were found and can be trusted.
  let regions: [SceneRegion.Kind: FoundRegion]

  /// A region of the picture.
  struct FoundRegion: Sendable {
    let matte: SceneMatte
    let small: PixelArea
    let detail: PixelArea
  }

  /// Regions that are trusted less are not acted on.
  static let leastConfidence = 0.35
  /// Long edge of previews that tones and colours are solved on.
  static let smallEdge = 320
  /// Long edge of previews that fine structure is solved on.
  static let detailEdge = 1100

  init(
    brief: Brief, renderer: any PreviewRenderer, catalog: RecipeCatalog, quality: FrameQuality,
    naming kinds: Set<SceneRegion.Kind> = []
  ) async throws(RenderError) {
    self.brief = brief
    self.renderer = renderer
    self.catalog = catalog
    self.quality = quality
    let standing = brief.standing.recipe
    before = LabPicture(try await renderer.preview(standing, longEdge: Self.smallEdge))
    detailBefore = LabPicture(try await renderer.preview(standing, longEdge: Self.detailEdge))
    statistics = PictureStatistics(of: before)
    var regions: [SceneRegion.Kind: FoundRegion] = [:]
    // Light on a face ends where the person does.
    let kinds = kinds.contains(.face) ? kinds.union([.person]) : kinds
    for kind in kinds where brief.box == nil {
      guard let matte = try await renderer.region(kind, longEdge: Self.smallEdge),
        matte.confidence >= Self.leastConfidence, matte.share >= kind.leastShare,
        matte.size == before.size,
        let fine = try await renderer.region(kind, longEdge: Self.detailEdge),
        fine.size == detailBefore.size
      else { continue }
      regions[kind] = FoundRegion(
        matte: matte, small: PixelArea(coverage: matte.coverage, size: matte.size),
        detail: PixelArea(coverage: fine.coverage, size: fine.size))
    }
    self.regions = regions
  }

  /// The pixels of the drawn box or of a region; nil for the whole picture.
  func pixels(of area: WishArea, in picture: LabPicture) -> PixelArea? {
    switch area {
    case .whole: return nil
    case .box:
      guard let box = brief.box else { return nil }
      return PixelArea(
        size: picture.size, left: box[0], top: box[1], right: box[2], bottom: box[3])
    case .place(let place):
      return PixelArea(size: picture.size) { place.contains($0, of: picture.size) }
    case .region(let kind, let place):
      let found = regions[kind]
      let pixels = picture.size == before.size ? found?.small : found?.detail
      guard let place else { return pixels }
      return pixels?.filter { place.contains($0, of: picture.size) }
    }
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

extension SceneRegion.Kind {
  /// Regions that cover a smaller share of the picture are too small to measure.
  var leastShare: Double {
    switch self {
    case .eyes, .iris, .teeth, .lips: 0.0001
    default: 0.0005
    }
  }
}

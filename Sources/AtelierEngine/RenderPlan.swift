import AtelierPixels
import AtelierRecipe

/// A recipe compiled for a picture: what workers share.
struct RenderPlan: Sendable {
  let picture: PreparedPicture
  let chain: Chain
  /// Area operations in order.
  let areas: [Lanes<any AreaKernel>]
  /// The bands of the picture that area operations may use.
  let bands: [AreaBand: [Float]]
  /// Overview operations in order; they run behind the area operations.
  let overviews: [Lanes<any OverviewKernel>]
  /// The mask of each local adjustment, in the recipe's order.
  let masks: [any MaskKernel]

  /// Compiles a recipe; regions that its masks cover are found first.
  ///
  /// - Throws: ``RenderError/blind(kind:)`` or ``RenderError/cancelled``.
  static func make(
    _ recipe: Recipe, of picture: PreparedPicture, engine: RenderEngine
  ) async throws(RenderError) -> RenderPlan {
    var shapes: Set<SceneMaskShape> = []
    for local in recipe.local where local.amount > 0 {
      shapes.formUnion(engine.masks.shapes(of: local.mask))
    }
    let models = shapes.isEmpty ? [:] : try await picture.scene.models(of: shapes)
    return RenderPlan(recipe, of: picture, models: models, engine: engine)
  }

  private init(
    _ recipe: Recipe, of picture: PreparedPicture, models: [SceneMaskShape: RegionModel],
    engine: RenderEngine
  ) {
    var recipe = recipe
    if let undoing = picture.undoing {
      recipe.adjustments = recipe.adjustments.beyond(
        undoing.remaining, of: engine.operations.descriptions)
    }
    var frame = picture.frame.maskFrame(photo: picture.photoSize, size: picture.size)
    frame.models = models
    var masks: [any MaskKernel] = []
    // A mask kind that the catalog lacks was refused when the recipe was read.
    recipe.local = recipe.local.filter { adjustment in
      guard adjustment.amount > 0, let kernel = engine.masks.kernel(adjustment.mask, of: frame)
      else { return false }
      masks.append(kernel)
      return true
    }
    let context = RenderContext(
      size: picture.size, scale: picture.scale, maps: picture.maps, light: picture.light)
    self.picture = picture
    self.masks = masks
    chain = Chain(recipe, catalog: engine.operations, in: context)

    let entries = engine.operations.entries(in: recipe)
    areas = Self.lanes(
      of: recipe, entries.filter { $0.type is any AreaOperation.Type }
    ) { operation, _ in
      (operation as? any AreaOperation)?.makeKernel(in: context)
    }
    bands = Self.bands(of: picture, for: areas)
    let small = CoveredOverview(picture: picture.overview)
    var covered: [Int: CoveredOverview] = [:]
    overviews = Self.lanes(
      of: recipe, entries.filter { $0.type is any OverviewOperation.Type }
    ) { operation, index in
      guard let operation = operation as? any OverviewOperation else { return nil }
      guard let index else { return operation.makeKernel(of: small, in: context) }
      if covered[index] == nil {
        var frame = picture.frame.maskFrame(photo: picture.photoSize, size: small.picture.size)
        frame.models = models
        covered[index] = engine.masks.kernel(recipe.local[index].mask, of: frame)
          .map { small.covered(by: $0) }
      }
      return covered[index].flatMap { operation.makeKernel(of: $0, in: context) }
    }
  }

  /// The bands of a picture that keeps them, for stages up to the first that changes every pixel: only
  /// those find pixels as they are in the picture.
  private static func bands(
    of picture: PreparedPicture, for areas: [Lanes<any AreaKernel>]
  ) -> [AreaBand: [Float]] {
    var bands: [AreaBand: [Float]] = [:]
    guard let memory = picture.bands else { return bands }
    for lanes in areas {
      for kernel in [lanes.global] + lanes.locals.map(\.kernel) {
        guard let kernel = kernel as? any BandKernel, bands[kernel.band] == nil else { continue }
        bands[kernel.band] = memory.values(for: kernel, of: picture)
      }
      if lanes.global != nil { break }
    }
    return bands
  }

  /// The kernels of each operation that has any: by the global settings and by each local adjustment
  /// that names it, at full coverage.
  private static func lanes<Kernel: Sendable>(
    of recipe: Recipe, _ entries: [OperationCatalog.Entry], make: (any Operation, Int?) -> Kernel?
  ) -> [Lanes<Kernel>] {
    var lanes: [Lanes<Kernel>] = []
    for entry in entries {
      let (type, description) = (entry.type, entry.description)
      let values = recipe.adjustments[description.name]
      let global = values.flatMap { make(type.init($0), nil) }
      var locals: [(kernel: Kernel?, index: Int)] = []
      for (index, adjustment) in recipe.local.enumerated() {
        guard let local = adjustment.adjustments[description.name] else { continue }
        let sum = (values ?? [:]).adding(
          local, share: adjustment.amount, of: description.parameters)
        locals.append((make(type.init(sum), index), index))
      }
      if global != nil || locals.contains(where: { $0.kernel != nil }) {
        lanes.append(Lanes(global: global, locals: locals))
      }
    }
    return lanes
  }

  /// The kernel of the whole picture and those of local adjustments, by their numbers.
  struct Lanes<Kernel: Sendable>: Sendable {
    let global: Kernel?
    let locals: [(kernel: Kernel?, index: Int)]
  }
}

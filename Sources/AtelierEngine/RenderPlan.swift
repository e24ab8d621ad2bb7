import AtelierPixels
import AtelierRecipe

/// A recipe compiled for a picture: what workers share.
struct RenderPlan: Sendable {
  let picture: PreparedPicture
  let chain: Chain
  /// Area operations in order: the kernel of the whole picture and those of each local adjustment.
  let areas: [(global: (any AreaKernel)?, locals: [(kernel: (any AreaKernel)?, index: Int)])]
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

    // For each area operation the kernel by the global settings and by each local one at full
    // coverage, where that one names the operation.
    var areas: [(global: (any AreaKernel)?, locals: [(kernel: (any AreaKernel)?, index: Int)])] = []
    for entry in engine.operations.entries(in: recipe)
    where entry.type is any AreaOperation.Type {
      let (type, description) = (entry.type, entry.description)
      func kernel(_ values: ParameterValues) -> (any AreaKernel)? {
        (type.init(values) as? any AreaOperation)?.makeKernel(in: context)
      }
      let values = recipe.adjustments[description.name]
      let global = values.flatMap { kernel($0) }
      var locals: [(kernel: (any AreaKernel)?, index: Int)] = []
      for (index, adjustment) in recipe.local.enumerated() {
        guard let local = adjustment.adjustments[description.name] else { continue }
        let sum = (values ?? [:]).adding(
          local, share: adjustment.amount, of: description.parameters)
        locals.append((kernel(sum), index))
      }
      if global != nil || locals.contains(where: { $0.kernel != nil }) {
        areas.append((global, locals))
      }
    }
    self.areas = areas
  }
}

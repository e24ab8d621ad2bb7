import AtelierPixels
import AtelierRecipe

/// A recipe compiled for a picture: what workers share.
struct RenderPlan: Sendable {
  let picture: PreparedPicture
  let local: LocalPlan
  /// Area operations in order: the kernel of the whole picture and those of each local adjustment.
  let areas: [(global: (any AreaKernel)?, locals: [(kernel: (any AreaKernel)?, index: Int)])]
  /// Mask and inversion of each local adjustment, in the recipe's order.
  let masks: [(mask: any Mask, isInverted: Bool)]
  let frame: MaskFrame

  init(_ recipe: Recipe, of picture: PreparedPicture, engine: RenderEngine) {
    var recipe = recipe
    // A mask kind that the catalog lacks was refused when the recipe was read.
    recipe.local = recipe.local.filter { engine.masks.mask($0.mask) != nil && $0.amount > 0 }
    let context = RenderContext(
      size: picture.size, scale: picture.scale, maps: picture.maps, light: picture.light)
    self.picture = picture
    local = LocalPlan(recipe, catalog: engine.operations, context: context)
    masks = recipe.local.compactMap { adjustment in
      engine.masks.mask(adjustment.mask).map { ($0, adjustment.mask.isInverted) }
    }
    frame = picture.frame.maskFrame(photo: picture.photoSize, size: picture.size)

    // For each area operation the kernel by the global settings and by each local one at full
    // coverage, where that one names the operation.
    func kernel(_ type: any Operation.Type, _ adjustments: Adjustments) -> (any AreaKernel)? {
      adjustments[type.describe.name].flatMap {
        (type.init($0) as? any AreaOperation)?.makeKernel(in: context)
      }
    }
    var areas: [(global: (any AreaKernel)?, locals: [(kernel: (any AreaKernel)?, index: Int)])] = []
    for type in engine.operations.operations where type is any AreaOperation.Type {
      let global = kernel(type, recipe.adjustments)
      var locals: [(kernel: (any AreaKernel)?, index: Int)] = []
      for (index, adjustment) in recipe.local.enumerated()
      where adjustment.adjustments[type.describe.name] != nil {
        var levels = [UInt8](repeating: 0, count: recipe.local.count)
        levels[index] = UInt8(LocalPlan.levels)
        locals.append(
          (kernel(type, recipe.adjustments(at: levels, catalog: engine.operations)), index))
      }
      if global != nil || locals.contains(where: { $0.kernel != nil }) {
        areas.append((global, locals))
      }
    }
    self.areas = areas
  }
}

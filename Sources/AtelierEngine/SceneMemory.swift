import AtelierKernels
package import AtelierPixels
import AtelierRecipe
import Synchronization

/// The regions of one photo that were asked for so far. Shared by all renders of the photo.
package final class SceneMemory: Sendable {
  /// The whole upright photo, small, as the regions are found on it.
  package let photo: PlanarPicture
  /// What was seen in it; nil where the engine has no eyes.
  package let sight: (any SceneSight)?

  private struct Known {
    var models: [SceneMaskShape: RegionModel] = [:]
    var uses: [SceneRegion: SceneMatte] = [:]
    var guide: RegionGuide?
  }

  private let known = Mutex(Known())

  init(_ photo: PlanarPicture, eyes: (any SceneEyes)?) {
    self.photo = photo
    sight = eyes?.open(photo)
  }

  /// The models of regions, those that are new made now.
  ///
  /// - Throws: ``RenderError/blind(kind:)`` where there are no eyes, or ``RenderError/cancelled``.
  func models(
    of shapes: Set<SceneMaskShape>
  ) async throws(RenderError) -> [SceneMaskShape: RegionModel] {
    var models: [SceneMaskShape: RegionModel] = [:]
    for shape in shapes {
      if let model = known.withLock({ $0.models[shape] }) {
        models[shape] = model
        continue
      }
      guard let sight else { throw .blind(kind: shape.region.kind.rawValue) }
      if Task.isCancelled { throw .cancelled }
      let matte = await sight.matte(of: shape.region)
      let model = await makeModel(matte, shape)
      known.withLock {
        $0.models[shape] = model
        $0.uses[shape.region] = matte
      }
      models[shape] = model
    }
    return models
  }

  @concurrent
  private func makeModel(_ matte: SceneMatte, _ shape: SceneMaskShape) async -> RegionModel {
    RegionModel(matte, shape: shape) {
      if let guide = known.withLock({ $0.guide }) { return guide }
      let guide = RegionGuide(photo)
      known.withLock { $0.guide = guide }
      return guide
    }
  }

  /// The regions that renders have used so far, by name.
  package var uses: [(region: SceneRegion, matte: SceneMatte)] {
    known.withLock { known in
      known.uses.map { ($0.key, $0.value) }.sorted {
        ($0.region.kind.rawValue, $0.region.which) < ($1.region.kind.rawValue, $1.region.which)
      }
    }
  }
}

/// A region as a mask shows it.
package struct SceneMaskShape: Hashable, Sendable {
  /// What it covers.
  package var region: SceneRegion
  /// How far it reaches beyond the region, as a fraction of the photo's long side; below 0 it is smaller.
  package var expansion: Double
  /// Width of its soft edge, as a fraction of the photo's long side.
  package var feather: Double

  /// Makes a shape.
  package init(region: SceneRegion, expansion: Double, feather: Double) {
    self.region = region
    self.expansion = expansion
    self.feather = feather
  }
}

/// A mask that covers a region of the photo. The engine finds the region before it asks for a kernel.
package protocol SceneMask: Mask {
  /// The region and its border.
  var shape: SceneMaskShape { get }
}

extension SceneMask {
  /// Covers the region that was found.
  package func makeKernel(of frame: MaskFrame) -> any MaskKernel {
    RegionMaskKernel(frame, frame.models[shape])
  }
}

extension MaskCatalog {
  /// The regions that a mask needs.
  func shapes(of settings: MaskSettings) -> Set<SceneMaskShape> {
    if settings.kind == MaskSettings.group {
      return settings.components.reduce(into: []) { $0.formUnion(shapes(of: $1)) }
    }
    guard let type = masks.first(where: { $0.describe.kind == settings.kind }),
      let mask = type.make(settings.values) as? any SceneMask
    else { return [] }
    return [mask.shape]
  }
}

package import AtelierEngine
import AtelierRecipe

/// Covers the sky.
package struct SkyMask: RegionMask {
  package static let region = SceneRegion.Kind.sky
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<SkyMask>(
    kind: "sky",
    meaning: [
      .en: "The sky.",
      .zh: "天空。",
    ],
    parameters: borderParameters)
}

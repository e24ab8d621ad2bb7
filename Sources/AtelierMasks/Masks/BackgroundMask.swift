package import AtelierEngine
import AtelierRecipe

/// Covers what is not the subject.
package struct BackgroundMask: RegionMask {
  package static let region = SceneRegion.Kind.background
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<BackgroundMask>(
    kind: "background",
    meaning: [
      .en: "What is not the subject.",
      .zh: "主体以外的背景。",
    ],
    parameters: borderParameters)
}

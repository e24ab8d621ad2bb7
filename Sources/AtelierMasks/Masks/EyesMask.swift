package import AtelierEngine
import AtelierRecipe

/// Covers eyes between the lids.
package struct EyesMask: PersonMask {
  package static let region = SceneRegion.Kind.eyes
  /// Which person: 0 all, 1 the first from the left, −1 the first from the right.
  package var which = 0
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<EyesMask>(
    kind: "eyes",
    meaning: [
      .en: "Eyes between the lids.",
      .zh: "眼睛（上下眼睑之间）。",
    ],
    parameters: personParameters)
}

package import AtelierEngine
import AtelierRecipe

/// Covers lips, without what lies between them.
package struct LipsMask: PersonMask {
  package static let region = SceneRegion.Kind.lips
  /// Which person: 0 all, 1 the first from the left, −1 the first from the right.
  package var which = 0
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<LipsMask>(
    kind: "lips",
    meaning: [
      .en: "Lips.",
      .zh: "嘴唇。",
    ],
    parameters: personParameters)
}

package import AtelierEngine
import AtelierRecipe

/// Covers what is bright and pale between the lips.
package struct TeethMask: PersonMask {
  package static let region = SceneRegion.Kind.teeth
  /// Which person: 0 all, 1 the first from the left, −1 the first from the right.
  package var which = 0
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<TeethMask>(
    kind: "teeth",
    meaning: [
      .en: "Teeth between the lips.",
      .zh: "唇间的牙齿。",
    ],
    parameters: personParameters)
}

package import AtelierEngine
import AtelierRecipe

/// Covers irises with their pupils, as far as the lids leave them open.
package struct IrisMask: PersonMask {
  package static let region = SceneRegion.Kind.iris
  /// Which person: 0 all, 1 the first from the left, −1 the first from the right.
  package var which = 0
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<IrisMask>(
    kind: "iris",
    meaning: [
      .en: "Irises and pupils.",
      .zh: "虹膜与瞳孔。",
    ],
    parameters: personParameters)
}

package import AtelierEngine
import AtelierRecipe

/// Covers faces within their outline, from the brow's top to the chin.
package struct FaceMask: PersonMask {
  package static let region = SceneRegion.Kind.face
  /// Which person: 0 all, 1 the first from the left, −1 the first from the right.
  package var which = 0
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<FaceMask>(
    kind: "face",
    meaning: [
      .en: "Faces within their outline.",
      .zh: "面部轮廓以内。",
    ],
    parameters: personParameters)
}

package import AtelierEngine
import AtelierRecipe

/// Covers the skin of faces, without eyes, brows and lips.
package struct FaceSkinMask: PersonMask {
  package static let region = SceneRegion.Kind.faceSkin
  /// Which person: 0 all, 1 the first from the left, −1 the first from the right.
  package var which = 0
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<FaceSkinMask>(
    kind: "face_skin",
    meaning: [
      .en: "The skin of faces, without eyes, brows and lips.",
      .zh: "面部皮肤，不含眼睛、眉毛和嘴唇。",
    ],
    parameters: personParameters)
}

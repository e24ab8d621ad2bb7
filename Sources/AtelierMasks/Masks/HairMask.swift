package import AtelierEngine
import AtelierRecipe

/// Covers the hair of people, by the person, the face and the colour above it.
package struct HairMask: PersonMask {
  package static let region = SceneRegion.Kind.hair
  /// Which person: 0 all, 1 the first from the left, −1 the first from the right.
  package var which = 0
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<HairMask>(
    kind: "hair",
    meaning: [
      .en: "The hair of people.",
      .zh: "人物的头发。",
    ],
    parameters: personParameters)
}

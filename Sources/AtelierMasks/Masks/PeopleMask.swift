package import AtelierEngine
import AtelierRecipe

/// Covers people with hair and clothes.
package struct PeopleMask: PersonMask {
  package static let region = SceneRegion.Kind.person
  /// Which person: 0 all, 1 the first from the left, −1 the first from the right.
  package var which = 0
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<PeopleMask>(
    kind: "person",
    meaning: [
      .en: "People, with hair and clothes.",
      .zh: "人物，含头发和衣服。",
    ],
    parameters: personParameters)
}

package import AtelierEngine
import AtelierRecipe

/// Covers people below the head, with their clothes.
package struct BodyMask: PersonMask {
  package static let region = SceneRegion.Kind.body
  /// Which person: 0 all, 1 the first from the left, −1 the first from the right.
  package var which = 0
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<BodyMask>(
    kind: "body",
    meaning: [
      .en: "People below the head, with clothes.",
      .zh: "人物头部以下，含衣服。",
    ],
    parameters: personParameters)
}

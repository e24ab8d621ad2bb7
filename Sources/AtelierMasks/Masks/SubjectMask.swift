package import AtelierEngine
import AtelierRecipe

/// Covers what the photo is about.
package struct SubjectMask: RegionMask {
  package static let region = SceneRegion.Kind.subject
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  package var expand = 0.0
  /// Width of the soft edge, as a fraction of the photo's long side.
  package var feather = 0.0

  package init() {}

  package static let spec = MaskSpec<SubjectMask>(
    kind: "subject",
    meaning: [
      .en: "What the photo is about.",
      .zh: "照片的主体。",
    ],
    parameters: borderParameters)
}

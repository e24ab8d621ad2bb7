package import AtelierEngine
package import AtelierRecipe

/// Straightens what the lens bends and gives the corners the light that it lost.
///
/// A profile of the lens gives distortion, colour fringes and falloff, each taken by a share. By hand,
/// a point at distance r from the middle, in half diagonals, shows the photo at `r·(1 − 0.2·d·r²)` for
/// distortion d, and its light is multiplied by `(1 + 0.6·v·rᵖ)²` for vignetting v, p from 0.7 to 5.7
/// as the midpoint says. The picture is enlarged or reduced until it just fills its frame.
///
/// - Domain: places in the photo, and its linear light.
/// - Identity: all amounts 0 and no profile.
package struct LensCorrection: GeometryOperation {
  /// Whether the lens's profile is used.
  package var usesProfile = 0.0
  /// Share of the profile's distortion.
  package var profileDistortion = 100.0
  /// Share of the profile's colour fringes.
  package var profileAberration = 100.0
  /// Share of the profile's falloff.
  package var profileVignetting = 100.0
  /// Distortion beyond the profile.
  package var distortion = 0.0
  /// Brightness of the corners.
  package var vignetting = 0.0
  /// Where it begins.
  package var midpoint = 50.0

  package init() {}

  package static let spec = OperationSpec<LensCorrection>(
    name: "lens_correction", stage: .geometry, order: 5,
    meaning: [
      .en: "Corrects the distortion and the dark corners of the lens.",
      .zh: "校正镜头畸变与暗角。",
    ],
    parameters: [
      .scalar(
        "profile", \.usesProfile, unit: .count, range: 0...1, lightroom: "LensProfileEnable",
        meaning: [
          .en: "1 corrects by the profile of the lens, where there is one.",
          .zh: "为 1 时按镜头配置文件校正（如有）。",
        ]),
      .scalar(
        "profile_distortion", \.profileDistortion, range: 0...200,
        lightroom: "LensProfileDistortionScale",
        meaning: [
          .en: "Share of the profile's distortion, in percent.", .zh: "配置文件畸变校正的百分比。",
        ]),
      .scalar(
        "profile_chromatic_aberration", \.profileAberration, range: 0...200,
        lightroom: "LensProfileChromaticAberrationScale",
        meaning: [
          .en: "Share of the profile's colour fringes, in percent.", .zh: "配置文件色差校正的百分比。",
        ]),
      .scalar(
        "profile_vignetting", \.profileVignetting, range: 0...200,
        lightroom: "LensProfileVignettingScale",
        meaning: [
          .en: "Share of the profile's dark corners, in percent.", .zh: "配置文件暗角校正的百分比。",
        ]),
      .scalar(
        "distortion", \.distortion, lightroom: "LensManualDistortionAmount",
        meaning: [
          .en: "Positive values straighten bulging lines, negative ones caving lines.",
          .zh: "正值校正桶形畸变，负值校正枕形畸变。",
        ]),
      .scalar(
        "vignetting", \.vignetting, lightroom: "VignetteAmount",
        meaning: [
          .en: "Positive values brighten the corners, negative ones darken them.",
          .zh: "正值提亮四角，负值压暗四角。",
        ]),
      .scalar(
        "vignetting_midpoint", \.midpoint, range: 0...100, lightroom: "VignetteMidpoint",
        meaning: [
          .en: "How far from the middle that begins.", .zh: "暗角校正开始的位置。",
        ]),
    ])

  package func apply(to plan: inout GeometryPlan) {
    plan.lens.distortion = distortion / 100
    plan.lens.vignetting = vignetting / 100
    plan.lens.vignettingMidpoint = midpoint / 100
    guard usesProfile > 0.5 else { return }
    plan.lens.profileShares =
      SIMD3(profileDistortion, profileAberration, profileVignetting) / 100
  }
}

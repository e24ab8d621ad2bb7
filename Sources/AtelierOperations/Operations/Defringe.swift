package import AtelierEngine
import AtelierKernels
package import AtelierRecipe

/// Takes the purple and green fringes of lenses off edges of high contrast.
///
/// A pixel loses the share `w = s·h·e` of its colour: what its channels differ from luminance. s is
/// `1 − (1 − amount/20)²`; h is 1 for hues within the range and falls over 12° beyond; e rises where lightness
/// (the square root of luminance) varies by 0.12 to 0.35 within the neighbourhood of 2 to 7 pixels.
/// Purple hues are those of the HSV wheel from 240° (0) to 360° (100), green ones from 60° to 180°.
///
/// - Domain: linear RGB before all tones.
/// - Identity: all amounts 0.
/// - Derivation: fringes of a modern lens at 24 megapixels are two to five pixels wide; Lightroom's
///   default ranges become 276° to 324° and 108° to 132°.
package struct Defringe: AreaOperation {
  /// Strength on purple fringes.
  package var purple = 0.0
  /// First hue of purple.
  package var purpleLow = 30.0
  /// Last hue of purple.
  package var purpleHigh = 70.0
  /// Strength on green fringes.
  package var green = 0.0
  /// First hue of green.
  package var greenLow = 40.0
  /// Last hue of green.
  package var greenHigh = 60.0
  /// Strength on both, on a mask's scale.
  package var both = 0.0

  package init() {}

  package static let spec = OperationSpec<Defringe>(
    name: "defringe", stage: .detail, order: 5,
    meaning: [
      .en: "Takes purple and green fringes off edges.", .zh: "去除边缘的紫边与绿边。",
    ],
    parameters: [
      .scalar(
        "purple_amount", \.purple, range: 0...20, lightroom: "DefringePurpleAmount",
        meaning: [.en: "Strength on purple fringes.", .zh: "去紫边强度。"]),
      .scalar(
        "purple_hue_low", \.purpleLow, range: 0...100, lightroom: "DefringePurpleHueLo",
        meaning: [.en: "First hue of purple: 0 is blue.", .zh: "紫边色相下限，0 为蓝色。"]),
      .scalar(
        "purple_hue_high", \.purpleHigh, range: 0...100, lightroom: "DefringePurpleHueHi",
        meaning: [.en: "Last hue of purple: 100 is red.", .zh: "紫边色相上限，100 为红色。"]),
      .scalar(
        "green_amount", \.green, range: 0...20, lightroom: "DefringeGreenAmount",
        meaning: [.en: "Strength on green fringes.", .zh: "去绿边强度。"]),
      .scalar(
        "green_hue_low", \.greenLow, range: 0...100, lightroom: "DefringeGreenHueLo",
        meaning: [.en: "First hue of green: 0 is yellow.", .zh: "绿边色相下限，0 为黄色。"]),
      .scalar(
        "green_hue_high", \.greenHigh, range: 0...100, lightroom: "DefringeGreenHueHi",
        meaning: [.en: "Last hue of green: 100 is cyan.", .zh: "绿边色相上限，100 为青色。"]),
      .scalar(
        "amount", \.both, local: .added(lightroom: "LocalDefringe", scale: 0.01),
        meaning: [
          .en: "Strength on both, added to theirs; negative values take from it.",
          .zh: "同时叠加到紫边与绿边的强度；负值减弱。",
        ]),
    ])

  package func makeKernel(in context: RenderContext) -> (any AreaKernel)? {
    func strength(_ amount: Double) -> Double {
      let rest = 1 - min(max(amount + both / 5, 0), 20) / 20
      return 1 - rest * rest
    }
    let strengths = (strength(purple), strength(green))
    guard strengths.0 > 0 || strengths.1 > 0 else { return nil }
    return DefringeKernel(
      radius: max(2, min(7, Int((5 * context.scale).rounded()))),
      bands: [
        .init(from: 240 + 1.2 * purpleLow, to: 240 + 1.2 * purpleHigh, strength: strengths.0),
        .init(from: 60 + 1.2 * greenLow, to: 60 + 1.2 * greenHigh, strength: strengths.1),
      ])
  }
}

package import AtelierEngine
package import AtelierRecipe

/// Changes hue, saturation and luminance of eight colours separately.
///
/// Between the middles of two neighbouring colours their values blend smoothly, so the weights sum to
/// 1 at each hue. Hue 100 turns by 30° towards the next colour of the ring red, orange, yellow,
/// green, aqua, blue, purple, magenta. Saturation −100 removes chroma, +100 multiplies it by 1.8.
/// Luminance −100 takes the Oklab lightness L to 0.62·L, +100 to `L·(1 + 0.55·(1 − L))`, chroma in
/// proportion. Near grey the change fades.
///
/// - Domain: Oklab.
/// - Identity: all values 0.
/// - Derivation: scaling L, a and b alike is a change of exposure; `L·(1 + 0.55·(1 − L))` rises up
///   to white, so tones of one colour keep their order.
package struct Hsl: PointOperation, InvertibleOperation {
  /// Turn of each colour.
  package var hue = ColorBands()
  /// Strength of each colour.
  package var saturation = ColorBands()
  /// Brightness of each colour.
  package var luminance = ColorBands()

  package init() {}

  package static let spec = OperationSpec<Hsl>(
    name: "hsl", stage: .color, order: 30, domain: .perceptual,
    meaning: [
      .en: "Changes hue, saturation and luminance of eight colours separately.",
      .zh: "分别调整八种颜色的色相、饱和度与明亮度。",
    ],
    parameters: hues + saturations + luminances)

  private static let hues = ColorBand.allCases.map { band in
    Parameter<Hsl>.scalar(
      "\(band.name)_hue", \.hue[band], lightroom: "HueAdjustment\(band.lightroom)",
      local: .added(lightroom: nil, scale: 1),
      meaning: [
        .en: "Turns \(band.english) towards the next colour, or back with negative values.",
        .zh: "\(band.chinese)色相，正值转向下一种颜色，负值转向上一种。",
      ])
  }

  private static let saturations = ColorBand.allCases.map { band in
    Parameter<Hsl>.scalar(
      "\(band.name)_saturation", \.saturation[band],
      lightroom: "SaturationAdjustment\(band.lightroom)",
      local: .added(lightroom: nil, scale: 1),
      meaning: [
        .en: "Strengthens or weakens \(band.english).", .zh: "\(band.chinese)饱和度。",
      ])
  }

  private static let luminances = ColorBand.allCases.map { band in
    Parameter<Hsl>.scalar(
      "\(band.name)_luminance", \.luminance[band],
      lightroom: "LuminanceAdjustment\(band.lightroom)",
      local: .added(lightroom: nil, scale: 1),
      meaning: [
        .en: "Brightens or darkens \(band.english).", .zh: "\(band.chinese)明亮度。",
      ])
  }

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? { kernel }

  /// Found pixel by pixel; colours that lost most of their chroma come back in part.
  package func makeInverse() -> (any PointKernel)? { kernel.map { FixedPointInverse(kernel: $0) } }

  private var kernel: HueKernel? {
    guard !(hue.isZero && saturation.isZero && luminance.isZero) else { return nil }
    return HueKernel(drop: 0.38, rise: 0.55) { band in
      let strength = saturation[band] / 100
      return HueKernel.Change(
        turn: 0.3 * hue[band], chroma: 1 + strength * (strength > 0 ? 0.8 : 1),
        light: luminance[band] / 100)
    }
  }
}

import AtelierVision
import Foundation

/// How each quality is moved: the sliders, and the number that says how far.
///
/// Sizes are those of a plain wish ("brighter", strength 1); they are multiplied by the strength, so
/// "a touch" (0.35) is barely more than visible and "a lot" (1.8) is plain to see.
extension Quality {
  /// The slider that a spoken value ("+20", "饱和度+20") sets, and its sign for more of the quality.
  var slider: Lever {
    switch self {
    case .brightness: Lever("exposure.stops", 0.02)
    case .warmth: Lever("white_balance.temperature", 1)
    case .tint: Lever("white_balance.tint", 1)
    case .contrast: Lever("contrast.amount", 1)
    case .highlights: Lever("highlights.amount", 1)
    case .shadows: Lever("shadows.amount", 1)
    case .whites: Lever("whites.amount", 1)
    case .blacks: Lever("blacks.amount", 1)
    case .midtones: Lever("parametric_curve.darks", 1)
    case .saturation: Lever("saturation.amount", 1)
    case .vibrance: Lever("vibrance.amount", 1)
    case .clarity: Lever("clarity.amount", 1)
    case .texture: Lever("texture.amount", 1)
    case .sharpness: Lever("sharpening.amount", 1)
    case .noise: Lever("noise_reduction.luminance", -1)
    case .colorNoise: Lever("noise_reduction.color", -1)
    case .haze: Lever("dehaze.amount", -1)
    case .vignette: Lever("vignette.amount", -1)
    case .grain: Lever("grain.amount", 1)
    case .fade: Lever("blacks.amount", 0.5)
    case .blur: Lever("lens_blur.amount", 1)
    case .shine: Lever("skin_smoothing.shine", -1)
    case .redness: Lever("skin_smoothing.redness", -1)
    }
  }

  /// The aim of a wish for more (`sign` 1) or less (−1) of the quality.
  ///
  /// - Parameters:
  ///   - sign: 1 for more, −1 for less.
  ///   - strength: 1 for a plain wish.
  /// - Returns: the number to reach and the sliders that reach it.
  func aim(sign: Double, strength: Double) -> Aim {
    let size = sign * strength
    /// A factor that grows with the strength and whose opposite undoes it.
    func factor(_ plain: Double) -> Double { exp2(size * log2(plain)) }
    switch self {
    case .brightness:
      var aim = Aim(
        Metric(.mean(.lightness)), .change(size * 7), [Lever("exposure.stops", sign * 3)])
      aim.substitutes = [
        Lever("parametric_curve.darks", sign * 80), Lever("parametric_curve.lights", sign * 80),
      ]
      return aim
    case .warmth:
      return Aim(
        Metric(.mean(.b)), .change(size * 5.5), [Lever("white_balance.temperature", sign * 100)])
    case .tint:
      return Aim(Metric(.mean(.a)), .change(size * 4), [Lever("white_balance.tint", sign * 100)])
    case .contrast:
      var aim = Aim(
        Metric(.contrast), .ratio(factor(1.16)), [Lever("contrast.amount", sign * 90)])
      aim.substitutes = [
        Lever("whites.amount", sign * 60), Lever("blacks.amount", -sign * 60),
      ]
      return aim
    case .highlights:
      return Aim(
        Metric(.tone(.lightness, .highlights)), .change(size * 5),
        [Lever("highlights.amount", sign * 100), Lever("whites.amount", sign * 25)])
    case .shadows:
      return Aim(
        Metric(.tone(.lightness, .shadows)), .change(size * 7),
        [Lever("shadows.amount", sign * 100), Lever("blacks.amount", sign * 20)])
    case .whites:
      return Aim(Metric(.percentile(95)), .change(size * 4), [Lever("whites.amount", sign * 100)])
    case .blacks:
      return Aim(Metric(.percentile(5)), .change(size * 4), [Lever("blacks.amount", sign * 100)])
    case .midtones:
      return Aim(
        Metric(.tone(.lightness, .mids)), .change(size * 6),
        [Lever("parametric_curve.darks", sign * 80), Lever("parametric_curve.lights", sign * 80)])
    case .saturation:
      return Aim(
        Metric(.mean(.chroma)), .ratio(factor(1.22)),
        [Lever("saturation.amount", sign * 70), Lever("vibrance.amount", sign * 50)])
    case .vibrance:
      return Aim(
        Metric(.mean(.chroma)), .ratio(factor(1.18)),
        [Lever("vibrance.amount", sign * 100), Lever("saturation.amount", sign * 15)])
    case .clarity:
      return Aim(
        Metric(.localMid), .ratio(factor(1.18)),
        [Lever("clarity.amount", sign * 90), Lever("texture.amount", sign * 40)],
        needsDetail: true)
    case .texture:
      return Aim(
        Metric(.localFine), .ratio(factor(1.25)),
        [Lever("texture.amount", sign * 100), Lever("clarity.amount", sign * 15)],
        needsDetail: true)
    case .sharpness:
      return sign > 0
        ? Aim(
          Metric(.localFine), .ratio(factor(1.32)),
          [Lever("sharpening.amount", 140), Lever("texture.amount", 45)], needsDetail: true)
        : Aim(
          Metric(.localFine), .ratio(factor(1.3)),
          [Lever("texture.amount", -90), Lever("clarity.amount", -25)], needsDetail: true)
    case .noise:
      return Aim(
        Metric(.noise), .ratio(sign < 0 ? pow(0.62, strength) : 1 + 0.3 * strength),
        sign < 0
          ? [Lever("noise_reduction.luminance", 90), Lever("noise_reduction.color", 70)]
          : [Lever("grain.amount", 60)],
        needsDetail: true)
    case .colorNoise:
      return Aim(
        Metric(.noiseColor), .ratio(pow(0.6, strength)), [Lever("noise_reduction.color", 90)],
        needsDetail: true)
    case .haze:
      return sign < 0
        ? Aim(
          Metric(.contrast), .ratio(1 + 0.16 * strength),
          [
            Lever("dehaze.amount", 90), Lever("blacks.amount", -45), Lever("contrast.amount", 60),
          ])
        : Aim(Metric(.contrast), .ratio(1 - 0.12 * strength), [Lever("dehaze.amount", -80)])
    case .vignette:
      return Aim(
        Metric(.cornerRatio), .ratio(pow(sign > 0 ? 0.72 : 1.3, strength)),
        [Lever("vignette.amount", -sign * 80)])
    case .grain:
      return Aim(
        Metric(.localFine), .ratio(1 + 0.25 * strength), [Lever("grain.amount", 70)],
        needsDetail: true)
    case .fade:
      return Aim(
        Metric(.percentile(1)), .change(size * 7),
        [Lever("blacks.amount", sign * 100), Lever("contrast.amount", -sign * 35)])
    case .blur:
      return Aim(
        Metric(.localFine), .ratio(factor(0.4)), [Lever("lens_blur.amount", 100 * sign)],
        needsDetail: true)
    case .shine:
      return Aim(
        Metric(.percentile(95)), .change(size * 3), [Lever("skin_smoothing.shine", -sign * 100)])
    case .redness:
      return Aim(
        Metric(.mean(.a)), .change(size * 3), [Lever("skin_smoothing.redness", -sign * 100)])
    }
  }

  /// The metric that says whether a quality has changed, and the change that goes unnoticed.
  var watch: (metric: Metric, tolerance: Double, detail: Bool) {
    let detailTolerance = 0.06
    switch self {
    case .brightness, .midtones: return (Metric(.mean(.lightness)), 1, false)
    case .contrast, .haze, .fade: return (Metric(.contrast), 0.5, false)
    case .saturation, .vibrance: return (Metric(.mean(.chroma)), 0.4, false)
    case .highlights: return (Metric(.tone(.lightness, .highlights)), 2.5, false)
    case .shadows: return (Metric(.tone(.lightness, .shadows)), 1.5, false)
    case .whites: return (Metric(.percentile(99)), 1, false)
    case .blacks: return (Metric(.percentile(5)), 1, false)
    case .warmth: return (Metric(.mean(.b)), 0.7, false)
    case .tint: return (Metric(.mean(.a)), 0.7, false)
    case .vignette: return (Metric(.cornerRatio), 0.04, false)
    case .clarity: return (Metric(.localMid), detailTolerance, true)
    case .texture, .sharpness, .grain: return (Metric(.localFine), detailTolerance, true)
    case .noise: return (Metric(.noise), detailTolerance, true)
    case .colorNoise: return (Metric(.noiseColor), detailTolerance, true)
    case .blur: return (Metric(.localFine), detailTolerance, true)
    case .shine: return (Metric(.percentile(95)), 1, false)
    case .redness: return (Metric(.mean(.a)), 0.7, false)
    }
  }
}

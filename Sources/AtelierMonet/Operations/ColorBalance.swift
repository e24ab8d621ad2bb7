/// Adds to the channels in shadows, midtones or highlights and keeps the lightness of HSL.
///
/// - Domain: encoded values.
struct ColorBalance: GimpPixelChange {
  /// Where it acts.
  enum Tones: Sendable {
    case shadows
    case midtones
    case highlights
  }

  let tones: Tones
  /// What is added to red, green and blue where the weight is 1.
  let offset: SIMD3<Double>

  func callAsFunction(_ rgb: SIMD3<Double>) -> SIMD3<Double> {
    let lightness = GimpHSL(rgb).lightness
    let moved = (rgb + offset * weight(lightness)).clamped(
      lowerBound: .zero, upperBound: SIMD3(repeating: 1))
    var hsl = GimpHSL(SIMD3<Double>(SIMD3<Float>(moved)))
    hsl.lightness = lightness
    return hsl.rgb
  }

  /// Ramps of a quarter's width around a third and two thirds of lightness.
  private func weight(_ lightness: Double) -> Double {
    func ramp(_ distance: Double) -> Double { min(max(distance / 0.25 + 0.5, 0), 1) }
    let (low, high) = (lightness - 0.333, lightness + 0.333 - 1)
    return switch tones {
    case .shadows: 0.7 * ramp(-low)
    case .midtones: 0.7 * ramp(low) * ramp(-high)
    case .highlights: 0.7 * ramp(high)
    }
  }
}

/// Temperature: moves red and blue against each other in midtones, highlights, then shadows. Positive
/// values are warmer.
///
/// - Domain: encoded values.
/// - Identity: 0.
enum MonetTemperature {
  static func steps(_ value: Double, _ scale: CodeScale) -> [any GimpStep] {
    guard value != 0 else { return [] }
    let share = 2.5 * value / 100
    let offset = SIMD3(15 * share, 0, -30 * share).clamped(
      lowerBound: SIMD3(repeating: -1), upperBound: SIMD3(repeating: 1))
    return [.midtones, .highlights, .shadows].map { (tones: ColorBalance.Tones) in
      GimpPixels(scale: scale, change: ColorBalance(tones: tones, offset: offset))
    }
  }
}

/// Tint, its second application: green in the midtones; positive values are greener.
///
/// - Domain: encoded values.
/// - Identity: 0.
enum MonetGreenTint {
  static func step(_ value: Double, _ scale: CodeScale) -> (any GimpStep)? {
    guard value != 0 else { return nil }
    let offset = SIMD3(0, 30 * min(max(value, -1), 1) / 100, 0)
    return GimpPixels(scale: scale, change: ColorBalance(tones: .midtones, offset: offset))
  }
}

/// Saturation: scales the saturation of HSL by `1 + n/100`, n the value in percent with its fraction
/// dropped, so that 29 acts as 28.
///
/// Beyond ±100, which positive blacks can lead to, it is limited; there the executor would give up.
///
/// - Domain: encoded values.
/// - Identity: 0.
struct MonetSaturation: GimpPixelChange {
  private let factor: Double

  static func step(_ value: Double, _ scale: CodeScale) -> (any GimpStep)? {
    let percent = min(max((100 * value).rounded(.towardZero), -100), 100)
    guard percent != 0 else { return nil }
    return GimpPixels(scale: scale, change: MonetSaturation(factor: 1 + percent / 100))
  }

  func callAsFunction(_ rgb: SIMD3<Double>) -> SIMD3<Double> {
    var hsl = GimpHSL(rgb)
    hsl.saturation = min(max(hsl.saturation * factor, 0), 1)
    return hsl.rgb
  }
}

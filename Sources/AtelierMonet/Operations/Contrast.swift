import Foundation

/// Contrast: a straight line through the middle, `(x − 0.5)·tan((1 + i/5)·π/4) + 0.5`.
///
/// - Domain: encoded values, each channel for itself.
/// - Identity: 0.
enum MonetContrast {
  static func step(_ value: Double, _ scale: CodeScale) -> (any GimpStep)? {
    guard value != 0 else { return nil }
    let slope = tan((1 + min(max(value / 5, -0.5), 0.5)) * .pi / 4)
    return GimpTable(scale) { ($0 - 0.5) * slope + 0.5 }
  }
}

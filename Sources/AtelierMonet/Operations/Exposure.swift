import Foundation

/// Exposure: scales encoded values by a power of two and bends them.
///
/// With f = 5·i/1.3/2 a value x becomes `clip(x·2^f)^(1/(1.2 + 0.2·f))`. The exponent is not 1 near
/// f = 0, so the smallest value of either sign brightens.
///
/// - Domain: encoded values, each channel for itself.
/// - Identity: 0, which is skipped.
struct MonetExposure {
  private let gain: Float
  private let exponent: Float

  /// Makes the operation of a value in −1…1; nil for the identity.
  init?(_ value: Double) {
    guard value != 0 else { return nil }
    let f = -2.5 + 5 * (value / 1.3 * 5 + 5) / 10
    gain = Float(pow(2, f))
    exponent = Float(1 / (1.2 + 0.2 * f))
  }

  func callAsFunction(_ x: Float) -> Float { power(min(max(x * gain, 0), 1), exponent) }
}

/// x^y rounded from double precision, so that it is the same on every machine.
@inline(__always)
func power(_ x: Float, _ y: Float) -> Float { Float(pow(Double(x), Double(y))) }

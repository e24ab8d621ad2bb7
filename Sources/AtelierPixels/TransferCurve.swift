import Foundation

/// How encoded channel values (0…1) relate to linear light (0…1), the same for all three channels.
///
/// Both directions are monotone; values outside 0…1 continue with the slope of the nearest end for
/// tables, and odd-symmetrically for parametric curves.
public enum TransferCurve: Hashable, Sendable {
  /// The parametric curve of ICC.1 type 4: `(a·x + b)^g + e` from `d` on, `c·x + f` below.
  case parametric(g: Double, a: Double, b: Double, c: Double, d: Double, e: Double, f: Double)
  /// At least two samples of the linear value at evenly spaced encoded values 0…1, rising.
  case table([Float])

  /// A pure power: linear = encoded^gamma.
  public static func gamma(_ exponent: Double) -> TransferCurve {
    .parametric(g: exponent, a: 1, b: 0, c: 1, d: 0, e: 0, f: 0)
  }

  /// No encoding at all.
  public static let linear = gamma(1)

  /// The curve of IEC 61966-2-1.
  public static let sRGB = TransferCurve.parametric(
    g: 2.4, a: 1 / 1.055, b: 0.055 / 1.055, c: 1 / 12.92, d: 0.04045, e: 0, f: 0)

  /// The curve of ITU-R BT.2020 (12-bit constants), read backwards as an encoding of linear light.
  public static let rec2020 = TransferCurve.parametric(
    g: 1 / 0.45, a: 1 / 1.09929682680944, b: 0.09929682680944 / 1.09929682680944,
    c: 1 / 4.5, d: 4.5 * 0.018053968510807, e: 0, f: 0)

  /// Linear light for an encoded value, in double precision.
  public func decode(_ encoded: Double) -> Double {
    switch self {
    case .parametric(let g, let a, let b, let c, let d, let e, let f):
      let x = encoded.magnitude
      let y = x >= d ? pow(max(a * x + b, 0), g) + e : c * x + f
      return encoded < 0 ? -y : y
    case .table(let samples):
      let position = encoded * Double(samples.count - 1)
      let index = min(max(Int(position.rounded(.down)), 0), samples.count - 2)
      let low = Double(samples[index])
      return low + (position - Double(index)) * (Double(samples[index + 1]) - low)
    }
  }

  /// The encoded value of linear light, in double precision: the inverse of ``decode(_:)``.
  public func encode(_ linear: Double) -> Double {
    switch self {
    case .parametric(let g, let a, let b, let c, let d, let e, let f):
      let y = linear.magnitude
      let threshold = pow(max(a * d + b, 0), g) + e
      let x =
        y >= threshold
        ? (pow(max(y - e, 0), 1 / g) - b) / a : (c == 0 ? 0 : max((y - f) / c, 0))
      return linear < 0 ? -x : x
    case .table(let samples):
      var low = 0
      var high = samples.count - 1
      while high - low > 1 {
        let middle = (low + high) / 2
        if Double(samples[middle]) <= linear { low = middle } else { high = middle }
      }
      let bottom = Double(samples[low])
      let step = Double(samples[low + 1]) - bottom
      let fraction = step > 0 ? (linear - bottom) / step : 0
      return (Double(low) + fraction) / Double(samples.count - 1)
    }
  }

  /// Whether the curve leaves values as they are.
  public var isLinear: Bool {
    switch self {
    case .parametric(let g, let a, let b, _, let d, let e, _):
      return g == 1 && a == 1 && b == 0 && d == 0 && e == 0
    case .table: return false
    }
  }
}

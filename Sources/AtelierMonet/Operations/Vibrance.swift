import Foundation

/// Vibrance: saturation of HSV where saturation, value and hue are in the middle of their ranges.
///
/// The weight falls off around S = 0.45 and V = 0.45, and near hues of 14°; a positive amount t gives
/// S + t·(1 − S)·w, a negative one S·(1 + t·w). Positive amounts give greys some red.
///
/// - Domain: encoded values.
/// - Identity: 0, which is skipped.
struct MonetVibrance {
  private let amount: Float

  /// Makes the operation of a value in −1…1; nil for the identity.
  init?(_ value: Double) {
    guard value != 0 else { return nil }
    amount = Float(value)
  }

  func callAsFunction(_ row: inout PixelRow) {
    for x in 0..<row.count {
      var hsv = Self.hsv(row.red[x], row.green[x], row.blue[x])
      let weight = Self.weight(hsv)
      hsv.s = amount >= 0 ? hsv.s + amount * (1 - hsv.s) * weight : hsv.s * (1 + amount * weight)
      hsv.s = min(max(hsv.s, 0), 1)
      (row.red[x], row.green[x], row.blue[x]) = Self.rgb(hsv)
    }
  }

  private static func weight(_ hsv: (h: Float, s: Float, v: Float)) -> Float {
    func bell(_ distance: Float, _ width: Float) -> Float {
      Float(exp(Double(-(distance * distance) / width)))
    }
    return bell(hsv.s - 0.45, 0.08) * bell(hsv.v - 0.45, 0.08)
      * (1 - bell(hsv.h / 179 - 0.08, 0.005))
  }

  /// Hue in degrees, saturation and value in 0…1, as OpenCV has them for floats.
  private static func hsv(_ r: Float, _ g: Float, _ b: Float) -> (h: Float, s: Float, v: Float) {
    let value = max(r, max(g, b))
    let spread = value - min(r, min(g, b))
    let scale = 60 / (spread + .ulpOfOne)
    var hue: Float
    if value == r {
      hue = (g - b) * scale
    } else if value == g {
      hue = (b - r) * scale + 120
    } else {
      hue = (r - g) * scale + 240
    }
    if hue < 0 { hue += 360 }
    return (hue, spread / (value.magnitude + .ulpOfOne), value)
  }

  private static func rgb(_ hsv: (h: Float, s: Float, v: Float)) -> (Float, Float, Float) {
    let (s, v) = (hsv.s, hsv.v)
    guard s != 0 else { return (v, v, v) }
    let place = (hsv.h / 60).truncatingRemainder(dividingBy: 6)
    let sector = place.rounded(.down)
    let f = place - sector
    let (p, q, u) = (v * (1 - s), v * (1 - s * f), v * (1 - s * (1 - f)))
    return switch sector {
    case 0: (v, u, p)
    case 1: (q, v, p)
    case 2: (p, v, u)
    case 3: (p, q, v)
    case 4: (u, p, v)
    default: (v, p, q)
    }
  }
}

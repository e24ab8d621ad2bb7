import Foundation

/// Ranges of the hue angle of CIE L*a*b* by their colour names, with overlapping edges.
///
/// Pixels with C* below 8 belong to no band. Blue of L*a*b* lies at 230…310°, so the angles are not
/// those of HSV.
package enum HueBand: String, Hashable, Sendable, CaseIterable, Codable {
  case red, orange, yellow, green, aqua, blue, purple, magenta
  /// Human skin of all complexions: a range of hue, C* below 55 and L* 20…95.
  case skin

  /// The eight bands that name colours.
  package static let colors = allCases.filter { $0 != .skin }

  /// Where the band begins and ends, in degrees; it passes 0 where it begins above its end.
  package var degrees: (from: Double, to: Double) {
    switch self {
    case .red: (10, 52)
    case .orange: (45, 82)
    case .yellow: (76, 112)
    case .green: (106, 175)
    case .aqua: (170, 238)
    case .blue: (230, 310)
    case .purple: (300, 338)
    case .magenta: (325, 18)
    case .skin: (22, 78)
    }
  }

  /// C* below which a pixel has no colour to speak of.
  static let leastChroma: Float = 8

  /// A test for the band that needs no angle: a colour lies between two directions less than 180°
  /// apart when it lies to the left of the first and to the right of the second.
  struct Test {
    private let (fromA, fromB, toA, toB): (Float, Float, Float, Float)
    private let isSkin: Bool

    init(_ band: HueBand) {
      let (from, to) = band.degrees
      (fromA, fromB) = (Float(cos(from * .pi / 180)), Float(sin(from * .pi / 180)))
      (toA, toB) = (Float(cos(to * .pi / 180)), Float(sin(to * .pi / 180)))
      isSkin = band == .skin
    }

    /// Whether a colour belongs to the band.
    @inline(__always)
    func contains(_ lightness: Float, _ a: Float, _ b: Float) -> Bool {
      let square = a * a + b * b
      guard square >= HueBand.leastChroma * HueBand.leastChroma else { return false }
      guard fromA * b - fromB * a >= 0, a * toB - b * toA >= 0 else { return false }
      return !isSkin || (lightness > 20 && lightness < 95 && square < 55 * 55)
    }
  }
}

extension LabPicture {
  /// The pixels of an area whose colour lies in a band.
  package func area(of band: HueBand, in area: PixelArea) -> PixelArea {
    let test = HueBand.Test(band)
    return area.filter { test.contains(lightness[$0], a[$0], b[$0]) }
  }
}

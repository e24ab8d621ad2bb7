import AtelierVision
import Foundation

/// How single colours are moved.
extension ColorBand {
  /// The sliders of the eight-colour mixer that move it, with their weights: colours of a picture
  /// rarely keep to one slider.
  private var sliders: [(name: String, weight: Double)] {
    switch self {
    case .red: [("red", 1), ("magenta", 0.3), ("orange", 0.2)]
    case .orange: [("orange", 1), ("red", 0.45), ("yellow", 0.25)]
    case .yellow: [("yellow", 1), ("orange", 0.2), ("green", 0.2)]
    case .green: [("green", 1), ("yellow", 0.6), ("aqua", 0.2)]
    case .aqua: [("aqua", 1), ("blue", 0.25), ("green", 0.15)]
    case .blue: [("blue", 1), ("aqua", 0.5), ("purple", 0.25)]
    case .purple: [("purple", 1), ("magenta", 0.3), ("blue", 0.25)]
    case .magenta: [("magenta", 1), ("purple", 0.4), ("red", 0.25)]
    case .skin: [("orange", 1), ("red", 0.5), ("yellow", 0.2)]
    }
  }

  private func levers(_ component: BandComponent, _ limit: Double) -> [Lever] {
    sliders.map { Lever("hsl.\($0.name)_\(component.rawValue)", limit * $0.weight) }
  }

  /// The band of the measurement.
  var hueBand: HueBand { HueBand(rawValue: rawValue) ?? .skin }

  /// The aim for more or less of a component.
  func aim(_ component: BandComponent, sign: Double, strength: Double) -> Aim {
    switch component {
    case .saturation:
      let factor = sign > 0 ? exp2(strength * log2(1.17)) : pow(0.72, strength)
      return Aim(
        Metric(.mean(.chroma), in: hueBand), .ratio(factor), levers(.saturation, sign * 100))
    case .luminance:
      return Aim(
        Metric(.mean(.lightness), in: hueBand), .change(sign * 5 * strength),
        levers(.luminance, sign * 100))
    case .hue:
      return Aim(
        Metric(.hue, in: hueBand), .change(sign * 12 * strength), levers(.hue, sign * 100))
    }
  }

  /// The aim of a turn towards another hue.
  func turn(towards hue: Hue, sign: Double, strength: Double) -> Aim {
    let from = center
    var way = (hue.labDegrees - from).remainder(dividingBy: 360)
    if way == 0 { way = 1 }
    let direction = (way < 0 ? -1 : 1) * sign
    let size = min(14 * strength, way.magnitude * 0.8)
    return Aim(
      Metric(.hue, in: hueBand), .change(direction * max(size, 3)), levers(.hue, direction * 100))
  }

  /// The middle of the band as an angle of L*a*b*.
  private var center: Double {
    let (from, to) = hueBand.degrees
    return from < to ? (from + to) / 2 : ((from - 360 + to) / 2 + 360)
  }
}

extension Hue {
  /// The angle of L*a*b* that people mean by the word.
  var labDegrees: Double {
    switch self {
    case .red: 35
    case .brown: 60
    case .orange: 62
    case .warm: 75
    case .gold: 85
    case .yellow: 98
    case .green: 140
    case .teal: 195
    case .cyan: 210
    case .cool: 260
    case .blue: 275
    case .purple: 315
    case .magenta: 340
    case .pink: 5
    }
  }
}

/// Between Kelvin and the relative values of rendered pictures.
enum WhiteBalanceScale {
  /// Relative temperature and Kelvin: the nodes that JarvisArt's tools interpolate between.
  private static let temperatures: [(relative: Double, absolute: Double)] = [
    (-100, 2000), (-71, 2500), (-49, 3000), (-33, 3500), (-20, 4000), (-9, 4500), (0, 5000),
    (8, 5500), (14, 6000), (20, 6500), (25, 7000), (30, 7500), (34, 8000), (38, 8500), (41, 9000),
    (44, 9500), (47, 10000), (50, 10500), (78, 20000), (89, 30000), (96, 40000), (100, 50000),
  ]

  /// Relative and absolute tint; 0 is 9.17.
  private static let tints: [(relative: Double, absolute: Double)] = [
    (-100, -150), (-96, -140), (-92, -130), (-88, -120), (-83, -110), (-78, -100), (-74, -90),
    (-63, -70), (-51, -50), (-45, -40), (-30, -20), (-11, 0), (1, 10), (22, 30), (39, 50),
    (54, 70), (60, 80), (67, 90), (73, 100), (84, 120), (95, 140), (100, 150),
  ]

  /// The relative temperature of a light, where the picture's own is not known.
  static func relative(kelvin: Double) -> Double {
    interpolate(kelvin, temperatures.map { ($0.absolute, $0.relative) })
  }

  /// The relative tint, where the picture's own is not known.
  static func relative(tint: Double) -> Double {
    interpolate(tint, tints.map { ($0.absolute, $0.relative) })
  }

  /// The light that a relative temperature stands for.
  static func kelvin(relative: Double) -> Double {
    interpolate(relative, temperatures.map { ($0.relative, $0.absolute) })
  }

  /// The tint that a relative one stands for.
  static func tint(relative: Double) -> Double {
    interpolate(relative, tints.map { ($0.relative, $0.absolute) })
  }

  private static func interpolate(_ x: Double, _ nodes: [(Double, Double)]) -> Double {
    guard let first = nodes.first, let last = nodes.last else { return x }
    if x <= first.0 { return first.1 }
    for (a, b) in zip(nodes, nodes.dropFirst()) where x <= b.0 {
      return a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0)
    }
    return last.1
  }

  /// The lights behind the names of the menu.
  static func light(named name: String) -> MappingContext.Light? {
    switch name {
    case "Daylight": .init(kelvin: 5500, tint: 10)
    case "Cloudy": .init(kelvin: 6500, tint: 10)
    case "Shade": .init(kelvin: 7500, tint: 10)
    case "Tungsten": .init(kelvin: 2850, tint: 0)
    case "Fluorescent": .init(kelvin: 3800, tint: 21)
    case "Flash": .init(kelvin: 5500, tint: 0)
    default: nil
    }
  }
}

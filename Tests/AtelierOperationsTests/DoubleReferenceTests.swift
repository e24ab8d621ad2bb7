import AtelierCodecs
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Testing

@testable import AtelierEngine

/// The engine's chain of five point operations against the same formulas in double precision.
///
/// The engine's result is taken before it is brought into the gamut of the output, so that only the
/// operations are compared; both are then clamped to sRGB and encoded to 8 bit.
@Suite("Double precision reference")
struct DoubleReferenceTests {
  /// Mild, strong and dark settings.
  static let settings: [DoubleReference] = {
    var mild = DoubleReference()
    (mild.stops, mild.temperature, mild.tint) = (0.35, 12, -6)
    mild.nodes = [(0, 0), (0.25, 0.21), (0.75, 0.8), (1, 1)]
    mild.saturation = 15
    mild.bands[1] = .init(hue: -10, saturation: 15, luminance: 10)
    mild.bands[5] = .init(hue: 5, saturation: 20, luminance: -20)

    var strong = DoubleReference()
    (strong.stops, strong.temperature, strong.tint) = (1.7, -45, 30)
    strong.nodes = [(0, 0.06), (0.2, 0.1), (0.5, 0.62), (0.8, 0.85), (1, 0.96)]
    strong.saturation = 60
    for band in 0..<8 {
      strong.bands[band] = .init(
        hue: band % 2 == 0 ? 70 : -55, saturation: band % 3 == 0 ? -60 : 65,
        luminance: band % 2 == 0 ? -60 : 50)
    }

    var dark = DoubleReference()
    (dark.stops, dark.temperature) = (-2.3, 60)
    dark.nodes = [(0, 0), (0.1, 0.25), (1, 1)]
    dark.saturation = -45
    dark.bands[3] = .init(hue: 100, saturation: -100, luminance: 100)
    return [mild, strong, dark]
  }()

  private static let bandNames = [
    "red", "orange", "yellow", "green", "aqua", "blue", "purple", "magenta",
  ]

  private static func recipe(_ settings: DoubleReference) -> Recipe {
    var hsl: ParameterValues = [:]
    for (name, band) in zip(bandNames, settings.bands) {
      hsl["\(name)_hue"] = .number(band.hue)
      hsl["\(name)_saturation"] = .number(band.saturation)
      hsl["\(name)_luminance"] = .number(band.luminance)
    }
    return Recipe(adjustments: [
      "exposure": ["stops": .number(settings.stops)],
      "white_balance": [
        "temperature": .number(settings.temperature), "tint": .number(settings.tint),
      ],
      "tone_curve": ["master": .curve(settings.nodes.map { CurvePoint($0.x, $0.y) })],
      "saturation": ["amount": .number(settings.saturation)], "hsl": hsl,
    ])
  }

  /// 33 steps of each channel: every eighth code, and 255.
  static let cube: Picture = {
    let steps = (0..<33).map { UInt8(min($0 * 8, 255)) }
    let samples = steps.flatMap { r in steps.flatMap { g in steps.flatMap { b in [r, g, b] } } }
    return Picture(size: PixelSize(width: 33 * 33, height: 33), samples: .eight(samples))
  }()

  @Test("the colour cube comes out as the formulas say", arguments: settings.indices)
  func cubeMatches(_ index: Int) async throws {
    try await compare(Self.cube, Self.settings[index])
  }

  @Test(
    "a real photo comes out as the formulas say", arguments: settings.indices,
    ["coffee.png", "chelsea.png"])
  func photoMatches(_ index: Int, _ name: String) async throws {
    let path = Repository.path("Examples/photos/\(name)")
    let picture = try PictureReader.read(.path(path)).picture
    #expect(picture.colorSpace.toXYZ == RGBColorSpace.sRGB.toXYZ)
    try await compare(picture, Self.settings[index])
  }

  private func compare(_ picture: Picture, _ settings: DoubleReference) async throws {
    guard case .eight(let samples) = picture.samples else {
      Issue.record("the picture is not 8 bit")
      return
    }
    let prepared = try await TestPictures.engine.prepare(picture, jobs: 2)
    let rendered = try await TestPictures.engine.renderPlanar(
      Self.recipe(settings), of: prepared, limiter: nil, jobs: 2)
    var differences: [Int] = []
    var (sum, moved) = (0.0, 0.0)
    for index in rendered.red.indices {
      let source = SIMD3(
        Double(samples[3 * index]), Double(samples[3 * index + 1]), Double(samples[3 * index + 2]))
      let truth = DoubleReference.linearSRGB(settings(DoubleReference.working(source)))
      let found = DoubleReference.linearSRGB(
        SIMD3(
          Double(rendered.red[index]), Double(rendered.green[index]), Double(rendered.blue[index])))
      let (a, b) = (DoubleReference.codes(truth), DoubleReference.codes(found))
      for channel in 0..<3 {
        sum += (a[channel] - b[channel]).magnitude
        moved += (a[channel] - source[channel]).magnitude
        differences.append(Int((a[channel].rounded() - b[channel].rounded()).magnitude))
      }
    }
    differences.sort()
    let count = Double(differences.count)
    let exact = sum / count
    let mean = Double(differences.reduce(0, +)) / count
    let most = differences[min(differences.count - 1, Int(0.999 * count))]
    let text =
      "exact \(exact), mean \(mean), 99.9 % within \(most), largest \(differences.last ?? 0)"
    #expect(exact <= 0.1 && mean <= 0.1, "\(text)")
    #expect(most <= 3, "\(text)")
    // The settings change much more than that, so the comparison can fail.
    #expect(moved / count > 5, "the settings move values by \(moved / count) only")
  }
}

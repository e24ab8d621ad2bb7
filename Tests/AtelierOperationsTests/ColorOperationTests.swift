import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Colour operations")
struct ColorOperationTests {
  /// Colours of many hues, of chroma and lightness that leave room in the gamut.
  static let muted: [SIMD3<Double>] = (0..<48).map { index in
    let hue = Double(index) / 8
    func channel(_ offset: Double) -> Double {
      let place = (hue + offset).truncatingRemainder(dividingBy: 6)
      return 0.5 + 0.13 * (min(1, max(0, (place - 3).magnitude - 1)) - 0.5)
    }
    return SIMD3(channel(0), channel(4), channel(2))
  }

  private func oklab(_ adjustments: Adjustments, of colors: [SIMD3<Double>]) async throws
    -> [SIMD3<Double>]
  {
    let result = try await TestPictures.render(
      adjustments, of: TestPictures.colors(colors), in: .rec2020)
    return colors.indices.map { TestPictures.oklab(result, at: $0) }
  }

  @Test("saturation −100 is grey, +100 follows its formula; lightness and hue stay")
  func saturation() async throws {
    let before = Self.muted.map { TestPictures.oklab($0) }
    let grey = try await oklab(["saturation": ["amount": .number(-100)]], of: Self.muted)
    let strong = try await oklab(["saturation": ["amount": .number(100)]], of: Self.muted)
    for (x, old) in before.enumerated() {
      #expect(grey[x].chroma < 1e-3)
      #expect((grey[x].x - old.x).magnitude < 1e-3 && (strong[x].x - old.x).magnitude < 1e-3)
      let rest = 1 - old.chroma * old.chroma / (0.32 * 0.32)
      let factor = 1 + rest * rest
      #expect((strong[x].y - old.y * factor).magnitude < 1e-3)
      #expect((strong[x].z - old.z * factor).magnitude < 1e-3)
    }
  }

  @Test("colours of rising chroma keep their order at saturation and vibrance 100")
  func noPosterization() async throws {
    for operation in ["saturation", "vibrance"] {
      for direction in [SIMD3<Double>(1, 0, -0.5), SIMD3(-0.6, 0.5, 0), SIMD3(-0.3, -0.2, 1)] {
        let colors = (0...60).map { SIMD3(repeating: 0.45) + direction * (Double($0) * 0.007) }
        for amount in [-80.0, 100] {
          let result = try await oklab([operation: ["amount": .number(amount)]], of: colors)
          for (a, b) in zip(result, result.dropFirst()) {
            #expect(b.chroma > a.chroma - 1e-4, "\(operation) \(amount) \(direction)")
          }
        }
      }
    }
  }

  @Test("vibrance favours weak colours and protects skin")
  func vibrance() async throws {
    let skin = SIMD3(0.80, 0.62, 0.52)
    let teal = SIMD3(0.50, 0.62, 0.62)
    let strongBlue = SIMD3(0.10, 0.25, 0.75)
    let colors = [skin, teal, strongBlue]
    let before = colors.map { TestPictures.oklab($0).chroma }
    let after = try await oklab(["vibrance": ["amount": .number(100)]], of: colors).map(\.chroma)
    let growth = zip(after, before).map { $0 / $1 }
    #expect(growth[1] > 1.4)
    #expect(growth[0] < 1.25 && growth[2] < 1.25 && growth[0] >= 1 && growth[2] >= 0.99)
  }

  @Test("each colour's saturation −100 empties that colour and leaves those across the ring")
  func hslSaturation() async throws {
    // One photo-like colour of each band: CIELAB hues 30, 62, 92, 135, 200, 265, 318, 350.
    let colors: [SIMD3<Double>] = [
      SIMD3(0.70, 0.40, 0.38), SIMD3(0.72, 0.50, 0.30), SIMD3(0.68, 0.60, 0.30),
      SIMD3(0.35, 0.58, 0.33), SIMD3(0.30, 0.60, 0.62), SIMD3(0.35, 0.52, 0.75),
      SIMD3(0.58, 0.42, 0.70), SIMD3(0.70, 0.38, 0.56),
    ]
    let before = colors.map { TestPictures.oklab($0) }
    for (index, band) in ColorBand.allCases.enumerated() {
      let after = try await oklab(["hsl": ["\(band)_saturation": .number(-100)]], of: colors)
      #expect(after[index].chroma < 0.3 * before[index].chroma, "\(band)")
      for offset in 2...6 {
        let other = (index + offset) % 8
        #expect(
          (after[other].chroma / before[other].chroma - 1).magnitude < 0.02,
          "\(band) on \(ColorBand.allCases[other])")
      }
    }
  }

  @Test("all eight colours alike act as one: weights sum to 1")
  func hslWeightsSumToOne() async throws {
    let colors = Self.muted.map { ($0 - SIMD3(repeating: 0.5)) * 3 + SIMD3(repeating: 0.5) }
    var values: ParameterValues = [:]
    for band in ColorBand.allCases { values["\(band)_hue"] = .number(50) }
    let before = colors.map { TestPictures.oklab($0) }
    let after = try await oklab(["hsl": values], of: colors)
    for (old, new) in zip(before, after) {
      // Turned by 15°, the same chroma, but for what fades near grey.
      let cosine = (old.y * new.y + old.z * new.z) / (old.chroma * new.chroma)
      let sine = (old.y * new.z - old.z * new.y) / (old.chroma * new.chroma)
      #expect((cosine - 0.9659).magnitude < 0.006 && (sine - 0.2588).magnitude < 0.02)
      #expect((new.chroma / old.chroma - 1).magnitude < 0.01)
    }
  }

  @Test("luminance moves light and keeps the order of one colour's tones")
  func hslLuminance() async throws {
    let sky = (1...20).map { SIMD3(0.6, 0.8, 1.05) * (Double($0) / 22) }
    let before = sky.map { TestPictures.oklab($0).x }
    for amount in [-100.0, 100] {
      let after = try await oklab(["hsl": ["blue_luminance": .number(amount)]], of: sky).map(\.x)
      for (a, b) in zip(after, after.dropFirst()) { #expect(b > a) }
      #expect((after[12] - before[12]) * amount > 6, "visible")
    }
  }

  @Test("greys are untouched by saturation, vibrance, HSL and its like")
  func greysStay() async throws {
    let greys = (0...20).map { SIMD3(repeating: Double($0) / 20) }
    var adjustments: Adjustments = [
      "saturation": ["amount": .number(100)], "vibrance": ["amount": .number(100)], "hsl": [:],
    ]
    for band in ColorBand.allCases {
      for kind in ["hue", "saturation", "luminance"] {
        adjustments["hsl"]?["\(band)_\(kind)"] = .number(100)
      }
    }
    let before = greys.map { TestPictures.oklab($0) }
    let after = try await oklab(adjustments, of: greys)
    for (old, new) in zip(before, after) {
      #expect(new.chroma < 1e-3 && (new.x - old.x).magnitude < 1e-3)
    }
  }

  @Test("black and white has no colour and follows its mix")
  func blackAndWhite() async throws {
    let colors = [SIMD3(0.35, 0.52, 0.75), SIMD3(0.72, 0.50, 0.30)]
    let plain = try await oklab(["black_and_white": ["enabled": .flag(true)]], of: colors)
    let mixed = try await oklab(
      ["black_and_white": ["enabled": .flag(true), "blue": .number(-100), "orange": .number(100)]],
      of: colors)
    let off = try await oklab(["black_and_white": ["blue": .number(-100)]], of: colors)
    for x in 0..<2 {
      #expect(plain[x].chroma < 1e-3 && mixed[x].chroma < 1e-3)
      #expect((off[x].x - TestPictures.oklab(colors[x]).x).magnitude < 1e-3)
    }
    #expect(mixed[0].x < plain[0].x - 0.08 && mixed[1].x > plain[1].x + 0.04)
  }

  @Test("color grading tints each range towards its wheel's hue and leaves black and white")
  func colorGrading() async throws {
    let greys = [0, 0.12, 0.45, 0.85, 1].map { SIMD3(repeating: $0) }
    let tint: ParameterValues = [
      "shadow_hue": .number(240), "shadow_saturation": .number(60),
      "highlight_hue": .number(40), "highlight_saturation": .number(60),
    ]
    let result = try await oklab(["color_grading": tint], of: greys)
    #expect(result[0].chroma < 2e-3 && result[4].chroma < 2e-3)
    #expect(result[1].z < -0.02, "blue shadows")
    #expect(result[3].z > 0.02 && result[3].y > 0, "orange highlights")
    let global = try await oklab(
      ["color_grading": ["global_hue": .number(120), "global_saturation": .number(100)]],
      of: [greys[2]])
    #expect(global[0].y < -0.05 && global[0].z > 0.03, "green")
  }

  @Test("color grading's luminance keeps the order of tones at any setting")
  func gradingOrder() async throws {
    let greys = (0...60).map { SIMD3(repeating: Double($0) / 60) }
    for signs in 0..<16 {
      var values: ParameterValues = ["blending": .number(signs % 2 == 0 ? 0 : 100)]
      for (bit, range) in ["shadow", "midtone", "highlight", "global"].enumerated() {
        values["\(range)_luminance"] = .number(signs >> bit & 1 == 0 ? -100 : 100)
      }
      let result = try await oklab(["color_grading": values], of: greys).map(\.x)
      for (a, b) in zip(result, result.dropFirst()) { #expect(b > a - 1e-4, "\(values)") }
    }
  }
}

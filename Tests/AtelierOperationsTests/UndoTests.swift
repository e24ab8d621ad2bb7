import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

/// Settings that a picture carries are taken off before anything else is done.
@Suite("Taking settings off")
struct UndoTests {
  /// Random settings of every operation that can be undone, gentle enough that little is clipped.
  private static func settings(seed: UInt64) -> Adjustments {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func number(_ range: ClosedRange<Double>) -> ParameterValue {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return .number(
        range.lowerBound + Double(state >> 40) / Double(1 << 24)
          * (range.upperBound - range.lowerBound))
    }
    var result: Adjustments = [
      "white_balance": ["temperature": number(-20...20), "tint": number(-15...15)],
      "exposure": ["stops": number(-0.7...0.7)],
      "process_2003": [
        "exposure": number(-1...0), "brightness": number(-20...30), "contrast": number(-15...15),
        "fill_light": number(0...10),
      ],
      "contrast": ["amount": number(-30...30)],
      "parametric_curve": [
        "shadows": number(-30...30), "darks": number(-30...30), "lights": number(-30...30),
        "highlights": number(-30...30),
      ],
      "tone_curve": [
        "master": .curve([CurvePoint(0, 0), CurvePoint(0.4, 0.45), CurvePoint(1, 1)]),
        "blue": .curve([CurvePoint(0, 0.02), CurvePoint(0.5, 0.48), CurvePoint(1, 0.97)]),
      ],
      "vibrance": ["amount": number(-40...40)],
      "saturation": ["amount": number(-40...25)],
      "hsl": [
        "red_hue": number(-20...20), "green_saturation": number(-30...20),
        "blue_luminance": number(-20...20),
      ],
    ]
    // Half of them each time.
    for name in result.keys.sorted() {
      if case .number(let coin) = number(0...1), coin < 0.5 { result[name] = nil }
    }
    return result
  }

  /// Muted colours and greys, away from the ends of the range.
  private static let picture = TestPictures.colors(
    [0.12, 0.2, 0.3, 0.45, 0.6, 0.75, 0.85].flatMap { v in
      [SIMD3(0, 0, 0), SIMD3(0.05, 0, -0.05), SIMD3(-0.05, 0.03, 0), SIMD3(0, -0.04, 0.06)].map {
        SIMD3(repeating: v) + v * $0 * 2
      }
    })

  /// A render in 16 bit codes, as a picture.
  private static func rendered(_ recipe: Recipe, of picture: Picture) async throws -> Picture {
    let prepared = try await TestPictures.engine.prepare(
      picture, undoing: recipe.alreadyApplied, jobs: 1)
    let sink = SampleCollector(depth: .sixteen, stripHeight: picture.size.height)
    try await TestPictures.engine.render(recipe, of: prepared, in: .rec2020, to: sink, jobs: 1)
    return Picture(size: picture.size, samples: .sixteen(sink.words), colorSpace: .rec2020)
  }

  private static func values(_ picture: Picture) -> [Int] {
    if case .sixteen(let values) = picture.samples { values.map { Int($0) } } else { [] }
  }

  @Test("settings put on and taken off give the picture back within a code", arguments: 1...24)
  func comesBack(seed: Int) async throws {
    let adjustments = Self.settings(seed: UInt64(seed))
    let original = try await Self.rendered(Recipe(), of: Self.picture)
    let edited = try await Self.rendered(Recipe(adjustments: adjustments), of: Self.picture)
    let back = try await Self.rendered(Recipe(alreadyApplied: adjustments), of: edited)
    let (codes, wanted, found) = (Self.values(edited), Self.values(original), Self.values(back))
    try #require(wanted.count == found.count && wanted.count == codes.count)
    for x in stride(from: 0, to: wanted.count, by: 3) {
      // A clipped pixel has no way back.
      guard (x..<(x + 3)).allSatisfy({ (300...65200).contains(codes[$0]) }) else { continue }
      for channel in x..<(x + 3) {
        #expect(
          (wanted[channel] - found[channel]).magnitude <= 257,
          "\(adjustments) at \(x): \(wanted[channel]) became \(found[channel])")
      }
    }
  }

  @Test("the same settings again change nothing, even those that cannot be taken off")
  func sameAgain() async throws {
    let adjustments: Adjustments = [
      "process_2003": ["brightness": .number(40), "contrast": .number(20)],
      "clarity": ["amount": .number(30)], "highlights": ["amount": .number(-40)],
    ]
    let before = Self.values(try await Self.rendered(Recipe(), of: Self.picture))
    let after = Self.values(
      try await Self.rendered(
        Recipe(adjustments: adjustments, alreadyApplied: adjustments), of: Self.picture))
    for (a, b) in zip(before, after) { #expect((a - b).magnitude <= 128) }
  }

  @Test("of amounts that cannot be taken off the difference is rendered")
  func difference() async throws {
    let picture = TestPictures.scene(width: 48, height: 24)
    let difference = try await Self.rendered(
      Recipe(adjustments: ["highlights": ["amount": .number(-30)]]), of: picture)
    let rest = try await Self.rendered(
      Recipe(
        adjustments: ["highlights": ["amount": .number(-70)]],
        alreadyApplied: ["highlights": ["amount": .number(-40)]]), of: picture)
    #expect(Self.values(rest) == Self.values(difference))
  }

  @Test("what cannot be taken off and what may have been clipped is said")
  func report() async throws {
    let picture = TestPictures.colors([SIMD3(1, 1, 1), SIMD3(0.5, 0.5, 0.5)])
    let prepared = try await TestPictures.engine.prepare(
      picture,
      undoing: [
        "process_2003": ["exposure": .number(1)], "grain": ["amount": .number(20)],
        "clarity": ["amount": .number(0)], "black_and_white": ["enabled": .flag(true)],
      ], jobs: 1)
    let report = try #require(prepared.undoing)
    #expect(report.left.contains("grain") && !report.left.contains("clarity"))
    #expect(report.remaining["grain"] == ["amount": .number(20)])
    #expect(report.estimatedShare == 0.5)
    let nothing = try await TestPictures.engine.prepare(picture, jobs: 1)
    #expect(nothing.undoing == nil)
  }

  @Test("Kelvin that a picture carries tell its light")
  func light() async throws {
    let picture = TestPictures.greys([0.5])
    func render(_ kelvin: Double) async throws -> [Int] {
      Self.values(
        try await Self.rendered(
          Recipe(
            adjustments: ["white_balance": ["kelvin": .number(kelvin)]],
            alreadyApplied: ["white_balance": ["kelvin": .number(5000)]]), of: picture))
    }
    let (same, warmer) = (try await render(5000), try await render(7000))
    #expect((same[0] - same[2]).magnitude <= 2)
    #expect(warmer[0] > warmer[2] + 2000)
  }
}

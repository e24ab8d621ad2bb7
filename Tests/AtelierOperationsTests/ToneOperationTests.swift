import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Tone operations")
struct ToneOperationTests {
  /// Encoded results of one operation's amount on a grey.
  private func tone(_ operation: String, _ amount: Double, _ greys: [Double]) async throws
    -> [Double]
  {
    TestPictures.brightness(
      try await TestPictures.render(
        [operation: ["amount": .number(amount)]], of: TestPictures.greys(greys)))
  }

  @Test("whites move white and leave the middle")
  func whites() async throws {
    let up = try await tone("whites", 100, [0.2, 0.4613, 0.9])
    #expect((up[0] - 0.2).magnitude < 1e-3)
    #expect((up[1] - 0.4613).magnitude < 0.008, "less than 1 L*")
    #expect(up[2] > 0.985)
    let down = try await tone("whites", -100, [0.4613, 1])
    #expect((down[0] - 0.4613).magnitude < 0.008)
    #expect((down[1] - 0.9).magnitude < 2e-3)
  }

  @Test("blacks move black and leave the middle")
  func blacks() async throws {
    let up = try await tone("blacks", 100, [0, 0.4613])
    #expect((up[0] - 0.06).magnitude < 2e-3)
    #expect((up[1] - 0.4613).magnitude < 0.008)
    let down = try await tone("blacks", -100, [0, 0.07, 0.2, 0.4613])
    #expect(down[0] < 1e-3 && down[1] < 0.012)
    #expect(down[2] > 0.14 && down[2] < 0.19)
    #expect((down[3] - 0.4613).magnitude < 0.008)
  }

  @Test("the parametric curve keeps black and white and moves each range its way")
  func parametricCurve() async throws {
    for (index, range) in ["shadows", "darks", "lights", "highlights"].enumerated() {
      let middle = 0.125 + 0.25 * Double(index)
      let opposite = index < 2 ? 0.9 : 0.1
      let result = TestPictures.brightness(
        try await TestPictures.render(
          ["parametric_curve": [range: .number(100)]],
          of: TestPictures.greys([0, middle, opposite, 1])))
      #expect(result[0] < 1e-4 && result[3] > 0.9999)
      #expect(result[1] > middle + 0.02)
      #expect((result[2] - opposite).magnitude < 0.005, "\(range) at \(opposite)")
    }
  }

  @Test(
    "the parametric curve rises at any setting and split",
    arguments: [[25.0, 50, 75], [50, 25, 50], [10, 75, 90], [50, 75, 50], [10, 25, 90]])
  func parametricCurveRises(_ splits: [Double]) async throws {
    let picture = TestPictures.greys((0...200).map { Double($0) / 200 }, rows: 1)
    for signs in 0..<16 {
      var values: ParameterValues = [
        "shadow_split": .number(splits[0]), "midtone_split": .number(splits[1]),
        "highlight_split": .number(splits[2]),
      ]
      for (bit, range) in ["shadows", "darks", "lights", "highlights"].enumerated() {
        values[range] = .number(signs >> bit & 1 == 0 ? -100 : 100)
      }
      let result = TestPictures.brightness(
        try await TestPictures.render(["parametric_curve": values], of: picture))
      for (a, b) in zip(result, result.dropFirst()) { #expect(b > a, "\(values) at \(a)") }
    }
  }

  @Test("a tone curve passes through its nodes, for all channels and for one")
  func toneCurve() async throws {
    let nodes: [CurvePoint] = [CurvePoint(0, 0.05), CurvePoint(0.4, 0.5), CurvePoint(1, 0.95)]
    let picture = TestPictures.greys([0, 0.4, 1])
    let master = TestPictures.brightness(
      try await TestPictures.render(["tone_curve": ["master": .curve(nodes)]], of: picture))
    for (value, node) in zip(master, nodes) { #expect((value - node.y).magnitude < 2e-3) }
    // In Rec. 2020 the channel is the one that the curve names.
    let green = try await TestPictures.render(
      ["tone_curve": ["green": .curve(nodes)]], of: picture, in: .rec2020)
    for (x, node) in nodes.enumerated() {
      let value = TransferCurve.sRGB.encode(Double(green.green[x]))
      #expect((value - node.y).magnitude < 3e-3)
      #expect((TransferCurve.sRGB.encode(Double(green.red[x])) - node.x).magnitude < 2e-3)
    }
  }

  @Test("highlights leave patches below L* 40, recover bright ones and keep black")
  func highlights() async throws {
    let patches = stride(from: 0.0, through: 100, by: 5).map { $0 }
    let greys = patches.map { TestPictures.encoded(lightness: $0) }
    for amount in [-100.0, 100] {
      let result = try await regional("highlights", amount, greys)
      for (patch, value) in zip(patches, result) where patch <= 40 {
        #expect((value - patch).magnitude <= 1, "\(amount): L* \(patch) became \(value)")
      }
      if amount < 0 { #expect((76...80).contains(result[18]), "L* 90 became \(result[18])") }
      #expect(result[0] < 0.01)
    }
  }

  @Test("shadows leave patches above L* 60, open dark ones and keep black")
  func shadows() async throws {
    let patches = stride(from: 0.0, through: 100, by: 5).map { $0 }
    let greys = patches.map { TestPictures.encoded(lightness: $0) }
    for amount in [-100.0, 100] {
      let result = try await regional("shadows", amount, greys)
      for (patch, value) in zip(patches, result) where patch >= 60 {
        #expect((value - patch).magnitude <= 1, "\(amount): L* \(patch) became \(value)")
      }
      if amount > 0 { #expect((36...40).contains(result[4]), "L* 20 became \(result[4])") }
      #expect(result[0] < 0.01)
    }
  }

  @Test("highlights and shadows keep the order of patches, alone and together")
  func orderOfPatches() async throws {
    let patches = stride(from: 0.0, through: 100, by: 4).map { $0 }
    let picture = TestPictures.greys(
      patches.map { TestPictures.encoded(lightness: $0) }, columns: 24, rows: 8)
    for highlights in [-100.0, 0, 100] {
      for shadows in [-100.0, 0, 100] {
        let result = try await TestPictures.render(
          [
            "highlights": ["amount": .number(highlights)],
            "shadows": ["amount": .number(shadows)],
          ], of: picture)
        let values = TestPictures.brightness(result)
        let middles = patches.indices.map { values[24 * $0 + 12] }
        for (a, b) in zip(middles, middles.dropFirst()) {
          #expect(b > a - 1e-5, "\(highlights), \(shadows)")
        }
      }
    }
  }

  @Test("clarity doubles the contrast of fine structure and halves it")
  func clarity() async throws {
    // Thin stripes half-way up the axis: all detail, no neighbourhood.
    let stripes = (0..<240).map { $0 % 4 < 2 ? 0.52 : 0.48 }
    func contrast(_ amount: Double) async throws -> Double {
      let values = TestPictures.brightness(
        try await TestPictures.render(
          ["clarity": ["amount": .number(amount)]], of: TestPictures.greys(stripes, rows: 40)))
      return values[120..<124].reduce(0) { max($0, $1) }
        - values[120..<124].reduce(1) { min($0, $1) }
    }
    let before = try await contrast(0)
    let strong = try await contrast(100)
    let soft = try await contrast(-100)
    #expect(strong / before > 1.7 && strong / before < 2.2, "\(strong / before)")
    #expect(soft / before > 0.4 && soft / before < 0.65, "\(soft / before)")
  }

  @Test("a step edge shows a halo of at most 2 L*", arguments: ["highlights", "shadows"])
  func halo(_ operation: String) async throws {
    for (low, high) in [(25.0, 75.0), (10, 90), (30, 95)] {
      let greys = (0..<400).map { TestPictures.encoded(lightness: $0 < 200 ? low : high) }
      let picture = TestPictures.greys(greys, rows: 60)
      for amount in [-100.0, 100] {
        let result = TestPictures.brightness(
          try await TestPictures.render([operation: ["amount": .number(amount)]], of: picture)
        ).map(TestPictures.lightness)
        for (side, level) in [(0..<200, result[2]), (200..<400, result[397])] {
          for value in result[side] { #expect((value - level).magnitude <= 2, "\(low), \(high)") }
        }
      }
    }
  }

  /// L* of wide patches after an operation.
  private func regional(_ operation: String, _ amount: Double, _ greys: [Double]) async throws
    -> [Double]
  {
    let width = 24
    let result = TestPictures.brightness(
      try await TestPictures.render(
        [operation: ["amount": .number(amount)]],
        of: TestPictures.greys(greys, columns: width, rows: 8)))
    return greys.indices.map { TestPictures.lightness(result[width * $0 + width / 2]) }
  }
}

import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Tables of colours")
struct LookupTableTests {
  /// Colours on and between the entries of small tables.
  static let colors: [SIMD3<Double>] = (0..<60).map { (index: Int) -> SIMD3<Double> in
    let red = Double(index * 7 % 13) / 12
    let green = Double(index * 5 % 11) / 10
    let blue = Double(index * 3 % 17) / 16
    return SIMD3(red, green, blue)
  }

  /// The table of a side that says every colour itself.
  private static func identity(side: Int) -> ColorTable? {
    var entries: [SIMD3<Float>] = []
    let top = Float(side - 1)
    for blue in 0..<side {
      for green in 0..<side {
        for red in 0..<side { entries.append(SIMD3(Float(red), Float(green), Float(blue)) / top) }
      }
    }
    return ColorTable(shape: .cube(side: side), entries: entries)
  }

  private func render(
    _ table: ColorTable, amount: Double = 100, of colors: [SIMD3<Double>] = Self.colors
  ) async throws -> [SIMD3<Double>] {
    let result = try await TestPictures.render(
      ["lookup_table": ["table": .table(table), "amount": .number(amount)]],
      of: TestPictures.colors(colors))
    let toTable = RGBColorSpace.working.matrix(to: .sRGB)
    return colors.indices.map { x in
      let linear =
        toTable * SIMD3(Double(result.red[x]), Double(result.green[x]), Double(result.blue[x]))
      return SIMD3(
        TransferCurve.sRGB.encode(linear.x), TransferCurve.sRGB.encode(linear.y),
        TransferCurve.sRGB.encode(linear.z))
    }
  }

  private func expect(
    _ found: [SIMD3<Double>], _ wanted: [SIMD3<Double>], within tolerance: Double = 2e-4
  ) {
    for (index, (a, b)) in zip(found, wanted).enumerated() {
      let difference = a - b
      #expect(
        (difference * difference).sum().squareRoot() < tolerance, "\(index): \(a) for \(b)")
    }
  }

  /// A table with values of no order.
  private static func random(side: Int, seed: UInt64) -> ColorTable? {
    var state = seed
    func next() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 0.1 + 0.8 * Float(state >> 40) / Float(1 << 24)
    }
    return ColorTable(
      shape: .cube(side: side),
      entries: (0..<(side * side * side)).map { _ in SIMD3(next(), next(), next()) })
  }

  /// The definition: from the corner at the bottom of a cell along its edges, the largest rest first.
  private static func reference(
    _ table: ColorTable, _ color: SIMD3<Double>
  ) -> SIMD3<Double> {
    let side = table.shape.side
    let steps = [1, side, side * side]
    var index = 0
    var rests: [(rest: Double, step: Int)] = []
    for channel in 0..<3 {
      let place = color[channel] * Double(side - 1)
      let cell = min(Int(place), side - 2)
      index += cell * steps[channel]
      rests.append((place - Double(cell), steps[channel]))
    }
    var result = SIMD3<Double>(table.entries[index])
    for (rest, step) in rests.sorted(by: { $0.rest > $1.rest }) {
      let here = SIMD3<Double>(table.entries[index])
      index += step
      result += rest * (SIMD3<Double>(table.entries[index]) - here)
    }
    return result
  }

  @Test("cubes are interpolated along tetrahedra", arguments: [2, 3, 9, 17])
  func tetrahedra(side: Int) async throws {
    let table = try #require(Self.random(side: side, seed: UInt64(side)))
    let found = try await render(table)
    expect(found, Self.colors.map { Self.reference(table, $0) })
  }

  @Test("a table that says every colour itself changes none")
  func identity() async throws {
    let table = try #require(Self.identity(side: 5))
    let found = try await render(table)
    expect(found, Self.colors)
  }

  @Test("curves bend each channel for itself, and the domain's ends hold beyond it")
  func curves() async throws {
    let table = try #require(
      ColorTable(
        shape: .curves(count: 3), domainMin: [0, 0.25, 0], domainMax: [1, 0.75, 2],
        entries: [[0, 0.2, 1], [0.8, 0.5, 0], [1, 0.9, 0.6]]))
    let wanted = Self.colors.map { (color: SIMD3<Double>) -> SIMD3<Double> in
      let red: Double = color.x < 0.5 ? 1.6 * color.x : 0.8 + 0.4 * (color.x - 0.5)
      let low: Double = 0.2 + 1.2 * max(0, color.y - 0.25)
      let high: Double = 0.5 + 1.6 * min(0.25, color.y - 0.5)
      return SIMD3(red, color.y < 0.5 ? low : high, 1 - color.z)
    }
    let found = try await render(table)
    expect(found, wanted)
  }

  @Test("the amount mixes encoded values")
  func amount() async throws {
    let table = try #require(Self.random(side: 4, seed: 9))
    let whole = try await render(table)
    let part = try await render(table, amount: 60)
    var wanted: [SIMD3<Double>] = []
    for (before, after) in zip(Self.colors, whole) {
      wanted.append(before + 0.6 * (after - before))
    }
    expect(part, wanted)
    let none = try await render(table, amount: 0)
    expect(none, Self.colors)
  }

  @Test("colours beyond sRGB are taken as its nearest")
  func beyond() async throws {
    let table = try #require(Self.identity(side: 2))
    let green = Picture(
      size: PixelSize(width: 1, height: 1), samples: .sixteen([0, 65535, 0]),
      colorSpace: .displayP3)
    let result = try await TestPictures.render(
      ["lookup_table": ["table": .table(table)]], of: green, in: .rec2020)
    let linear =
      RGBColorSpace.working.matrix(to: .sRGB)
      * SIMD3(Double(result.red[0]), Double(result.green[0]), Double(result.blue[0]))
    #expect(linear.x.magnitude < 1e-4 && (linear.y - 1).magnitude < 1e-4)
    #expect(linear.z.magnitude < 1e-4)
  }
}

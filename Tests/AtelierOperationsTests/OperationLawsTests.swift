import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

/// What holds for every operation of the catalog.
@Suite("Laws of operations")
struct OperationLawsTests {
  static let descriptions = OperationCatalog.builtIn.descriptions
  static let pixelOperations = descriptions.filter { $0.stage != .geometry }.map(\.name)
  static let toneOperations = OperationCatalog.builtIn.operations.filter {
    $0 is any ToneOperation.Type || $0 is any RegionalOperation.Type
  }.map { $0.describe.name }

  /// Every parameter alone at its ends, then all together: lowest, highest, by turns.
  static func extremes(of name: String) -> [ParameterValues] {
    guard let operation = descriptions.first(where: { $0.name == name }) else { return [] }
    let ends = operation.parameters.map { parameter -> (String, [ParameterValue]) in
      switch parameter.kind {
      case .scalar(let range, _):
        (parameter.name, [.number(range.lowerBound), .number(range.upperBound)])
      case .integer(let range):
        (parameter.name, [.number(Double(range.lowerBound)), .number(Double(range.upperBound))])
      case .flag: (parameter.name, [.flag(true), .flag(true)])
      case .choice(let names):
        (parameter.name, [.choice(names[0]), .choice(names[names.count - 1])])
      case .curve:
        (
          parameter.name,
          [
            .curve([CurvePoint(0, 0), CurvePoint(0.1, 0.7), CurvePoint(1, 0.8)]),
            .curve([CurvePoint(0.2, 0), CurvePoint(0.6, 0.1), CurvePoint(0.7, 1)]),
          ]
        )
      case .rows(let columns, _):
        (
          parameter.name,
          [.rows([columns.map(\.range.lowerBound)]), .rows([columns.map(\.range.upperBound)])]
        )
      case .table: (parameter.name, [.table(Self.inverse), .table(Self.steep)])
      case .numbers(let count, let range):
        (
          parameter.name,
          [
            .numbers(Array(repeating: range.lowerBound, count: count)),
            .numbers(Array(repeating: range.upperBound, count: count)),
          ]
        )
      }
    }
    var settings = ends.flatMap { name, values in values.map { [name: $0] } }
    for choose in [{ _ in 0 }, { _ in 1 }, { $0 % 2 }, { 1 - $0 % 2 }] as [(Int) -> Int] {
      settings.append(
        Dictionary(
          uniqueKeysWithValues: ends.enumerated().map { ($1.0, $1.1[choose($0)]) }))
    }
    return settings
  }

  /// The table of negatives.
  static let inverse: ColorTable? = {
    var entries: [SIMD3<Float>] = []
    for blue in 0...1 {
      for green in 0...1 {
        for red in 0...1 {
          entries.append(SIMD3(Float(1 - red), Float(1 - green), Float(1 - blue)))
        }
      }
    }
    return ColorTable(shape: .cube(side: 2), entries: entries)
  }()

  /// Curves that leave 0…1 far behind, over a part of the axis.
  static let steep = ColorTable(
    shape: .curves(count: 3), domainMin: [0.2, -1, 0], domainMax: [0.3, 3, 1],
    entries: [[-4, 0, 9], [0.5, 5, -2], [7, 1, 0.5]])

  @Test("defaults change nothing", arguments: pixelOperations)
  func defaultsChangeNothing(_ name: String) async throws {
    let picture = TestPictures.scene(width: 40, height: 12)
    let before = try await TestPictures.render([:], of: picture)
    let after = try await TestPictures.render([name: [:]], of: picture)
    #expect(before.red == after.red && before.green == after.green && before.blue == after.blue)
  }

  @Test("range ends give finite pixels in gamut on any input", arguments: pixelOperations)
  func extremesAreFinite(_ name: String) async throws {
    let raw = SourceLight(isRaw: true, kelvin: 4200, tint: 12)
    let prepared = try await TestPictures.engine.prepare(TestPictures.nasty, light: raw, jobs: 1)
    for values in Self.extremes(of: name) {
      let result = try await TestPictures.engine.renderPlanar(
        Recipe(adjustments: [name: values]), of: prepared, in: .rec2020, jobs: 1)
      let isFinite = [result.red, result.green, result.blue].allSatisfy { plane in
        plane.allSatisfy { $0.isFinite && $0 >= -1e-4 && $0 <= 1 + 1e-4 }
      }
      #expect(isFinite, "\(name) \(values)")
    }
  }

  @Test("neutral greys stay neutral under tone operations", arguments: toneOperations)
  func neutralStaysNeutral(_ name: String) async throws {
    let picture = TestPictures.greys((0...40).map { Double($0) / 40 })
    for values in Self.extremes(of: name) {
      let values = Self.withoutTints(values)
      let result = try await TestPictures.render([name: values], of: picture)
      for x in 0..<picture.size.width {
        let spread =
          max(result.red[x], result.green[x], result.blue[x])
          - min(result.red[x], result.green[x], result.blue[x])
        #expect(spread < 2e-3, "\(name) \(values) at \(x)")
      }
    }
  }

  @Test("tone operations keep the order of tones", arguments: toneOperations)
  func orderIsKept(_ name: String) async throws {
    let picture = TestPictures.greys((0...80).map { Double($0) / 80 })
    for values in Self.extremes(of: name) {
      // Colours that a single channel's curve brings out of sRGB lose the brightness of that channel.
      for (values, space) in [(values, RGBColorSpace.working), (Self.withoutTints(values), .sRGB)] {
        let result = TestPictures.brightness(
          try await TestPictures.render([name: values], of: picture, in: space))
        for (a, b) in zip(result, result.dropFirst()) {
          #expect(b >= a - 1e-4, "\(name) \(values) in \(space.name): \(a) before \(b)")
        }
      }
    }
  }

  /// Without curves of single channels, which tint by intent.
  static func withoutTints(_ values: ParameterValues) -> ParameterValues {
    values.filter { !["red", "green", "blue"].contains($0.key) }
  }

  @Test("tone operations together keep the order of tones", arguments: [1, 2, 3, 4, 5, 6])
  func orderIsKeptTogether(seed: Int) async throws {
    let picture = TestPictures.greys((0...80).map { Double($0) / 80 })
    var state = UInt64(seed)
    for _ in 0..<6 {
      var adjustments: Adjustments = [:]
      for name in ["contrast", "whites", "blacks", "highlights", "shadows", "clarity"] {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        adjustments[name] = ["amount": .number((state >> 40) & 1 == 0 ? -100 : 100)]
      }
      let result = TestPictures.brightness(try await TestPictures.render(adjustments, of: picture))
      for (a, b) in zip(result, result.dropFirst()) { #expect(b >= a - 1e-4, "\(adjustments)") }
    }
  }

  @Test("strips of any height on any number of threads give the same bytes")
  func stripsAgree() async throws {
    let picture = TestPictures.scene(width: 67, height: 41)
    let prepared = try await TestPictures.engine.prepare(picture, jobs: 1)
    var adjustments: Adjustments = [:]
    for name in Self.pixelOperations { adjustments[name] = Self.extremes(of: name).last }
    // Colour would hide behind black and white.
    adjustments["black_and_white"] = nil
    var results: [[UInt16]] = []
    for (height, jobs) in [(41, 1), (7, 2), (1, 3)] {
      let sink = SampleCollector(depth: .sixteen, stripHeight: height)
      try await TestPictures.engine.render(
        Recipe(adjustments: adjustments), of: prepared, in: .sRGB, to: sink, jobs: jobs)
      results.append(sink.words)
    }
    #expect(results[0].count == 3 * picture.size.pixelCount)
    #expect(Set(results[0]).count > 50, "the render shows something")
    #expect(results[0] == results[1] && results[1] == results[2])
  }

  @Test("no two operations share a place")
  func placesAreUnique() {
    let places = Self.descriptions.map { "\($0.stage) \($0.order)" }
    #expect(Set(places).count == places.count)
    #expect(Set(Self.descriptions.map(\.name)).count == Self.descriptions.count)
  }

  @Test("operations and parameters say what they mean in both languages", arguments: descriptions)
  func meanings(_ operation: OperationDescription) {
    for meaning in [operation.meaning] + operation.parameters.map(\.meaning) {
      #expect(meaning[.en]?.isEmpty == false && meaning[.zh]?.isEmpty == false)
      #expect(meaning[.zh]?.unicodeScalars.contains { $0.value > 0x3000 } == true)
    }
  }

  @Test("Lightroom keys and parameter names are unique and defaults are valid")
  func keysAreUnique() throws {
    let parameters = Self.descriptions.flatMap(\.parameters)
    let global = parameters.compactMap(\.lightroom)
    #expect(Set(global).count == global.count)
    let local = parameters.compactMap { parameter -> String? in
      if case .added(let key, _) = parameter.local { key } else { nil }
    }
    #expect(Set(local).count == local.count)
    for operation in Self.descriptions {
      #expect(Set(operation.parameters.map(\.name)).count == operation.parameters.count)
      for parameter in operation.parameters {
        _ = try parameter.validated(parameter.defaultValue, path: parameter.name)
      }
    }
  }
}

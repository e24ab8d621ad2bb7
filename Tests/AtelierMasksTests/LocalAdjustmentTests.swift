import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Local adjustments")
struct LocalAdjustmentTests {
  private static let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)
  private static let size = PixelSize(width: 96, height: 64)

  /// Greys and colours of all brightnesses.
  private static let picture: Picture = {
    var samples: [UInt16] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let light = 65535 * x / (size.width - 1)
        let pixel = y % 4 == 0 ? [light, light, light] : [light, light * y / 80, 65535 - light]
        samples += pixel.map { UInt16($0) }
      }
    }
    return Picture(size: size, samples: .sixteen(samples))
  }()

  private func render(_ json: String) async throws -> [Float] {
    let recipe = try Recipe(
      json: try JSONValue(parsing: Array(json.utf8)), catalog: Self.engine.catalog)
    let prepared = try await Self.engine.prepare(Self.picture, jobs: 1)
    let result = try await Self.engine.renderPlanar(recipe, of: prepared, in: .sRGB, jobs: 1)
    return result.red + result.green + result.blue
  }

  private func difference(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).map { light, other in
      abs(light.squareRoot() - other.squareRoot())
    }.max() ?? .infinity
  }

  private func local(_ mask: String, _ adjustments: String, amount: Double = 1) -> String {
    #"{"mask": \#(mask), "amount": \#(amount), "adjustments": \#(adjustments)}"#
  }

  private let everything = #"{"kind": "rectangle", "box": [0, 0, 1, 1]}"#

  @Test(
    "a mask over everything is the global setting",
    arguments: [
      #"{"exposure": {"stops": 1.3}}"#, #"{"saturation": {"amount": -40}}"#,
      #"{"highlights": {"amount": -70}}"#, #"{"shadows": {"amount": 60}}"#,
      #"{"contrast": {"amount": 45}}"#, #"{"white_balance": {"temperature": 30, "tint": -12}}"#,
      #"{"vibrance": {"amount": 55}}"#, #"{"clarity": {"amount": 40}}"#,
      #"{"tone_curve": {"master": [[0, 0], [0.4, 0.6], [1, 1]]}}"#,
      #"{"hsl": {"blue_hue": 40, "red_saturation": -60}}"#,
    ])
  func coversAll(_ adjustments: String) async throws {
    let global = try await render(#"{"version": 1, "adjustments": \#(adjustments)}"#)
    let masked = try await render(
      #"{"version": 1, "local": [\#(local(everything, adjustments))]}"#)
    #expect(difference(global, masked) < 0.5 / 255, "\(adjustments)")
  }

  @Test("half an amount is half of the setting, and masks add up")
  func adds() async throws {
    let exposure = #"{"exposure": {"stops": 1}}"#
    let whole = try await render(#"{"version": 1, "adjustments": \#(exposure)}"#)
    let halves = (0..<2).map { _ in local(everything, exposure, amount: 0.5) }
    #expect(
      difference(
        whole, try await render(#"{"version": 1, "local": [\#(halves.joined(separator: ","))]}"#))
        < 0.5 / 255)
  }

  @Test("a mask and its opposite leave the picture as it was")
  func cancels() async throws {
    let box = #"{"kind": "radial_gradient", "center": [0.5, 0.5], "radii": [0.4, 0.4]}"#
    let untouched = try await render(#"{"version": 1}"#)
    let both = [
      local(box, #"{"exposure": {"stops": 1.5}, "highlights": {"amount": 50}}"#),
      local(box, #"{"exposure": {"stops": -1.5}, "highlights": {"amount": -50}}"#),
    ]
    let result = try await render(
      #"{"version": 1, "local": [\#(both.joined(separator: ","))]}"#)
    #expect(difference(untouched, result) < 0.5 / 255)
  }

  @Test(
    "groups add, subtract and intersect",
    arguments: [
      ("add", 1, [true, true, true]), ("subtract", 1, [true, false, false]),
      ("intersect", 1, [false, true, false]), ("intersect", 0, [true, true, false]),
    ] as [(String, Double, [Bool])])
  func groups(_ combination: String, _ amount: Double, _ expected: [Bool]) async throws {
    // Left two thirds, then right two thirds.
    let group = """
      {"kind": "group", "components": [
        {"kind": "rectangle", "box": [0, 0, 0.667, 1], "feather": 0},
        {"kind": "rectangle", "box": [0.333, 0, 1, 1], "feather": 0,
         "combine": "\(combination)", "amount": \(amount)}]}
      """
    let exposure = #"{"exposure": {"stops": 1}}"#
    let untouched = try await render(#"{"version": 1}"#)
    let result = try await render(#"{"version": 1, "local": [\#(local(group, exposure))]}"#)
    for (third, isChanged) in expected.enumerated() {
      // A grey row, in the middle of each third.
      let x = 4 * Self.size.width + third * 32 + 16
      #expect((abs(result[x] - untouched[x]) > 0.01) == isChanged, "third \(third)")
    }
  }

  @Test("a group that is inverted covers what it left")
  func invertedGroup() async throws {
    let part = #"{"kind": "rectangle", "box": [0, 0, 0.5, 1], "feather": 0}"#
    let exposure = #"{"exposure": {"stops": 1}}"#
    let group = #"{"kind": "group", "inverted": true, "components": [\#(part)]}"#
    let inverted =
      #"{"kind": "rectangle", "box": [0, 0, 0.5, 1], "feather": 0, "inverted": true}"#
    let a = try await render(#"{"version": 1, "local": [\#(local(group, exposure))]}"#)
    let b = try await render(#"{"version": 1, "local": [\#(local(inverted, exposure))]}"#)
    #expect(difference(a, b) == 0)
  }

  @Test("coverage between levels stays within a code of the setting itself")
  func betweenLevels() async throws {
    for (adjustments, at) in [
      (#"{"white_balance": {"temperature": 60}}"#, #"{"white_balance": {"temperature": 22.2}}"#),
      (#"{"vibrance": {"amount": 80}}"#, #"{"vibrance": {"amount": 29.6}}"#),
      (#"{"contrast": {"amount": -60}}"#, #"{"contrast": {"amount": -22.2}}"#),
      (#"{"exposure": {"stops": 3}}"#, #"{"exposure": {"stops": 1.11}}"#),
    ] {
      let masked = try await render(
        #"{"version": 1, "local": [\#(local(everything, adjustments, amount: 0.37))]}"#)
      let global = try await render(#"{"version": 1, "adjustments": \#(at)}"#)
      #expect(difference(masked, global) < 1.0 / 255, "\(adjustments)")
    }
  }
}

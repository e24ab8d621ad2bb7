import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Tone of process versions 2003 and 2010")
struct ProcessTone2003Tests {
  /// The linear light that encoded greys become.
  private func light(_ values: ParameterValues, of greys: [Double]) async throws -> [Double] {
    let result = try await TestPictures.render(
      ["process_2003": values], of: TestPictures.greys(greys))
    return greys.indices.map { Double(result.green[$0]) }
  }

  @Test("exposure +1 doubles light and clips it at white")
  func exposure() async throws {
    let greys = [0.1, 0.3, 0.5, 0.7, 0.8, 1]
    let found = try await light(["exposure": .number(1)], of: greys)
    for (grey, found) in zip(greys, found) {
      let wanted = min(1, 2 * TransferCurve.sRGB.decode(grey))
      #expect((found - wanted).magnitude < 1e-3, "\(grey)")
    }
  }

  @Test("negative exposure scales dark light and keeps white")
  func negativeExposure() async throws {
    let found = try await light(["exposure": .number(-2)], of: [0.2, 0.5, 1])
    #expect((found[0] - TransferCurve.sRGB.decode(0.2) / 4).magnitude < 1e-4)
    #expect((found[1] - TransferCurve.sRGB.decode(0.5) / 4).magnitude < 1e-4)
    #expect((found[2] - 1).magnitude < 1e-4)
  }

  @Test("blacks 50 takes light of 0.05 to black and keeps white")
  func blacks() async throws {
    let linear = [0.02, 0.2, 0.5, 1]
    let found = try await light(
      ["blacks": .number(50)], of: linear.map { TransferCurve.sRGB.encode($0) })
    let wanted = [0, 0.15 / 0.95, 0.45 / 0.95, 1]
    for (found, wanted) in zip(found, wanted) { #expect((found - wanted).magnitude < 1e-3) }
  }

  @Test("full recovery brings what exposure clipped back below white, order kept")
  func recovery() async throws {
    let greys = [0.5, 0.7, 0.8, 0.9, 0.97]
    let clipped = try await light(["exposure": .number(1.5)], of: greys)
    let found = try await light(
      ["exposure": .number(1.5), "highlight_recovery": .number(100)], of: greys)
    #expect(clipped[2] == clipped[4])
    for (a, b) in zip(found, found.dropFirst()) { #expect(b > a + 0.01) }
    #expect(found[4] < 1)
  }

  @Test("brightness, contrast and fill light keep black and white; contrast keeps the middle")
  func ends() async throws {
    for values: ParameterValues in [
      ["brightness": .number(80)], ["brightness": .number(-80)], ["contrast": .number(100)],
      ["contrast": .number(-50)], ["fill_light": .number(100)],
    ] {
      let found = try await light(values, of: [0, 0.5, 1])
      #expect(found[0].magnitude < 1e-4 && (found[2] - 1).magnitude < 1e-3, "\(values)")
      if values["contrast"] != nil {
        #expect((found[1] - TransferCurve.sRGB.decode(0.5)).magnitude < 1e-3)
      }
    }
  }

  @Test("brightness 50, contrast 25 and medium contrast come near the default curve of the DNG SDK")
  func defaultCurve() async throws {
    // Linear light and what the curve makes of it, read from dng_tone_curve_acr3_default.
    let wanted = [
      (16.0 / 1024, 0.01485), (32.0 / 1024, 0.04002), (64.0 / 1024, 0.10433),
      (128.0 / 1024, 0.25961), (256.0 / 1024, 0.52069), (512.0 / 1024, 0.80486),
    ]
    let curve = zip([0.0, 32, 64, 128, 192, 255], [0.0, 22, 56, 128, 196, 255]).map {
      CurvePoint($0 / 255, $1 / 255)
    }
    let picture = TestPictures.greys(wanted.map { TransferCurve.sRGB.encode($0.0) })
    let result = try await TestPictures.render(
      [
        "process_2003": ["brightness": .number(50), "contrast": .number(25)],
        "tone_curve": ["master": .curve(curve)],
      ], of: picture)
    for (x, pair) in wanted.enumerated() {
      let codes =
        255
        * (TransferCurve.sRGB.encode(Double(result.green[x]))
          - TransferCurve.sRGB.encode(pair.1))
      #expect(codes.magnitude < 4, "\(pair.0): \(codes)")
    }
  }
}

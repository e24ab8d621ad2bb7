import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("White balance")
struct WhiteBalanceTests {
  /// A grey's linear Rec. 2020 after a white balance.
  private func grey(
    _ values: ParameterValues, light: SourceLight = SourceLight()
  ) async throws -> [Double] {
    let result = try await TestPictures.render(
      ["white_balance": values], of: TestPictures.greys([0.5]), light: light, in: .rec2020)
    return [result.red[0], result.green[0], result.blue[0]].map { Double($0) }
  }

  @Test("positive temperature is warmer, positive tint more magenta; grey keeps its luminance")
  func directions() async throws {
    let neutral = try await grey([:])
    let weights = RGBColorSpace.working.luminanceWeights
    for amount in [-100.0, -30, 30, 100] {
      let warm = zip(try await grey(["temperature": .number(amount)]), neutral).map { $0 - $1 }
      #expect(warm[0] * amount > 0 && warm[2] * amount < 0)
      let magenta = zip(try await grey(["tint": .number(amount)]), neutral).map { $0 - $1 }
      #expect(magenta[1] * amount < 0 && magenta[0] * amount > 0 && magenta[2] * amount > 0)
      for change in [warm, magenta] {
        let luminance = (0..<3).map { change[$0] * weights[$0] }.reduce(0, +)
        #expect(luminance.magnitude < 1e-4)
      }
    }
  }

  @Test("temperature 100 takes a light 100 mired cooler for white")
  func mired() async throws {
    // Bradford in double precision, from 12,222 K to 5,500 K; whites of black bodies integrated from
    // Planck's law with the colour matching functions of Wyman et al. 2013.
    func white(_ u: Double, _ v: Double) -> SIMD3<Double> {
      let (x, y) = (3 * u / (2 * u - 8 * v + 4), 2 * v / (2 * u - 8 * v + 4))
      return SIMD3(x / y, 1, (1 - x - y) / y)
    }
    let space = RGBColorSpace.working
    let change = RGBColorSpace.adaptation(
      from: white(0.187776, 0.287313), to: white(0.206713, 0.318412))
    let lit = (space.toXYZ.inverse ?? .identity) * change * (space.toXYZ * SIMD3(1, 1, 1))
    let wanted = lit / (lit * space.luminanceWeights).sum()
    let neutral = try await grey([:])
    let found = try await grey(["temperature": .number(100)])
    for channel in 0..<3 {
      let factor = found[channel] / neutral[channel]
      #expect((factor - wanted[channel]).magnitude < 5e-3, "\(factor) \(wanted)")
    }
  }

  @Test("kelvin acts on RAW alone, and the light it was shot in changes nothing")
  func kelvin() async throws {
    let raw = SourceLight(isRaw: true, kelvin: 4200, tint: 12)
    let neutral = try await grey([:], light: raw)
    let same = try await grey(["kelvin": .number(4200), "kelvin_tint": .number(12)], light: raw)
    for channel in 0..<3 { #expect((same[channel] - neutral[channel]).magnitude < 1e-5) }
    let warmer = try await grey(["kelvin": .number(8000), "kelvin_tint": .number(12)], light: raw)
    #expect(warmer[0] > neutral[0] && warmer[2] < neutral[2])
    let magenta = try await grey(["kelvin": .number(4200), "kelvin_tint": .number(40)], light: raw)
    #expect(magenta[1] < neutral[1])
    let rendered = try await grey(["kelvin": .number(8000)])
    #expect(rendered == neutral)
  }
}

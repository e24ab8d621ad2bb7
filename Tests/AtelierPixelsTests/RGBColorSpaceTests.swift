import AtelierPixels
import Testing

@Suite("Colour spaces")
struct RGBColorSpaceTests {
  @Test("transfer curves are inverted", arguments: [RGBColorSpace.sRGB, .adobeRGB, .rec2020])
  func transferCurvesInvert(_ space: RGBColorSpace) {
    for code in 0...255 {
      let encoded = Double(code) / 255
      let back = space.transfer.encode(space.transfer.decode(encoded))
      #expect((back - encoded).magnitude < 1e-9, "\(space.name) at \(code)")
    }
  }

  @Test("white is white in every space", arguments: [RGBColorSpace.sRGB, .displayP3, .adobeRGB])
  func whiteStaysWhite(_ space: RGBColorSpace) {
    let white = space.matrix(to: .working) * SIMD3(1, 1, 1)
    for channel in 0..<3 { #expect((white[channel] - 1).magnitude < 1e-3) }
  }

  @Test("a matrix times its inverse is the identity")
  func inverseOfMatrix() throws {
    let matrix = RGBColorSpace.sRGB.toXYZ
    let product = matrix * (try #require(matrix.inverse))
    for index in 0..<9 {
      #expect((product.elements[index] - Matrix3.identity.elements[index]).magnitude < 1e-12)
    }
  }

  @Test("temperature and tint of a light are found again", arguments: [2400.0, 3200, 5500, 9000])
  func temperatureInverts(kelvin: Double) throws {
    for tint in [-40.0, 0, 25] {
      let found = try #require(
        WhitePoint.temperature(of: WhitePoint.xyz(kelvin: kelvin, tint: tint)))
      #expect((found.kelvin / kelvin - 1).magnitude < 0.01)
      #expect((found.tint - tint).magnitude < 1)
    }
  }
}

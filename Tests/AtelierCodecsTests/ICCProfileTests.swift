import AtelierPixels
import Testing

@testable import AtelierCodecs

@Suite("ICC profiles")
struct ICCProfileTests {
  static let spaces: [RGBColorSpace] = [.sRGB, .displayP3, .adobeRGB, .rec2020, .working]

  @Test("a written profile is read as the same space", arguments: spaces)
  func readsItsOwn(_ space: RGBColorSpace) throws {
    let profile = try #require(ICCProfile(ICCProfile.bytes(for: space)))
    #expect(profile.device == .rgb)
    let read = try #require(profile.space)
    for (a, b) in zip(read.toXYZ.elements, space.toXYZ.elements) {
      #expect((a - b).magnitude < 0.0001)
    }
    #expect(read.transfer.isClose(to: space.transfer, within: 0.0001))
  }

  @Test("Little CMS reads written profiles as our matrices and curves", arguments: spaces)
  func agreesWithLittleCMS(_ space: RGBColorSpace) throws {
    // Colours inside every gamut concerned, so that nothing is clipped.
    let colors: [Double] = [
      0, 0, 0, 1, 1, 1, 0.5, 0.5, 0.5, 0.6, 0.4, 0.3, 0.3, 0.5, 0.4, 0.35, 0.3, 0.6, 0.1, 0.1, 0.12,
    ]
    let pixels = DecodedPixels(
      size: PixelSize(width: colors.count / 3, height: 1),
      samples: Fixtures.samples(colors, .sixteen), model: .rgb)
    let converted = try ColorConversion.convert(
      pixels, profile: ICCProfile.bytes(for: space), source: "test", format: .tiff, threads: 1)
    let matrix = space.matrix(to: .rec2020)
    for pixel in 0..<colors.count / 3 {
      let linear = SIMD3(
        space.transfer.decode(colors[3 * pixel]), space.transfer.decode(colors[3 * pixel + 1]),
        space.transfer.decode(colors[3 * pixel + 2]))
      let expected = matrix * linear
      for channel in 0..<3 {
        let value = RGBColorSpace.rec2020.transfer.encode(expected[channel])
        #expect((Double(converted.samples[3 * pixel + channel]) - value).magnitude < 0.002)
      }
    }
  }

  @Test("curves of every parametric kind are read")
  func readsParametricCurves() throws {
    let general = TransferCurve.parametric(
      g: 2.2, a: 0.9, b: 0.1, c: 0.2, d: 0.05, e: 0.004, f: 0.002)
    let space = try #require(
      RGBColorSpace(name: "test", toXYZ: RGBColorSpace.sRGB.toXYZ, transfer: general))
    let read = try #require(ICCProfile(ICCProfile.bytes(for: space))?.space)
    #expect(read.transfer.isClose(to: general, within: 0.0001))
    let table = TransferCurve.table((0...1023).map { Float($0 * $0) / (1023 * 1023) })
    let sampled = try #require(
      RGBColorSpace(name: "test", toXYZ: RGBColorSpace.sRGB.toXYZ, transfer: table))
    let again = try #require(ICCProfile(ICCProfile.bytes(for: sampled))?.space)
    #expect(again.transfer.isClose(to: .gamma(2), within: 0.001))
  }

  @Test("damaged profiles are refused, not read wrongly or crashed on")
  func survivesDamage() {
    let profile = ICCProfile.bytes(for: .sRGB)
    for length in 0..<profile.count {
      _ = ICCProfile(Array(profile[..<length]))
    }
    for index in profile.indices {
      var damaged = profile
      damaged[index] ^= 0xFF
      _ = ICCProfile(damaged)
    }
    #expect(ICCProfile([]) == nil)
    #expect(ICCProfile(Array(profile[..<200])) == nil)
  }

  @Test("a picture with a damaged profile is taken as sRGB, and says so")
  func reportsDamage() throws {
    var options = EncodeOptions()
    options.profile = [UInt8](repeating: 7, count: 300)
    let file = try Fixtures.encode(Fixtures.picture(16, 16), .jpeg, options: options)
    let decoded = try Fixtures.read(file.bytes)
    #expect(decoded.picture.colorSpace == .sRGB)
    #expect(decoded.notes == ["The ICC profile is damaged and was ignored."])
    #expect(decoded.sourceProfile == nil)
  }

  @Test("the profile can be kept byte for byte")
  func keepsProfile() throws {
    let profile = ICCProfile.bytes(for: .adobeRGB)
    var options = EncodeOptions()
    options.profile = profile
    for format in [PictureFormat.jpeg, .png, .tiff, .webp] {
      let file = try Fixtures.encode(Fixtures.picture(16, 16), format, options: options)
      let decoded = try Fixtures.read(file.bytes)
      #expect(decoded.sourceProfile == profile)
      #expect(decoded.picture.colorSpace == .adobeRGB)
    }
  }
}

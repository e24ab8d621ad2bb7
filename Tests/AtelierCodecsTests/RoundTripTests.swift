import AtelierPixels
import Testing

@testable import AtelierCodecs

@Suite("Writing and reading again")
struct RoundTripTests {
  static let lossless: [PictureFormat] = [.png, .tiff]
  static let lossy: [PictureFormat] = [.jpeg, .webp, .heic, .avif, .jpegXL]

  @Test("lossless formats keep every value", arguments: lossless, [SampleDepth.eight, .sixteen])
  func keepsValues(_ format: PictureFormat, _ depth: SampleDepth) throws {
    for (width, height) in [(1, 1), (37, 23), (300, 200)] {
      for alpha in [false, true] {
        let picture = Fixtures.picture(
          width, height, depth: depth, alpha: alpha, space: .displayP3)
        let file = try Fixtures.encode(picture, format)
        let decoded = try Fixtures.read(file.bytes)
        #expect(decoded.format == format)
        #expect(decoded.picture.samples == picture.samples)
        #expect(decoded.picture.alpha == picture.alpha)
        #expect(decoded.picture.colorSpace == .displayP3)
        #expect(decoded.notes.isEmpty)
      }
    }
  }

  @Test("lossy formats stay near and keep the colour space", arguments: lossy)
  func staysNear(_ format: PictureFormat) throws {
    let picture = Fixtures.picture(96, 80, space: .displayP3)
    let file = try Fixtures.encode(picture, format)
    let decoded = try Fixtures.read(file.bytes)
    #expect(decoded.format == format)
    #expect(decoded.picture.colorSpace == .displayP3)
    #expect(Fixtures.difference(decoded.picture.samples, picture.samples) < 0.06)
    #expect(decoded.notes.isEmpty)
  }

  @Test("16 bit stays more than 8 bit", arguments: [PictureFormat.heic, .avif, .jpegXL])
  func keepsDepth(_ format: PictureFormat) throws {
    let picture = Fixtures.picture(96, 80, depth: .sixteen)
    let decoded = try Fixtures.read(try Fixtures.encode(picture, format).bytes)
    #expect(decoded.picture.depth == .sixteen)
    #expect(Fixtures.difference(decoded.picture.samples, picture.samples) < 0.06)
    guard case .sixteen(let values) = decoded.picture.samples else { return }
    #expect(values.contains { $0 % 257 != 0 })
  }

  @Test("alpha survives where the format has it", arguments: [PictureFormat.webp, .avif, .jpegXL])
  func keepsAlpha(_ format: PictureFormat) throws {
    let picture = Fixtures.picture(64, 48, alpha: true)
    let decoded = try Fixtures.read(try Fixtures.encode(picture, format).bytes)
    let alpha = try #require(decoded.picture.alpha)
    #expect(Fixtures.difference(alpha, try #require(picture.alpha)) < 0.03)
  }

  @Test("JPEG lays transparency on white and says so")
  func flattens() throws {
    let size = PixelSize(width: 32, height: 32)
    let clear = Picture(
      size: size, samples: .eight([UInt8](repeating: 0, count: 3 * 1024)),
      alpha: .eight([UInt8](repeating: 0, count: 1024)))
    let file = try Fixtures.encode(clear, .jpeg)
    #expect(file.notes == ["JPEG has no transparency; the picture lies on white."])
    let decoded = try Fixtures.read(file.bytes)
    #expect(decoded.picture.samples == .eight([UInt8](repeating: 255, count: 3 * 1024)))
  }

  @Test("sides beyond the format are refused before any work")
  func refusesLargeSides() {
    for (format, side) in [(PictureFormat.jpeg, 65_501), (.webp, 16_384)] {
      #expect(throws: CodecError.self) {
        try PictureEncoder(size: PixelSize(width: side, height: 1), format: format)
      }
    }
    #expect(throws: CodecError.self) {
      try PictureEncoder(size: PixelSize(width: 1, height: 1), format: .raw)
    }
  }

  @Test("the summary agrees with the decoded picture", arguments: lossless + lossy)
  func summarizes(_ format: PictureFormat) throws {
    var options = EncodeOptions()
    options.metadata.exif = Fixtures.exif()
    let file = try Fixtures.encode(Fixtures.picture(40, 30), format, options: options)
    let summary = try PictureReader.probe(.bytes(file.bytes, name: "test"))
    #expect(summary.format == format)
    #expect(summary.size == PixelSize(width: 40, height: 30))
    #expect(summary.depth == .eight)
  }
}

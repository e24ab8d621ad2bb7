import AtelierPixels
import Testing

@testable import AtelierCodecs

@Suite("Orientation")
struct OrientationTests {
  /// Where EXIF says that the stored pixel (x, y) of a w × h picture is shown.
  private func shown(_ o: Orientation, _ x: Int, _ y: Int, _ w: Int, _ h: Int) -> (Int, Int) {
    switch o {
    case .upright: (x, y)
    case .mirrored: (w - 1 - x, y)
    case .turnedHalf: (w - 1 - x, h - 1 - y)
    case .mirroredVertically: (x, h - 1 - y)
    case .transposed: (y, x)
    case .quarterClockwise: (h - 1 - y, x)
    case .transversed: (h - 1 - y, w - 1 - x)
    case .quarterCounterclockwise: (y, w - 1 - x)
    }
  }

  @Test("every stored pixel comes to its place", arguments: Orientation.allCases)
  func placesPixels(_ orientation: Orientation) throws {
    let picture = Fixtures.picture(150, 97, alpha: true)
    let turned = DecodedPixels(
      size: picture.size, samples: picture.samples, alpha: picture.alpha, model: .rgb
    ).turned(orientation)
    #expect(turned.size == orientation.uprightSize(of: picture.size))
    let alpha = try #require(turned.alpha)
    let stored = try #require(picture.alpha)
    for y in 0..<97 {
      for x in 0..<150 {
        let (u, v) = shown(orientation, x, y, 150, 97)
        let (to, from) = (v * turned.size.width + u, y * 150 + x)
        #expect(turned.samples[3 * to + 2] == picture.samples[3 * from + 2])
        #expect(alpha[to] == stored[from])
      }
    }
  }

  @Test(
    "a tagged file decodes upright, and is written with orientation 1",
    arguments: Orientation.allCases, [PictureFormat.jpeg, .png, .webp, .tiff])
  func decodesUpright(_ orientation: Orientation, _ format: PictureFormat) throws {
    let picture = Fixtures.picture(50, 34)
    let plain = try Fixtures.read(try Fixtures.encode(picture, format).bytes)
    let bytes = try tagged(picture, format, orientation)
    let decoded = try Fixtures.read(bytes)
    let expected = DecodedPixels(
      size: picture.size, samples: plain.picture.samples, model: .rgb
    ).turned(orientation)
    #expect(decoded.picture.size == expected.size)
    #expect(decoded.picture.samples == expected.samples)
    #expect(try PictureReader.probe(.bytes(bytes, name: "test")).size == expected.size)

    var options = EncodeOptions()
    options.metadata = decoded.metadata
    let again = try Fixtures.read(
      try Fixtures.encode(decoded.picture, format, options: options).bytes)
    #expect(again.picture.size == expected.size)
    let block = try #require(again.metadata.exif.flatMap(ExifBlock.init))
    #expect(block.orientation == .upright)
  }

  /// A file whose pixels are stored as they are, with an orientation tag.
  private func tagged(
    _ picture: Picture, _ format: PictureFormat, _ orientation: Orientation
  ) throws -> [UInt8] {
    var options = EncodeOptions()
    options.metadata.exif = Fixtures.exif()
    var bytes = try Fixtures.encode(picture, format, options: options).bytes
    // The tag's entry, little-endian: 274, SHORT, one value.
    let entry: [UInt8] = [0x12, 1, 3, 0, 1, 0, 0, 0]
    let starts = bytes.indices.dropLast(9).filter { bytes[$0..<$0 + 8].elementsEqual(entry) }
    #expect(starts.count == 1)
    for start in starts { bytes[start + 8] = UInt8(orientation.rawValue) }
    return format == .png ? PNGRepair.checksums(bytes) : bytes
  }
}

/// Sets right the checksums of PNG chunks after an edit.
enum PNGRepair {
  static func checksums(_ bytes: [UInt8]) -> [UInt8] {
    var fixed = bytes
    var position = 8
    while position + 12 <= bytes.count {
      let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = position + 8 + length
      guard end + 4 <= bytes.count else { break }
      fixed.replaceSubrange(
        end..<end + 4, with: bigEndian(crc(bytes[position + 4..<end])))
      position = end + 4
    }
    return fixed
  }

  private static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
        value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
      }
    }
  }
}

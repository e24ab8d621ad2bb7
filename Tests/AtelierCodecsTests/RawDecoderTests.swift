import AtelierPixels
import Foundation
import Testing

@testable import AtelierCodecs

@Suite("Camera RAW")
struct RawDecoderTests {
  static let dng = Fixtures.photos.map { $0 + "/raw/shared_backlit_minus1.5ev.dng" }

  /// A little-endian DNG of an RGGB mosaic with black 0 and white 4095.
  private func mosaic(
    _ width: Int, _ height: Int, orientation: Int = 1, value: (Int, Int) -> Int
  ) -> [UInt8] {
    var builder = TIFFBuilder(isBigEndian: false)
    var values: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { values += bigEndian(UInt16(value(x, y))).reversed() }
    }
    func rationals(_ numbers: [Double]) -> [UInt8] {
      numbers.flatMap {
        builder.number(Int32(($0 * 10_000).rounded())) + builder.number(Int32(10_000))
      }
    }
    builder.setLong(.imageWidth, [width])
    builder.setLong(.imageLength, [height])
    builder.setShort(.bitsPerSample, [16])
    builder.setShort(.compression, [1])
    builder.setShort(.photometric, [32_803])
    builder.setBytes(.make, type: 2, Array("Maker\0".utf8))
    builder.setBytes(.model, type: 2, Array("Mosaic\0".utf8))
    builder.setShort(.orientation, [orientation])
    builder.setShort(.samplesPerPixel, [1])
    builder.setLong(.rowsPerStrip, [height])
    builder.setLong(.stripByteCounts, [values.count])
    builder.setLong(.stripOffsets, [8])
    builder.setShort(.planarConfiguration, [1])
    builder.setBytes(.dngVersion, type: 1, [1, 4, 0, 0])
    builder.main += [
      TIFFEntry(
        tag: 33_421, type: 3, count: 2, bytes: builder.number(UInt16(2)) + builder.number(UInt16(2))
      ),
      TIFFEntry(tag: 33_422, type: 1, count: 4, bytes: [0, 1, 1, 2]),
      TIFFEntry(tag: 50_714, type: 3, count: 1, bytes: builder.number(UInt16(0))),
      TIFFEntry(tag: 50_717, type: 3, count: 1, bytes: builder.number(UInt16(4095))),
      // ColorMatrix1: XYZ (D65) to the camera's colours; here those of linear sRGB.
      TIFFEntry(
        tag: 50_721, type: 10, count: 9,
        bytes: rationals([
          3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570,
        ])),
      TIFFEntry(tag: 50_728, type: 5, count: 3, bytes: rationals([0.5, 1, 0.8])),
      TIFFEntry(tag: 50_778, type: 3, count: 1, bytes: builder.number(UInt16(21))),
    ]
    return builder.header(directoryAt: 8 + values.count) + values
      + builder.directories(at: 8 + values.count)
  }

  private func neutral(_ x: Int, _ y: Int, level: Double) -> Int {
    let isRed = x % 2 == 0 && y % 2 == 0
    let isBlue = x % 2 == 1 && y % 2 == 1
    return Int(level * 4095 * (isRed ? 0.5 : isBlue ? 0.8 : 1))
  }

  /// The middle pixel as linear Rec. 2020.
  private func middle(_ decoded: DecodedPicture) -> SIMD3<Double> {
    let picture = decoded.picture
    let at = 3 * (picture.size.height / 2 * picture.size.width + picture.size.width / 2)
    let color = SIMD3(
      Double(picture.samples[at]), Double(picture.samples[at + 1]),
      Double(picture.samples[at + 2]))
    return picture.colorSpace.matrix(to: .working) * color
  }

  @Test("grey under the as-shot light is neutral and keeps its level")
  func balances() throws {
    let decoded = try Fixtures.read(mosaic(64, 48) { neutral($0, $1, level: 0.25) })
    #expect(decoded.format == .raw)
    #expect(decoded.picture.depth == .sixteen)
    #expect(decoded.picture.colorSpace.transfer.isLinear)
    let color = middle(decoded)
    for channel in 0..<3 { #expect((color[channel] - 0.25).magnitude < 0.004) }
    let raw = try #require(decoded.raw)
    #expect((raw.asShotMultipliers - SIMD3(2, 1, 1.25)).max() < 0.01)
    #expect(raw.camera.contains("Mosaic"))
    #expect(raw.cameraToXYZ != nil)
  }

  @Test("a saturated sensor is white, not magenta")
  func blendsHighlights() throws {
    let color = middle(try Fixtures.read(mosaic(64, 48) { _, _ in 4095 }))
    #expect(color.min() >= 1)
    #expect(color.max() / color.min() < 1.05)
  }

  @Test("the camera's orientation is applied", arguments: [1, 3, 6, 8])
  func turns(_ orientation: Int) throws {
    let bytes = mosaic(64, 48, orientation: orientation) { x, y in
      neutral(x, y, level: x < 32 ? 0.1 : 0.4)
    }
    let decoded = try Fixtures.read(bytes)
    let size = decoded.picture.size
    #expect((size.width > size.height) == (orientation < 5))
    let summary = try PictureReader.probe(.bytes(bytes, name: "test"))
    #expect(summary.size == size)
    func level(_ x: Int, _ y: Int) -> Float {
      decoded.picture.samples[3 * (y * size.width + x) + 1]
    }
    let (first, last) =
      orientation < 5
      ? (level(8, size.height / 2), level(size.width - 9, size.height / 2))
      : (level(size.width / 2, 8), level(size.width / 2, size.height - 9))
    #expect((first < last) == (orientation == 1 || orientation == 6))
  }

  @Test("a plain TIFF file stays one, even under a RAW name")
  func readsPlainTIFF() throws {
    let bytes = try Fixtures.encode(Fixtures.picture(30, 20), .tiff).bytes
    let decoded = try Fixtures.read(bytes, name: "picture.dng")
    #expect(decoded.format == .tiff)
    #expect(!decoded.isRaw)
    #expect(decoded.notes == ["The name says camera RAW, the content is TIFF."])
  }

  @Test("a body that LibRaw does not know is named, with the way out")
  func namesUnknownBodies() throws {
    for bytes in [
      Array("FUJIFILMCCD-RAW 0201FF159501X-Unknown".utf8) + [UInt8](repeating: 0, count: 200),
      [0, 0, 0, 24] + Array("ftypcrx ".utf8) + [0, 0, 0, 1] + Array("crx isom".utf8)
        + [UInt8](repeating: 0, count: 300),
    ] {
      let error = #expect(throws: CodecError.self) { try Fixtures.read(bytes) }
      #expect(error?.description.contains("LibRaw") == true)
    }
  }

  @Test(
    "a truncated RAW file is an error", .enabled(if: dng != nil, "needs ../shared/photos"),
    arguments: [0.1, 0.5, 0.9])
  func refusesTruncated(_ part: Double) throws {
    // Its directory stands first, so that only sensor data are lost.
    let dng = try #require(Self.dng)
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: dng)))
    #expect(throws: CodecError.self) {
      try Fixtures.read(Array(bytes[..<Int(Double(bytes.count) * part)]))
    }
  }

  @Test("flipped bytes in the header never crash")
  func survivesFlips() throws {
    let bytes = mosaic(32, 32) { neutral($0, $1, level: 0.3) }
    var generator = SeededGenerator(state: 3)
    let directory = 8 + 2 * 32 * 32
    for _ in 0..<100 {
      var damaged = bytes
      let index =
        Bool.random(using: &generator)
        ? Int.random(in: 0..<8, using: &generator)
        : Int.random(in: directory..<bytes.count, using: &generator)
      damaged[index] = UInt8.random(in: 0...255, using: &generator)
      var options = ReadOptions()
      options.limits.maxPixels = 1_000_000
      if let decoded = try? PictureReader.read(.bytes(damaged, name: "test"), options: options) {
        #expect(decoded.picture.samples.count == 3 * decoded.picture.size.pixelCount)
      }
    }
  }

  @Test(
    "a developed photograph is near the one it was made from",
    .enabled(if: dng != nil, "needs ../shared/photos"))
  func resemblesReference() throws {
    let path = try #require(Self.dng)
    let decoded = try PictureReader.read(.path(path))
    let reference = try PictureReader.read(
      .path(path.replacingOccurrences(of: ".dng", with: ".reference.jpg")))
    #expect(decoded.picture.size == reference.picture.size)
    let matrix = decoded.picture.colorSpace.matrix(to: .sRGB)
    // Sums, because there is noise in every single pixel.
    var (rawSum, wantedSum, count) = (SIMD3<Double>(), SIMD3<Double>(), 0)
    for pixel in stride(from: 0, to: decoded.picture.size.pixelCount, by: 97) {
      let (raw, wanted) = (0..<3).reduce(into: (SIMD3<Double>(), SIMD3<Double>())) {
        $0.0[$1] = Double(decoded.picture.samples[3 * pixel + $1])
        $0.1[$1] = TransferCurve.sRGB.decode(Double(reference.picture.samples[3 * pixel + $1]))
      }
      guard wanted.min() > 0.1, wanted.max() < 0.7 else { continue }
      rawSum += matrix * raw
      wantedSum += wanted
      count += 1
    }
    let mean = rawSum / wantedSum
    #expect(count > 200)
    // The same factor for the three channels: colours are right.
    #expect(mean.max() / mean.min() < 1.06)
  }
}

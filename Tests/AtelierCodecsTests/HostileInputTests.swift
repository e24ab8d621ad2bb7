import AtelierPixels
import Foundation
import Testing

@testable import AtelierCodecs

@Suite("Hostile input")
struct HostileInputTests {
  static let formats = PictureFormat.allCases.filter(\.isWritable)

  private func file(_ format: PictureFormat) throws -> [UInt8] {
    var options = EncodeOptions()
    options.metadata = Fixtures.metadata()
    return try Fixtures.encode(Fixtures.picture(120, 90), format, options: options).bytes
  }

  @Test("a truncated file is an error, never half a picture", arguments: formats)
  func refusesTruncated(_ format: PictureFormat) throws {
    let bytes = try file(format)
    // Behind the pixels may come metadata or an end marker, whose loss costs no pixel.
    let pixelsEnd =
      switch format {
      case .jpeg: bytes.count - 2
      case .webp, .png: try #require(Self.endOfPixels(bytes, format))
      case .tiff: bytes.count
      default: bytes.count
      }
    for part in [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97] {
      let length = Int(Double(pixelsEnd) * part)
      #expect(throws: CodecError.self, "\(format) cut to \(length) of \(bytes.count)") {
        try Fixtures.read(Array(bytes[..<length]))
      }
    }
  }

  /// Where the compressed pixels of a file end.
  private static func endOfPixels(_ bytes: [UInt8], _ format: PictureFormat) -> Int? {
    let marker = format == .png ? Array("IEND".utf8) : Array("EXIF".utf8)
    return bytes.indices.first { bytes[$0...].starts(with: marker) }
  }

  @Test("flipped bytes give an error or a picture, never a crash", arguments: formats)
  func survivesFlips(_ format: PictureFormat) throws {
    let bytes = try file(format)
    var generator = SeededGenerator(state: 7)
    for _ in 0..<150 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        // Headers are worth more tries than pixels.
        let range = Bool.random(using: &generator) ? 0..<min(600, bytes.count) : bytes.indices
        damaged[Int.random(in: range, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      var limits = ReadOptions()
      limits.limits.maxPixels = 1_000_000
      if let decoded = try? PictureReader.read(.bytes(damaged, name: "test"), options: limits) {
        #expect(decoded.picture.samples.count == 3 * decoded.picture.size.pixelCount)
      }
    }
  }

  @Test("empty files, folders, missing files and text are told apart")
  func namesFindings() throws {
    try Fixtures.inFolder { folder in
      func message(_ source: PictureSource) -> String {
        do throws(CodecError) {
          _ = try PictureReader.read(source)
          return "read"
        } catch {
          return error.description
        }
      }
      try Fixtures.write([], to: folder + "/empty.jpg")
      #expect(message(.path(folder + "/empty.jpg")).contains("it is empty"))
      #expect(message(.path(folder)).contains("it is a folder"))
      #expect(message(.path(folder + "/none.jpg")).contains("No such file"))
      #expect(message(.bytes(Array("hello".utf8), name: "a")).contains("fit no known format"))
      #expect(message(.bytes([], name: "a")).contains("it is empty"))
    }
  }

  @Test("the content decides, not the name")
  func comparesNames() throws {
    try Fixtures.inFolder { folder in
      let path = folder + "/picture.jpg"
      try Fixtures.write(try file(.png), to: path)
      let decoded = try PictureReader.read(.path(path))
      #expect(decoded.format == .png)
      #expect(decoded.notes == ["The name says JPEG, the content is PNG."])
    }
  }

  @Test("a huge size in a header is refused before memory is taken")
  func refusesHugeHeaders() throws {
    var jpeg = try Fixtures.encode(Fixtures.picture(16, 16), .jpeg).bytes
    let frame = try #require(jpeg.indices.first { jpeg[$0...].starts(with: [0xFF, 0xC0, 0, 17]) })
    jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0x00, 0xFF, 0x00])
    var png = try Fixtures.encode(Fixtures.picture(16, 16), .png).bytes
    png.replaceSubrange(16..<24, with: bigEndian(UInt32(60_000)) + bigEndian(UInt32(60_000)))
    png = PNGRepair.checksums(png)
    for bytes in [jpeg, png] {
      let error = #expect(throws: CodecError.self) { try Fixtures.read(bytes) }
      #expect(error?.description.contains("megapixels are allowed") == true)
    }
    var small = ReadOptions()
    small.limits = DecodeLimits(maxPixels: 100, maxSide: 10, maxFileBytes: 1000)
    #expect(throws: CodecError.self) {
      try PictureReader.read(.bytes(try file(.jpeg), name: "test"), options: small)
    }
  }

  @Test("pictures of one pixel are pictures", arguments: formats)
  func readsOnePixel(_ format: PictureFormat) throws {
    // HEVC and AV1 encoders want more than one pixel; their decoders are not asked here.
    guard format != .heic, format != .avif else { return }
    let file = try Fixtures.encode(Fixtures.picture(1, 1), format)
    #expect(try Fixtures.read(file.bytes).picture.size == PixelSize(width: 1, height: 1))
  }

  @Test("a pipe is read to its end")
  func readsPipes() throws {
    try Fixtures.inFolder { folder in
      let path = folder + "/pipe"
      // SAFETY: the path is a C string for the call.
      let made = unsafe mkfifo(path, 0o600)
      #expect(made == 0)
      let bytes = try file(.png)
      let writer = Thread { try? Data(bytes).write(to: URL(fileURLWithPath: path)) }
      writer.start()
      #expect(try PictureReader.read(.path(path)).format == .png)
    }
  }
}

/// A small seeded generator: Vigna's SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

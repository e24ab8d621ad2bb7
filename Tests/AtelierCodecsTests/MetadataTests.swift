import AtelierPixels
import Foundation
import Testing

@testable import AtelierCodecs

@Suite("Metadata")
struct MetadataTests {
  static let writable = PictureFormat.allCases.filter(\.isWritable)

  private func file(
    _ format: PictureFormat, privacy: MetadataPrivacy = .keep
  ) throws -> EncodedPicture {
    var options = EncodeOptions()
    options.metadata = Fixtures.metadata(orientation: 6)
    options.privacy = privacy
    return try Fixtures.encode(Fixtures.picture(40, 30), format, options: options)
  }

  @Test("EXIF and XMP reach every format; IPTC reaches it or is named", arguments: writable)
  func carries(_ format: PictureFormat) throws {
    let encoded = try file(format)
    let decoded = try Fixtures.read(encoded.bytes)
    let exif = try #require(decoded.metadata.exif.flatMap(ExifBlock.init))
    #expect(exif.orientation == .upright)
    let xmp = String(decoding: try #require(decoded.metadata.xmp), as: UTF8.self)
    #expect(xmp.contains("Title of the test"))
    #expect(xmp.contains(#"tiff:Orientation="1""#))
    let hasIPTC = [.jpeg, .tiff, .png].contains(format)
    if hasIPTC { #expect(decoded.metadata.iptc == Fixtures.iptc) }
    #expect(encoded.notes.contains { $0.contains("IPTC") } == !hasIPTC)
  }

  @Test(
    "ExifTool finds what was carried",
    .enabled(if: Fixtures.hasExifTool, "needs exiftool"), arguments: writable)
  func exifToolAgrees(_ format: PictureFormat) throws {
    try Fixtures.inFolder { folder in
      let path = "\(folder)/a.\(format.extensions[0])"
      try AtomicFile(path: path, existing: .refuse).write(try file(format).chunks)
      let found = try Fixtures.exifTool(path)
      #expect(found["[EXIF]Make"] == "Maker")
      #expect(found["[EXIF]Model"] == "Model of the test")
      // Absent means upright: libheif leaves it out of AVIF files.
      #expect(found["[EXIF]Orientation", default: "1"] == "1")
      #expect(found["[EXIF]ExifImageWidth"] == "40")
      #expect(found["[EXIF]ExifImageHeight"] == "30")
      #expect(found["[EXIF]GPSLatitude"] == "48.8583333333333")
      #expect(found["[XMP]Title"] == "Title of the test")
      if [.jpeg, .tiff, .png].contains(format) { #expect(found["[IPTC]City"] == "Paris") }
      // A JPEG XL file keeps its profile inside the codestream, where ExifTool does not look.
      if format != .jpegXL { #expect(found["[ICC_Profile]ProfileDescription"] == "sRGB") }
      #expect(found.keys.contains { $0.contains("Warning") || $0.contains("Error") } == false)
    }
  }

  @Test("positions go, place names and the rest stay", arguments: writable)
  func stripsGPS(_ format: PictureFormat) throws {
    let encoded = try file(format, privacy: .stripGPS)
    let decoded = try Fixtures.read(encoded.bytes)
    let exif = try #require(decoded.metadata.exif)
    let parser = try #require(TIFFParser(exif))
    let first = try #require(parser.directory(at: parser.firstDirectory))
    #expect(first[.gpsDirectory] == nil)
    #expect(first[.make] != nil)
    let xmp = String(decoding: try #require(decoded.metadata.xmp), as: UTF8.self)
    #expect(!xmp.contains("GPS"))
    #expect(xmp.contains("Title of the test"))
    // Not even the numbers stay somewhere in the file.
    let degrees: [UInt8] = [48, 0, 0, 0, 1, 0, 0, 0, 51, 0, 0, 0]
    let bytes = encoded.bytes
    #expect(!bytes.indices.contains { bytes[$0...].starts(with: degrees) })
  }

  @Test("nothing but the profile stays when metadata are stripped", arguments: writable)
  func stripsAll(_ format: PictureFormat) throws {
    let encoded = try file(format, privacy: .stripAll)
    let decoded = try Fixtures.read(encoded.bytes)
    #expect(decoded.metadata.xmp == nil)
    #expect(decoded.metadata.iptc == nil)
    #expect(decoded.picture.colorSpace == .sRGB)
    let text = String(decoding: encoded.bytes, as: UTF8.self)
    #expect(!text.contains("Model of the test"))
    #expect(encoded.notes.isEmpty)
  }

  @Test("EXIF of both byte orders is edited where it stands", arguments: [false, true])
  func editsExif(_ isBigEndian: Bool) throws {
    let bytes = Fixtures.exif(orientation: 8, bigEndian: isBigEndian)
    var block = try #require(ExifBlock(bytes))
    #expect(block.orientation == .quarterCounterclockwise)
    block.describe(size: PixelSize(width: 640, height: 480))
    #expect(block.bytes.count == bytes.count)
    let parser = try #require(TIFFParser(block.bytes))
    let first = try #require(parser.directory(at: parser.firstDirectory))
    let link = try #require(first[.exifDirectory])
    let place = try #require(parser.numbers(of: link).first)
    let exif = try #require(parser.directory(at: place))
    let width = try #require(exif[.pixelXDimension])
    let height = try #require(exif[.pixelYDimension])
    #expect(parser.numbers(of: width) == [640])
    #expect(parser.numbers(of: height) == [480])
  }

  @Test("the embedded thumbnail goes, and with it its bytes")
  func dropsThumbnail() throws {
    let main = Fixtures.exif()
    var second = TIFFBuilder(isBigEndian: false)
    let at = main.count + main.count % 2
    // A directory of two fields takes 30 bytes.
    second.setLong(.jpegInterchangeFormat, [at + 30])
    second.setLong(.jpegInterchangeFormatLength, [500])
    var bytes = main + [UInt8](repeating: 0, count: main.count % 2) + second.directories(at: at)
    bytes += [UInt8](repeating: 0xAB, count: 500)
    let parser = try #require(TIFFParser(main))
    let first = try #require(parser.directory(at: 8))
    let link = 8 + 2 + 12 * first.fields.count
    bytes.replaceSubrange(link..<link + 4, with: bigEndian(UInt32(at)).reversed())
    var block = try #require(ExifBlock(bytes))
    block.describe(size: PixelSize(width: 1, height: 1))
    #expect(!block.bytes.contains(0xAB))
    #expect(TIFFParser(block.bytes)?.directory(at: 8)?.next == 0)
    #expect(block.bytes.count < bytes.count)
  }

  @Test("an EXIF block without entries is nothing to speak of", arguments: [false, true])
  func emptyExif(_ isBigEndian: Bool) throws {
    let mark: [UInt8] = isBigEndian ? [0x4D, 0x4D, 0, 42] : [0x49, 0x49, 42, 0]
    let eight: [UInt8] = isBigEndian ? [0, 0, 0, 8] : [8, 0, 0, 0]
    for block in [mark + eight + [0, 0, 0, 0, 0, 0], mark + [0, 0, 0, 0]] {
      #expect(ExifBlock.isEmpty(block))
      var options = EncodeOptions()
      options.metadata.exif = block
      let file = try Fixtures.encode(Fixtures.picture(16, 16), .jpeg, options: options)
      #expect(file.notes.isEmpty)
      #expect(try Fixtures.read(file.bytes).metadata.exif == nil)
    }
  }

  @Test("an EXIF block whose directory cannot be read is left out by name")
  func brokenExif() throws {
    var options = EncodeOptions()
    options.metadata.exif = [0x49, 0x49, 42, 0, 0xFF, 0xFF, 0, 0]
    let file = try Fixtures.encode(Fixtures.picture(16, 16), .jpeg, options: options)
    #expect(file.notes.contains { $0.contains("EXIF") && $0.contains("left out") })
  }

  @Test("EXIF that held nothing but a position leaves no empty block")
  func onlyGPS() throws {
    var builder = TIFFBuilder(isBigEndian: false)
    builder.gps = [TIFFEntry(tag: 1, type: 2, count: 2, bytes: Array("N\0".utf8))]
    var options = EncodeOptions()
    options.metadata.exif = builder.block
    options.privacy = .stripGPS
    let file = try Fixtures.encode(Fixtures.picture(16, 16), .jpeg, options: options)
    #expect(file.notes.isEmpty)
    #expect(try Fixtures.read(file.bytes).metadata.exif == nil)
  }

  @Test("damaged EXIF never crashes", arguments: [false, true])
  func survivesDamage(_ isBigEndian: Bool) {
    let bytes = Fixtures.exif(orientation: 6, bigEndian: isBigEndian)
    func edit(_ bytes: [UInt8]) {
      guard var block = ExifBlock(bytes) else { return }
      block.describe(size: PixelSize(width: 10, height: 10))
      block.removeGPS()
      _ = block.interoperabilityIndex
      _ = TIFFParser(block.bytes).map { TIFFBuilder(describing: $0).ordered(bigEndian: true).block }
    }
    for length in 0...bytes.count { edit(Array(bytes[..<length])) }
    for index in bytes.indices {
      for value: UInt8 in [0, 1, 8, 0x7F, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] = value
        edit(damaged)
      }
    }
  }

  @Test("damaged XMP never crashes")
  func survivesDamagedXMP() {
    for length in stride(from: 0, to: Fixtures.xmp.count, by: 3) {
      _ = XMPPacket.edited(
        Array(Fixtures.xmp[..<length]), size: PixelSize(width: 1, height: 1), stripsGPS: true)
    }
    let broken = XMPPacket.edited(
      [0xFF, 0xFE, 0x3C], size: PixelSize(width: 1, height: 1), stripsGPS: true)
    #expect(broken == nil)
  }

  @Test("a block too long for JPEG is left out by name")
  func namesLongBlocks() throws {
    var options = EncodeOptions()
    options.metadata.xmp = Fixtures.xmp + [UInt8](repeating: 0x20, count: 70_000)
    let encoded = try Fixtures.encode(Fixtures.picture(16, 16), .jpeg, options: options)
    #expect(encoded.notes.contains { $0.contains("XMP") && $0.contains("left out") })
    #expect(try Fixtures.read(encoded.bytes).metadata.xmp == nil)
  }
}

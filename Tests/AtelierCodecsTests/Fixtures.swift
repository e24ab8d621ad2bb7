import AtelierPixels
import Foundation

@testable import AtelierCodecs

/// Small pictures, files and tools that the tests share.
enum Fixtures {
  /// A picture with smooth colours, so that lossy formats stay near it.
  static func picture(
    _ width: Int, _ height: Int, depth: SampleDepth = .eight, alpha: Bool = false,
    space: RGBColorSpace = .sRGB
  ) -> Picture {
    var values: [Double] = []
    var cover: [Double] = []
    for y in 0..<height {
      for x in 0..<width {
        let (u, v) = (Double(x) / Double(max(1, width - 1)), Double(y) / Double(max(1, height - 1)))
        values += [0.1 + 0.8 * u, 0.1 + 0.8 * v, 0.5 + 0.3 * sin(3 * u + 2 * v)]
        cover.append(0.2 + 0.7 * u)
      }
    }
    return Picture(
      size: PixelSize(width: width, height: height), samples: samples(values, depth),
      alpha: alpha ? samples(cover, depth) : nil, colorSpace: space)
  }

  static func samples(_ values: [Double], _ depth: SampleDepth) -> Samples {
    switch depth {
    case .eight: .eight(values.map { UInt8(($0 * 255).rounded()) })
    case .sixteen: .sixteen(values.map { UInt16(($0 * 65535).rounded()) })
    }
  }

  /// A file of a picture, its strips accepted in the given order.
  static func encode(
    _ picture: Picture, _ format: PictureFormat, options: EncodeOptions = EncodeOptions(),
    backwards: Bool = false
  ) throws -> EncodedPicture {
    var options = options
    options.depth = picture.depth
    options.alpha = picture.alpha
    options.colorSpace = picture.colorSpace
    let encoder = try PictureEncoder(size: picture.size, format: format, options: options)
    let rows = encoder.stripHeight
    let count = (picture.size.height + rows - 1) / rows
    for strip in backwards ? Array((0..<count).reversed()) : Array(0..<count) {
      let range = strip * rows..<min((strip + 1) * rows, picture.size.height)
      let values =
        3 * picture.size.width * range.lowerBound..<3 * picture.size.width
        * range.upperBound
      let samples: Samples =
        switch (picture.samples, encoder.depth) {
        case (.eight(let all), _): .eight(Array(all[values]))
        case (.sixteen(let all), .sixteen): .sixteen(Array(all[values]))
        case (.sixteen(let all), .eight): .eight(all[values].map { UInt8($0 >> 8) })
        }
      try encoder.accept(strip: strip, rows: range, samples: samples)
    }
    return try encoder.finish()
  }

  static func read(_ bytes: [UInt8], name: String = "test") throws(CodecError) -> DecodedPicture {
    try PictureReader.read(.bytes(bytes, name: name))
  }

  /// The largest difference of two sets of values, as a fraction of white.
  static func difference(_ a: Samples, _ b: Samples) -> Float {
    guard a.count == b.count else { return .infinity }
    return (0..<a.count).reduce(0) { max($0, (a[$1] - b[$1]).magnitude) }
  }

  /// EXIF with an orientation, a size, GPS, a maker and a thumbnail directory.
  static func exif(orientation: Int = 1, bigEndian isBigEndian: Bool = false) -> [UInt8] {
    var builder = TIFFBuilder(isBigEndian: isBigEndian)
    builder.setBytes(.make, type: 2, Array("Maker\0".utf8))
    builder.setBytes(.model, type: 2, Array("Model of the test\0".utf8))
    builder.setShort(.orientation, [orientation])
    builder.exif = [
      TIFFEntry(.pixelXDimension, type: 4, count: 1, bytes: builder.number(UInt32(9999))),
      TIFFEntry(.pixelYDimension, type: 4, count: 1, bytes: builder.number(UInt32(8888))),
    ]
    let degrees = [48, 1, 51, 1, 30, 1].flatMap { builder.number(UInt32($0)) }
    builder.gps = [
      TIFFEntry(tag: 1, type: 2, count: 2, bytes: Array("N\0".utf8)),
      TIFFEntry(tag: 2, type: 5, count: 3, bytes: degrees),
    ]
    return builder.block ?? []
  }

  static let xmp = Array(
    """
    <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">\
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description \
    rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" \
    xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
    tiff:Orientation="6" exif:GPSLatitude="48,51.5N" dc:format="image/jpeg">\
    <exif:GPSLongitude>2,21.0E</exif:GPSLongitude><dc:title><rdf:Alt>\
    <rdf:li xml:lang="x-default">Title of the test</rdf:li></rdf:Alt></dc:title>\
    </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
    """.utf8)

  /// An IPTC record 2:90, the city.
  static let iptc: [UInt8] = [0x1C, 2, 90, 0, 5] + Array("Paris".utf8)

  static func metadata(orientation: Int = 1) -> PictureMetadata {
    PictureMetadata(exif: exif(orientation: orientation), xmp: xmp, iptc: iptc)
  }

  /// Makes a folder that is removed afterwards.
  static func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "codecs-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// The photos beside the package, or nil where they are absent.
  static let photos: String? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.deletingLastPathComponent().appendingPathComponent("shared/photos").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  static let hasExifTool = FileManager.default.isExecutableFile(atPath: "/usr/bin/exiftool")

  /// What ExifTool reads from a file, by tag name.
  static func exifTool(_ path: String) throws -> [String: String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/exiftool")
    process.arguments = ["-a", "-s", "-n", "-G0", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var found: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let words = parts[0].split(separator: " ", omittingEmptySubsequences: true)
      guard words.count == 2 else { continue }
      found["\(words[0])\(words[1])"] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    return found
  }
}

package import AtelierCodecs
package import AtelierPixels

/// Small made-up photographs with light, shade and colour.
package enum TestPicture {
  /// Encodes a picture whose values follow from their place: a bright sky above, a darker ground
  /// with colours below.
  ///
  /// With 16 bit there are many values between those of 8 bit.
  ///
  /// - Throws: `CodecError`.
  package static func encoded(
    _ size: PixelSize = PixelSize(width: 96, height: 64), as format: PictureFormat = .jpeg,
    depth: SampleDepth = .eight, metadata: PictureMetadata = PictureMetadata()
  ) throws -> [UInt8] {
    try encoded(size, as: format, depth: depth, metadata: metadata) { color($0, $1, of: size) }
  }

  /// Encodes a picture of which a function tells the three values of the pixel at a column and a row.
  ///
  /// - Throws: `CodecError`.
  package static func encoded(
    _ size: PixelSize, as format: PictureFormat, depth: SampleDepth = .eight,
    metadata: PictureMetadata = PictureMetadata(), color: (Int, Int) -> [UInt8]
  ) throws -> [UInt8] {
    var options = EncodeOptions()
    options.depth = format.depth(for: depth)
    options.metadata = metadata
    let encoder = try PictureEncoder(size: size, format: format, options: options)
    for strip in 0..<((size.height + encoder.stripHeight - 1) / encoder.stripHeight) {
      let first = strip * encoder.stripHeight
      let rows = first..<min(first + encoder.stripHeight, size.height)
      var samples: [UInt8] = []
      for y in rows {
        for x in 0..<size.width { samples += color(x, y) }
      }
      let strips: Samples =
        encoder.depth == .eight
        ? .eight(samples)
        : .sixteen(samples.enumerated().map { UInt16($1) * 256 + UInt16($0 * 37 % 256) })
      try encoder.accept(strip: strip, rows: rows, samples: strips)
    }
    return try encoder.finish().bytes
  }

  /// EXIF with the camera "Test camera", XMP with the title "Test title" and IPTC with the city
  /// "Paris".
  package static let metadata: PictureMetadata = {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let model = Array("Test camera\0".utf8)
    // A little-endian TIFF header, one directory with the model and the orientation, the text.
    var exif: [UInt8] = [0x49, 0x49, 42, 0] + number(8, 4) + number(2, 2)
    exif += number(272, 2) + number(2, 2) + number(model.count, 4) + number(38, 4)
    exif += number(274, 2) + number(3, 2) + number(1, 4) + number(1, 4)
    exif += number(0, 4) + model
    let xmp = """
      <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">\
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description \
      rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>\
      <rdf:li xml:lang="x-default">Test title</rdf:li></rdf:Alt></dc:title>\
      </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
      """
    return PictureMetadata(
      exif: exif, xmp: Array(xmp.utf8), iptc: [0x1C, 2, 90, 0, 5] + Array("Paris".utf8))
  }()

  private static func color(_ x: Int, _ y: Int, of size: PixelSize) -> [UInt8] {
    let across = 255 * x / max(1, size.width - 1)
    let down = 255 * y / max(1, size.height - 1)
    // A pattern that repeats every 7 pixels stands for texture.
    let grain = (x * 5 + y * 3) % 7 * 3
    return down < 110
      ? [UInt8(120 + grain + across / 8), UInt8(150 + grain), UInt8(200 + grain)]
      : [UInt8(30 + grain + across / 3), UInt8(60 + grain + down / 6), UInt8(40 + grain)]
  }
}

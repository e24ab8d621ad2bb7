package import AtelierCodecs
package import AtelierPixels

/// Small made-up photographs with light, shade and colour.
package enum TestPicture {
  /// Encodes a picture whose values follow from their place: a bright sky above, a darker ground
  /// with colours below.
  ///
  /// - Throws: `CodecError`.
  package static func encoded(
    _ size: PixelSize = PixelSize(width: 96, height: 64), as format: PictureFormat = .jpeg
  ) throws -> [UInt8] {
    let encoder = try PictureEncoder(size: size, format: format)
    for strip in 0..<((size.height + encoder.stripHeight - 1) / encoder.stripHeight) {
      let first = strip * encoder.stripHeight
      let rows = first..<min(first + encoder.stripHeight, size.height)
      var samples: [UInt8] = []
      for y in rows {
        for x in 0..<size.width { samples += color(x, y, of: size) }
      }
      try encoder.accept(strip: strip, rows: rows, samples: .eight(samples))
    }
    return Array(try encoder.finish().chunks.joined())
  }

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

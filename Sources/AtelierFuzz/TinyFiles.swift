/// Files that the encoders do not write.
enum TinyFiles {
  /// A field of a TIFF directory.
  private struct Field {
    let tag: Int
    let type: Int
    let count: Int
    let bytes: [UInt8]
  }

  private static func little(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func short(_ tag: Int, _ values: Int...) -> Field {
    Field(tag: tag, type: 3, count: values.count, bytes: values.flatMap { little($0, 2) })
  }

  private static func long(_ tag: Int, _ value: Int) -> Field {
    Field(tag: tag, type: 4, count: 1, bytes: little(value, 4))
  }

  private static func text(_ tag: Int, _ text: String) -> Field {
    Field(tag: tag, type: 2, count: text.utf8.count + 1, bytes: Array(text.utf8) + [0])
  }

  private static func rationals(_ tag: Int, _ values: [Double], type: Int = 10) -> Field {
    Field(
      tag: tag, type: type, count: values.count,
      bytes: values.flatMap { little(Int($0 * 10_000), 4) + little(10_000, 4) })
  }

  /// A little-endian TIFF file of one directory, with `data` at offset 8.
  private static func tiff(_ fields: [Field], data: [UInt8] = []) -> [UInt8] {
    let start = 8 + data.count
    var extra: [UInt8] = []
    var directory = little(fields.count, 2)
    let extraStart = start + 2 + 12 * fields.count + 4
    for field in fields.sorted(by: { $0.tag < $1.tag }) {
      directory += little(field.tag, 2) + little(field.type, 2) + little(field.count, 4)
      if field.bytes.count <= 4 {
        directory += field.bytes + [UInt8](repeating: 0, count: 4 - field.bytes.count)
      } else {
        directory += little(extraStart + extra.count, 4)
        extra += field.bytes + (field.bytes.count.isMultiple(of: 2) ? [] : [0])
      }
    }
    return Array("II*\0".utf8) + little(start, 4) + data + directory + little(0, 4) + extra
  }

  /// EXIF with a maker, a model and a quarter turn.
  static let exif = tiff([text(271, "Maker"), text(272, "Model"), short(274, 6)])

  /// XMP with one property.
  static let xmp = Array(
    """
    <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">\
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description \
    rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF>\
    </x:xmpmeta><?xpacket end="w"?>
    """.utf8)

  /// A Bayer mosaic (RGGB) of 64 × 48 values as DNG 1.4; the colour matrix is XYZ to linear sRGB.
  static let dng: [UInt8] = {
    let (width, height) = (64, 48)
    let values = (0..<width * height).flatMap { little(($0 &* 53) % 4096, 2) }
    let matrix = [3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570]
    return tiff(
      [
        long(256, width), long(257, height), short(258, 16), short(259, 1), short(262, 32_803),
        text(271, "Maker"), text(272, "Mosaic"), long(273, 8), short(274, 1), short(277, 1),
        long(278, height), long(279, values.count), short(284, 1), short(33_421, 2, 2),
        Field(tag: 33_422, type: 1, count: 4, bytes: [0, 1, 1, 2]),
        Field(tag: 50_706, type: 1, count: 4, bytes: [1, 4, 0, 0]),
        short(50_714, 0), short(50_717, 4095), rationals(50_721, matrix),
        rationals(50_728, [0.5, 1, 0.8], type: 5), short(50_778, 21),
      ], data: values)
  }()

  /// A GIF file of 2 × 2 pixels in two colours (GIF89a, LZW codes of 3 bits).
  static let gif: [UInt8] =
    Array("GIF89a".utf8) + [2, 0, 2, 0, 0x80, 0, 0, 0xFF, 0xFF, 0xFF, 0, 0, 0]
    + [0x2C, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 3, 0x44, 0x02, 0x05, 0, 0x3B]
}

package import AtelierPixels

/// An EXIF block that is edited where it stands.
///
/// Nothing moves, because maker notes point to places inside the block; what is taken out is
/// overwritten with zeros. The block never grows.
package struct ExifBlock {
  /// The TIFF structure.
  package private(set) var bytes: [UInt8]
  private let isBigEndian: Bool
  private let first: TIFFParser.Directory
  private let exif: TIFFParser.Directory?

  /// Whether a block has a header and no entries: it says nothing, and nothing is wrong with it.
  package static func isEmpty(_ bytes: [UInt8]) -> Bool {
    guard let parser = TIFFParser(bytes) else { return false }
    return parser.firstDirectory == 0 || parser.entryCount(at: parser.firstDirectory) == 0
  }

  /// Reads the directories.
  ///
  /// - Returns: nil when the block has no entries or its directory cannot be read.
  package init?(_ bytes: [UInt8]) {
    guard let parser = TIFFParser(bytes), let first = parser.directory(at: parser.firstDirectory)
    else { return nil }
    self.bytes = bytes
    self.first = first
    isBigEndian = parser.isBigEndian
    exif = first[.exifDirectory].flatMap { parser.numbers(of: $0).first }
      .flatMap { parser.directory(at: $0) }
  }

  /// How the stored pixels are to be turned; upright when absent or out of range.
  package var orientation: Orientation {
    first[.orientation].flatMap(number).flatMap(Orientation.init) ?? .upright
  }

  /// EXIF's ColorSpace: 1 sRGB, 65,535 uncalibrated; Adobe RGB shows in the interoperability index.
  var colorSpace: Int? { exif?[.colorSpace].flatMap(number) }

  /// The interoperability index, such as "R98" (sRGB) or "R03" (Adobe RGB).
  var interoperabilityIndex: String? {
    guard let parser = TIFFParser(bytes),
      let place = exif?[.interoperabilityDirectory].flatMap(number),
      let field = parser.directory(at: place)?.fields.first(where: { $0.tag == 1 }),
      let text = parser.bytes(of: field)
    else { return nil }
    return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Says that the pixels are upright and of the given size, and takes out the embedded thumbnail,
  /// which shows the picture as it was.
  package mutating func describe(size: PixelSize) {
    set(first[.orientation], to: 1)
    set(first[.imageWidth], to: size.width)
    set(first[.imageLength], to: size.height)
    set(exif?[.pixelXDimension], to: size.width)
    set(exif?[.pixelYDimension], to: size.height)
    removeThumbnail()
  }

  /// Takes out the GPS directory.
  package mutating func removeGPS() {
    guard let field = first[.gpsDirectory], let parser = TIFFParser(bytes) else { return }
    if let place = number(field), let gps = parser.directory(at: place) {
      erase(gps)
    }
    removeEntry(field)
  }

  private func number(_ field: TIFFField) -> Int? {
    TIFFParser(bytes)?.numbers(of: field, limit: 1).first
  }

  private mutating func set(_ field: TIFFField?, to value: Int) {
    guard let field, field.count == 1, field.type == 3 || field.type == 4 else { return }
    let size = field.values.count
    for index in 0..<size {
      let shift = 8 * (isBigEndian ? size - 1 - index : index)
      bytes[field.values.lowerBound + index] = UInt8(truncatingIfNeeded: value >> shift)
    }
  }

  private mutating func removeThumbnail() {
    let link = first.offset + 2 + 12 * entryCount(at: first.offset)
    guard first.next != 0, link + 4 <= bytes.count, let parser = TIFFParser(bytes) else { return }
    var thumbnailStart: Int?
    if let second = parser.directory(at: first.next) {
      if let start = second[.jpegInterchangeFormat].flatMap(number),
        let length = second[.jpegInterchangeFormatLength].flatMap(number),
        start >= 8, start + length <= bytes.count
      {
        overwrite(start..<start + length)
        if start + length == bytes.count { thumbnailStart = start }
      }
      erase(second)
    }
    overwrite(link..<link + 4)
    // At the end, where writers put it, the space can be given back.
    if let thumbnailStart, thumbnailStart > link + 4, !reaches(beyond: thumbnailStart) {
      bytes.removeSubrange(thumbnailStart...)
    }
  }

  /// Whether a known directory has values behind a place.
  private func reaches(beyond place: Int) -> Bool {
    (first.fields + (exif?.fields ?? [])).contains { $0.values.upperBound > place }
  }

  private func entryCount(at offset: Int) -> Int {
    TIFFParser.number(bytes[offset..<offset + 2], isBigEndian: isBigEndian)
  }

  /// Overwrites a directory and its values, but nothing that the main directories use.
  private mutating func erase(_ directory: TIFFParser.Directory) {
    for field in directory.fields { overwrite(field.values) }
    overwrite(directory.offset..<directory.offset + 2 + 12 * entryCount(at: directory.offset))
  }

  private mutating func overwrite(_ range: Range<Int>) {
    let kept = [first, exif].compactMap { $0 }
    for directory in kept {
      let count = entryCount(at: directory.offset)
      let own = directory.offset..<directory.offset + 6 + 12 * count
      // A link itself may be cleared; anything larger that overlaps is a crafted file.
      if own.overlaps(range), range.count > 4 { return }
      if directory.fields.contains(where: { $0.values.count > 4 && $0.values.overlaps(range) }) {
        return
      }
    }
    guard range.lowerBound >= 8 else { return }
    for index in range { bytes[index] = 0 }
  }

  /// Takes an entry out of the first directory; the later ones and the link move up.
  private mutating func removeEntry(_ field: TIFFField) {
    let count = entryCount(at: first.offset)
    let end = min(first.offset + 2 + 12 * count + 4, bytes.count)
    guard field.entry + 12 <= end else { return }
    bytes.replaceSubrange(
      field.entry..<end,
      with: Array(bytes[field.entry + 12..<end]) + [UInt8](repeating: 0, count: 12))
    let fewer = UInt16(truncatingIfNeeded: count - 1)
    let encoded = bigEndian(fewer)
    bytes.replaceSubrange(
      first.offset..<first.offset + 2, with: isBigEndian ? encoded : encoded.reversed())
  }
}

import CRaw
import Glibc

/// Finds what a RAW file says about its photograph.
enum RawMetadata {
  /// Reads the directories of RAW files that are built like TIFF, else what LibRaw found.
  ///
  /// Maker notes are not carried, because what they point to would move.
  static func read(_ store: ByteStore, facts: AtelierRawFacts) -> PictureMetadata {
    guard let parser = TIFFParser(store), let first = parser.directory(at: parser.firstDirectory)
    else { return PictureMetadata(exif: exif(facts)) }
    let builder = TIFFBuilder(describing: parser)
    func block(_ tag: TIFFTag) -> [UInt8]? {
      guard let field = first[tag], field.values.count < 16 << 20 else { return nil }
      return parser.bytes(of: field)
    }
    return PictureMetadata(
      exif: builder.exif.isEmpty ? exif(facts) : builder.block, xmp: block(.xmp),
      iptc: block(.iptc))
  }

  /// An EXIF block of the few facts that LibRaw gives for every file.
  private static func exif(_ facts: AtelierRawFacts) -> [UInt8]? {
    var builder = TIFFBuilder(isBigEndian: false)
    func text(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }
    builder.setBytes(.make, type: 2, text(RawDecoder.text(facts.make)))
    builder.setBytes(.model, type: 2, text(RawDecoder.text(facts.model)))
    var seconds = time_t(facts.timestamp)
    var parts = unsafe tm()
    // SAFETY: both values outlive the call.
    if seconds > 0, unsafe localtime_r(&seconds, &parts) != nil {
      func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
      // SAFETY: only numbers are read, not the time zone's name.
      let date = unsafe "\(parts.tm_year + 1900):\(two(parts.tm_mon + 1)):\(two(parts.tm_mday))"
      let time = unsafe "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
      builder.setBytes(.dateTime, type: 2, text("\(date) \(time)"))
    }
    func rational(_ tag: UInt16, _ value: Float) {
      guard value.isFinite, value > 0, value < 100_000 else { return }
      // Short exposures are written as a part of a second, as people read them.
      let (top, bottom): (Float, Float) =
        value < 1 ? (1, (1 / value).rounded()) : (value * 100, 100)
      guard bottom < 4e9 else { return }
      builder.exif.append(
        TIFFEntry(
          tag: tag, type: 5, count: 1,
          bytes: builder.number(UInt32(top.rounded())) + builder.number(UInt32(bottom))))
    }
    rational(33_434, facts.shutter)
    rational(33_437, facts.aperture)
    rational(37_386, facts.focalLength)
    if facts.isoSpeed >= 1, facts.isoSpeed < 65_536 {
      builder.exif.append(
        TIFFEntry(tag: 34_855, type: 3, count: 1, bytes: builder.number(UInt16(facts.isoSpeed))))
    }
    return builder.block
  }
}

/// One field of a TIFF directory.
struct TIFFField {
  let tag: UInt16
  let type: UInt16
  /// Number of values.
  let count: Int
  /// Where the 12-byte entry lies.
  let entry: Int
  /// Where the values lie; inside the entry when they take at most 4 bytes.
  let values: Range<Int>

  /// Bytes of one value of a type of TIFF 6.0 section 2, or nil.
  static func size(ofType type: UInt16) -> Int? {
    switch type {
    case 1, 2, 6, 7: 1
    case 3, 8: 2
    case 4, 9, 11, 13: 4
    case 5, 10, 12: 8
    default: nil
    }
  }
}

/// Reads directories of a classic TIFF structure: TIFF files, EXIF blocks and most RAW files.
struct TIFFParser {
  /// One directory.
  struct Directory {
    let offset: Int
    let fields: [TIFFField]
    /// Where the next directory lies, or 0.
    let next: Int
    /// Tags whose values lie beyond the end.
    let lostTags: Set<UInt16>

    subscript(tag: TIFFTag) -> TIFFField? { fields.first { $0.tag == tag.rawValue } }
  }

  let isBigEndian: Bool
  let firstDirectory: Int
  let length: Int
  /// More fields than any camera writes; it bounds the work on crafted files.
  private static let maxFields = 4096

  private let read: (Range<Int>) -> [UInt8]?

  /// Reads the header of `length` bytes that `read` gives.
  ///
  /// - Returns: nil when it is no classic TIFF header.
  init?(length: Int, read: @escaping (Range<Int>) -> [UInt8]?) {
    guard length >= 8, let head = read(0..<8) else { return nil }
    switch (head[0], head[1]) {
    case (0x49, 0x49): isBigEndian = false
    case (0x4D, 0x4D): isBigEndian = true
    default: return nil
    }
    self.length = length
    self.read = read
    firstDirectory = Self.number(head[4..<8], isBigEndian: isBigEndian)
  }

  /// Reads the header of a block in memory.
  init?(_ bytes: [UInt8]) {
    self.init(length: bytes.count) { range in
      range.lowerBound >= 0 && range.upperBound <= bytes.count ? Array(bytes[range]) : nil
    }
  }

  /// How many entries the directory at an offset says that it has; nil where there is none.
  func entryCount(at offset: Int) -> Int? {
    guard offset >= 8, offset + 2 <= length, let head = read(offset..<offset + 2) else {
      return nil
    }
    return Self.number(head[...], isBigEndian: isBigEndian)
  }

  /// Reads the directory at an offset; fields that point outside are left out.
  func directory(at offset: Int) -> Directory? {
    guard let count = entryCount(at: offset) else { return nil }
    let end = offset + 2 + 12 * count
    guard (1...Self.maxFields).contains(count), end <= length, let entries = read(offset + 2..<end)
    else { return nil }
    var fields: [TIFFField] = []
    var lost: Set<UInt16> = []
    for index in 0..<count {
      let at = 12 * index
      let type = UInt16(Self.number(entries[at + 2..<at + 4], isBigEndian: isBigEndian))
      let values = Self.number(entries[at + 4..<at + 8], isBigEndian: isBigEndian)
      guard let size = TIFFField.size(ofType: type) else { continue }
      let bytes = size * values
      let entry = offset + 2 + at
      let start =
        bytes <= 4
        ? entry + 8 : Self.number(entries[at + 8..<at + 12], isBigEndian: isBigEndian)
      let tag = UInt16(Self.number(entries[at..<at + 2], isBigEndian: isBigEndian))
      guard start + bytes <= length else {
        lost.insert(tag)
        continue
      }
      fields.append(
        TIFFField(
          tag: tag, type: type, count: values, entry: entry, values: start..<start + bytes))
    }
    var next = 0
    if end + 4 <= length, let link = read(end..<end + 4) {
      next = Self.number(link[...], isBigEndian: isBigEndian)
    }
    return Directory(offset: offset, fields: fields, next: next, lostTags: lost)
  }

  /// The bytes of a field's values.
  func bytes(of field: TIFFField) -> [UInt8]? { read(field.values) }

  /// The values of a BYTE, SHORT or LONG field, at most the first `limit`.
  func numbers(of field: TIFFField, limit: Int = 64) -> [Int] {
    guard let size = TIFFField.size(ofType: field.type), size <= 4 else { return [] }
    let start = field.values.lowerBound
    guard let bytes = read(start..<start + size * min(field.count, limit)) else { return [] }
    return stride(from: 0, to: bytes.count, by: size).map {
      Self.number(bytes[$0..<$0 + size], isBigEndian: isBigEndian)
    }
  }

  static func number(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> Int {
    isBigEndian
      ? bytes.reduce(0) { $0 << 8 | Int($1) } : bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

/// Tags of TIFF 6.0, EXIF 2.32 and DNG 1.6 that are looked at.
enum TIFFTag: UInt16 {
  case imageWidth = 256
  case imageLength = 257
  case bitsPerSample = 258
  case compression = 259
  case photometric = 262
  case imageDescription = 270
  case make = 271
  case model = 272
  case stripOffsets = 273
  case orientation = 274
  case samplesPerPixel = 277
  case rowsPerStrip = 278
  case stripByteCounts = 279
  case xResolution = 282
  case yResolution = 283
  case planarConfiguration = 284
  case resolutionUnit = 296
  case software = 305
  case dateTime = 306
  case artist = 315
  case subDirectories = 330
  case extraSamples = 338
  case jpegInterchangeFormat = 513
  case jpegInterchangeFormatLength = 514
  case xmp = 700
  case copyright = 33432
  case fNumber = 33437
  case iptc = 33723
  case photoshop = 34377
  case profile = 34675
  case exifDirectory = 34665
  case gpsDirectory = 34853
  case interoperabilityDirectory = 40965
  case focalLength = 37386
  case makerNote = 37500
  case colorSpace = 40961
  case pixelXDimension = 40962
  case pixelYDimension = 40963
  case lensModel = 42036
  case dngVersion = 50706
}

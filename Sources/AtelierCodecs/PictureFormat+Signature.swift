extension PictureFormat {
  /// Number of leading bytes that ``init(signature:)`` may need.
  static let signatureLength = 64

  /// Whether a file's content begins as that of a picture does.
  package static func begins(_ content: [UInt8]) -> Bool {
    PictureFormat(signature: Array(content.prefix(signatureLength))) != nil
  }

  /// The format that a file's first bytes announce, or nil.
  ///
  /// RAW files that look like TIFF are told from it by their directories, see `RawMarks`.
  init?(signature bytes: [UInt8]) {
    func starts(_ text: StaticString, at offset: Int = 0) -> Bool {
      let count = text.utf8CodeUnitCount
      guard bytes.count >= offset + count else { return false }
      return text.description.utf8.elementsEqual(bytes[offset..<offset + count])
    }
    func starts(_ values: [UInt8]) -> Bool { bytes.starts(with: values) }

    if starts([0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if starts([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if starts("GIF87a") || starts("GIF89a") {
      self = .gif
    } else if starts("RIFF"), starts("WEBP", at: 8) {
      self = .webp
    } else if starts([0xFF, 0x0A]) || starts([0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20]) {
      self = .jpegXL
    } else if starts("ftyp", at: 4) {
      guard let format = Self.isoBrand(bytes) else { return nil }
      self = format
    } else if starts("FUJIFILMCCD-RAW") || starts("IIU\0") || starts("IIRO") || starts("IIRS")
      || starts("MMOR") || starts("\0MRM") || starts("FOVb") || starts("HEAPCCDR", at: 6)
    {
      self = .raw
    } else if starts([0x49, 0x49, 0x2A, 0]), starts("CR", at: 8) {
      self = .raw
    } else if starts([0x49, 0x49, 0x2A, 0]) || starts([0x4D, 0x4D, 0, 0x2A])
      || starts([0x49, 0x49, 0x2B, 0]) || starts([0x4D, 0x4D, 0, 0x2B])
    {
      self = .tiff
    } else {
      return nil
    }
  }

  /// The format by the brands of an ISO base media file: the major one, then the compatible ones.
  private static func isoBrand(_ bytes: [UInt8]) -> PictureFormat? {
    guard bytes.count >= 12 else { return nil }
    let end = min(bytes.count, max(12, Int(bytes[2]) << 8 | Int(bytes[3])))
    var brands: Set<String> = []
    // The four bytes at 12 are the minor version.
    for start in [8] + Array(stride(from: 16, to: end - 3, by: 4)) {
      brands.insert(String(decoding: bytes[start..<start + 4], as: UTF8.self))
    }
    if brands.contains("crx ") { return .raw }
    if brands.contains("avif") || brands.contains("avis") { return .avif }
    let heic: Set<String> = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
    return brands.isDisjoint(with: heic) ? nil : .heic
  }
}

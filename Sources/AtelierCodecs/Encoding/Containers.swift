/// Chunks of a WebP file (RIFF).
enum WebPContainer {
  private static let exifFlag: UInt8 = 0x08
  private static let xmpFlag: UInt8 = 0x04

  /// Adds EXIF and XMP chunks to a file that has the extended header, as each with a profile has.
  static func add(
    _ metadata: OutputMetadata, to file: [UInt8]
  ) throws(CodecError) -> [[UInt8]] {
    guard file.count >= 30, file[12..<16].elementsEqual("VP8X".utf8) else {
      throw .notEncoded(format: .webp, reason: "libwebp made a file without the extended header")
    }
    var header = Array(file[..<30])
    var body: [UInt8] = []
    var position = 30
    while position + 8 <= file.count {
      let length = file[position + 4..<position + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
      let end = min(file.count, position + 8 + length + length % 2)
      // libvips adds an EXIF block of its own making to every file.
      if !file[position..<position + 4].elementsEqual("EXIF".utf8) { body += file[position..<end] }
      position = end
    }
    header[20] &= ~(exifFlag | xmpFlag)
    if let exif = metadata.exif {
      header[20] |= exifFlag
      body += chunk("EXIF", exif)
    }
    if let xmp = metadata.xmp {
      header[20] |= xmpFlag
      body += chunk("XMP ", xmp)
    }
    header.replaceSubrange(
      4..<8, with: bigEndian(UInt32(header.count + body.count - 8)).reversed())
    return [header, body]
  }

  private static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    Array(kind.utf8) + bigEndian(UInt32(content.count)).reversed() + content
      + [UInt8](repeating: 0, count: content.count % 2)
  }
}

/// The box structure around a JPEG XL codestream (ISO/IEC 18181-2).
enum JPEGXLContainer {
  /// Puts a bare codestream into boxes with EXIF and XMP; a file that has boxes gets more of them.
  static func wrap(_ file: [UInt8], metadata: OutputMetadata) -> [[UInt8]] {
    var added: [UInt8] = []
    // The four bytes give the place of the TIFF header behind them.
    if let exif = metadata.exif { added += box("Exif", [0, 0, 0, 0] + exif) }
    if let xmp = metadata.xmp { added += box("xml ", xmp) }
    guard !added.isEmpty else { return [file] }
    guard file.starts(with: [0xFF, 0x0A]) else { return [file, added] }
    let start =
      box("JXL ", [0x0D, 0x0A, 0x87, 0x0A])
      + box("ftyp", Array("jxl ".utf8) + [0, 0, 0, 0] + Array("jxl ".utf8))
    return [start, added, box("jxlc", file)]
  }

  private static func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    let short = content.count + 8
    if short <= Int(UInt32.max) {
      return bigEndian(UInt32(short)) + Array(kind.utf8) + content
    }
    return bigEndian(UInt32(1)) + Array(kind.utf8) + bigEndian(UInt64(short + 8)) + content
  }
}

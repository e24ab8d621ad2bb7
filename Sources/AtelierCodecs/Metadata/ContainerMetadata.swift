/// Finds the metadata blocks of formats that libvips decodes.
enum ContainerMetadata {
  static func read(
    _ store: ByteStore, format: PictureFormat, decoder: borrowing VipsDecoder
  ) -> PictureMetadata {
    var metadata = PictureMetadata(
      exif: decoder.block("exif-data").map(withoutSignature), xmp: decoder.block("xmp-data"),
      iptc: decoder.block("iptc-data"))
    switch format {
    case .tiff:
      // libvips does not look into a TIFF file's own EXIF directory.
      metadata.exif = TIFFParser(store).flatMap { TIFFBuilder(describing: $0).block }
      if metadata.iptc == nil {
        metadata.iptc = decoder.block("photoshop-data").flatMap(PhotoshopResources.iptc)
      }
    case .jpegXL:
      let boxes = ISOBoxes(store)
      // The first four bytes say where the TIFF header lies behind them.
      metadata.exif = boxes.content(of: "Exif").map { Array($0.dropFirst(4)) }
      metadata.xmp = boxes.content(of: "xml ")
    case .png:
      metadata.iptc = metadata.iptc ?? RawProfileText.iptc(decoder)
    case .heic, .avif:
      metadata.xmp = metadata.xmp ?? HEIFItems(store)?.xmp
    default: break
    }
    return metadata
  }

  /// An EXIF block without the signature that JPEG segments have.
  static func withoutSignature(_ block: [UInt8]) -> [UInt8] {
    block.starts(with: JPEGSegments.exifSignature)
      ? Array(block.dropFirst(JPEGSegments.exifSignature.count)) : block
  }
}

extension TIFFParser {
  /// Reads the header of an input.
  init?(_ store: ByteStore) {
    self.init(length: store.count) { store.bytes($0) }
  }
}

/// The boxes at the top of an ISO base media or JPEG XL file.
struct ISOBoxes {
  private let store: ByteStore
  private var places: [(kind: String, content: Range<Int>)] = []

  init(_ store: ByteStore) {
    self.store = store
    var position = 0
    while places.count < 1000, let head = store.bytes(position..<position + 8) {
      var length = head[0..<4].reduce(0) { $0 << 8 | Int($1) }
      var start = position + 8
      if length == 1, let long = store.bytes(start..<start + 8), long[0] == 0 {
        length = long.reduce(0) { $0 << 8 | Int($1) }
        start += 8
      } else if length == 0 {
        length = store.count - position
      }
      guard length >= start - position, position + length <= store.count else { return }
      places.append((String(decoding: head[4..<8], as: UTF8.self), start..<position + length))
      position += length
    }
  }

  /// The content of the first box of a kind, at most 16 MB.
  func content(of kind: String) -> [UInt8]? {
    guard let place = places.first(where: { $0.kind == kind }), place.content.count < 16 << 20
    else { return nil }
    return store.bytes(place.content)
  }
}

/// Blocks in hexadecimal, as ImageMagick and ExifTool keep them in PNG text chunks.
enum RawProfileText {
  private static let keyword = "Raw profile type iptc"

  /// The IPTC-IIM records among the text chunks that libvips found.
  static func iptc(_ decoder: borrowing VipsDecoder) -> [UInt8]? {
    for index in 0..<64 {
      guard let text = decoder.text("png-comment-\(index)-\(keyword)") else { continue }
      guard let block = block(of: text) else { return nil }
      return block.starts(with: "8BIM".utf8) ? PhotoshopResources.iptc(in: block) : block
    }
    return nil
  }

  /// The text chunk's content for a block.
  static func text(iptc block: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    var text = Array("\(keyword)\0\niptc\n".utf8)
    let length = String(block.count)
    text += Array((String(repeating: " ", count: max(0, 8 - length.count)) + length).utf8)
    for (index, byte) in block.enumerated() {
      if index % 36 == 0 { text.append(UInt8(ascii: "\n")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    text.append(UInt8(ascii: "\n"))
    return text
  }

  /// A name, the number of bytes, and the bytes as hexadecimal digits in lines.
  private static func block(of text: String) -> [UInt8]? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count > 2, let length = Int(words[1]), length < 16 << 20 else { return nil }
    let digits = words.dropFirst(2).joined().utf8.map { byte -> UInt8? in
      Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) }
    }
    guard digits.count == 2 * length else { return nil }
    var block: [UInt8] = []
    for at in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[at], let low = digits[at + 1] else { return nil }
      block.append(high << 4 | low)
    }
    return block
  }
}

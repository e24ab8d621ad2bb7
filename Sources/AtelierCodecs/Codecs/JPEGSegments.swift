/// The marker segments of a JPEG stream before its first scan.
struct JPEGSegments {
  /// EXIF block (a TIFF structure), without its signature.
  private(set) var exif: [UInt8]?
  /// XMP packet, without its signature.
  private(set) var xmp: [UInt8]?
  /// The extended XMP packet, joined.
  private(set) var xmpExtension: [UInt8]?
  /// IPTC-IIM records.
  private(set) var iptc: [UInt8]?
  /// ICC profile, joined.
  private(set) var profile: [UInt8]?
  /// What was found and cannot be carried over.
  private(set) var notes: [String] = []

  static let exifSignature = Array("Exif\0\0".utf8)
  static let xmpSignature = Array("http://ns.adobe.com/xap/1.0/\0".utf8)
  static let extendedXMPSignature = Array("http://ns.adobe.com/xmp/extension/\0".utf8)
  static let profileSignature = Array("ICC_PROFILE\0".utf8)
  static let photoshopSignature = Array("Photoshop 3.0\0".utf8)

  /// Collects segments; damaged ones are left out, as the decoder judges the stream.
  init(_ bytes: [UInt8]) {
    var profileParts: [Int: ArraySlice<UInt8>] = [:]
    var profileCount = 0
    var photoshop: [UInt8] = []
    var extended = ExtendedXMP()
    Self.walk(bytes) { marker, content in
      switch marker {
      case 0xE1 where content.starts(with: Self.exifSignature):
        if exif == nil { exif = Array(content.dropFirst(Self.exifSignature.count)) }
      case 0xE1 where content.starts(with: Self.xmpSignature):
        if xmp == nil { xmp = Array(content.dropFirst(Self.xmpSignature.count)) }
      case 0xE1 where content.starts(with: Self.extendedXMPSignature):
        extended.add(content.dropFirst(Self.extendedXMPSignature.count))
      case 0xE2 where content.starts(with: Self.profileSignature):
        let rest = content.dropFirst(Self.profileSignature.count)
        guard let number = rest.first, let total = rest.dropFirst().first else { return }
        profileParts[Int(number)] = rest.dropFirst(2)
        profileCount = max(profileCount, Int(total))
      case 0xED where content.starts(with: Self.photoshopSignature):
        photoshop += content.dropFirst(Self.photoshopSignature.count)
      default: break
      }
    }
    if profileCount > 0 {
      let parts = (1...profileCount).compactMap { profileParts[$0] }
      if parts.count == profileCount {
        profile = Array(parts.joined())
      } else {
        notes.append("The ICC profile is incomplete and was ignored.")
      }
    }
    iptc = PhotoshopResources.iptc(in: photoshop)
    xmpExtension = xmp.flatMap { extended.packet(of: $0) }
    if xmpExtension == nil, !extended.isEmpty {
      notes.append(
        "The extended part of the XMP packet is incomplete or belongs to no packet; it was left out."
      )
    }
  }

  /// All blocks.
  var metadata: PictureMetadata {
    var metadata = PictureMetadata(exif: exif, xmp: xmp, iptc: iptc)
    metadata.xmpExtension = xmpExtension
    return metadata
  }

  /// Calls `visit` with each marker segment before the first scan.
  private static func walk(_ bytes: [UInt8], visit: (UInt8, ArraySlice<UInt8>) -> Void) {
    var position = 2
    while position + 4 <= bytes.count {
      guard bytes[position] == 0xFF else {
        position += 1
        continue
      }
      let marker = bytes[position + 1]
      // Fill bytes, and markers without content.
      if marker == 0xFF {
        position += 1
        continue
      }
      if marker == 0x00 || marker == 0x01 || (0xD0...0xD8).contains(marker) {
        position += 2
        continue
      }
      if marker == 0xD9 || marker == 0xDA { return }
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      guard length >= 2, position + 2 + length <= bytes.count else { return }
      visit(marker, bytes[position + 4..<position + 2 + length])
      position += 2 + length
    }
  }
}

/// The pieces of an extended XMP packet (XMP specification, part 3, 1.1.3.1): each has the packet's
/// digest, its whole length and the piece's place.
struct ExtendedXMP {
  private var pieces: [String: [Int: ArraySlice<UInt8>]] = [:]
  private var lengths: [String: Int] = [:]

  /// Bytes of the extension in a segment, as Adobe's programs have them.
  private static let pieceLength = 65_400

  /// Whether there are no pieces.
  var isEmpty: Bool { pieces.isEmpty }

  /// The contents of the segments of an extension, behind their signatures.
  static func pieces(of content: [UInt8], digest: String) -> [[UInt8]] {
    stride(from: 0, to: content.count, by: pieceLength).map { place in
      Array(digest.utf8) + bigEndian(UInt32(truncatingIfNeeded: content.count))
        + bigEndian(UInt32(truncatingIfNeeded: place))
        + content[place..<min(place + pieceLength, content.count)]
    }
  }

  /// The longest packet that is joined.
  private static let limit = 64 << 20

  /// Adds a segment's content behind its signature.
  mutating func add(_ content: ArraySlice<UInt8>) {
    guard content.count > 40 else { return }
    let bytes = Array(content)
    let digest = String(decoding: bytes[..<32], as: UTF8.self)
    func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    lengths[digest] = number(32)
    pieces[digest, default: [:]][number(36)] = content.dropFirst(40)
  }

  /// The whole extension that a packet names by its digest; nil where pieces are missing.
  func packet(of main: [UInt8]) -> [UInt8]? {
    for (digest, length) in lengths where length <= Self.limit {
      let name = Array(digest.utf8)
      guard main.indices.contains(where: { main[$0...].starts(with: name) }) else { continue }
      var packet: [UInt8] = []
      while packet.count < length, let next = pieces[digest]?[packet.count], !next.isEmpty {
        packet += next
      }
      if packet.count == length { return packet }
    }
    return nil
  }
}

/// Photoshop's image resource blocks, where JPEG and TIFF files keep IPTC records.
enum PhotoshopResources {
  private static let iptcIdentifier = 0x0404

  /// The IPTC-IIM records in resource blocks, or nil.
  static func iptc(in bytes: [UInt8]) -> [UInt8]? {
    var position = 0
    // Each block: "8BIM", identifier, Pascal string padded to even, length, content padded to even.
    while position + 12 <= bytes.count {
      guard bytes[position..<position + 4].elementsEqual("8BIM".utf8) else { return nil }
      let identifier = Int(bytes[position + 4]) << 8 | Int(bytes[position + 5])
      let nameLength = Int(bytes[position + 6])
      let lengthAt = position + 6 + (nameLength + 2) / 2 * 2
      guard lengthAt + 4 <= bytes.count else { return nil }
      let length = bytes[lengthAt..<lengthAt + 4].reduce(0) { $0 << 8 | Int($1) }
      let start = lengthAt + 4
      guard start + length <= bytes.count else { return nil }
      if identifier == iptcIdentifier { return Array(bytes[start..<start + length]) }
      position = start + (length + 1) / 2 * 2
    }
    return nil
  }

  /// One resource block that holds IPTC-IIM records.
  static func block(iptc: [UInt8]) -> [UInt8] {
    var block = Array("8BIM".utf8) + [0x04, 0x04, 0, 0]
    block += bigEndian(UInt32(truncatingIfNeeded: iptc.count))
    block += iptc
    if iptc.count % 2 == 1 { block.append(0) }
    return block
  }
}

/// The bytes of a number, highest first.
func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  stride(from: Number.bitWidth - 8, through: 0, by: -8).map {
    UInt8(truncatingIfNeeded: number >> $0)
  }
}

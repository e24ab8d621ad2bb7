import AtelierPixels

/// The blocks that go into an output: edited for the new picture, with what had to be left out.
struct OutputMetadata {
  var exif: [UInt8]?
  var xmp: [UInt8]?
  /// The rest of a long packet, and its digest, for JPEG files.
  var xmpExtension: (content: [UInt8], digest: String)?
  var iptc: [UInt8]?
  let profile: [UInt8]
  var notes: [String] = []

  init(_ options: EncodeOptions, size: PixelSize, format: PictureFormat) {
    profile = options.profile ?? ICCProfile.bytes(for: options.colorSpace)
    if options.alpha != nil, !format.carriesAlpha {
      notes.append("\(format.displayName) has no transparency; the picture lies on white.")
    }
    guard options.privacy != .stripAll else { return }
    let stripsGPS = options.privacy == .stripGPS
    if let block = options.metadata.exif, !ExifBlock.isEmpty(block) {
      if var edited = ExifBlock(block) {
        edited.describe(size: size)
        if stripsGPS { edited.removeGPS() }
        exif = ExifBlock.isEmpty(edited.bytes) ? nil : edited.bytes
      } else {
        notes.append(
          "The EXIF block has no directory that can be read and was left out; the pixels are not "
            + "affected.")
      }
    }
    if let packet = options.metadata.xmp {
      xmp = XMPPacket.edited(packet, size: size, stripsGPS: stripsGPS)
      if xmp == nil { notes.append("The XMP packet is not UTF-8 text and was left out.") }
    }
    if let packet = xmp, let rest = options.metadata.xmpExtension {
      let content = XMPPacket.edited(rest, size: size, stripsGPS: stripsGPS) ?? rest
      let digest = MD5.hexadecimal(content)
      if format == .jpeg, let named = XMPPacket.naming(digest, in: packet) {
        xmp = named
        xmpExtension = (content, digest)
      } else {
        notes.append("The extended part of the XMP packet was left out.")
      }
    }
    iptc = options.metadata.iptc
  }
}

/// Metadata as JPEG marker segments.
struct JPEGMetadataSegments {
  private(set) var bytes: [UInt8] = []
  private(set) var notes: [String] = []

  /// What fits into a segment beside its length.
  private static let capacity = 65_533

  init(_ metadata: OutputMetadata) {
    if let exif = metadata.exif {
      append(0xE1, JPEGSegments.exifSignature + exif, name: "EXIF block")
    }
    if let xmp = metadata.xmp {
      append(0xE1, JPEGSegments.xmpSignature + xmp, name: "XMP packet")
    }
    if let (content, digest) = metadata.xmpExtension {
      for piece in ExtendedXMP.pieces(of: content, digest: digest) {
        append(0xE1, JPEGSegments.extendedXMPSignature + piece, name: "extended XMP packet")
      }
    }
    if let iptc = metadata.iptc {
      append(
        0xED, JPEGSegments.photoshopSignature + PhotoshopResources.block(iptc: iptc),
        name: "IPTC block")
    }
    let room = Self.capacity - JPEGSegments.profileSignature.count - 2
    let parts = stride(from: 0, to: metadata.profile.count, by: room).map {
      metadata.profile[$0..<min($0 + room, metadata.profile.count)]
    }
    guard parts.count <= 255 else {
      notes.append("The ICC profile is too long for a JPEG file and was left out.")
      return
    }
    for (index, part) in parts.enumerated() {
      append(
        0xE2, JPEGSegments.profileSignature + [UInt8(index + 1), UInt8(parts.count)] + part,
        name: "ICC profile")
    }
  }

  private mutating func append(_ marker: UInt8, _ content: [UInt8], name: String) {
    guard content.count <= Self.capacity else {
      notes.append(
        "The \(name) has \(content.count) bytes, a JPEG segment holds \(Self.capacity); "
          + "it was left out.")
      return
    }
    bytes += [0xFF, marker] + bigEndian(UInt16(content.count + 2)) + content
  }
}

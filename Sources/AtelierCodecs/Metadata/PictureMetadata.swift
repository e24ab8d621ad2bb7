/// What a file says about its picture, as raw blocks.
public struct PictureMetadata: Hashable, Sendable {
  /// EXIF: a TIFF structure, beginning with its byte order mark.
  public var exif: [UInt8]?
  /// XMP: an XML packet in UTF-8.
  public var xmp: [UInt8]?
  /// IPTC-IIM records.
  public var iptc: [UInt8]?
  /// The rest of a long XMP packet, which JPEG files keep apart: XML without the marks of a packet.
  /// ``xmp`` then names its digest in the property `xmpNote:HasExtendedXMP`.
  public var xmpExtension: [UInt8]?

  /// Makes metadata; absent blocks are nil.
  public init(exif: [UInt8]? = nil, xmp: [UInt8]? = nil, iptc: [UInt8]? = nil) {
    self.exif = exif
    self.xmp = xmp
    self.iptc = iptc
  }
}

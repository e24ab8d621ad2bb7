public import AtelierPixels

/// How finely colour is kept against brightness.
public enum ChromaSubsampling: String, CaseIterable, Codable, Hashable, Sendable {
  /// Every pixel has its own colour.
  case s444 = "4:4:4"
  /// Two pixels side by side share one.
  case s422 = "4:2:2"
  /// Four pixels share one.
  case s420 = "4:2:0"
}

/// How a picture is written.
public struct EncodeOptions: Sendable {
  /// 1…100; for JPEG the scale of the IJG's library, for others libvips' `Q`. PNG and TIFF are
  /// always lossless; WebP, AVIF and JPEG XL are at 100.
  public var quality = 95
  /// Colour resolution of JPEG; HEIC and AVIF take 4:2:2 as 4:2:0, WebP has 4:2:0 only.
  public var subsampling = ChromaSubsampling.s444
  /// The depth wanted; the format's own where it has no such depth.
  public var depth = SampleDepth.eight
  /// What the values mean; embedded as an ICC profile.
  public var colorSpace = RGBColorSpace.sRGB
  /// A profile to embed in place of one made from `colorSpace`.
  public var profile: [UInt8]?
  /// Blocks to carry over.
  public var metadata = PictureMetadata()
  /// What of the metadata is left out.
  public var privacy = MetadataPrivacy.keep
  /// `width × height` alpha values; a format without alpha gets the picture over white.
  public var alpha: Samples?
  /// Whether JPEG's Huffman tables are fitted to the picture: some percent smaller, 2–3 × the time.
  public var optimizesHuffman = false
  /// Threads that libvips may use; 0 for one a core.
  public var threads = 0

  /// Makes the default settings: quality 95, no subsampling, 8 bit, sRGB.
  public init() {}
}

/// What of the metadata is left out of an output.
public enum MetadataPrivacy: String, CaseIterable, Codable, Hashable, Sendable {
  /// Everything is carried over.
  case keep
  /// Positions are taken out of EXIF and XMP; place names in IPTC and XMP stay.
  case stripGPS = "strip-gps"
  /// EXIF, XMP and IPTC are left out; the ICC profile stays.
  case stripAll = "strip-metadata"
}

/// A finished file in memory.
public struct EncodedPicture: Sendable {
  /// The file, in pieces.
  public let chunks: [[UInt8]]
  /// What could not be carried over, one sentence each.
  public let notes: [String]

  /// The same file with more notes.
  package func adding(notes more: [String]) -> EncodedPicture {
    EncodedPicture(chunks: chunks, notes: notes + more)
  }

  /// The file as one array.
  public var bytes: [UInt8] { Array(chunks.joined()) }
}

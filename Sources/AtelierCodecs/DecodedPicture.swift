public import AtelierPixels

/// A picture as read from a file, with what the file says about it.
public struct DecodedPicture: Sendable {
  /// Upright pixels and their colour space.
  public var picture: Picture
  /// EXIF, XMP and IPTC as found.
  public var metadata: PictureMetadata
  /// The format that the content shows, whatever the name says.
  public var format: PictureFormat
  /// The ICC profile as embedded, or nil.
  public var sourceProfile: [UInt8]?
  /// What a RAW file says about its colours; nil for other files.
  public var raw: RawInfo?
  /// The step in which JPEG stores the means of its luma blocks, in 8-bit codes; nil for other files.
  public var quantization: Double?
  /// How the stored pixels were turned to be upright.
  package var orientation = Orientation.upright
  /// Findings that a person should know, one sentence each.
  public var notes: [String]

  /// The picture turned from the stored one in another way.
  package func turned(by wanted: Orientation) -> DecodedPicture {
    guard wanted != orientation else { return self }
    let pixels = DecodedPixels(
      size: picture.size, samples: picture.samples, alpha: picture.alpha, model: .rgb
    ).turned(orientation.inverse).turned(wanted)
    var result = self
    result.picture = Picture(
      size: pixels.size, samples: pixels.samples, alpha: pixels.alpha,
      colorSpace: picture.colorSpace)
    result.orientation = wanted
    return result
  }

  /// Whether the pixels come from a RAW file.
  public var isRaw: Bool { raw != nil }
}

/// What can be told without decoding pixels.
public struct PictureSummary: Hashable, Sendable {
  /// The format that the content shows.
  public var format: PictureFormat
  /// The size of the upright picture.
  public var size: PixelSize
  /// The depth that decoding gives.
  public var depth: SampleDepth
}

/// Settings of reading.
public struct ReadOptions: Hashable, Sendable {
  /// Bounds checked before pixels are allocated.
  public var limits: DecodeLimits
  /// Threads that decoding may use, 0 for one a core. For libvips and LibRaw only the first reading
  /// counts.
  public var threads: Int

  /// Makes settings.
  public init(limits: DecodeLimits = DecodeLimits(), threads: Int = 0) {
    self.limits = limits
    self.threads = threads
  }
}

import AtelierPixels

/// Reads photographs: the content decides what a file is, its name is only compared.
public enum PictureReader {
  /// Decodes a picture: upright, with its colour space, metadata and notes.
  ///
  /// - Throws: ``CodecError``; a damaged or truncated file is never half a picture.
  public static func read(
    _ source: PictureSource, options: ReadOptions = ReadOptions()
  ) throws(CodecError) -> DecodedPicture {
    let store = try ByteStore(source, limits: options.limits)
    let format = try detect(store)
    var decoded: DecodedPicture
    switch format {
    case .jpeg: decoded = try readJPEG(store, options: options)
    default: throw .unsupported(source: store.name, reason: "not yet")
    }
    if let named = PictureFormat.named(byExtension: source.fileExtension), named != format,
      !(named == .raw && format == .tiff)
    {
      decoded.notes.append(
        "The name says \(named.displayName), the content is \(format.displayName).")
    }
    return decoded
  }

  private static func detect(_ store: ByteStore) throws(CodecError) -> PictureFormat {
    guard let format = PictureFormat(signature: store.head(PictureFormat.signatureLength)) else {
      throw .notAPicture(source: store.name, reason: "its first bytes fit no known format")
    }
    return format
  }

  private static func readJPEG(
    _ store: ByteStore, options: ReadOptions
  ) throws(CodecError) -> DecodedPicture {
    let bytes = try store.all()
    let segments = JPEGSegments(bytes)
    let decoder = try JPEGDecoder(bytes, source: store.name)
    try options.limits.check(decoder.size, source: store.name, format: .jpeg)
    let exif = segments.exif.flatMap(ExifBlock.init)
    let pixels = try decoder.decode(exif?.orientation ?? .upright)
    return try Self.assemble(
      pixels, format: .jpeg, profile: segments.profile, exif: exif,
      metadata: PictureMetadata(exif: segments.exif, xmp: segments.xmp, iptc: segments.iptc),
      notes: segments.notes, store: store)
  }

  static func assemble(
    _ pixels: DecodedPixels, format: PictureFormat, profile: [UInt8]?, exif: ExifBlock?,
    metadata: PictureMetadata, notes: [String], store: ByteStore
  ) throws(CodecError) -> DecodedPicture {
    var notes = notes + pixels.notes
    var space = RGBColorSpace.sRGB
    if let profile {
      if let parsed = ICCProfile(profile) {
        space = parsed.space ?? .sRGB
      } else {
        notes.append("The ICC profile is damaged; the picture was taken as sRGB.")
      }
    } else if let exif, exif.interoperabilityIndex == "R03" {
      space = .adobeRGB
    }
    let picture = Picture(
      size: pixels.size, samples: pixels.samples, alpha: pixels.alpha, colorSpace: space)
    return DecodedPicture(
      picture: picture, metadata: metadata, format: format, sourceProfile: profile, raw: nil,
      notes: notes)
  }
}

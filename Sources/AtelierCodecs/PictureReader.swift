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
    if let raw = try readRaw(store, looksLike: format, options: options) {
      decoded = raw
    } else if format == .jpeg {
      decoded = try readJPEG(store, options: options)
    } else {
      decoded = try readWithVips(store, format: format, options: options)
    }
    if let named = PictureFormat.named(byExtension: source.fileExtension), named != decoded.format {
      decoded.notes.append(
        "The name says \(named.displayName), the content is \(decoded.format.displayName).")
    }
    return decoded
  }

  private static func detect(_ store: ByteStore) throws(CodecError) -> PictureFormat {
    guard let format = PictureFormat(signature: store.head(PictureFormat.signatureLength)) else {
      throw .notAPicture(source: store.name, reason: "its first bytes fit no known format")
    }
    return format
  }

  /// Develops a RAW file.
  ///
  /// - Returns: nil for a file that is none, such as a plain TIFF file.
  private static func readRaw(
    _ store: ByteStore, looksLike format: PictureFormat, options: ReadOptions
  ) throws(CodecError) -> DecodedPicture? {
    guard let kind = rawKind(store, looksLike: format) else { return nil }
    let decoder = try RawDecoder(store)
    guard let development = try decoder.develop(limits: options.limits) else {
      guard kind == .certain else { return nil }
      throw unknownBody(store)
    }
    let pixels = development.pixels
    return DecodedPicture(
      picture: Picture(
        size: pixels.size, samples: pixels.samples, colorSpace: development.space),
      metadata: RawMetadata.read(store, facts: development.facts), format: .raw,
      sourceProfile: nil, raw: development.info,
      orientation: development.orientation, notes: pixels.notes)
  }

  private enum RawKind {
    /// The content says so.
    case certain
    /// Only the name says so.
    case possible
  }

  /// Whether LibRaw is to look at a file before a TIFF reader takes its thumbnail for the picture.
  private static func rawKind(_ store: ByteStore, looksLike format: PictureFormat) -> RawKind? {
    if format == .raw { return .certain }
    guard format == .tiff else { return nil }
    if RawMarks.areIn(store) { return .certain }
    let named = PictureFormat.named(byExtension: PictureFormat.fileExtension(of: store.name))
    return named == .raw ? .possible : nil
  }

  private static func unknownBody(_ store: ByteStore) -> CodecError {
    let version = RawDecoder.libraryVersion
    var camera = ""
    if let parser = TIFFParser(store), let first = parser.directory(at: parser.firstDirectory) {
      let names = [TIFFTag.make, .model].compactMap { first[$0] }.compactMap(parser.bytes)
      camera = names.map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        .joined(separator: " ")
    }
    return .unsupported(
      source: store.name,
      reason: "it is a RAW file of a camera\(camera.isEmpty ? "" : " (\(camera))") that LibRaw "
        + "\(version) does not know; convert it to DNG, or export it as TIFF from the maker's "
        + "program")
  }

  private static func readJPEG(
    _ store: ByteStore, options: ReadOptions
  ) throws(CodecError) -> DecodedPicture {
    let bytes = try store.all()
    let segments = JPEGSegments(bytes)
    let decoder = try JPEGDecoder(bytes, source: store.name)
    try options.limits.check(decoder.size, source: store.name, format: .jpeg)
    let exif = segments.exif.flatMap(ExifBlock.init)
    let orientation = exif?.orientation ?? .upright
    let quantization = decoder.quantization
    let parts = JPEGDecoder.parts(of: decoder.size, threads: options.threads)
    let pixels = try decoder.decode(orientation, parts: parts)
    var interpreter = ColorInterpreter(store: store, format: .jpeg, threads: options.threads)
    interpreter.profile = segments.profile
    // Cameras mark Adobe RGB in EXIF where they embed no profile (DCF 2.0).
    interpreter.assumed = exif?.interoperabilityIndex == "R03" ? .adobeRGB : .sRGB
    var decoded = try interpreter.picture(
      pixels, orientation: orientation, notes: segments.notes,
      metadata: segments.metadata)
    decoded.quantization = quantization
    return decoded
  }

  /// A JPEG file up to where its pixels begin, mostly a small part of it; else all of it.
  private static func jpegHead(of store: ByteStore) throws(CodecError) -> [UInt8] {
    let head = store.head(1 << 18)
    let isEnough = (try? JPEGDecoder(head, source: store.name)) != nil
    return isEnough ? head : try store.all()
  }

  private static func readWithVips(
    _ store: ByteStore, format: PictureFormat, options: ReadOptions
  ) throws(CodecError) -> DecodedPicture {
    if format == .tiff, let parser = TIFFParser(store),
      parser.directory(at: parser.firstDirectory)?.lostTags.isEmpty == false
    {
      // libtiff would go on without the profile or whatever else is cut off.
      throw .corrupt(
        source: store.name, format: format, reason: "a field of it lies beyond the file's end")
    }
    let decoder = try VipsDecoder(store, format: format, threads: options.threads)
    try options.limits.check(decoder.size, source: store.name, format: format)
    let orientation = orientation(decoder, format: format)
    let pixels = try decoder.decode(orientation)
    var interpreter = ColorInterpreter(store: store, format: format, threads: options.threads)
    // L*a*b* comes as sRGB, whatever profile the file has.
    interpreter.profile = decoder.isLab ? nil : decoder.block("icc-profile-data")
    var notes: [String] = []
    switch format {
    case .png: interpreter.assumed = PNGColors(store).space ?? .sRGB
    case .heic, .avif:
      if let points = CodingPoints(store) {
        interpreter.assumed = points.space
        if points.isHighDynamicRange, interpreter.profile == nil {
          notes.append("The picture is encoded for HDR displays (PQ or HLG); it was taken as SDR.")
        }
      }
    case .jpegXL:
      if ISOBoxes(store).content(of: "brob") != nil {
        notes.append("Compressed metadata of the JPEG XL file are not carried over.")
      }
    default: break
    }
    return try interpreter.picture(
      pixels, orientation: orientation, notes: notes,
      metadata: ContainerMetadata.read(store, format: format, decoder: decoder))
  }

  /// The libraries turn the pictures of HEIC, AVIF and JPEG XL files themselves.
  private static func orientation(
    _ decoder: borrowing VipsDecoder, format: PictureFormat
  ) -> Orientation {
    switch format {
    case .heic, .avif, .jpegXL: .upright
    default: decoder.orientation
    }
  }

  /// Tells size, format and depth without decoding pixels.
  ///
  /// - Throws: ``CodecError`` as ``read(_:options:)`` does, as far as the header shows.
  public static func probe(
    _ source: PictureSource, options: ReadOptions = ReadOptions()
  ) throws(CodecError) -> PictureSummary {
    let store = try ByteStore(source, limits: options.limits)
    let format = try detect(store)
    var summary: PictureSummary
    if let kind = rawKind(store, looksLike: format) {
      let decoder = try RawDecoder(store)
      if let size = try decoder.probe() {
        summary = PictureSummary(format: .raw, size: size, depth: .sixteen)
        try options.limits.check(size, source: store.name, format: .raw)
        return summary
      }
      guard kind == .possible else { throw unknownBody(store) }
    }
    if format == .jpeg {
      let bytes = try jpegHead(of: store)
      let exif = JPEGSegments(bytes).exif.flatMap(ExifBlock.init)
      let decoder = try JPEGDecoder(bytes, source: store.name)
      summary = PictureSummary(
        format: format, size: (exif?.orientation ?? .upright).uprightSize(of: decoder.size),
        depth: decoder.isCMYK ? .sixteen : .eight)
    } else {
      let decoder = try VipsDecoder(store, format: format, threads: options.threads)
      summary = PictureSummary(
        format: format,
        size: orientation(decoder, format: format).uprightSize(of: decoder.size),
        depth: decoder.depth)
    }
    try options.limits.check(summary.size, source: store.name, format: format)
    return summary
  }
}

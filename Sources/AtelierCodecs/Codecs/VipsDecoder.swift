import AtelierPixels
import CVips

/// Decodes what libvips knows, strip by strip, straight to the upright place.
struct VipsDecoder: ~Copyable {
  private let picture: VipsPicture
  private let source: String
  private let format: PictureFormat

  private static let stripRows = 64

  /// Reads the header.
  init(_ store: ByteStore, format: PictureFormat, threads: Int) throws(CodecError) {
    try Vips.start(threads: threads)
    let loader: AtelierVipsLoader =
      switch format {
      case .png: atelierVipsLoaderPNG
      case .tiff: atelierVipsLoaderTIFF
      case .webp: atelierVipsLoaderWebP
      case .heic, .avif: atelierVipsLoaderHEIF
      case .jpegXL: atelierVipsLoaderJXL
      case .gif: atelierVipsLoaderGIF
      case .jpeg, .raw: preconditionFailure("has a decoder of its own")
      }
    // SAFETY: the source is released here; the picture holds a reference of its own.
    let opened: UnsafeMutablePointer<VipsSource>?
    if let path = store.path {
      unsafe opened = Vips.calls.pointee.vips_source_new_from_file(path)
    } else {
      unsafe opened = Self.memorySource(try store.all())
    }
    guard let input = unsafe opened else {
      throw .unreadable(source: store.name, reason: Vips.takeMessage())
    }
    defer { unsafe Vips.calls.pointee.g_object_unref(input) }
    let loaded = unsafe atelierVipsLoad(Vips.calls, Int32(loader.rawValue), input, 1)
    guard let picture = unsafe VipsPicture(loaded) else {
      throw .corrupt(source: store.name, format: format, reason: Vips.takeMessage())
    }
    self.picture = picture
    source = store.name
    self.format = format
  }

  /// A source that owns a copy of the bytes.
  private static func memorySource(_ bytes: [UInt8]) -> UnsafeMutablePointer<VipsSource>? {
    unsafe bytes.withUnsafeBytes { buffer in
      // SAFETY: the blob copies the bytes; the source keeps the blob.
      guard let blob = unsafe Vips.calls.pointee.vips_blob_copy(buffer.baseAddress, buffer.count)
      else { return nil }
      defer {
        unsafe Vips.calls.pointee.vips_area_unref(
          UnsafeMutablePointer<VipsArea>(OpaquePointer(blob)))
      }
      return unsafe Vips.calls.pointee.vips_source_new_from_blob(blob)
    }
  }

  /// Size as libvips gives it: stored for TIFF, PNG and WebP, upright for the rest.
  var size: PixelSize { PixelSize(width: picture.width, height: picture.height) }

  /// The depth that decoding gives.
  var depth: SampleDepth {
    switch picture.format {
    case VIPS_FORMAT_UCHAR, VIPS_FORMAT_CHAR: .eight
    default: .sixteen
    }
  }

  /// Whether the file holds CIE L*a*b*, which is decoded to sRGB.
  var isLab: Bool {
    [VIPS_INTERPRETATION_LAB, VIPS_INTERPRETATION_LABS, VIPS_INTERPRETATION_LABQ]
      .contains(picture.interpretation)
  }

  /// A metadata block by its name in libvips.
  func block(_ name: String) -> [UInt8]? { picture.block(name) }

  /// A metadata text by its name in libvips.
  func text(_ name: String) -> String? { picture.text(name) }

  /// The orientation that libvips found in the file.
  var orientation: Orientation {
    picture.integer("orientation").flatMap(Orientation.init) ?? .upright
  }

  /// Decodes all pixels, turned upright.
  func decode(_ orientation: Orientation) throws(CodecError) -> DecodedPixels {
    var notes: [String] = []
    let prepared = try prepare(&notes)
    let bands = prepared.bands
    let isFourInks = prepared.interpretation == VIPS_INTERPRETATION_CMYK && bands >= 4
    let model: DecodedPixels.ColorModel = isFourInks ? .cmyk : bands < 3 ? .grey : .rgb
    let colors = isFourInks ? 4 : bands < 3 ? 1 : 3
    var pixels: DecodedPixels
    if prepared.format == VIPS_FORMAT_UCHAR {
      let (samples, alpha) = try collect(
        prepared, UInt8.self, colors: colors, orientation: isFourInks ? .upright : orientation)
      pixels = DecodedPixels(
        size: size, samples: .eight(samples), alpha: alpha.map(Samples.eight), model: model)
    } else {
      let (samples, alpha) = try collect(
        prepared, UInt16.self, colors: colors, orientation: isFourInks ? .upright : orientation)
      pixels = DecodedPixels(
        size: size, samples: .sixteen(samples), alpha: alpha.map(Samples.sixteen), model: model)
    }
    if !isFourInks { pixels.size = orientation.uprightSize(of: size) }
    if bands > colors + 1 {
      notes.append("\(bands - colors - 1) channels beside colour and transparency were left out.")
    }
    pixels.notes = notes
    return pixels
  }

  /// Brings other number formats to 8 or 16 bits without a sign.
  private func prepare(_ notes: inout [String]) throws(CodecError) -> VipsPicture {
    var next: UnsafeMutablePointer<VipsImage>?
    if isLab {
      unsafe next = atelierVipsConvert(Vips.calls, picture.pointer, VIPS_INTERPRETATION_RGB16)
      notes.append("The L*a*b* picture was converted to sRGB.")
      guard let prepared = unsafe VipsPicture(next) else { throw failure() }
      return prepared
    }
    switch picture.format {
    case VIPS_FORMAT_UCHAR, VIPS_FORMAT_USHORT:
      _ = unsafe Vips.calls.pointee.g_object_ref(picture.pointer)
      unsafe next = picture.pointer
    case VIPS_FORMAT_CHAR:
      unsafe next = atelierVipsCast(Vips.calls, picture.pointer, VIPS_FORMAT_UCHAR, 0)
    case VIPS_FORMAT_SHORT:
      unsafe next = atelierVipsCast(Vips.calls, picture.pointer, VIPS_FORMAT_USHORT, 0)
    case VIPS_FORMAT_UINT, VIPS_FORMAT_INT:
      unsafe next = atelierVipsCast(Vips.calls, picture.pointer, VIPS_FORMAT_USHORT, 1)
    case VIPS_FORMAT_FLOAT, VIPS_FORMAT_DOUBLE:
      if block("icc-profile-data") != nil || picture.bands < 3 {
        notes.append("Values outside 0…1 of the floating-point picture were clipped.")
        unsafe next = scaled(picture)
      } else {
        // Without a profile, floating-point RGB is linear light (as scRGB).
        notes.append("Values outside 0…1 of the floating-point picture were clipped.")
        unsafe next = atelierVipsConvert(Vips.calls, picture.pointer, VIPS_INTERPRETATION_RGB16)
      }
    default:
      throw .unsupported(source: source, reason: "complex numbers are no picture")
    }
    guard let prepared = unsafe VipsPicture(next) else { throw failure() }
    return prepared
  }

  private func scaled(_ picture: borrowing VipsPicture) -> UnsafeMutablePointer<VipsImage>? {
    guard let large = unsafe VipsPicture(atelierVipsScale(Vips.calls, picture.pointer, 65_535))
    else {
      return nil
    }
    return unsafe atelierVipsCast(Vips.calls, large.pointer, VIPS_FORMAT_USHORT, 0)
  }

  /// Pulls the pixels through libvips and puts them in their place.
  private func collect<Value: FixedWidthInteger>(
    _ picture: borrowing VipsPicture, _: Value.Type, colors: Int, orientation: Orientation
  ) throws(CodecError) -> (samples: [Value], alpha: [Value]?) {
    let bands = picture.bands
    let layout = UprightLayout(stored: size, orientation: orientation)
    let channels = colors == 4 ? 4 : 3
    let picks = colors == 1 ? (0, 0, 0) : (0, 1, 2)
    var alpha =
      bands > colors ? [Value](repeating: 0, count: size.pixelCount) : nil as [Value]?
    let count = channels * size.pixelCount
    var isComplete = false
    guard let region = unsafe Vips.calls.pointee.vips_region_new(picture.pointer) else {
      throw failure()
    }
    defer { unsafe Vips.calls.pointee.g_object_unref(region) }
    // SAFETY: a prepared full-width strip has `rows` lines of `width × bands` values; libvips keeps
    // them packed because the region is as wide as the picture. `count` values have room in the
    // target, and an incomplete array is not used because the function throws.
    let samples = unsafe [Value](unsafeUninitializedCapacity: count) { target, filled in
      guard let base = target.baseAddress else { return }
      for first in stride(from: 0, to: size.height, by: Self.stripRows) {
        let rows = min(Self.stripRows, size.height - first)
        var area = VipsRect(
          left: 0, top: Int32(first), width: Int32(size.width), height: Int32(rows))
        guard unsafe Vips.calls.pointee.vips_region_prepare(region, &area) == 0 else { return }
        for row in 0..<rows {
          let line = unsafe atelierVipsAddress(Vips.calls, region, 0, Int32(first + row))
            .assumingMemoryBound(to: Value.self)
          if colors == 4 {
            for x in 0..<size.width {
              for ink in 0..<4 {
                unsafe base[4 * ((first + row) * size.width + x) + ink] = line[x * bands + ink]
              }
            }
          } else {
            unsafe layout.place(
              line, bands: bands, picks: picks, first: first + row, count: 1, into: base)
          }
          unsafe alpha?.withUnsafeMutableBufferPointer { plane in
            guard let plane = plane.baseAddress else { return }
            unsafe layout.placePlane(
              line, bands: bands, band: colors, first: first + row, count: 1, into: plane)
          }
        }
      }
      filled = count
      isComplete = true
    }
    guard isComplete else { throw failure() }
    return (samples, alpha)
  }

  private func failure() -> CodecError {
    .corrupt(source: source, format: format, reason: Vips.takeMessage())
  }
}

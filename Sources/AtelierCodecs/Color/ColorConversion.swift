import AtelierPixels
import CVips
import Glibc

/// Conversion by lookup-table profiles, with Little CMS through libvips.
enum ColorConversion {
  /// What pictures are converted to that have no RGB matrix profile. It holds what printing inks and
  /// wide RGB spaces can show.
  static let target = RGBColorSpace.rec2020

  /// Converts to 16 bits of ``target``: relative colorimetric with black point compensation.
  ///
  /// Without a profile, CMYK is taken as libvips' own.
  ///
  /// - Returns: RGB pixels.
  /// - Throws: ``CodecError/corrupt(source:format:reason:)`` when Little CMS refuses the profile.
  static func convert(
    _ pixels: DecodedPixels, profile: [UInt8]?, source: String, format: PictureFormat,
    threads: Int
  ) throws(CodecError) -> DecodedPixels {
    try Vips.start(threads: threads)
    let bands = pixels.model == .cmyk ? 4 : 3
    let (bytesPerValue, bandFormat) =
      switch pixels.samples {
      case .eight: (1, VIPS_FORMAT_UCHAR)
      case .sixteen: (2, VIPS_FORMAT_USHORT)
      }
    let interpretation =
      pixels.model == .cmyk
      ? VIPS_INTERPRETATION_CMYK
      : bytesPerValue == 1 ? VIPS_INTERPRETATION_sRGB : VIPS_INTERPRETATION_RGB16
    let output = try ProfileFile(ICCProfile.bytes(for: target))
    let size = pixels.size

    // SAFETY: libvips reads the values inside the closure only, as everything made from them is
    // computed and released there.
    func run(_ values: UnsafeRawBufferPointer) -> [UInt16]? {
      guard
        let memory = unsafe VipsPicture(
          Vips.calls.pointee.vips_image_new_from_memory(
            values.baseAddress, values.count, Int32(size.width), Int32(size.height), Int32(bands),
            bandFormat)),
        let marked = unsafe VipsPicture(atelierVipsMark(Vips.calls, memory.pointer, interpretation))
      else { return nil }
      if let profile { marked.set("icc-profile-data", profile) }
      let fallback = pixels.model == .cmyk ? "cmyk" : "srgb"
      guard
        let converted = unsafe VipsPicture(
          atelierVipsTransform(Vips.calls, marked.pointer, fallback, output.path)),
        converted.bands == 3, converted.format == VIPS_FORMAT_USHORT
      else { return nil }
      var length = 0
      guard
        let block = unsafe Vips.calls.pointee.vips_image_write_to_memory(converted.pointer, &length)
      else {
        return nil
      }
      defer { unsafe Vips.calls.pointee.g_free(block) }
      guard length == 6 * size.pixelCount else { return nil }
      let words = unsafe block.assumingMemoryBound(to: UInt16.self)
      return unsafe Array(UnsafeBufferPointer(start: words, count: 3 * size.pixelCount))
    }
    let values =
      switch pixels.samples {
      case .eight(let values): unsafe values.withUnsafeBytes { unsafe run($0) }
      case .sixteen(let values): unsafe values.withUnsafeBytes { unsafe run($0) }
      }
    guard let values else {
      throw .corrupt(
        source: source, format: format,
        reason: "its colours cannot be converted (\(Vips.takeMessage()))")
    }
    var converted = pixels
    converted.samples = .sixteen(values)
    converted.model = .rgb
    return converted
  }

  /// A profile in a nameless file, as libvips takes output profiles by path only.
  private struct ProfileFile: ~Copyable {
    private let descriptor: Int32
    var path: String { "/proc/self/fd/\(descriptor)" }

    init(_ bytes: [UInt8]) throws(CodecError) {
      let descriptor = atelierMemoryFile()
      // SAFETY: the bytes are read during the call.
      guard descriptor >= 0, unsafe write(descriptor, bytes, bytes.count) == bytes.count else {
        throw .environment(reason: "no memory file for a colour profile: \(systemMessage(errno))")
      }
      self.descriptor = descriptor
    }

    deinit { close(descriptor) }
  }
}

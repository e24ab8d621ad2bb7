import AtelierPixels
import CJPEG

#if canImport(Glibc)
  import Glibc
#endif

/// Decodes JPEG streams with libjpeg-turbo, strip by strip, straight to their upright place.
@safe
struct JPEGDecoder: ~Copyable {
  private let reader: OpaquePointer
  private let bytes: [UInt8]
  private let source: String
  private let info: AtelierJPEGInfo

  /// Rows decoded before they are turned: enough for long writes, few enough for the L2 cache.
  private static let stripRows = 64

  /// Reads the header.
  init(_ bytes: [UInt8], source: String) throws(CodecError) {
    guard let reader = unsafe atelierJPEGReaderMake() else {
      throw .environment(reason: "libjpeg could not be started")
    }
    var info = AtelierJPEGInfo()
    // SAFETY: the array's address is only good inside the closure; here the header is read, and
    // `decode` opens the stream again in a closure of its own.
    let status = unsafe bytes.withUnsafeBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return -1 }
      return unsafe atelierJPEGReaderOpen(reader, base, buffer.count, &info)
    }
    guard status == 0 else {
      let message = unsafe String(cString: atelierJPEGReaderMessage(reader))
      unsafe atelierJPEGReaderFree(reader)
      throw Self.error(message, source: source)
    }
    unsafe self.reader = reader
    self.bytes = bytes
    self.source = source
    self.info = info
  }

  deinit {
    unsafe atelierJPEGReaderFree(reader)
  }

  /// Size as stored.
  var size: PixelSize { PixelSize(width: Int(info.width), height: Int(info.height)) }

  /// Whether the pixels are inks.
  var isCMYK: Bool { info.channels == 4 }

  /// Decodes all pixels, turned upright.
  consuming func decode(_ orientation: Orientation) throws(CodecError) -> DecodedPixels {
    let channels = Int(info.channels)
    // CMYK is turned after its conversion to RGB.
    let layout = UprightLayout(
      stored: size, orientation: channels == 3 ? orientation : .upright)
    let count = size.pixelCount * channels
    var status: Int32 = 0
    // SAFETY: the array has room for `count` values; libjpeg fills whole rows, and what it could
    // not fill is not used because the function throws.
    let samples = unsafe [UInt8](unsafeUninitializedCapacity: count) { target, filled in
      guard let base = target.baseAddress else { return }
      unsafe Self.preferLargePages(UnsafeMutableRawBufferPointer(target))
      status = unsafe bytes.withUnsafeBufferPointer { input in
        unsafe decode(input, layout: layout, channels: channels, into: base)
      }
      if status == 0 { filled = count }
    }
    let message = unsafe String(cString: atelierJPEGReaderMessage(reader))
    guard status == 0 else { throw Self.error(message, source: source) }

    var decoded = DecodedPixels(
      size: orientation.uprightSize(of: size), samples: .eight(samples),
      model: channels == 4 ? .cmyk : info.isGrey != 0 ? .grey : .rgb)
    if channels == 4 {
      decoded.size = size
      // Adobe stores ink inverted.
      if info.hasAdobeMarker != 0 { decoded.samples = .eight(samples.map { 255 - $0 }) }
    }
    if !message.isEmpty { decoded.notes.append("The JPEG decoder remarked: \(message).") }
    return decoded
  }

  /// Asks for large pages where the system leaves that to programs: a picture is written from end to
  /// end, and a fault for each 4 kB takes a tenth of the decoding time.
  @unsafe
  private static func preferLargePages(_ memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      let page = 1 << 21
      guard memory.count > 2 * page, let base = memory.baseAddress else { return }
      let start = unsafe base.alignedUp(toMultipleOf: page)
      let length = unsafe memory.count - (start - base)
      // A hint: where it is refused, small pages serve as well.
      _ = unsafe madvise(start, length / page * page, MADV_HUGEPAGE)
    #endif
  }

  @unsafe
  private borrowing func decode(
    _ input: UnsafeBufferPointer<UInt8>, layout: UprightLayout, channels: Int,
    into target: UnsafeMutablePointer<UInt8>
  ) -> Int32 {
    guard let base = input.baseAddress else { return -1 }
    var again = AtelierJPEGInfo()
    guard unsafe atelierJPEGReaderOpen(reader, base, input.count, &again) == 0,
      again.width == info.width, again.height == info.height, again.channels == info.channels,
      unsafe atelierJPEGReaderStart(reader) == 0
    else { return -1 }
    let stride = size.width * channels
    if layout.isIdentity {
      guard unsafe atelierJPEGReaderRows(reader, target, stride, info.height) == 0 else {
        return -1
      }
    } else {
      var strip = [UInt8](repeating: 0, count: stride * min(Self.stripRows, size.height))
      for first in Swift.stride(from: 0, to: size.height, by: Self.stripRows) {
        let rows = min(Self.stripRows, size.height - first)
        guard unsafe atelierJPEGReaderRows(reader, &strip, stride, UInt32(rows)) == 0 else {
          return -1
        }
        unsafe strip.withUnsafeBufferPointer { lines in
          guard let line = lines.baseAddress else { return }
          unsafe layout.place(
            line, bands: 3, picks: (0, 1, 2), first: first, count: rows, into: target)
        }
      }
    }
    unsafe atelierJPEGReaderFinish(reader)
    return 0
  }

  private static func error(_ message: String, source: String) -> CodecError {
    // libjpeg knows these kinds of file, but not how to decode them.
    let unsupported = ["Unsupported", "unknown meaning", "not supported", "Sorry"]
    return unsupported.contains(where: message.contains)
      ? .unsupported(source: source, reason: message)
      : .corrupt(source: source, format: .jpeg, reason: message)
  }
}

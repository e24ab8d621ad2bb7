import AtelierPixels
import CJPEG
import Dispatch
import Synchronization

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
  ///
  /// - Parameters:
  ///   - orientation: how the picture is to be turned.
  ///   - parts: number of parts that are decoded at the same time; the pixels are the same.
  /// - Returns: the pixels and what the decoder remarked.
  /// - Throws: `CodecError` where the stream is damaged or of a kind that libjpeg cannot decode.
  consuming func decode(
    _ orientation: Orientation, parts: Int = 1
  ) throws(CodecError) -> DecodedPixels {
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
        let pixels = unsafe Target(
          input: input, info: info, layout: layout, size: size, base: base)
        if parts > 1, info.hasManyScans == 0, unsafe Self.decode(pixels, parts: parts) {
          return 0
        }
        return unsafe Self.decode(pixels, rows: 0..<size.height, with: reader)
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

  /// Where pixels come from and go to.
  @unsafe
  private struct Target: @unchecked Sendable {
    let input: UnsafeBufferPointer<UInt8>
    let info: AtelierJPEGInfo
    let layout: UprightLayout
    let size: PixelSize
    let base: UnsafeMutablePointer<UInt8>

    var channels: Int { unsafe Int(info.channels) }
  }

  /// The best number of parts for a picture and a number of threads, 0 for one a core.
  static func parts(of size: PixelSize, threads: Int) -> Int {
    // Passing over rows takes about 0.45 of the time of decoding them, so more parts gain little.
    size.pixelCount < 4_000_000
      ? 1 : min(threads > 0 ? threads : sysconf(Int32(_SC_NPROCESSORS_ONLN)), 3)
  }

  /// Decodes parts at the same time, each with a reader that passes over the rows before its own.
  ///
  /// - Returns: false where a reader had anything to remark; the picture is then to be decoded from
  ///   end to end, so that what is said of it does not depend on the number of parts.
  @unsafe
  private static func decode(_ target: Target, parts: Int) -> Bool {
    // Parts that end together: each is shorter by what passing over the rows before it takes.
    let passing = 0.45
    let whole = unsafe Double(target.size.height)
    var share = 1.0
    var total = 0.0
    for _ in 0..<parts {
      total += share
      share *= 1 - passing
    }
    var ends = [0]
    share = 1
    for _ in 0..<parts {
      ends.append((ends.last ?? 0) + Int(whole * share / total))
      share *= 1 - passing
    }
    unsafe ends[parts] = target.size.height

    let fine = Flags(count: parts)
    DispatchQueue.concurrentPerform(iterations: parts) { [ends] part in
      guard let reader = unsafe atelierJPEGReaderMake() else { return }
      let status = unsafe decode(target, rows: ends[part]..<ends[part + 1], with: reader)
      if status == 0, unsafe atelierJPEGReaderMessage(reader).pointee == 0 { fine.set(part) }
      unsafe atelierJPEGReaderFree(reader)
    }
    return fine.areAllSet
  }

  /// Decodes some rows of a stream that is opened anew.
  @unsafe
  private static func decode(
    _ target: Target, rows: Range<Int>, with reader: OpaquePointer
  ) -> Int32 {
    guard let base = unsafe target.input.baseAddress else { return -1 }
    let (info, layout, size) = unsafe (target.info, target.layout, target.size)
    var again = AtelierJPEGInfo()
    guard unsafe atelierJPEGReaderOpen(reader, base, target.input.count, &again) == 0,
      again.width == info.width, again.height == info.height, again.channels == info.channels,
      unsafe atelierJPEGReaderStart(reader) == 0,
      unsafe rows.isEmpty || rows.lowerBound == 0
        || atelierJPEGReaderSkip(reader, UInt32(rows.lowerBound)) == 0
    else { return -1 }
    let stride = unsafe size.width * target.channels
    if layout.isIdentity {
      guard
        unsafe atelierJPEGReaderRows(
          reader, target.base + rows.lowerBound * stride, stride, UInt32(rows.count)) == 0
      else { return -1 }
    } else {
      var strip = [UInt8](repeating: 0, count: stride * min(stripRows, rows.count))
      for first in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: stripRows) {
        let count = min(stripRows, rows.upperBound - first)
        guard unsafe atelierJPEGReaderRows(reader, &strip, stride, UInt32(count)) == 0 else {
          return -1
        }
        unsafe strip.withUnsafeBufferPointer { lines in
          guard let line = lines.baseAddress else { return }
          unsafe layout.place(
            line, bands: 3, picks: (0, 1, 2), first: first, count: count, into: target.base)
        }
      }
    }
    if rows.upperBound == size.height { unsafe atelierJPEGReaderFinish(reader) }
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

/// Flags that threads set.
private final class Flags: Sendable {
  private let flags: Mutex<[Bool]>

  init(count: Int) { flags = Mutex(Array(repeating: false, count: count)) }

  func set(_ index: Int) { flags.withLock { $0[index] = true } }

  var areAllSet: Bool { flags.withLock { $0.allSatisfy { $0 } } }
}

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

  /// The step in which the means of the luma blocks are stored, in codes; nil where there is no luma. A
  /// block's first coefficient is eight times its mean.
  var quantization: Double? {
    info.lumaStep > 0 && !isCMYK ? Double(info.lumaStep) / 8 : nil
  }

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
      status = unsafe bytes.withUnsafeBufferPointer { input in
        let pixels = unsafe Target(
          input: input, info: info, layout: layout, size: size, base: base)
        if parts > 1, info.hasManyScans == 0, unsafe Self.decode(pixels, parts: parts) {
          return 0
        }
        let whole = RowShares(rows: size.height, parts: 1)
        return unsafe Self.decode(pixels, part: 0, of: whole, with: reader)
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
    // Passing over rows takes about half of the time of decoding them, so more parts gain little.
    size.pixelCount < 4_000_000
      ? 1 : min(threads > 0 ? threads : sysconf(Int32(_SC_NPROCESSORS_ONLN)), 3)
  }

  /// Decodes parts at the same time, each with a reader that passes over the rows before its own.
  ///
  /// - Returns: false where a reader had anything to remark; the picture is then to be decoded from
  ///   end to end, so that what is said of it does not depend on the number of parts.
  @unsafe
  private static func decode(_ target: Target, parts: Int) -> Bool {
    let shares = unsafe RowShares(rows: target.size.height, parts: parts)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      guard let reader = unsafe atelierJPEGReaderMake() else { return }
      let status = unsafe decode(target, part: part, of: shares, with: reader)
      if status == 0, unsafe atelierJPEGReaderMessage(reader).pointee == 0 { shares.finish(part) }
      unsafe atelierJPEGReaderFree(reader)
    }
    return shares.areAllFinished
  }

  /// Decodes the rows of one part of a stream that is opened anew.
  @unsafe
  private static func decode(
    _ target: Target, part: Int, of shares: RowShares, with reader: OpaquePointer
  ) -> Int32 {
    guard let base = unsafe target.input.baseAddress else { return -1 }
    let (info, layout, size) = unsafe (target.info, target.layout, target.size)
    var again = AtelierJPEGInfo()
    guard unsafe atelierJPEGReaderOpen(reader, base, target.input.count, &again) == 0,
      again.width == info.width, again.height == info.height, again.channels == info.channels,
      unsafe atelierJPEGReaderStart(reader) == 0
    else { return -1 }
    let length = unsafe atelierJPEGReaderLeft(reader)
    func read() -> Double {
      unsafe Double(length - min(atelierJPEGReaderLeft(reader), length)) / Double(max(length, 1))
    }
    while let count = shares.nextPassed(by: part, read: read()) {
      guard unsafe atelierJPEGReaderSkip(reader, UInt32(count)) == 0 else { return -1 }
    }
    let stride = unsafe size.width * target.channels
    var strip = [UInt8](repeating: 0, count: layout.isIdentity ? 0 : stride * RowShares.stripRows)
    while let rows = shares.nextDecoded(by: part, read: read()) {
      if layout.isIdentity {
        let line = unsafe target.base + rows.lowerBound * stride
        unsafe Self.touch(line, count: rows.count * stride)
        guard unsafe atelierJPEGReaderRows(reader, line, stride, UInt32(rows.count)) == 0 else {
          return -1
        }
      } else {
        guard unsafe atelierJPEGReaderRows(reader, &strip, stride, UInt32(rows.count)) == 0 else {
          return -1
        }
        unsafe strip.withUnsafeBufferPointer { lines in
          guard let line = lines.baseAddress else { return }
          unsafe layout.place(
            line, bands: 3, picks: (0, 1, 2), first: rows.lowerBound, count: rows.count,
            into: target.base)
        }
      }
      if rows.upperBound == size.height { unsafe atelierJPEGReaderFinish(reader) }
    }
    if layout.isIdentity {
      while let rows = shares.nextTouched() {
        unsafe Self.touch(target.base + rows.lowerBound * stride, count: rows.count * stride)
      }
    }
    return 0
  }

  /// Has the system hand out memory that is about to be filled, by this reader or by another, at once instead
  /// of page by page. Pages of 2 MB would need fewer steps where memory is at hand; but a host that takes back
  /// what a virtual machine frees does so by such pages, and bringing them again takes five times as long.
  @unsafe
  private static func touch(_ base: UnsafeMutablePointer<UInt8>, count: Int) {
    #if os(Linux)
      let page = 4096
      let start = unsafe UnsafeMutableRawPointer(base).alignedUp(toMultipleOf: page)
      let length = unsafe (count - (start - UnsafeMutableRawPointer(base))) / page * page
      // Values stay as they are. A hint: an older kernel refuses it.
      let populate: Int32 = 23  // MADV_POPULATE_WRITE
      if length > 0 { _ = unsafe madvise(start, length, populate) }
    #endif
  }

  private static func error(_ message: String, source: String) -> CodecError {
    // libjpeg knows these kinds of file, but not how to decode them.
    let unsupported = ["Unsupported", "unknown meaning", "not supported", "Sorry"]
    return unsupported.contains(where: message.contains)
      ? .unsupported(source: source, reason: message)
      : .corrupt(source: source, format: .jpeg, reason: message)
  }
}

/// Which rows each of several readers decodes, agreed upon while they work.
///
/// A reader passes over the rows of those before it, which takes part of the time of decoding them,
/// a larger one the more bytes the picture has. So each begins where, by the speeds seen so far, all
/// of them end together.
private final class RowShares: Sendable {
  /// Rows at a time: enough for long writes, few enough for the L2 cache.
  static let stripRows = 64

  private let rows: Int
  private let state: Mutex<State>

  private struct State {
    /// The row that each reader has come to, or will have come to with its present rows.
    var places: [Int]
    /// The first row that each decodes, once it is known.
    var starts: [Int?]
    var finished: [Bool]
    /// What the first reader had behind it when it last asked: rows, and the share of the bytes.
    var decoded = (rows: 0, bytes: 0.0)
    /// The rows at the end of the picture whose memory is there.
    var touched = 0

    /// The row before which a reader ends, where that is known.
    func end(of part: Int) -> Int? { starts[(part + 1)...].lazy.compactMap { $0 }.first }
  }

  init(rows: Int, parts: Int) {
    self.rows = rows
    state = Mutex(
      State(
        places: Array(repeating: 0, count: parts),
        starts: [0] + Array(repeating: nil, count: parts - 1),
        finished: Array(repeating: false, count: parts)))
  }

  /// The number of rows that a reader is to pass over next; nil when it is to begin decoding. `read` is
  /// the share of the stream's bytes that lie behind it.
  func nextPassed(by part: Int, read: Double) -> Int? {
    state.withLock { state in
      guard state.starts[part] == nil else { return nil }
      let place = state.places[part]
      // Passing costs by the byte, decoding by the byte and by the row. What all rows cost beside
      // all bytes shows in what the first reader did in the time of passing over this one's.
      let perRow =
        state.decoded.rows > 0
        ? max((read - state.decoded.bytes) * Double(rows) / Double(state.decoded.rows), 0.1) : 1
      let passing = 1 / (1 + perRow)
      let shares = state.starts.indices.map { pow(1 - passing, Double($0)) }
      let wanted = shares[..<part].reduce(0, +) / shares.reduce(0, +) * (1 + perRow)
      let spent = read + perRow * Double(place) / Double(rows)
      let left = max(1 + perRow - spent, 1e-9)
      let ahead = Int((wanted - spent) / left * Double(rows - place))
      // Never into rows that the reader before has begun, or behind the next one's first.
      let end = state.end(of: part) ?? rows
      let start = min(max(place + ahead, state.places[part - 1]), end)
      guard place < start else {
        state.starts[part] = place
        return nil
      }
      // In few steps, because rows around each are decoded after all, and in whole strips, because
      // libjpeg-turbo 2.1 loses its place when it goes on within a row of blocks.
      let strips = max((start - place) / 2 / Self.stripRows, 1)
      let count = min(strips * Self.stripRows, end - place)
      state.places[part] += count
      return count
    }
  }

  /// The rows that a reader is to decode next; nil when its part is done. `read` is the share of the
  /// stream's bytes that lie behind it.
  func nextDecoded(by part: Int, read: Double) -> Range<Int>? {
    state.withLock { state in
      let place = state.places[part]
      if part == 0 { state.decoded = (place, read) }
      let end = min(place + Self.stripRows, state.end(of: part) ?? rows)
      guard place < end else { return nil }
      state.places[part] = end
      return place..<end
    }
  }

  /// Rows from the end of the picture that a reader whose part is done makes room for; nil when the
  /// last reader has come near.
  func nextTouched() -> Range<Int>? {
    state.withLock { state in
      let end = rows - state.touched
      let start = end - 2 * Self.stripRows
      guard start > (state.places.last ?? rows) + 2 * Self.stripRows else { return nil }
      state.touched += 2 * Self.stripRows
      return start..<end
    }
  }

  func finish(_ part: Int) { state.withLock { $0.finished[part] = true } }

  var areAllFinished: Bool { state.withLock { $0.finished.allSatisfy { $0 } } }
}

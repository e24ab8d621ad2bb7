import AtelierPixels
import CJPEG
import Glibc
import Synchronization

/// Compresses strips independently and joins them at restart markers.
///
/// A restart marker after every MCU row resets the predictors, so a strip's bits do not depend on
/// its neighbours. A strip has eight MCU rows: its own markers are RST0…RST6, and RST7 joins it to
/// the next, so that no marker has to be renumbered (ITU-T T.81, B.2.1).
final class JPEGEncoder: EncoderBackEnd {
  let stripHeight: Int
  let depth = SampleDepth.eight
  private let size: PixelSize
  private let options: EncodeOptions
  private let strips: Mutex<[Int: Strip]> = Mutex([:])

  private static let mcuRowsInStrip = 8

  /// What one strip was compressed to.
  private enum Strip {
    /// A JPEG stream of its own.
    case stream(Stream)
    /// Pixels that wait for one encode of the whole picture.
    case pixels([UInt8])
  }

  init(size: PixelSize, options: EncodeOptions) {
    self.size = size
    self.options = options
    stripHeight = Self.mcuRowsInStrip * (options.subsampling == .s420 ? 16 : 8)
  }

  func accept(strip: Int, rows: Range<Int>, samples: Samples) throws(CodecError) {
    guard case .eight(var values) = samples else { return }
    if let alpha = options.alpha {
      Flattening.overWhite(
        &values, alpha: alpha, from: rows.lowerBound * size.width)
    }
    let finished: Strip =
      options.optimizesHuffman
      ? .pixels(values) : .stream(try encode(values, height: rows.count, restartRows: 1))
    strips.withLock { $0[strip] = finished }
  }

  func finish() throws(CodecError) -> EncodedPicture {
    let strips = strips.withLock { $0 }
    let count = (size.height + stripHeight - 1) / stripHeight
    precondition(strips.count == count, "every strip was accepted")
    let metadata = OutputMetadata(options, size: size, format: .jpeg)
    var notes = metadata.notes
    let segments = JPEGMetadataSegments(metadata)
    notes += segments.notes

    var streams: [Stream] = []
    var pixels: [UInt8] = []
    for index in 0..<count {
      switch strips[index] {
      case .stream(let stream): streams.append(stream)
      case .pixels(let values): pixels += values
      case nil: preconditionFailure("every strip was accepted")
      }
    }
    if !pixels.isEmpty {
      streams = [try encode(pixels, height: size.height, restartRows: 0)]
    }
    return EncodedPicture(chunks: join(streams, segments: segments.bytes), notes: notes)
  }

  private func encode(
    _ values: [UInt8], height: Int, restartRows: Int32
  ) throws(CodecError) -> Stream {
    var settings = AtelierJPEGSettings()
    settings.quality = Int32(options.quality)
    settings.horizontalSampling = options.subsampling == .s444 ? 1 : 2
    settings.verticalSampling = options.subsampling == .s420 ? 2 : 1
    settings.restartRows = restartRows
    settings.optimizesHuffman = options.optimizesHuffman ? 1 : 0
    var bytes: UnsafeMutablePointer<UInt8>?
    var length = 0
    var message = [CChar](repeating: 0, count: 200)
    // SAFETY: `values` has 3 × width × height bytes; the block given back is copied and freed.
    let status = unsafe atelierJPEGEncode(
      &settings, values, UInt32(size.width), UInt32(height), &bytes, &length, &message)
    guard status == 0, let bytes = unsafe bytes else {
      let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .notEncoded(format: .jpeg, reason: String(decoding: text, as: UTF8.self))
    }
    defer { unsafe free(bytes) }
    let whole = unsafe UnsafeBufferPointer(start: bytes, count: length)
    guard let stream = unsafe Stream(whole) else {
      throw .notEncoded(format: .jpeg, reason: "libjpeg made a stream of unknown layout")
    }
    return stream
  }

  /// The header of the first stream with the full height, then the scans of all.
  private func join(_ streams: [Stream], segments: [UInt8]) -> [[UInt8]] {
    guard let first = streams.first else { return [] }
    var header = first.header
    header.replaceSubrange(
      first.height..<first.height + 2, with: bigEndian(UInt16(truncatingIfNeeded: size.height)))
    header.insert(contentsOf: segments, at: first.metadata)
    var scans = streams.map(\.scan)
    scans[scans.count - 1][scans[scans.count - 1].count - 1] = 0xD9
    return [header] + scans
  }

  /// The parts of a stream from libjpeg.
  private struct Stream {
    /// Everything before the compressed data.
    let header: [UInt8]
    /// The compressed data with the restart marker that joins it to the next, in place of the
    /// marker of the image's end.
    let scan: [UInt8]
    /// Where metadata go into the header: behind the JFIF segment.
    let metadata: Int
    /// The two bytes of the height in the header.
    let height: Int

    init?(_ stream: UnsafeBufferPointer<UInt8>) {
      var (metadata, height) = (2, 0)
      var position = 2
      while position + 4 <= stream.count, unsafe stream[position] == 0xFF {
        let marker = unsafe stream[position + 1]
        let length = unsafe Int(stream[position + 2]) << 8 | Int(stream[position + 3])
        let end = position + 2 + length
        guard end + 2 <= stream.count else { return nil }
        switch marker {
        case 0xE0: metadata = end
        case 0xC0, 0xC1, 0xC2: height = position + 5
        case 0xDA:
          header = unsafe Array(stream[..<end])
          var scan = unsafe Array(stream[end...])
          scan[scan.count - 1] = 0xD7
          self.scan = scan
          (self.metadata, self.height) = (metadata, height)
          return
        default: break
        }
        position = end
      }
      return nil
    }
  }
}

/// Removal of alpha for formats that have none.
enum Flattening {
  /// Lays encoded values over white; `from` is the first pixel's index in `alpha`.
  static func overWhite(_ values: inout [UInt8], alpha: Samples, from: Int) {
    for pixel in 0..<values.count / 3 {
      let cover =
        switch alpha {
        case .eight(let plane): Int(plane[from + pixel]) * 257
        case .sixteen(let plane): Int(plane[from + pixel])
        }
      guard cover < 65_535 else { continue }
      for index in 3 * pixel..<3 * pixel + 3 {
        values[index] = UInt8(
          (Int(values[index]) * cover + 255 * (65_535 - cover) + 32_767) / 65_535)
      }
    }
  }
}

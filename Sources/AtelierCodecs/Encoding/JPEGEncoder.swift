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
    /// A whole JPEG stream.
    case stream([UInt8])
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

    var streams: [[UInt8]] = []
    var pixels: [UInt8] = []
    for index in 0..<count {
      switch strips[index] {
      case .stream(let bytes): streams.append(bytes)
      case .pixels(let values): pixels += values
      case nil: preconditionFailure("every strip was accepted")
      }
    }
    if !pixels.isEmpty {
      streams = [try encode(pixels, height: size.height, restartRows: 0)]
    }
    return EncodedPicture(chunks: try join(streams, segments: segments.bytes), notes: notes)
  }

  private func encode(
    _ values: [UInt8], height: Int, restartRows: Int32
  ) throws(CodecError) -> [UInt8] {
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
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: length))
  }

  /// The header of the first stream with the full height, then the scans of all.
  private func join(
    _ streams: [[UInt8]], segments: [UInt8]
  ) throws(CodecError) -> [[UInt8]] {
    var chunks: [[UInt8]] = []
    for (index, stream) in streams.enumerated() {
      guard let layout = StreamLayout(stream) else {
        throw .notEncoded(format: .jpeg, reason: "libjpeg made a stream of unknown layout")
      }
      let isLast = index == streams.count - 1
      if index == 0 {
        var header = Array(stream[..<layout.scan])
        header.replaceSubrange(
          layout.height..<layout.height + 2,
          with: bigEndian(UInt16(truncatingIfNeeded: size.height)))
        header.insert(contentsOf: segments, at: layout.metadata)
        chunks.append(header)
      }
      // The end-of-image marker gives way to the joining restart marker.
      var scan = Array(stream[layout.scan..<(stream.count - 2)])
      scan += isLast ? [0xFF, 0xD9] : [0xFF, 0xD7]
      chunks.append(scan)
    }
    return chunks
  }

  /// Where the parts of a stream from libjpeg lie.
  private struct StreamLayout {
    /// Behind the JFIF segment.
    var metadata = 2
    /// The two bytes of the height in the frame header.
    var height = 0
    /// The first byte of compressed data.
    var scan = 0

    init?(_ stream: [UInt8]) {
      var position = 2
      while position + 4 <= stream.count, stream[position] == 0xFF {
        let marker = stream[position + 1]
        let length = Int(stream[position + 2]) << 8 | Int(stream[position + 3])
        let end = position + 2 + length
        guard end <= stream.count else { return nil }
        switch marker {
        case 0xE0: metadata = end
        case 0xC0, 0xC1, 0xC2: height = position + 5
        case 0xDA:
          scan = end
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

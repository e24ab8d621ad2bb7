import AtelierPixels
import Synchronization

/// Writes TIFF 6.0: strips as they come, uncompressed, little-endian, with EXIF, GPS, XMP, IPTC and
/// ICC fields.
///
/// Uncompressed, because deflated 16-bit photographs are hardly smaller and take seconds.
final class TIFFEncoder: EncoderBackEnd {
  let stripHeight: Int
  let depth: SampleDepth
  private let size: PixelSize
  private let options: EncodeOptions
  private let strips: Mutex<[Int: [UInt8]]> = Mutex([:])

  /// About one megabyte a strip.
  private static let stripBytes = 1 << 20

  init(size: PixelSize, options: EncodeOptions) {
    self.size = size
    self.options = options
    depth = options.depth
    let row = size.width * (options.alpha == nil ? 3 : 4) * depth.rawValue / 8
    stripHeight = min(size.height, max(1, Self.stripBytes / row))
  }

  func accept(strip: Int, rows: Range<Int>, samples: Samples) throws(CodecError) {
    let bytes = StripPixels.bytes(
      samples, alpha: options.alpha, firstPixel: rows.lowerBound * size.width, bigEndian: false)
    strips.withLock { $0[strip] = bytes }
  }

  func finish() throws(CodecError) -> EncodedPicture {
    let strips = strips.withLock { $0 }
    let ordered = strips.keys.sorted().compactMap { strips[$0] }
    precondition(
      ordered.count == (size.height + stripHeight - 1) / stripHeight, "every strip was accepted")
    let metadata = OutputMetadata(options, size: size, format: .tiff)

    var builder = TIFFBuilder(isBigEndian: false)
    if let exif = metadata.exif.flatMap(TIFFParser.init) {
      builder = TIFFBuilder(describing: exif).ordered(bigEndian: false)
    }
    let channels = options.alpha == nil ? 3 : 4
    builder.setLong(.imageWidth, [size.width])
    builder.setLong(.imageLength, [size.height])
    builder.setShort(.bitsPerSample, [Int](repeating: depth.rawValue, count: channels))
    builder.setShort(.compression, [1])
    builder.setShort(.photometric, [2])
    builder.setShort(.orientation, [1])
    builder.setShort(.samplesPerPixel, [channels])
    builder.setLong(.rowsPerStrip, [stripHeight])
    builder.setLong(.stripByteCounts, ordered.map(\.count))
    builder.setShort(.planarConfiguration, [1])
    // Alpha that is not multiplied into the colours.
    if channels == 4 { builder.setShort(.extraSamples, [2]) }
    if let xmp = metadata.xmp { builder.setBytes(.xmp, type: 1, xmp) }
    if let iptc = metadata.iptc { builder.setBytes(.iptc, type: 7, iptc) }
    builder.setBytes(.profile, type: 7, metadata.profile)

    // The strips stand before the directories, whose length does not depend on the offsets.
    var offsets: [Int] = []
    var position = 8
    for strip in ordered {
      offsets.append(position)
      position += strip.count
    }
    builder.setLong(.stripOffsets, offsets)
    let padding = position % 2
    let directoryAt = position + padding
    let directories = builder.directories(at: directoryAt)
    guard directoryAt + directories.count <= Int(UInt32.max) else {
      throw .limitExceeded(
        source: "The output",
        reason: "it takes \(directoryAt) bytes, a TIFF file holds 4 GB; resize it or write PNG")
    }
    return EncodedPicture(
      chunks: [builder.header(directoryAt: directoryAt)] + ordered
        + [[UInt8](repeating: 0, count: padding) + directories], notes: metadata.notes)
  }
}

public import AtelierPixels

/// Takes the strips of a render and makes a file of them.
///
/// JPEG strips are compressed on the threads that bring them; the other formats are compressed by
/// their libraries in ``finish()``. The result depends on the pixels and the options only.
public final class PictureEncoder: PixelSink {
  /// Width and height of the picture.
  public let size: PixelSize
  /// The format written.
  public let format: PictureFormat
  /// Rows in each strip but the last.
  public let stripHeight: Int
  /// The depth of the values taken.
  public let depth: SampleDepth
  private let back: any EncoderBackEnd

  /// Prepares an encoder.
  ///
  /// - Throws: ``CodecError/limitExceeded(source:reason:)`` when the format cannot hold the size,
  ///   ``CodecError/notEncoded(format:reason:)`` when it cannot be written at all.
  public init(
    size: PixelSize, format: PictureFormat, options: EncodeOptions = EncodeOptions()
  ) throws(CodecError) {
    guard format.isWritable else {
      throw .notEncoded(
        format: format,
        reason: "it can only be read; writable are \(PictureFormat.writableNames)")
    }
    guard size.width > 0, size.height > 0 else {
      throw .notEncoded(format: format, reason: "its size is \(size)")
    }
    guard size.longEdge <= format.maxSide else {
      throw .limitExceeded(
        source: "The output",
        reason: "it is \(size) pixels, \(format.displayName) holds at most \(format.maxSide) a "
          + "side; resize it or choose another format")
    }
    guard (1...100).contains(options.quality) else {
      throw .notEncoded(
        format: format, reason: "the quality is \(options.quality); it must lie in 1...100")
    }
    precondition(options.alpha.map { $0.count == size.pixelCount } ?? true, "one alpha a pixel")
    self.size = size
    self.format = format
    back =
      switch format {
      case .jpeg: JPEGEncoder(size: size, options: options)
      case .png: PNGEncoder(size: size, options: options)
      case .tiff: TIFFEncoder(size: size, options: options)
      default: VipsEncoder(size: size, format: format, options: options)
      }
    stripHeight = back.stripHeight
    depth = back.depth
  }

  /// Takes one strip; from any thread, in any order, each strip once.
  public func accept(strip: Int, rows: Range<Int>, samples: Samples) throws {
    precondition(
      rows.lowerBound == strip * stripHeight && rows.upperBound <= size.height
        && samples.count == 3 * size.width * rows.count && samples.depth == depth,
      "a strip of the encoder's height and depth")
    try back.accept(strip: strip, rows: rows, samples: samples)
  }

  /// Makes the file after the last strip.
  ///
  /// - Throws: ``CodecError/notEncoded(format:reason:)``.
  public func finish() throws(CodecError) -> EncodedPicture { try back.finish() }
}

/// One way to make a file of strips.
protocol EncoderBackEnd: Sendable {
  var stripHeight: Int { get }
  var depth: SampleDepth { get }

  func accept(strip: Int, rows: Range<Int>, samples: Samples) throws(CodecError)

  func finish() throws(CodecError) -> EncodedPicture
}

package import AtelierPixels

/// Bounds on an input, checked before pixels are allocated.
public struct DecodeLimits: Hashable, Sendable {
  /// Largest number of pixels.
  public var maxPixels: Int
  /// Largest width and height.
  public var maxSide: Int
  /// Largest file, in bytes.
  public var maxFileBytes: Int

  /// Makes limits; the defaults are the command line's.
  public init(
    maxPixels: Int = 400_000_000, maxSide: Int = 65_535, maxFileBytes: Int = 4_000_000_000
  ) {
    self.maxPixels = maxPixels
    self.maxSide = maxSide
    self.maxFileBytes = maxFileBytes
  }

  /// Checks the size that a header declares.
  ///
  /// - Throws: ``CodecError/limitExceeded(source:reason:)``, or
  ///   ``CodecError/corrupt(source:format:reason:)`` for an empty picture.
  package func check(
    _ size: PixelSize, source: String, format: PictureFormat
  ) throws(CodecError) {
    guard size.width > 0, size.height > 0 else {
      throw .corrupt(source: source, format: format, reason: "its size is \(size)")
    }
    guard size.width <= maxSide, size.height <= maxSide else {
      throw .limitExceeded(
        source: source, reason: "it is \(size) pixels, at most \(maxSide) a side are allowed")
    }
    let (pixels, overflow) = size.width.multipliedReportingOverflow(by: size.height)
    guard !overflow, pixels <= maxPixels else {
      throw .limitExceeded(
        source: source,
        reason: "it is \(size) pixels, at most \(maxPixels / 1_000_000) megapixels are allowed")
    }
  }

  /// Checks the number of bytes of a file.
  package func check(fileBytes: Int, source: String) throws(CodecError) {
    guard fileBytes <= maxFileBytes else {
      throw .limitExceeded(
        source: source, reason: "it has \(fileBytes) bytes, at most \(maxFileBytes) are allowed")
    }
  }
}

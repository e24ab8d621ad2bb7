package import AtelierPixels

/// Where something probably is in a picture, and how far to trust that.
package struct CoverageEstimate: Sendable {
  /// Width and height in pixels.
  package let size: PixelSize
  /// How much of each pixel belongs to it, 0…1, top row first.
  package let coverage: [Float]
  /// How far to trust the coverage, 0…1; 0 when nothing was found.
  package let confidence: Double
  /// Name of the method, such as `sky_from_top`.
  package let method: String

  /// Mean coverage: the share of the picture.
  package var share: Double {
    coverage.isEmpty ? 0 : coverage.reduce(0) { $0 + Double($1) } / Double(coverage.count)
  }

  /// Makes an estimate for a picture of `size` from coverage of its reduced version.
  init(reduced coverage: [Float], block: Int, size: PixelSize, confidence: Double, method: String) {
    self.size = size
    self.coverage = coverage.interpolated(from: block, to: size)
    self.confidence = confidence
    self.method = method
  }
}

/// 0 below `low`, 1 above `high`, and smooth between them (a cubic); `low` may lie above `high`.
func smoothStep(_ value: Float, _ low: Float, _ high: Float) -> Float {
  let t = min(max((value - low) / (high - low), 0), 1)
  return t * t * (3 - 2 * t)
}

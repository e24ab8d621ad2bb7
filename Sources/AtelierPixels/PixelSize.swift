/// Width and height of a picture, in pixels.
public struct PixelSize: Hashable, Sendable, Codable {
  /// Number of columns, at least 0.
  public var width: Int
  /// Number of rows, at least 0.
  public var height: Int

  /// Makes a size of `width` columns and `height` rows.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Number of pixels.
  public var pixelCount: Int { width * height }
  /// The longer of the two sides.
  public var longEdge: Int { max(width, height) }
  /// The size after a quarter turn.
  public var transposed: PixelSize { PixelSize(width: height, height: width) }

  /// The largest size of the same proportions that fits into `longEdge`, never larger than this one
  /// and never smaller than 1 × 1.
  public func fitted(longEdge limit: Int) -> PixelSize {
    guard longEdge > limit, longEdge > 0 else { return self }
    let factor = Double(limit) / Double(longEdge)
    return PixelSize(
      width: max(1, Int((Double(width) * factor).rounded())),
      height: max(1, Int((Double(height) * factor).rounded())))
  }

  /// The largest size of the same proportions with at most `count` pixels.
  public func fitted(pixels count: Int) -> PixelSize {
    guard pixelCount > count, pixelCount > 0 else { return self }
    let factor = (Double(count) / Double(pixelCount)).squareRoot()
    return PixelSize(
      width: max(1, Int((Double(width) * factor).rounded(.down))),
      height: max(1, Int((Double(height) * factor).rounded(.down))))
  }
}

extension PixelSize: CustomStringConvertible {
  /// The size as text.
  public var description: String { "\(width) × \(height)" }
}

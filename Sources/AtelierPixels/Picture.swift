/// Channel values of a picture, 8 or 16 bit.
public enum Samples: Sendable, Hashable {
  /// 0…255.
  case eight([UInt8])
  /// 0…65,535 in the machine's byte order.
  case sixteen([UInt16])

  /// Number of values.
  public var count: Int {
    switch self {
    case .eight(let values): values.count
    case .sixteen(let values): values.count
    }
  }

  /// The depth of one value.
  public var depth: SampleDepth {
    switch self {
    case .eight: .eight
    case .sixteen: .sixteen
    }
  }

  /// The value at an index as a fraction of the largest one.
  public subscript(index: Int) -> Float {
    switch self {
    case .eight(let values): Float(values[index]) / 255
    case .sixteen(let values): Float(values[index]) / 65535
    }
  }
}

/// Bits of one channel value.
public enum SampleDepth: Int, Sendable, Hashable, Codable {
  case eight = 8
  case sixteen = 16
}

/// A decoded picture: upright, interleaved RGB, top row first.
///
/// Immutable once made. Grey pictures have three equal channels. Alpha, where there is any, is not
/// premultiplied and lies in a plane of its own.
public struct Picture: Sendable {
  /// Width and height in pixels.
  public let size: PixelSize
  /// `3 × width × height` values: R, G, B, R, G, B …
  public let samples: Samples
  /// `width × height` values, or nil for an opaque picture.
  public let alpha: Samples?
  /// What the values mean.
  public let colorSpace: RGBColorSpace

  /// Makes a picture of `3 × width × height` interleaved values.
  public init(
    size: PixelSize, samples: Samples, alpha: Samples? = nil, colorSpace: RGBColorSpace = .sRGB
  ) {
    precondition(samples.count == 3 * size.pixelCount, "three values a pixel")
    precondition(alpha.map { $0.count == size.pixelCount } ?? true, "one alpha value a pixel")
    self.size = size
    self.samples = samples
    self.alpha = alpha
    self.colorSpace = colorSpace
  }

  /// The depth of the colour values.
  public var depth: SampleDepth { samples.depth }
}

import AtelierPixels

/// Rows as a file stores them: alpha beside the colours, 8 or 16 bit.
enum StripPixels {
  /// The values of a strip with its alpha, as bytes in the wanted order.
  ///
  /// `firstPixel` is the index of the strip's first pixel in `alpha`.
  static func bytes(
    _ samples: Samples, alpha: Samples?, firstPixel: Int, bigEndian: Bool
  ) -> [UInt8] {
    switch samples {
    case .eight(let values):
      guard let alpha else { return values }
      return joined(values, firstPixel: firstPixel) { alpha.eight($0) }
    case .sixteen(let values):
      let words =
        alpha.map { alpha in joined(values, firstPixel: firstPixel) { alpha.sixteen($0) } }
        ?? values
      return [UInt8](words: words, bigEndian: bigEndian)
    }
  }

  /// Colours and alpha, pixel by pixel.
  static func joined<Value>(
    _ colors: [Value], firstPixel: Int, alpha: (Int) -> Value
  ) -> [Value] {
    var all: [Value] = []
    let count = colors.count / 3
    all.reserveCapacity(4 * count)
    for pixel in 0..<count {
      all.append(colors[3 * pixel])
      all.append(colors[3 * pixel + 1])
      all.append(colors[3 * pixel + 2])
      all.append(alpha(firstPixel + pixel))
    }
    return all
  }
}

extension Samples {
  /// A value in 8 bits.
  func eight(_ index: Int) -> UInt8 {
    switch self {
    case .eight(let values): values[index]
    case .sixteen(let values): UInt8((Int(values[index]) * 255 + 32_767) / 65_535)
    }
  }

  /// A value in 16 bits.
  func sixteen(_ index: Int) -> UInt16 {
    switch self {
    case .eight(let values): UInt16(values[index]) * 257
    case .sixteen(let values): values[index]
    }
  }
}

extension [UInt8] {
  /// The bytes of 16-bit values.
  init(words: [UInt16], bigEndian: Bool) {
    let isNative = (1.bigEndian == 1) == bigEndian
    let ordered = isNative ? words : words.map { $0.byteSwapped }
    // SAFETY: integers are read as their bytes.
    self = unsafe ordered.withUnsafeBytes { unsafe [UInt8]($0) }
  }
}

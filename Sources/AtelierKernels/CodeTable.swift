import AtelierPixels

/// Codes of linear values, looked up by the upper bits of the float.
///
/// A float's bits grow like its logarithm, so equal steps of bits are equal ratios of light: with
/// 10 bits of mantissa a code of 8 bit is off by at most 0.06 before rounding, where the
/// curve is steepest. 16-bit tables store the encoded value and interpolate.
struct CodeTable: Sendable {
  /// Bits of the smallest float with an entry of its own: 2⁻¹⁶ for 8 bit; 2⁻⁴⁰ for 16, because a pure
  /// power of 2.2 brings the first codes down to 2⁻³⁵.
  private let base: UInt32
  private let shift: UInt32
  private let bytes: [UInt8]
  private let words: [Float]

  init(_ transfer: TransferCurve, depth: SampleDepth) {
    let one = Float(1).bitPattern
    switch depth {
    case .eight:
      shift = 13
      let first = Float(0x1p-16).bitPattern >> 13
      base = first
      bytes = (first...(one >> 13)).map { index in
        // The middle of the cell; 1 itself is the last cell's lower end.
        let middle = min(1, Double(Float(bitPattern: index << 13 | 1 << 12)))
        let low = index == first ? 0 : middle
        return UInt8(max(0, min(255, (transfer.encode(low) * 255).rounded())))
      }
      words = []
    case .sixteen:
      shift = 15
      let first = Float(0x1p-40).bitPattern >> 15
      base = first
      bytes = []
      words = (first...(one >> 15) + 1).map { index in
        let low = index == first ? 0 : Double(Float(bitPattern: index << 15))
        return Float(max(0, min(1, transfer.encode(min(1, low)))) * 65535)
      }
    }
  }

  func write(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into samples: inout MutableSpan<UInt8>, at start: Int
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count)
    precondition(start >= 0 && start + 3 * count <= samples.count)
    let bytes = bytes.span
    let last = UInt32(bytes.count - 1)
    @inline(__always) func code(_ value: Float) -> UInt8 {
      let index = Int32(bitPattern: value.bitPattern >> shift) &- Int32(bitPattern: base)
      // SAFETY: the index is limited to the table.
      return unsafe bytes[unchecked: Int(min(UInt32(max(index, 0)), last))]
    }
    for x in 0..<count {
      let at = start + 3 * x
      // SAFETY: the whole range was checked above.
      unsafe samples[unchecked: at] = code(red[x])
      unsafe samples[unchecked: at + 1] = code(green[x])
      unsafe samples[unchecked: at + 2] = code(blue[x])
    }
  }

  func write(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into samples: inout MutableSpan<UInt16>, at start: Int
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count)
    precondition(start >= 0 && start + 3 * count <= samples.count)
    let words = words.span
    let last = Int32(words.count - 2)
    let mask = UInt32(1) << shift &- 1
    let unit = 1 / Float(UInt32(1) << shift)
    @inline(__always) func code(_ value: Float) -> UInt16 {
      let bits = value.bitPattern
      let cell = Int32(bitPattern: bits >> shift) &- Int32(bitPattern: base)
      let index = Int(max(0, min(cell, last)))
      let fraction = Float(bits & mask) * unit
      // SAFETY: the index and its successor are within the table.
      let low = unsafe words[unchecked: index]
      let high = unsafe words[unchecked: index + 1]
      let word = low + (high - low) * fraction
      return UInt16(truncatingIfNeeded: (word + 12_582_912).bitPattern)
    }
    for x in 0..<count {
      let at = start + 3 * x
      // SAFETY: the whole range was checked above.
      unsafe samples[unchecked: at] = code(red[x])
      unsafe samples[unchecked: at + 1] = code(green[x])
      unsafe samples[unchecked: at + 2] = code(blue[x])
    }
  }
}

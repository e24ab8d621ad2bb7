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
      // Each code begins where the curve passes the half before it.
      var code: UInt8 = 0
      var next = transfer.decode(0.5 / 255)
      bytes = (first...(one >> 13)).map { index in
        // The middle of the cell; 1 itself is the last cell's lower end.
        let middle = min(1, Double(Float(bitPattern: index << 13 | 1 << 12)))
        while code < 255, index > first, middle >= next {
          code += 1
          next = transfer.decode((Double(code) + 0.5) / 255)
        }
        return code
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
    let (base, shift) = (Int32(bitPattern: base), shift)
    let last = Int32(truncatingIfNeeded: bytes.count - 1)
    // Two loops: the places vectorise, the look-ups do not.
    var first = Places(repeating: 0)
    var second = Places(repeating: 0)
    var third = Places(repeating: 0)
    var x = 0
    while x < count {
      let n = min(Self.block, count - x)
      let (r, g, b) = (
        red.extracting(x..<(x + n)), green.extracting(x..<(x + n)), blue.extracting(x..<(x + n))
      )
      Self.places(r, base, shift, last, &first)
      Self.places(g, base, shift, last, &second)
      Self.places(b, base, shift, last, &third)
      var at = start + 3 * x
      for i in 0..<n {
        // SAFETY: the whole range was checked above; places are limited to the table.
        unsafe samples[unchecked: at] = bytes[unchecked: Int(first[unchecked: i])]
        unsafe samples[unchecked: at &+ 1] = bytes[unchecked: Int(second[unchecked: i])]
        unsafe samples[unchecked: at &+ 2] = bytes[unchecked: Int(third[unchecked: i])]
        at &+= 3
      }
      x += n
    }
  }

  private static let block = 256
  private typealias Places = InlineArray<256, UInt32>

  /// Writes the table's index for each value.
  @inline(__always)
  private static func places(
    _ values: Span<Float>, _ base: Int32, _ shift: UInt32, _ last: Int32, _ places: inout Places
  ) {
    for i in 0..<values.count {
      let place = Int32(bitPattern: values[i].bitPattern &>> shift) &- base
      // SAFETY: spans of at most 256 values are passed.
      unsafe places[unchecked: i & 255] = UInt32(bitPattern: max(0, min(place, last)))
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

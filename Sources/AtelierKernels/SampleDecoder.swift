package import AtelierPixels

/// Turns stored samples into linear Rec. 2020 planes.
package struct SampleDecoder: Sendable {
  /// Linear value of each code, 256 or 65,536 entries.
  let table: [Float]
  /// From the source's linear RGB.
  let matrix: ColorMatrix
  private(set) var isIdentity: Bool

  /// Makes the decoder of a colour space and depth.
  package init(_ space: RGBColorSpace, depth: SampleDepth) {
    let top = depth == .eight ? 255 : 65535
    table = (0...top).map { Float(space.transfer.decode(Double($0) / Double(top))) }
    let exact = space.matrix(to: .working)
    matrix = ColorMatrix(exact)
    isIdentity = exact == .identity
  }

  /// One that leaves light in the source's primaries.
  package var inOwnPrimaries: SampleDecoder {
    var decoder = self
    decoder.isIdentity = true
    return decoder
  }

  /// Decodes `red.count` pixels that start at sample index `start` and lie `step` samples apart.
  package func decode(
    _ samples: Samples, from start: Int, step: Int, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>
  ) {
    switch samples {
    case .eight(let values):
      look(values.span, start, step, &red, &green, &blue)
    case .sixteen(let values):
      look(values.span, start, step, &red, &green, &blue)
    }
    convert(&red, &green, &blue)
  }

  /// Linear values, in the source's primaries, of stored values that may lie between codes; values
  /// outside the codes are limited.
  package func linear(_ codes: SIMD3<Float>) -> (Float, Float, Float) {
    (linear(codes.x), linear(codes.y), linear(codes.z))
  }

  /// Brings linear values of the source's primaries to Rec. 2020.
  package func convert(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    if !isIdentity { matrix.apply(&red, &green, &blue) }
  }

  private func linear(_ code: Float) -> Float {
    let place = max(0, min(code, Float(table.count - 1)))
    let cell = min(Int(place), table.count - 2)
    return table[cell] + (place - Float(cell)) * (table[cell + 1] - table[cell])
  }

  @inline(__always)
  private func look<Value: FixedWidthInteger & UnsignedInteger>(
    _ values: Span<Value>, _ start: Int, _ step: Int, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>
  ) {
    let count = red.count
    let table = table.span
    precondition(green.count == count && blue.count == count && count > 0)
    precondition(table.count > Int(Value.max))
    let last = start + (count - 1) * step
    precondition(min(start, last) >= 0 && max(start, last) + 2 < values.count)
    @inline(__always) func light(_ at: Int) -> Float {
      // SAFETY: the first and the last index were checked above, those between lie between; the
      // table has an entry for every value of the type. Checks here cost half of the time.
      unsafe table[unchecked: Int(values[unchecked: at])]
    }
    @inline(__always) func four(_ at: Int) -> SIMD4<Float> {
      SIMD4(light(at), light(at &+ step), light(at &+ 2 &* step), light(at &+ 3 &* step))
    }
    var at = start
    var x = 0
    // Four pixels at a time, whose values are stored together; one by one they take half as long again.
    while x &+ 4 <= count {
      // SAFETY: three more pixels follow.
      unsafe red.store(four(at), unchecked: x)
      unsafe green.store(four(at &+ 1), unchecked: x)
      unsafe blue.store(four(at &+ 2), unchecked: x)
      at &+= 4 &* step
      x &+= 4
    }
    while x < count {
      (red[x], green[x], blue[x]) = (light(at), light(at &+ 1), light(at &+ 2))
      at &+= step
      x &+= 1
    }
  }
}

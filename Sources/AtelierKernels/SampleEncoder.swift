package import AtelierPixels

/// Turns linear Rec. 2020 planes into stored samples, in gamut.
///
/// Colours inside the target's gamut stay as they are. Outside, the largest and the smallest channel
/// are limited to 0…1, and the middle one to between its limited value, which keeps the order of
/// brightness, and its old place between the two, which keeps hue: a quarter of the way there. Light
/// beyond the gamut thus turns towards white only where all channels are bright; moving it towards a grey
/// of equal luminance would leave pale patches in saturated colours.
package struct SampleEncoder: Sendable {
  /// From Rec. 2020.
  private let matrix: ColorMatrix
  private let codes: CodeTable
  /// The depth of the samples made.
  package let depth: SampleDepth

  /// Makes the encoder of a colour space and depth.
  package init(_ space: RGBColorSpace, depth: SampleDepth) {
    matrix = ColorMatrix(RGBColorSpace.working.matrix(to: space))
    codes = CodeTable(space.transfer, depth: depth)
    self.depth = depth
  }

  /// Brings pixels to the target's linear light and into its gamut, in place.
  package func limit(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    let count = red.count
    var x = 0
    while x < count {
      let end = min(x + Self.block, count)
      var r = red._mutatingExtracting(x..<end)
      var g = green._mutatingExtracting(x..<end)
      var b = blue._mutatingExtracting(x..<end)
      if !convert(&r, &g, &b) { fit(&r, &g, &b) }
      x = end
    }
  }

  /// Pixels that are looked at together: few enough that most blocks lie in the gamut as a whole.
  private static let block = 64

  /// Brings pixels to the target's linear light and says whether all lie in 0…1.
  private func convert(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) -> Bool {
    let count = red.count
    precondition(green.count == count && blue.count == count)
    let matrix = matrix
    // The sign bit is set where a value is negative or 1 less the value is.
    var signs: UInt32 = 0
    for x in 0..<count {
      let (r, g, b) = matrix.times(red[x], green[x], blue[x])
      (red[x], green[x], blue[x]) = (r, g, b)
      signs |= r.bitPattern | g.bitPattern | b.bitPattern
      signs |= (1 - r).bitPattern | (1 - g).bitPattern | (1 - b).bitPattern
    }
    return signs >> 31 == 0
  }

  /// Brings pixels into 0…1.
  private func fit(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count)
    for x in 0..<count {
      let (r, g, b) = (red[x], green[x], blue[x])
      let low = min(min(r, g), b)
      let high = max(max(r, g), b)
      let newLow = FastMath.limited(low, to: 1)
      let factor = (FastMath.limited(high, to: 1) - newLow) / max(high - low, 1e-30)
      red[x] = fit(r, newLow + (r - low) * factor)
      green[x] = fit(g, newLow + (g - low) * factor)
      blue[x] = fit(b, newLow + (b - low) * factor)
    }
  }

  /// A value limited to 0…1, a quarter of the way to one that keeps the hue.
  @inline(__always)
  private func fit(_ value: Float, _ same: Float) -> Float {
    FastMath.limited(0.75 * FastMath.limited(value, to: 1) + 0.25 * same, to: 1)
  }

  /// Writes `red.count` limited pixels as interleaved samples from index `start` on.
  package func encode(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into samples: inout MutableSpan<UInt8>, at start: Int
  ) {
    codes.write(red, green, blue, into: &samples, at: start)
  }

  /// Writes `red.count` limited pixels as interleaved samples from index `start` on.
  package func encode(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into samples: inout MutableSpan<UInt16>, at start: Int
  ) {
    codes.write(red, green, blue, into: &samples, at: start)
  }
}

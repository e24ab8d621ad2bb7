package import AtelierPixels

/// Turns linear Rec. 2020 planes into stored samples, in gamut.
///
/// Colours outside the target's gamut are moved towards the grey of their luminance until they fit,
/// so hue stays; luminance is limited to 0…1 first. Colours inside stay as they are.
package struct SampleEncoder: Sendable {
  private let matrix: [Float]
  private let isIdentity: Bool
  private let weights: SIMD3<Float>
  private let codes: CodeTable
  /// The depth of the samples made.
  package let depth: SampleDepth

  /// Makes the encoder of a colour space and depth.
  package init(_ space: RGBColorSpace, depth: SampleDepth) {
    let exact = RGBColorSpace.working.matrix(to: space)
    matrix = exact.elements.map { Float($0) }
    isIdentity = exact == .identity
    weights = SIMD3<Float>(space.luminanceWeights)
    codes = CodeTable(space.transfer, depth: depth)
    self.depth = depth
  }

  /// Brings pixels to the target's linear light and into its gamut, in place.
  package func limit(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    if !isIdentity { ColorMatrix.apply(matrix, &red, &green, &blue) }
    let count = red.count
    precondition(green.count == count && blue.count == count)
    let (wr, wg, wb) = (weights.x, weights.y, weights.z)
    for x in 0..<count {
      let (r, g, b) = (red[x], green[x], blue[x])
      let y = max(0, min(1, wr * r + wg * g + wb * b))
      let low = min(min(r, g), b)
      let high = max(max(r, g), b)
      // Share of the colour's distance from grey that fits below 1 and above 0.
      let fitHigh = (1 - y) / max(high - y, 1e-30)
      let fitLow = y / max(y - low, 1e-30)
      let inside = low >= 0 && high <= 1
      let fit = inside ? 1 : max(0, min(1, min(fitHigh, fitLow)))
      red[x] = max(0, min(1, y + (r - y) * fit))
      green[x] = max(0, min(1, y + (g - y) * fit))
      blue[x] = max(0, min(1, y + (b - y) * fit))
    }
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

import AtelierKernels
import AtelierPixels

/// Moves pixels by the brightness of their neighbourhood: a gain in stops for each brightness, and
/// a factor for the detail that stands out from it. Channels keep their ratios.
struct RegionKernel: MappedKernel {
  /// Gain in stops and enlargement of detail at evenly spaced log2 brightnesses.
  private let gains: [Float]
  private let details: [Float]

  private static let lowest: Double = -10
  private static let highest: Double = 2
  private static let cells = 384

  init(_ tones: [RegionalTone]) {
    let transfer = TransferCurve.sRGB
    var gains: [Float] = []
    var details: [Float] = []
    for index in 0...(Self.cells + 1) {
      let log =
        Self.lowest + (Self.highest - Self.lowest) * Double(index) / Double(Self.cells)
      // Below 2⁻¹⁰ the guide is all floor; take the gain of the darkest light above it.
      let light = max(Self.exp2(log) - Double(SceneMaps.floor), 1e-4)
      var encoded = transfer.encode(light)
      var detail = 1.0
      for tone in tones {
        detail *= 1 + tone.detail(encoded)
        encoded = tone.tone(encoded)
      }
      gains.append(Float(Self.log2(max(transfer.decode(encoded), 1e-6) / light)))
      details.append(Float(detail - 1))
    }
    self.gains = gains
    self.details = details
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, at position: StripPosition
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && map.count == count)
    precondition(count <= StripScratch.capacity)
    let weights = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
    let (wr, wg, wb) = (weights.x, weights.y, weights.z)
    let lowest = Float(Self.lowest)
    let scale = Float(Double(Self.cells) / (Self.highest - Self.lowest))
    let top = Float(Self.cells)
    // Three loops: arithmetic vectorises, table look-ups do not, and one loop of both would not.
    var first = StripScratch()
    var second = StripScratch()
    for x in 0..<count {
      let light = wr * red[x] + wg * green[x] + wb * blue[x]
      let brightness = FastMath.log2(max(light, 0) + SceneMaps.floor)
      first[x] = max(0, min((brightness - map[x] - lowest) * scale, top))
    }
    let (gains, details) = (gains.span, details.span)
    precondition(gains.count == Self.cells + 2 && details.count == gains.count)
    for x in 0..<count {
      let place = first[x]
      let cell = FastMath.cell(place)
      let f = place - Float(cell)
      // SAFETY: `place` lies in 0…cells, so the cell and its successor lie in the tables.
      let (g0, g1) = unsafe (gains[unchecked: cell], gains[unchecked: cell + 1])
      let (d0, d1) = unsafe (details[unchecked: cell], details[unchecked: cell + 1])
      first[x] = g0 + f * (g1 - g0)
      second[x] = d0 + f * (d1 - d0)
    }
    for x in 0..<count {
      // Detail of more than a stop is an edge; it is enlarged less and less.
      let detail = map[x]
      let soft = detail / (1 + 0.6 * detail.magnitude)
      let factor = FastMath.exp2(first[x] + second[x] * soft)
      red[x] *= factor
      green[x] *= factor
      blue[x] *= factor
    }
  }

  private static func exp2(_ x: Double) -> Double {
    Double(FastMath.exp2(Float(x)))
  }

  private static func log2(_ x: Double) -> Double {
    Double(FastMath.log2(Float(x)))
  }
}

import AtelierKernels
import AtelierPixels

/// Moves pixels by the brightness of their neighbourhood: a gain in stops for each brightness, and
/// a factor for the detail that stands out from it. Channels keep their ratios.
struct RegionKernel: MappedKernel {
  /// For evenly spaced log2 brightnesses: gain in stops, enlargement of detail, and their rise to the
  /// next entry.
  private let table: [SIMD4<Float>]

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
    table = (0...Self.cells).map { cell in
      SIMD4(
        gains[cell], details[cell], gains[cell + 1] - gains[cell],
        details[cell + 1] - details[cell])
    }
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, at position: StripPosition
  ) {
    precondition(green.count == red.count && blue.count == red.count && map.count == red.count)
    var places = BlockScratch()
    var gains = BlockScratch()
    var growths = BlockScratch()
    var start = 0
    while start < red.count {
      let range = start..<min(start + Block.length, red.count)
      var r = red._mutatingExtracting(range)
      var g = green._mutatingExtracting(range)
      var b = blue._mutatingExtracting(range)
      scale(&r, &g, &b, map: map.extracting(range), &places, &gains, &growths)
      start = range.upperBound
    }
  }

  /// Changes a block of pixels.
  @inline(__always)
  private func scale(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, _ places: inout BlockScratch,
    _ gains: inout BlockScratch, _ growths: inout BlockScratch
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && map.count == count)
    precondition(count <= Block.length)
    let weights = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
    let (wr, wg, wb) = (weights.x, weights.y, weights.z)
    let lowest = Float(Self.lowest)
    let scale = Float(Double(Self.cells) / (Self.highest - Self.lowest))
    let top = Float(Self.cells)
    for x in 0..<count {
      let light = wr * red[x] + wg * green[x] + wb * blue[x]
      let brightness = FastMath.log2(max(light, 0) + SceneMaps.floor)
      places[x] = max(0, min((brightness - map[x] - lowest) * scale, top))
    }
    let table = table.span
    precondition(table.count == Self.cells + 1)
    for x in 0..<count {
      let place = places[x]
      let cell = FastMath.cell(place)
      // SAFETY: `place` lies in 0…cells, so the cell lies in the table.
      let entry = unsafe table[unchecked: cell]
      let value = entry.lowHalf + (place - Float(cell)) * entry.highHalf
      gains[x] = value.x
      growths[x] = value.y
    }
    for x in 0..<count {
      // Detail of more than a stop is an edge; it is enlarged less and less.
      let detail = map[x]
      let soft = detail / (1 + 0.6 * detail.magnitude)
      let factor = FastMath.exp2(gains[x] + growths[x] * soft)
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

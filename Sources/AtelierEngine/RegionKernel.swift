import AtelierKernels
import AtelierPixels

/// Moves pixels by the brightness of their neighbourhood: a gain in stops for each brightness, and
/// a factor for the detail that stands out from it. Channels keep their ratios.
struct RegionKernel: MappedKernel {
  /// For evenly spaced log2 brightnesses: gain in stops and enlargement of detail, each with its rise to the
  /// next entry.
  private let table: [SIMD4<Float>]

  static let lowest: Double = -10
  static let highest: Double = 2
  static let cells = 384
  /// Cells of a stop.
  static var scale: Float { Float(Double(cells) / (highest - lowest)) }

  init(_ tones: [RegionalTone]) {
    table = Self.table(tones)
  }

  /// ``cells`` + 1 entries, each with its rise to the next.
  static func table(_ tones: [RegionalTone]) -> [SIMD4<Float>] {
    let entries = entries(tones)
    return zip(entries, entries.dropFirst()).map { SIMD4($0.x, $1.x - $0.x, $0.y, $1.y - $0.y) }
  }

  /// Gain in stops and enlargement of detail at ``cells`` + 2 evenly spaced log2 brightnesses.
  private static func entries(_ tones: [RegionalTone]) -> [SIMD2<Float>] {
    inputs.map { light, input in
      var encoded = input
      var detail = 1.0
      for tone in tones {
        detail *= 1 + tone.detail(encoded)
        encoded = tone.tone(encoded)
      }
      return SIMD2(
        Float(log2(max(TransferCurve.sRGB.decode(encoded), 1e-6) / light)), Float(detail - 1))
    }
  }

  /// The light of a table's entries, as it is and encoded.
  private static let inputs = (0...(cells + 1)).map { index in
    let log = lowest + (highest - lowest) * Double(index) / Double(cells)
    // Below 2⁻¹⁰ the guide is all floor; take the gain of the darkest light above it.
    let light = max(exp2(log) - Double(SceneMaps.floor), 1e-4)
    return (light: light, encoded: TransferCurve.sRGB.encode(light))
  }

  /// Tells where the neighbourhoods of a block's pixels lie in the table, 0…``cells``.
  @inline(__always)
  static func locate(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>, map: Span<Float>,
    put: (Int, Float) -> Void
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && map.count == count)
    precondition(count <= Block.length)
    let weights = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
    let scale = scale
    let start = Float(-lowest) * scale
    let top = Float(cells)
    for x in 0..<count {
      let light = ColorMatrix.dot(weights, red[x], green[x], blue[x])
      let brightness = FastMath.log2(max(light, 0) + SceneMaps.floor)
      put(x, FastMath.limited(FastMath.multiplyAdd(brightness - map[x], scale, start), to: top))
    }
  }

  /// Multiplies a block's pixels by what their gains and enlargements of detail make.
  @inline(__always)
  static func apply(
    _ gains: inout BlockScratch, _ growths: inout BlockScratch, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>, map: Span<Float>
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && map.count == count)
    precondition(count <= Block.length)
    for x in 0..<count {
      // Detail of more than a stop is an edge; it is enlarged less and less.
      let detail = map[x]
      let soft = detail / FastMath.multiplyAdd(0.6, detail.magnitude, 1)
      let factor = FastMath.exp2(FastMath.multiplyAdd(growths[x], soft, gains[x]))
      red[x] *= factor
      green[x] *= factor
      blue[x] *= factor
    }
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, at position: StripPosition
  ) {
    precondition(map.count == red.count)
    var places = BlockPlaces()
    var gains = BlockScratch()
    var growths = BlockScratch()
    Block.forEach(&red, &green, &blue) { r, g, b, range in
      scale(&r, &g, &b, map: map.extracting(range), &places, &gains, &growths)
    }
  }

  /// Changes a block of pixels.
  @inline(__always)
  private func scale(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, _ places: inout BlockPlaces,
    _ gains: inout BlockScratch, _ growths: inout BlockScratch
  ) {
    let count = red.count
    Self.locate(red.span, green.span, blue.span, map: map) { places.put($1, at: $0) }
    // Places lie in 0…cells.
    precondition(table.count == Self.cells + 1)
    places.read(table.span, count: count, into: &gains, &growths)
    Self.apply(&gains, &growths, &red, &green, &blue, map: map)
  }

  private static func exp2(_ x: Double) -> Double {
    Double(FastMath.exp2(Float(x)))
  }

  private static func log2(_ x: Double) -> Double {
    Double(FastMath.log2(Float(x)))
  }
}

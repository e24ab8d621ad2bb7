import AtelierKernels
import AtelierPixels

/// One tone curve for the largest and smallest channel of each pixel; the middle one keeps its
/// relative place, so hue stays (Adobe, DNG SDK 1.7, "RGB tone").
struct ToneKernel: PointKernel {
  /// Linear output for each of ``cells`` + 1 inputs, and its rise to the next entry.
  private let table: [SIMD2<Float>]

  /// Light is looked up by the bits of the float that it is with ``bias`` added: they grow like a logarithm,
  /// so cells are 1/256 to 1/512 as wide as that sum, and need no root to be found. From the bias to 2.25;
  /// above it the curve goes on level.
  static let cells = Int(Float(2.25).bitPattern &- base) >> shift
  /// Bits of a place within a cell.
  private static let shift = BlockPlaces.fineBits
  /// Linear light that brings 0 to the first entry, and 1 to one as well.
  private static let bias: Float = 0x1p-6
  private static var base: UInt32 { bias.bitPattern }

  init(_ curves: [@Sendable (Double) -> Double]) {
    let values = Self.table(curves)
    table = zip(values, values.dropFirst()).map { SIMD2($0, $1 - $0) }
  }

  /// Linear output for ``cells`` + 2 inputs.
  static func table(_ curves: [@Sendable (Double) -> Double]) -> [Float] {
    var values = inputs
    // Curve by curve: a closure that is called where it lies in an array is retained each time.
    for curve in curves {
      for index in values.indices { values[index] = curve(values[index]) }
    }
    return values.map { Float(TransferCurve.sRGB.decode($0)) }
  }

  /// The encoded values of a table's entries.
  private static let inputs = (0...(cells + 1)).map { index in
    let light = Float(bitPattern: base + UInt32(index) << shift)
    return TransferCurve.sRGB.encode(Double(light) - Double(bias))
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    var lows = BlockScratch()
    var highs = BlockScratch()
    var lowPlaces = BlockPlaces()
    var highPlaces = BlockPlaces()
    Block.forEach(&red, &green, &blue) { r, g, b, _ in
      bend(&r, &g, &b, &lows, &highs, &lowPlaces, &highPlaces)
    }
  }

  /// Changes a block of pixels.
  @inline(__always)
  private func bend(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, _ lows: inout BlockScratch, _ highs: inout BlockScratch,
    _ lowPlaces: inout BlockPlaces, _ highPlaces: inout BlockPlaces
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && count <= Block.length)
    for x in 0..<count {
      let (r, g, b) = (red[x], green[x], blue[x])
      lowPlaces.put(fine: Self.place(min(min(r, g), b)), at: x)
      highPlaces.put(fine: Self.place(max(max(r, g), b)), at: x)
    }
    // Places lie in 0…cells.
    precondition(table.count == Self.cells + 1)
    lowPlaces.read(table.span, count: count, into: &lows)
    highPlaces.read(table.span, count: count, into: &highs)
    Self.apply(&lows, &highs, &red, &green, &blue)
  }

  /// Finds the smallest and the largest channel of a block's pixels.
  @inline(__always)
  static func measure(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>, _ lows: inout BlockScratch,
    _ highs: inout BlockScratch
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && count <= Block.length)
    for x in 0..<count {
      lows[x] = min(min(red[x], green[x]), blue[x])
      highs[x] = max(max(red[x], green[x]), blue[x])
    }
  }

  /// Where linear light lies in a table, 0…``cells`` in units of 2⁻¹⁵.
  @inline(__always)
  static func place(_ light: Float) -> Int32 {
    let first = Int32(bitPattern: base)
    let bits = max(Int32(bitPattern: (light + bias).bitPattern), first) &- first
    return min(bits, Int32(truncatingIfNeeded: cells << shift))
  }

  /// Gives a block's pixels their new smallest and largest channels.
  @inline(__always)
  static func apply(
    _ lows: inout BlockScratch, _ highs: inout BlockScratch, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && count <= Block.length)
    for x in 0..<count {
      let (r, g, b) = (red[x], green[x], blue[x])
      let low = min(min(r, g), b)
      let high = max(max(r, g), b)
      // Below zero, outside the gamut, the curve goes on with slope 1.
      let newLow = lows[x] + min(low, 0)
      let newHigh = highs[x] + min(high, 0)
      // Of equal channels the numerator is 0 as well.
      let factor = (newHigh - newLow) / max(high - low, 1e-7)
      red[x] = FastMath.multiplyAdd(r - low, factor, newLow)
      green[x] = FastMath.multiplyAdd(g - low, factor, newLow)
      blue[x] = FastMath.multiplyAdd(b - low, factor, newLow)
    }
  }
}

import AtelierEngine
import AtelierKernels
import AtelierPixels

/// The kernel of ``Defringe``: the least and the greatest lightness of a row's neighbourhood once,
/// then of the rows around, and colour taken away where they are far apart.
struct DefringeKernel: AreaKernel {
  /// Hues on the plane of colour differences.
  struct Band {
    /// Unit vector of the middle.
    let direction: SIMD2<Float>
    /// Length of the chord from the middle to where the effect begins to fall.
    let reach: Float
    let strength: Float

    init(from low: Double, to high: Double, strength: Double) {
      let middle = Power.direction(degrees: (low + high) / 2)
      direction = SIMD2(Float(middle.cosine), Float(middle.sine))
      reach = Float(2 * Power.direction(degrees: max(high - low, 0) / 4).sine)
      self.strength = Float(strength)
    }
  }

  private let radius: Int
  private let purple: Band
  private let green: Band
  private let toSRGB = ColorMatrix(RGBColorSpace.working.matrix(to: .sRGB))
  private let luminance = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)

  var margin: Int { radius }
  let planeCount = 3

  init(radius: Int, bands: [Band]) {
    self.radius = radius
    (purple, green) = (bands[0], bands[1])
  }

  func prepare(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into planes: inout MutableSpan<Float>, width: Int
  ) {
    let stride = width + 2 * radius
    var lightness = planes._mutatingExtracting((2 * stride)..<(3 * stride))
    Lightness.measure(red, green, blue, weights: luminance, into: &lightness)
    var x = radius
    // Blocks are copied, because a span that is written cannot be read beside.
    var copy = InlineArray<1040, Float>(repeating: 0)
    while x < radius + width {
      let count = min(AreaWindow.longest, radius + width - x)
      var source = copy.mutableSpan
      for i in 0..<(count + 2 * radius) { source[i] = planes[2 * stride + x - radius + i] }
      extremes(copy.span, count, isLeast: true, into: &planes, at: x)
      extremes(copy.span, count, isLeast: false, into: &planes, at: stride + x)
      x += count
    }
  }

  private func extremes(
    _ source: Span<Float>, _ count: Int, isLeast: Bool, into planes: inout MutableSpan<Float>,
    at start: Int
  ) {
    var target = planes._mutatingExtracting(start..<(start + count))
    let first = source.extracting(0..<count)
    for x in 0..<count { target[x] = first[x] }
    for shift in 1...(2 * radius) {
      Self.merge(source.extracting(shift..<(shift + count)), isLeast: isLeast, into: &target)
    }
  }

  private static func merge(
    _ other: Span<Float>, isLeast: Bool, into target: inout MutableSpan<Float>
  ) {
    let count = target.count
    precondition(other.count == count)
    if isLeast {
      for x in 0..<count { target[x] = min(target[x], other[x]) }
    } else {
      for x in 0..<count { target[x] = max(target[x], other[x]) }
    }
  }

  func combine(
    _ planes: Span<Float>, window: AreaWindow, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>,
    at position: StripPosition
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count && count <= 512)
    var lowStorage = InlineArray<512, Float>(repeating: 9)
    var highStorage = InlineArray<512, Float>(repeating: 0)
    var lowAll = lowStorage.mutableSpan
    var highAll = highStorage.mutableSpan
    var low = lowAll._mutatingExtracting(0..<count)
    var high = highAll._mutatingExtracting(0..<count)
    for row in -radius...radius {
      Self.merge(planes.extracting(window.range(row: row, plane: 0)), isLeast: true, into: &low)
      Self.merge(planes.extracting(window.range(row: row, plane: 1)), isLeast: false, into: &high)
    }
    let (wr, wg, wb) = (luminance.x, luminance.y, luminance.z)
    let (purple, greenish, toSRGB) = (purple, self.green, toSRGB)
    for x in 0..<count {
      let (r, g, b) = (red[x], green[x], blue[x])
      // Differences of encoded sRGB, whose hues the ranges name; a root stands for its curve.
      let (sr, sg, sb) = toSRGB.times(r, g, b)
      let (p, q, s) = (
        max(sr, 0).squareRoot(), max(sg, 0).squareRoot(), max(sb, 0).squareRoot()
      )
      let across = p - 0.5 * (q + s)
      let along = 0.866_025_4 * (q - s)
      let square = across * across + along * along
      let chroma = max(square, 1e-12).squareRoot()
      let share =
        Self.share(purple, across, along, chroma) + Self.share(greenish, across, along, chroma)
      let contrast = max(0, min(1, (high[x] - low[x] - 0.12) * (1 / 0.23)))
      let edge = contrast * contrast * (3 - 2 * contrast)
      let kept = 1 - min(share, 1) * edge
      let light = wr * r + wg * g + wb * b
      red[x] = light + (r - light) * kept
      green[x] = light + (g - light) * kept
      blue[x] = light + (b - light) * kept
    }
  }

  /// The part of a colour that a band takes.
  @inline(__always)
  private static func share(
    _ band: Band, _ across: Float, _ along: Float, _ chroma: Float
  ) -> Float {
    let cosine = (across * band.direction.x + along * band.direction.y) / chroma
    let chord = max(2 - 2 * cosine, 0).squareRoot()
    // 12° are a chord of 0.21.
    let t = max(0, min(1, (band.reach + 0.21 - chord) * (1 / 0.21)))
    return band.strength * t * t * (3 - 2 * t)
  }
}

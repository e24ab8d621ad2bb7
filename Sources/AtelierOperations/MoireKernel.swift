import AtelierEngine
import AtelierKernels
import AtelierPixels

/// The kernel of ``Moire``: colour blurred along rows once, then across them.
struct MoireKernel: AreaKernel {
  /// Half of the blur's weights.
  private let weights: [Float]
  private let steps: [Int]
  private let share: Float
  private let luminance = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)

  let margin: Int
  /// √R − √Y and √B − √Y, then both blurred along the row.
  let planeCount = 4

  init(weights: [Float], share: Float) {
    self.weights = weights
    self.share = share
    margin = weights.count - 1
    steps = Array(-margin...margin)
  }

  func prepare(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into planes: inout MutableSpan<Float>, width: Int
  ) {
    let stride = width + 2 * margin
    precondition(red.count == stride && green.count == stride && blue.count == stride)
    precondition(planes.count == stride * planeCount)
    let (wr, wg, wb) = (luminance.x, luminance.y, luminance.z)
    for x in 0..<stride {
      let light = max(wr * red[x] + wg * green[x] + wb * blue[x], 0).squareRoot()
      planes[x] = max(red[x], 0).squareRoot() - light
      planes[stride + x] = max(blue[x], 0).squareRoot() - light
    }
    // The blur reads a copy of a block, because a span that is written cannot be read beside.
    var copy = InlineArray<640, Float>(repeating: 0)
    for plane in 0..<2 {
      let start = plane * stride
      var x = margin
      while x < stride - margin {
        let end = min(x + AreaWindow.longest, stride - margin)
        var copySpan = copy.mutableSpan
        for i in 0..<(end - x + 2 * margin) { copySpan[i] = planes[start + x - margin + i] }
        let target = start + 2 * stride
        var blurred = planes._mutatingExtracting((target + x)..<(target + end))
        RowFilter.blur(copy.span, starts: steps, offset: margin, weights: weights, into: &blurred)
        x = end
      }
    }
  }

  func combine(
    _ planes: Span<Float>, window: AreaWindow, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>,
    at position: StripPosition
  ) {
    let count = red.count
    var redStorage = InlineArray<512, Float>(repeating: 0)
    var blueStorage = InlineArray<512, Float>(repeating: 0)
    var redAll = redStorage.mutableSpan
    var blueAll = blueStorage.mutableSpan
    var redMean = redAll._mutatingExtracting(0..<count)
    var blueMean = blueAll._mutatingExtracting(0..<count)
    RowFilter.blur(
      planes, starts: window.rowStarts, offset: 2 * window.planeStride, weights: weights,
      into: &redMean)
    RowFilter.blur(
      planes, starts: window.rowStarts, offset: 3 * window.planeStride, weights: weights,
      into: &blueMean)
    precondition(green.count == count && blue.count == count)
    precondition(redMean.count == count && blueMean.count == count)
    let (wr, wg, wb) = (luminance.x, luminance.y, luminance.z)
    let share = share
    for x in 0..<count {
      let (r, g, b) = (red[x], green[x], blue[x])
      let light = max(wr * r + wg * g + wb * b, 0).squareRoot()
      let (p, q) = (max(r, 0).squareRoot(), max(b, 0).squareRoot())
      let (across, along) = (redMean[x] - (p - light), blueMean[x] - (q - light))
      let far = (across * across + along * along) * 16
      let weight = share / (1 + far * far)
      // Never beyond black: what is left of a channel is at least a tenth of its root.
      let newP = max(p + weight * across, 0.1 * p)
      let newQ = max(q + weight * along, 0.1 * q)
      let (moreRed, moreBlue) = (newP * newP - p * p, newQ * newQ - q * q)
      // Green gives what red and blue take, down to black.
      let newGreen = max(g - (wr * moreRed + wb * moreBlue) / wg, min(g, 0))
      red[x] = r + moreRed
      green[x] = newGreen
      blue[x] = b + moreBlue
    }
  }
}

import AtelierEngine
import AtelierKernels
import AtelierPixels

/// The kernel of ``Sharpening``: lightness blurred along rows once, then across them.
struct UnsharpKernel: AreaKernel {
  /// Half of the blur's weights.
  private let weights: [Float]
  private let steps: [Int]
  private let gain: Float
  private let noise: Float
  private let bend: Float
  /// Step of lightness from pixel to pixel above which an edge is sharpened in full; 0 for everywhere.
  private let threshold: Float
  private let luminance = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)

  let margin: Int
  let planeCount = 2

  private static let block = AreaWindow.longest

  init(weights: [Float], gain: Float, noise: Float, bend: Float, threshold: Float) {
    self.weights = weights
    self.gain = gain
    self.noise = noise
    self.bend = bend
    self.threshold = threshold
    // Gradients look one pixel further.
    margin = weights.count - 1 + (threshold > 0 ? 1 : 0)
    steps = Array(-margin...margin)
  }

  func prepare(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into planes: inout MutableSpan<Float>, width: Int
  ) {
    let stride = width + 2 * margin
    let reach = weights.count - 1
    var lightness = planes._mutatingExtracting(0..<stride)
    Lightness.measure(red, green, blue, weights: luminance, into: &lightness)
    // The blur reads a copy of a block, because a span that is written cannot be read beside.
    var copy = InlineArray<1152, Float>(repeating: 0)
    var x = reach
    while x < stride - reach {
      let end = min(x + Self.block, stride - reach)
      let count = end - x + 2 * reach
      var copySpan = copy.mutableSpan
      for i in 0..<count { copySpan[i] = planes[x - reach + i] }
      var target = planes._mutatingExtracting((stride + x)..<(stride + end))
      RowFilter.blur(copy.span, starts: steps, offset: reach, weights: weights, into: &target)
      x = end
    }
  }

  func combine(
    _ planes: Span<Float>, window: AreaWindow, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>,
    at position: StripPosition
  ) {
    let count = red.count
    let extra = threshold > 0 ? 1 : 0
    var storage = InlineArray<514, Float>(repeating: 0)
    var all = storage.mutableSpan
    var smooth = all._mutatingExtracting(0..<(count + 2 * extra))
    RowFilter.blur(
      planes, starts: window.rowStarts, offset: window.planeStride - extra, weights: weights,
      into: &smooth)
    let lightness = planes.extracting(window.range(row: 0, plane: 0))
    precondition(green.count == count && blue.count == count && lightness.count == count)
    let (gain, noise, bend) = (gain, noise, bend)
    if threshold == 0 {
      precondition(smooth.count == count)
      for x in 0..<count {
        let l = lightness[x]
        let d = l - smooth[x]
        smooth[x] = d * d * d / ((d * d + noise) * (1 + bend * d.magnitude))
      }
    } else {
      let (above, below) = (
        planes.extracting(window.range(row: -1, plane: 1)),
        planes.extracting(window.range(row: 1, plane: 1))
      )
      precondition(smooth.count == count + 2 && above.count == count && below.count == count)
      // Written apart: a loop that writes what a later turn reads stays scalar.
      var storage = InlineArray<512, Float>(repeating: 0)
      var changes = storage.mutableSpan
      precondition(count <= changes.count)
      let scale = 1 / (threshold * threshold)
      for x in 0..<count {
        let d = lightness[x] - smooth[x + 1]
        let horizontal = smooth[x + 2] - smooth[x]
        let vertical = below[x] - above[x]
        // A smooth step of the squared gradient over the squared threshold.
        let t = min((horizontal * horizontal + vertical * vertical) * scale * 0.25, 1)
        changes[x] = t * t * (3 - 2 * t) * d * d * d / ((d * d + noise) * (1 + bend * d.magnitude))
      }
      for x in 0..<count { smooth[x] = changes[x] }
    }
    for x in 0..<count {
      let l = lightness[x]
      // A dark line keeps a third of its lightness.
      let new = max(l + gain * smooth[x], 0.35 * l)
      let ratio = new / max(l, 1e-6)
      let factor = ratio * ratio
      red[x] *= factor
      green[x] *= factor
      blue[x] *= factor
    }
  }
}

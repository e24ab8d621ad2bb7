import AtelierEngine
import AtelierKernels
import AtelierPixels

/// The kernel of ``Texture``: lightness and its square, blurred along rows once, then across them.
struct TextureKernel: AreaKernel {
  private let fine: [Float]
  private let coarse: [Float]
  private let steps: [Int]
  private let gain: Float
  private let luminance = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)

  let margin: Int
  /// Lightness, its fine blur, its coarse blur, the coarse blur of its square.
  let planeCount = 4

  /// Variance of lightness that counts as an edge: steps of 0.11 to either side.
  private static let epsilon: Float = 0.003
  private static let block = AreaWindow.longest

  init(fine: [Float], coarse: [Float], gain: Float) {
    self.fine = fine
    self.coarse = coarse
    self.gain = gain
    margin = max(fine.count, coarse.count) - 1
    steps = Array(-margin...margin)
  }

  func prepare(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into planes: inout MutableSpan<Float>, width: Int
  ) {
    let stride = width + 2 * margin
    do {
      var lightness = planes._mutatingExtracting(0..<stride)
      Lightness.measure(red, green, blue, weights: luminance, into: &lightness)
    }
    var copy = InlineArray<1152, Float>(repeating: 0)
    var x = margin
    while x < margin + width {
      let end = min(x + Self.block, margin + width)
      let count = end - x + 2 * margin
      var copySpan = copy.mutableSpan
      for i in 0..<count { copySpan[i] = planes[x - margin + i] }
      func target(_ plane: Int) -> Range<Int> { (plane * stride + x)..<(plane * stride + end) }
      var first = planes._mutatingExtracting(target(1))
      RowFilter.blur(copy.span, starts: steps, offset: margin, weights: fine, into: &first)
      var second = planes._mutatingExtracting(target(2))
      RowFilter.blur(copy.span, starts: steps, offset: margin, weights: coarse, into: &second)
      var squares = copy.mutableSpan
      for i in 0..<count { squares[i] *= squares[i] }
      var third = planes._mutatingExtracting(target(3))
      RowFilter.blur(copy.span, starts: steps, offset: margin, weights: coarse, into: &third)
      x = end
    }
  }

  func combine(
    _ planes: Span<Float>, window: AreaWindow, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>,
    at position: StripPosition
  ) {
    let count = red.count
    var fineStorage = InlineArray<512, Float>(repeating: 0)
    var meanStorage = InlineArray<512, Float>(repeating: 0)
    var squareStorage = InlineArray<512, Float>(repeating: 0)
    var fineAll = fineStorage.mutableSpan
    var meanAll = meanStorage.mutableSpan
    var squareAll = squareStorage.mutableSpan
    var sharp = fineAll._mutatingExtracting(0..<count)
    var mean = meanAll._mutatingExtracting(0..<count)
    var square = squareAll._mutatingExtracting(0..<count)
    let stride = window.planeStride
    RowFilter.blur(
      planes, starts: window.rowStarts, offset: stride, weights: fine, into: &sharp)
    RowFilter.blur(
      planes, starts: window.rowStarts, offset: 2 * stride, weights: coarse, into: &mean)
    RowFilter.blur(
      planes, starts: window.rowStarts, offset: 3 * stride, weights: coarse, into: &square)
    let lightness = planes.extracting(window.range(row: 0, plane: 0))
    precondition(
      green.count == count && blue.count == count && lightness.count == count
        && sharp.count == count && mean.count == count && square.count == count)
    let (gain, epsilon) = (gain, Self.epsilon)
    for x in 0..<count {
      let l = lightness[x]
      let variance = max(square[x] - mean[x] * mean[x], 0)
      let band = (sharp[x] - mean[x]) * epsilon / (variance + epsilon)
      let new = max(l + gain * band, 0.35 * l)
      let ratio = new / max(l, 1e-6)
      // Near black the band may exceed lightness itself.
      let factor = min(ratio * ratio, 4)
      red[x] *= factor
      green[x] *= factor
      blue[x] *= factor
    }
  }
}

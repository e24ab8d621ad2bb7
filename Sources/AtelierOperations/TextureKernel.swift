import AtelierEngine
import AtelierKernels
import AtelierPixels
import AtelierRecipe

/// The kernel of ``Texture``: lightness and its square, blurred along rows once, then across them.
struct TextureKernel: BandKernel {
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
    let inside = margin..<(margin + width)
    func part(_ plane: Int, _ columns: Range<Int>) -> Range<Int> {
      (plane * stride + columns.lowerBound)..<(plane * stride + columns.upperBound)
    }
    func blur(_ source: Int, _ weights: [Float], into target: Int) {
      RowFilter.blur(
        within: &planes, from: part(source, 0..<stride), starts: steps, offset: margin,
        weights: weights, into: part(target, inside))
    }
    // The second plane lends its room to the squares.
    for x in 0..<stride { planes[2 * stride + x] = planes[x] * planes[x] }
    blur(2, coarse, into: 3)
    blur(0, fine, into: 1)
    blur(0, coarse, into: 2)
  }

  var band: AreaBand { AreaBand(operation: Texture.spec.name, settings: fine + coarse) }

  func measure(_ planes: Span<Float>, window: AreaWindow, into bands: inout MutableSpan<Float>) {
    let count = bands.count
    var meanStorage = InlineArray<512, Float>(repeating: 0)
    var squareStorage = InlineArray<512, Float>(repeating: 0)
    var meanAll = meanStorage.mutableSpan
    var squareAll = squareStorage.mutableSpan
    var mean = meanAll._mutatingExtracting(0..<count)
    var square = squareAll._mutatingExtracting(0..<count)
    let stride = window.planeStride
    RowFilter.blur(
      planes, starts: window.rowStarts, offset: stride, weights: fine, into: &bands)
    RowFilter.blur(
      planes, starts: window.rowStarts, offset: 2 * stride, weights: coarse, into: &mean)
    RowFilter.blur(
      planes, starts: window.rowStarts, offset: 3 * stride, weights: coarse, into: &square)
    precondition(mean.count == count && square.count == count)
    let epsilon = Self.epsilon
    for x in 0..<count {
      let variance = max(square[x] - mean[x] * mean[x], 0)
      bands[x] = (bands[x] - mean[x]) * epsilon / (variance + epsilon)
    }
  }

  func apply(
    _ bands: Span<Float>, _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    Lightness.add(
      bands, gain: gain, most: 4, weights: luminance, &red, &green, &blue)
  }
}

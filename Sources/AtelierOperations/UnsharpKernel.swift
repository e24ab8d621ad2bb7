import AtelierEngine
import AtelierKernels
import AtelierPixels
import AtelierRecipe

/// The kernel of ``Sharpening``: lightness blurred along rows once, then across them.
struct UnsharpKernel: BandKernel {
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
    do {
      var lightness = planes._mutatingExtracting(0..<stride)
      Lightness.measure(red, green, blue, weights: luminance, into: &lightness)
    }
    RowFilter.blur(
      within: &planes, from: 0..<stride, starts: steps, offset: reach, weights: weights,
      into: (stride + reach)..<(2 * stride - reach))
  }

  var band: AreaBand {
    AreaBand(operation: Sharpening.spec.name, settings: weights + [noise, bend, threshold])
  }

  func measure(_ planes: Span<Float>, window: AreaWindow, into bands: inout MutableSpan<Float>) {
    let count = bands.count
    let lightness = planes.extracting(window.range(row: 0, plane: 0))
    let (noise, bend) = (noise, bend)
    precondition(lightness.count == count)
    if threshold == 0 {
      RowFilter.blur(
        planes, starts: window.rowStarts, offset: window.planeStride, weights: weights,
        into: &bands)
      for x in 0..<count {
        let d = lightness[x] - bands[x]
        bands[x] = d * d * d / ((d * d + noise) * (1 + bend * d.magnitude))
      }
    } else {
      var storage = InlineArray<514, Float>(repeating: 0)
      var all = storage.mutableSpan
      var smooth = all._mutatingExtracting(0..<(count + 2))
      RowFilter.blur(
        planes, starts: window.rowStarts, offset: window.planeStride - 1, weights: weights,
        into: &smooth)
      let (above, below) = (
        planes.extracting(window.range(row: -1, plane: 1)),
        planes.extracting(window.range(row: 1, plane: 1))
      )
      precondition(smooth.count == count + 2 && above.count == count && below.count == count)
      let scale = 1 / (threshold * threshold)
      for x in 0..<count {
        let d = lightness[x] - smooth[x + 1]
        let horizontal = smooth[x + 2] - smooth[x]
        let vertical = below[x] - above[x]
        // A smooth step of the squared gradient over the squared threshold.
        let t = min((horizontal * horizontal + vertical * vertical) * scale * 0.25, 1)
        bands[x] = t * t * (3 - 2 * t) * d * d * d / ((d * d + noise) * (1 + bend * d.magnitude))
      }
    }
  }

  func apply(
    _ bands: Span<Float>, _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    Lightness.add(
      bands, gain: gain, most: .infinity, weights: luminance, &red, &green, &blue)
  }
}

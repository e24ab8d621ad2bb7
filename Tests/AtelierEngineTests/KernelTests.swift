import AtelierKernels
import AtelierPixels
import Foundation
import Testing

@Suite("Samples")
struct SampleTests {
  @Test(
    "every code survives decoding and encoding within one",
    arguments: [RGBColorSpace.sRGB, .displayP3, .adobeRGB, .rec2020, .working],
    [SampleDepth.eight, .sixteen])
  func codesSurvive(_ space: RGBColorSpace, _ depth: SampleDepth) {
    let count = depth == .eight ? 256 : 65536
    let decoder = SampleDecoder(space, depth: depth)
    let encoder = SampleEncoder(space, depth: depth)
    var red = [Float](repeating: 0, count: count)
    var (green, blue) = (red, red)
    var r = red.mutableSpan
    var g = green.mutableSpan
    var b = blue.mutableSpan
    // Greys and a saturated colour.
    for isGrey in [true, false] {
      func wanted(_ code: Int, _ channel: Int) -> Int { isGrey || channel == 1 ? code : code / 3 }
      var worst = 0
      if depth == .eight {
        let codes = (0..<(3 * count)).map { UInt8(wanted($0 / 3, $0 % 3)) }
        var result = codes
        decoder.decode(.eight(codes), from: 0, step: 3, &r, &g, &b)
        encoder.limit(&r, &g, &b)
        var span = result.mutableSpan
        encoder.encode(r.span, g.span, b.span, into: &span, at: 0)
        for i in codes.indices { worst = max(worst, abs(Int(result[i]) - Int(codes[i]))) }
      } else {
        let codes = (0..<(3 * count)).map { UInt16(wanted($0 / 3, $0 % 3)) }
        var result = codes
        decoder.decode(.sixteen(codes), from: 0, step: 3, &r, &g, &b)
        encoder.limit(&r, &g, &b)
        var span = result.mutableSpan
        encoder.encode(r.span, g.span, b.span, into: &span, at: 0)
        for i in codes.indices { worst = max(worst, abs(Int(result[i]) - Int(codes[i]))) }
      }
      #expect(worst <= 1, "\(space.name), \(depth), grey: \(isGrey), off by \(worst)")
    }
  }
}

@Suite("Filters")
struct FilterTests {
  let plane: [Float] = {
    var random = Seeded(state: 11)
    return (0..<(23 * 17)).map { _ in Float.random(in: 0...1, using: &random) }
  }()

  /// Values of the window around a place that lie in the 23 × 17 plane.
  func window(_ plane: [Float], _ x: Int, _ y: Int, _ radius: Int) -> [Double] {
    var values: [Double] = []
    for j in max(0, y - radius)...min(16, y + radius) {
      for i in max(0, x - radius)...min(22, x + radius) { values.append(Double(plane[j * 23 + i])) }
    }
    return values
  }

  func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  @Test("the box filter gives means, the minimum filter minima", arguments: [1, 2, 5, 8, 30])
  func windows(_ radius: Int) {
    let means = BoxFilter.mean(plane, width: 23, height: 17, radius: radius)
    let minima = MinimumFilter.minimum(plane, width: 23, height: 17, radius: radius)
    for y in 0..<17 {
      for x in 0..<23 {
        // The mean along rows and then across them is the mean of the window.
        let values = window(plane, x, y, radius)
        #expect((Double(means[y * 23 + x]) - mean(values)).magnitude < 1e-5)
        #expect(Double(minima[y * 23 + x]) == values.min())
      }
    }
  }

  @Test("the guided model is the local regression")
  func guidedModel() {
    var random = Seeded(state: 12)
    let value = plane.map { 0.5 * $0 + Float.random(in: 0...0.2, using: &random) }
    let radius = 3
    let model = GuidedModel(
      value: value, guide: plane, width: 23, height: 17, radius: radius, epsilon: 0.01)
    var slopes: [Float] = []
    var offsets: [Float] = []
    for y in 0..<17 {
      for x in 0..<23 {
        let (g, v) = (window(plane, x, y, radius), window(value, x, y, radius))
        let (gm, vm) = (mean(g), mean(v))
        let variance = mean(g.map { ($0 - gm) * ($0 - gm) })
        let covariance = mean(zip(g, v).map { ($0 - gm) * ($1 - vm) })
        let slope = covariance / (variance + 0.01)
        slopes.append(Float(slope))
        offsets.append(Float(vm - slope * gm))
      }
    }
    for y in 0..<17 {
      for x in 0..<23 {
        let slope = mean(window(slopes, x, y, radius))
        let offset = mean(window(offsets, x, y, radius))
        #expect((Double(model.coefficients[y * 23 + x].x) - slope).magnitude < 1e-4)
        #expect((Double(model.coefficients[y * 23 + x].y) - offset).magnitude < 1e-4)
      }
    }
    // The model of the guide by itself.
    let moments = GuideMoments(plane, width: 23, height: 17, radius: radius)
    let own = GuidedModel(value: nil, moments: moments, epsilon: 0.01)
    let same = GuidedModel(value: plane, moments: moments, epsilon: 0.01)
    for i in plane.indices {
      let difference = own.coefficients[i] - same.coefficients[i]
      #expect(max(difference.x.magnitude, difference.y.magnitude) < 1e-4)
    }
  }

  @Test("a row blur is the weighted sum", arguments: [0.1, 0.4, 1, 2.3])
  func rowBlur(_ sigma: Double) {
    let weights = RowFilter.gaussian(sigma)
    let reach = weights.count - 1
    #expect((weights[0] + 2 * weights.dropFirst().reduce(0, +) - 1).magnitude < 1e-6)
    var result = [Float](repeating: 0, count: 50)
    var span = result.mutableSpan
    RowFilter.blur(
      plane.span, starts: Array(-reach...reach), offset: 100, weights: weights, into: &span)
    for x in 0..<50 {
      var sum = 0.0
      for k in -reach...reach { sum += Double(weights[abs(k)]) * Double(plane[100 + x + k]) }
      #expect((Double(result[x]) - sum).magnitude < 1e-5)
    }
  }
}

@Suite("Fast mathematics")
struct FastMathTests {
  @Test("log2 and exp2 stay within their bounds")
  func logarithms() {
    for step in 0..<40_000 {
      let x = Float(Double(step) / 1000 - 20)
      let exact = Foundation.exp2(Double(x))
      #expect((Double(FastMath.exp2(x)) / exact - 1).magnitude < 3e-7, "2^\(x)")
      let value = Float(exact)
      let log = Foundation.log2(Double(value))
      let error = (Double(FastMath.log2(value)) - log).magnitude
      #expect(error < 2e-7 + log.magnitude * 0x1p-24, "log2 \(value)")
    }
  }

  @Test("cube roots and powers stay within their bounds")
  func roots() {
    for step in 1..<20_000 {
      let x = Float(Double(step) / 5000)
      #expect((Double(FastMath.cubeRoot(x)) / Foundation.cbrt(Double(x)) - 1).magnitude < 4e-7)
      #expect(FastMath.cubeRoot(-x) == -FastMath.cubeRoot(x))
      let power = Foundation.pow(Double(x), 0.45)
      #expect((Double(FastMath.power(x, 0.45)) / power - 1).magnitude < 2e-6)
    }
    #expect(FastMath.power(0, 0.5) == 0 && FastMath.power(-1, 0.5) == 0)
    #expect(FastMath.cubeRoot(0).magnitude < 1e-9)
  }

  @Test("cells are whole numbers next to the position, never beyond it")
  func cells() {
    for step in 0..<100_000 {
      let position = Float(step) / 32
      let cell = Float(FastMath.cell(position))
      #expect(position - cell >= 0 && position - cell <= 1)
    }
  }
}

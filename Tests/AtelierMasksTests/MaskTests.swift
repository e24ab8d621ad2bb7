import AtelierEngine
import AtelierMasks
import AtelierPixels
import Testing

@Suite("Masks")
struct MaskTests {
  /// Coverage of one row; the pixels are black where no colours are given.
  private func row(
    _ mask: any Mask, y: Int = 0, size: PixelSize = PixelSize(width: 101, height: 61),
    colors: [SIMD3<Float>]? = nil
  ) -> [Float] {
    let frame = MaskFrame(
      size: size, origin: [0, 0], column: [1 / Double(size.width), 0],
      row: [0, 1 / Double(size.height)], aspect: Double(size.height) / Double(size.width))
    let pixels = colors ?? [SIMD3<Float>](repeating: .zero, count: size.width)
    var coverage = [Float](repeating: -1, count: size.width)
    let planes = (pixels.map(\.x), pixels.map(\.y), pixels.map(\.z))
    var span = coverage.mutableSpan
    mask.makeKernel(of: frame).cover(
      &span, y: y, red: planes.0.span, green: planes.1.span, blue: planes.2.span)
    return coverage
  }

  @Test("a linear gradient runs from nothing to everything, half of it midway")
  func linearGradient() {
    var mask = LinearGradientMask()
    (mask.from, mask.to) = ([0.2, 0.5], [0.8, 0.5])
    let row = row(mask)
    #expect(row[0] == 0 && row[100] == 1)
    #expect(abs(row[50] - 0.5) < 1e-4)
    #expect(zip(row, row.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test("a slanted gradient is level across its way, in pixels and not in fractions")
  func slantedGradient() {
    var mask = LinearGradientMask()
    (mask.from, mask.to) = ([0, 0], [1, 1])
    let size = PixelSize(width: 200, height: 100)
    // A step of (1, −2) pixels is square to the way of (200, 100).
    #expect(abs(row(mask, y: 50, size: size)[80] - row(mask, y: 48, size: size)[81]) < 1e-5)
  }

  @Test("a radial gradient is full at its centre, half at the midpoint and nothing outside")
  func radialGradient() {
    var mask = RadialGradientMask()
    (mask.center, mask.radii, mask.feather) = ([0.5, 0.5], [0.25, 0.5], 1)
    let row = row(mask, y: 30)
    #expect(row[50] > 0.99)
    #expect(row[0] == 0 && row[100] == 0)
    // Half way along the radius of 0.25 · 101 pixels.
    #expect(abs(row[50] + row[51] - 2) < 0.02)
    #expect(abs((row[62] + row[63]) / 2 - 0.5) < 0.03)
    mask.midpoint = 0.2
    // The half lies nearer to the edge.
    #expect(self.row(mask, y: 30)[62] > row[62])
  }

  @Test("turning an ellipse by a quarter swaps its radii")
  func turnedEllipse() {
    let size = PixelSize(width: 90, height: 90)
    var mask = RadialGradientMask()
    (mask.center, mask.radii, mask.angle) = ([0.4, 0.6], [0.3, 0.1], 90)
    var swapped = mask
    (swapped.radii, swapped.angle) = ([0.1, 0.3], 0)
    for y in stride(from: 0, to: 90, by: 7) {
      for (a, b) in zip(row(mask, y: y, size: size), row(swapped, y: y, size: size)) {
        #expect(abs(a - b) < 1e-4)
      }
    }
  }

  @Test("a luminance range covers by the brightness of the sRGB axis")
  func luminanceRange() {
    var mask = LuminanceRangeMask()
    mask.range = [0.2, 0.4, 0.6, 0.8]
    let greys = (0...100).map {
      SIMD3(repeating: Float(TransferCurve.sRGB.decode(Double($0) / 100)))
    }
    let row = row(mask, colors: greys)
    #expect(row[19] == 0 && row[81] == 0)
    #expect(row[41...59].allSatisfy { $0 > 0.999 })
    #expect(abs(row[30] - 0.5) < 0.01 && abs(row[70] - 0.5) < 0.01)
  }

  @Test("a range that ends at black or white covers all of them")
  func openRange() {
    var mask = LuminanceRangeMask()
    mask.range = [0.5, 0.6, 1, 1]
    let bright: [SIMD3<Float>] = Array(repeating: [1, 1, 1], count: 100) + [[4, 4, 4]]
    #expect(row(mask, colors: bright).allSatisfy { $0 == 1 })
    mask.range = [0, 0, 0.4, 0.5]
    #expect(row(mask).allSatisfy { $0 == 1 })
  }

  @Test("a colour range covers its samples and leaves far colours alone")
  func colorRange() {
    var mask = ColorRangeMask()
    (mask.samples, mask.reach) = ([[0.2, 0.4, 0.9], [0.9, 0.2, 0.1]], 0.2)
    let toWorking = RGBColorSpace.sRGB.matrix(to: .working)
    let colors = [[0.2, 0.4, 0.9], [0.9, 0.2, 0.1], [0.2, 0.8, 0.2], [0.5, 0.5, 0.5]].map { code in
      let light =
        toWorking
        * SIMD3(
          TransferCurve.sRGB.decode(code[0]), TransferCurve.sRGB.decode(code[1]),
          TransferCurve.sRGB.decode(code[2]))
      return SIMD3<Float>(light)
    }
    let row = row(mask, size: PixelSize(width: 4, height: 1), colors: colors)
    #expect(row[0] > 0.999 && row[1] > 0.999)
    #expect(row[2] == 0 && row[3] == 0)
  }

  @Test("dabs build up by their flow, and an eraser takes away")
  func brush() {
    var mask = BrushMask()
    let size = PixelSize(width: 101, height: 101)
    mask.dabs = [[0.5, 0.5, 0.2, 0.8, 0.5, 0]]
    #expect(abs(row(mask, y: 50, size: size)[50] - 0.5) < 1e-3)
    mask.dabs.append(mask.dabs[0])
    #expect(abs(row(mask, y: 50, size: size)[50] - 0.75) < 1e-3)
    #expect(row(mask, y: 50, size: size)[10] == 0)
    mask.dabs.append([0.5, 0.5, 0.1, 1, 1, 1])
    let row = row(mask, y: 50, size: size)
    #expect(row[50] == 0)
    #expect(row[64] > 0.7)
  }

  @Test("coverage stays within 0 and 1 at any setting, degenerate ones included")
  func degenerate() {
    var line = LinearGradientMask()
    (line.from, line.to) = ([0.5, 0.5], [0.5, 0.5])
    var ellipse = RadialGradientMask()
    (ellipse.radii, ellipse.feather, ellipse.midpoint) = ([1e-6, 1e-6], 0, 0.99)
    var box = RectangleMask()
    (box.box, box.feather) = ([0.5, 0.5, 0.5, 0.5], 0)
    var range = LuminanceRangeMask()
    range.range = [1, 0, 1, 0]
    var brush = BrushMask()
    brush.dabs = [[-1, 2, 0, 0, 1, 0], [2, -1, 2, 1, 1, 0], [0.5, 0.5, 0, 1, 1, 0]]
    let masks: [any Mask] = [line, ellipse, box, range, brush, BrushMask(), ColorRangeMask()]
    let colors = (0..<101).map { SIMD3<Float>(Float($0) * 0.1 - 2, Float($0), 1e6) }
    for mask in masks {
      for y in [0, 30, 60] {
        #expect(
          row(mask, y: y, colors: colors).allSatisfy { (0...1).contains($0) }, "\(mask) at \(y)")
      }
    }
  }
}

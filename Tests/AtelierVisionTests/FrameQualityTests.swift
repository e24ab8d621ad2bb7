import AtelierPixels
import AtelierVision
import Testing

@Suite("What a recording leaves room for")
struct FrameQualityTests {
  /// A grey of 16 bit whose codes vary by a normal distribution, of a seed that is always the same.
  private func grey(
    _ mean: Double, deviation: Double, size: PixelSize = PixelSize(width: 256, height: 192),
    structure: Bool = false
  ) -> Picture {
    var generator = Noise(state: 7)
    var values: [UInt16] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let wave = structure && (x / 64 + y / 64) % 2 == 0 ? 6.0 : 0
        let lightness = mean + wave + deviation * generator.next()
        let root = (lightness + 16) / 116
        let light = lightness > 8 ? root * root * root : lightness * 27 / 24389
        let code = UInt16((RGBColorSpace.sRGB.transfer.encode(max(0, light)) * 65535).rounded())
        values += [code, code, code]
      }
    }
    return Picture(size: size, samples: .sixteen(values))
  }

  /// Sums of twelve even numbers, which are nearly normal.
  private struct Noise {
    var state: UInt64
    mutating func next() -> Double {
      (0..<12).reduce(-6) { sum, _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return sum + Double(state >> 40) / Double(1 << 24)
      }
    }
  }

  @Test(
    "noise of a known size is found, in its own tones",
    arguments: [(20.0, 1.0), (20, 4), (60, 0.5), (60, 2)])
  func findsNoise(mean: Double, deviation: Double) {
    let quality = FrameQuality(
      of: grey(mean, deviation: deviation, structure: true), quantization: nil)
    let found = mean < 40 ? quality.darkNoise : quality.midNoise
    // The tenth from below of estimates on 36 pixels each lies a little under their mean.
    #expect(found > 0.7 * deviation && found < 1.1 * deviation, "\(found)")
    #expect(quality.colorNoise < 0.05 + 0.1 * deviation)
  }

  @Test("steps of 8 bit count only where noise does not hide them")
  func codeSteps() {
    func eight(_ deviation: Double) -> Picture {
      guard case .sixteen(let values) = grey(15, deviation: deviation).samples else {
        return grey(15, deviation: deviation)
      }
      return Picture(
        size: PixelSize(width: 256, height: 192), samples: .eight(values.map { UInt8($0 / 257) }))
    }
    #expect(FrameQuality(of: eight(0), quantization: nil).codeStep > 0.3)
    #expect(FrameQuality(of: eight(1), quantization: nil).codeStep == 0)
    #expect(FrameQuality(of: grey(15, deviation: 0), quantization: nil).codeStep < 0.01)
  }

  @Test("steps between blocks are those of the quantisation, at any depth")
  func blockSteps() {
    let sixteen = FrameQuality(of: grey(30, deviation: 1), quantization: 2)
    #expect(sixteen.blockStep > 0.8 && sixteen.blockStep < 1.2)
    #expect(FrameQuality(of: grey(30, deviation: 1), quantization: nil).blockStep == 0)
  }

  @Test("white that has nothing in it is counted")
  func lostWhite() {
    let size = PixelSize(width: 64, height: 64)
    let values = (0..<size.pixelCount).flatMap {
      $0 < size.pixelCount / 4 ? [255, 255, 255] : [255, 90, 9]
    }
    let picture = Picture(size: size, samples: .eight(values.map { UInt8($0) }))
    #expect(FrameQuality(of: picture, quantization: nil).clippedShare == 0.25)
  }

  @Test(
    "a picture smaller than a block has no flaws to speak of",
    arguments: [PixelSize(width: 1, height: 1), PixelSize(width: 7, height: 900)])
  func tiny(size: PixelSize) {
    let quality = FrameQuality(of: grey(50, deviation: 3, size: size), quantization: 2)
    #expect(quality.midNoise == 0 && quality.colorNoise == 0 && quality.clippedShare == 0)
  }
}

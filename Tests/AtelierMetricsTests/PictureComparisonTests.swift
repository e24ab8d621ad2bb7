import AtelierMetrics
import AtelierPixels
import Testing

@Suite("Differences of pictures")
struct PictureComparisonTests {
  private static let size = PixelSize(width: 48, height: 40)

  /// In Python: `y, x, c = np.mgrid[0:40, 0:48, 0:3]`,
  /// `(40 + 3*x + 2*y*(c+1)//2 + (x*7 + y*13 + c*29) % 31).clip(0, 255)`.
  private static let before: [UInt8] = codes { x, y, c in
    40 + 3 * x + 2 * y * (c + 1) / 2 + (x * 7 + y * 13 + c * 29) % 31
  }
  /// In Python: `(before*7//8 + 12 - 6*c + (x*5 + y*3) % 9).clip(0, 255)`.
  private static let after: [UInt8] = codes { x, y, c in
    Int(before[3 * (y * size.width + x) + c]) * 7 / 8 + 12 - 6 * c + (x * 5 + y * 3) % 9
  }

  private static func codes(_ code: (Int, Int, Int) -> Int) -> [UInt8] {
    (0..<3 * size.pixelCount).map { index in
      let pixel = index / 3
      return UInt8(min(max(code(pixel % size.width, pixel / size.width, index % 3), 0), 255))
    }
  }

  private static func displayed(_ codes: [UInt8]) -> DisplayedPicture {
    DisplayedPicture(Picture(size: size, samples: .eight(codes)))
  }

  private static func plain(_ code: UInt8, _ width: Int, _ height: Int) -> DisplayedPicture {
    let size = PixelSize(width: width, height: height)
    return DisplayedPicture(
      Picture(size: size, samples: .eight(Array(repeating: code, count: 3 * size.pixelCount))))
  }

  // scikit-image 0.26: deltaE_ciede2000 of rgb2lab; structural_similarity(codes @ [.299, .587, .114],
  // gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=255);
  // peak_signal_noise_ratio(data_range=255). The structure term is instruct_bench.py's.
  @Test("the numbers are those of scikit-image")
  func reference() throws {
    let (one, two) = (Self.displayed(Self.before), Self.displayed(Self.after))
    let difference = try ColorDifference.between(one, two)
    #expect(abs(difference.mean - 4.91506) < 0.002)
    #expect(abs(difference.p95 - 6.00979) < 0.005)
    #expect(abs(try SSIM.between(one, two) - 0.961073373) < 1e-6)
    #expect(abs(try PSNR.between(one, two) - 24.996218) < 1e-5)
    #expect(abs(try StructureSimilarity.between(one, two) - 0.975316) < 1e-4)
  }

  @Test("a picture equals itself")
  func identity() throws {
    let one = Self.displayed(Self.before)
    #expect(try ColorDifference.between(one, one).largest == 0)
    #expect(try PSNR.between(one, one) == .infinity)
    #expect(abs(try SSIM.between(one, one) - 1) < 1e-12)
    #expect(abs(try StructureSimilarity.between(one, one) - 1) < 1e-12)
  }

  @Test("the more noise, the worse every measure")
  func monotone() throws {
    let one = Self.displayed(Self.before)
    let noisy = [2, 8, 24].map { amount in
      Self.displayed(
        Self.codes { x, y, c in
          let code = Int(Self.before[3 * (y * Self.size.width + x) + c])
          return code + ((x * 31 + y * 17 + c * 7) % 2 * 2 - 1) * amount
        })
    }
    let differences = try noisy.map { try ColorDifference.between(one, $0).mean }
    let (psnr, ssim) = (
      try noisy.map { try PSNR.between(one, $0) }, try noisy.map { try SSIM.between(one, $0) }
    )
    #expect(differences == differences.sorted() && differences[0] > 0)
    #expect(psnr == psnr.sorted(by: >) && ssim == ssim.sorted(by: >))
  }

  @Test("depth, colour space and working light of the same picture make no difference")
  func forms() throws {
    let eight = Self.displayed(Self.before)
    let sixteen = DisplayedPicture(
      Picture(size: Self.size, samples: .sixteen(Self.before.map { UInt16($0) * 257 })))
    let matrix = RGBColorSpace.sRGB.matrix(to: .working)
    var planar = PlanarPicture(size: Self.size)
    for pixel in planar.red.indices {
      let light =
        matrix
        * SIMD3(
          TransferCurve.sRGB.decode(Double(Self.before[3 * pixel]) / 255),
          TransferCurve.sRGB.decode(Double(Self.before[3 * pixel + 1]) / 255),
          TransferCurve.sRGB.decode(Double(Self.before[3 * pixel + 2]) / 255))
      planar.red[pixel] = Float(light.x)
      planar.green[pixel] = Float(light.y)
      planar.blue[pixel] = Float(light.z)
    }
    for other in [sixteen, DisplayedPicture(planar)] {
      #expect(try PSNR.between(eight, other) == .infinity)
      #expect(try ColorDifference.between(eight, other).largest < 0.01)
    }
  }

  @Test(
    "tiny, black and white pictures give finite numbers",
    arguments: [(1, 1), (1, 30), (30, 1), (5, 12), (11, 11)])
  func tiny(width: Int, height: Int) throws {
    let (black, white) = (Self.plain(0, width, height), Self.plain(255, width, height))
    #expect(abs(try ColorDifference.between(black, white).mean - 100) < 0.01)
    #expect(try PSNR.between(black, white) == 0)
    #expect(abs(try SSIM.between(black, white)) < 0.01)
    #expect(try StructureSimilarity.between(black, white).isFinite)
    for same in [black, white] {
      #expect(try ColorDifference.between(same, same).mean == 0)
      #expect(abs(try SSIM.between(same, same) - 1) < 1e-9)
      #expect(abs(try StructureSimilarity.between(same, same) - 1) < 1e-9)
    }
  }

  @Test("pictures of different or no size are refused")
  func refused() {
    #expect(throws: MetricsError.self) {
      try PSNR.between(Self.plain(0, 2, 3), Self.plain(0, 3, 2))
    }
    #expect(throws: MetricsError.empty) {
      try SSIM.between(Self.plain(0, 0, 4), Self.plain(0, 0, 4))
    }
  }
}

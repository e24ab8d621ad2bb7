import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe

/// Small pictures and renders that the tests share.
enum TestPictures {
  static let engine = RenderEngine(operations: OperationCatalog.builtIn, masks: MaskCatalog([]))

  /// Greys of the sRGB axis as 16 bit columns of equal width, dark to bright.
  static func greys(_ values: [Double], columns: Int = 1, rows: Int = 4) -> Picture {
    colors(values.map { SIMD3(repeating: $0) }, columns: columns, rows: rows)
  }

  /// Colours of encoded sRGB as 16 bit columns of equal width.
  static func colors(_ values: [SIMD3<Double>], columns: Int = 1, rows: Int = 4) -> Picture {
    let row = values.flatMap { color in
      (0..<columns).flatMap { _ in
        (0..<3).map { UInt16((min(max(color[$0], 0), 1) * 65535).rounded()) }
      }
    }
    return Picture(
      size: PixelSize(width: values.count * columns, height: rows),
      samples: .sixteen((0..<rows).flatMap { _ in row }))
  }

  /// A colourful picture with structure of all sizes, reproducible.
  static func scene(width: Int, height: Int) -> Picture {
    var state: UInt32 = 7
    var samples: [UInt16] = []
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<3 {
          state = state &* 1_664_525 &+ 1_013_904_223
          let noise = Double(state >> 16) / 65536
          let slope = Double(x * (channel + 1) + y * (3 - channel)) / Double(3 * (width + height))
          let edge = (x / 9 + y / 7) % 2 == 0 ? 0.25 : 0.0
          samples.append(UInt16(65535 * min(1, 0.6 * slope + edge + 0.15 * noise)))
        }
      }
    }
    return Picture(size: PixelSize(width: width, height: height), samples: .sixteen(samples))
  }

  /// Black, white, light of up to 100 times white and colours outside Rec. 2020.
  static let nasty: Picture = {
    // XYZ itself as a colour space: a lone X, Y or Z is far outside every gamut.
    let space =
      RGBColorSpace(
        name: "100 XYZ", toXYZ: Matrix3(diagonal: 96.42, 100, 82.49), transfer: .linear)
      ?? .sRGB
    let levels: [UInt16] = [0, 1, 20, 655, 6000, 65535]
    let samples = levels.flatMap { x in
      levels.flatMap { y in levels.flatMap { z in [x, y, z] } }
    }
    return Picture(
      size: PixelSize(width: 36, height: 6), samples: .sixteen(samples), colorSpace: space)
  }()

  /// Renders adjustments to linear Rec. 2020 in the gamut of sRGB.
  static func render(
    _ adjustments: Adjustments, of picture: Picture, light: SourceLight = SourceLight(),
    in space: RGBColorSpace = .sRGB
  ) async throws -> PlanarPicture {
    let prepared = try await engine.prepare(picture, light: light, jobs: 1)
    return try await engine.renderPlanar(
      Recipe(adjustments: adjustments), of: prepared, in: space, jobs: 1)
  }

  /// Encoded sRGB luminance of each pixel of the first row.
  static func brightness(_ picture: PlanarPicture) -> [Double] {
    let weights = RGBColorSpace.working.luminanceWeights
    return (0..<picture.size.width).map { x in
      TransferCurve.sRGB.encode(
        weights.x * Double(picture.red[x]) + weights.y * Double(picture.green[x]) + weights.z
          * Double(picture.blue[x]))
    }
  }

  /// CIE L* of an encoded grey.
  static func lightness(_ encoded: Double) -> Double {
    let y = TransferCurve.sRGB.decode(encoded)
    return y > 216.0 / 24389 ? 116 * cubeRoot(y) - 16 : y * 24389 / 27
  }

  /// The encoded grey of an L*.
  static func encoded(lightness: Double) -> Double {
    let f = (lightness + 16) / 116
    return TransferCurve.sRGB.encode(lightness > 8 ? f * f * f : lightness * 27 / 24389)
  }

  /// Newton's method from above; y in 0…1.
  static func cubeRoot(_ y: Double) -> Double {
    guard y > 0 else { return 0 }
    var x = 1.0
    for _ in 0..<80 { x -= (x * x * x - y) / (3 * x * x) }
    return x
  }

  /// Oklab of encoded sRGB, in double precision.
  static func oklab(_ color: SIMD3<Double>) -> SIMD3<Double> {
    oklab(
      linear: RGBColorSpace.sRGB.matrix(to: .working)
        * SIMD3(
          TransferCurve.sRGB.decode(color.x), TransferCurve.sRGB.decode(color.y),
          TransferCurve.sRGB.decode(color.z)))
  }

  /// Oklab of linear Rec. 2020, in double precision.
  static func oklab(linear: SIMD3<Double>) -> SIMD3<Double> {
    let cone = Oklab.toCone * linear
    return Oklab.toLab * SIMD3(cubeRoot(cone.x), cubeRoot(cone.y), cubeRoot(cone.z))
  }

  /// Oklab of a pixel of the first row.
  static func oklab(_ picture: PlanarPicture, at x: Int) -> SIMD3<Double> {
    oklab(
      linear: SIMD3(Double(picture.red[x]), Double(picture.green[x]), Double(picture.blue[x])))
  }
}

extension SIMD3<Double> {
  /// Chroma of L, a, b.
  var chroma: Double { (y * y + z * z).squareRoot() }
}

import AtelierPixels

/// A small scene made of integers, so that other languages can make the same one.
///
/// In Python, with `s` the state of the generator:
/// ```
/// s, out = 1, np.zeros((64, 200, 3), np.uint8)
/// for y in range(64):
///   for x in range(200):
///     base = ((110+x//2, 150+x//3, 215-y//2) if y < 28 else
///             (60+x, 90+y, 40) if x < 56 else (205-y, 150-y//2, 125-y//2))
///     for c in range(3):
///       s = (s*1664525 + 1013904223) & 0xffffffff
///       step = 40 if (x//8+y//8) % 2 and y >= 28 else 0
///       out[y, x, c] = min(max(base[c] + (s>>24) % 13 - 6 + step, 0), 255)
/// out[0:6, 0:10] = 255; out[58:, :8] = 0
/// ```
/// The edit is `min(r*9//8+6, 255), min(g+8, 255), b*7//8`.
enum SyntheticScene {
  static let size = PixelSize(width: 200, height: 64)

  /// Sky, ground and skin with noise, a white and a black corner.
  static let before = planar(codes, size: size)
  /// The scene after an edit that makes it warmer and lighter.
  static let after = planar(
    codes.enumerated().map { index, code in
      switch index % 3 {
      case 0: min(code * 9 / 8 + 6, 255)
      case 1: min(code + 8, 255)
      default: code * 7 / 8
      }
    }, size: size)

  /// Interleaved sRGB codes 0…255.
  private static let codes: [Int] = {
    var state: UInt32 = 1
    var codes: [Int] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let base =
          if y < 28 {
            [110 + x / 2, 150 + x / 3, 215 - y / 2]
          } else if x < 56 {
            [60 + x, 90 + y, 40]
          } else {
            [205 - y, 150 - y / 2, 125 - y / 2]
          }
        for channel in 0..<3 {
          state = state &* 1_664_525 &+ 1_013_904_223
          let step = (x / 8 + y / 8) % 2 == 1 && y >= 28 ? 40 : 0
          var code = min(max(base[channel] + Int(state >> 24) % 13 - 6 + step, 0), 255)
          if y < 6, x < 10 { code = 255 }
          if y >= 58, x < 8 { code = 0 }
          codes.append(code)
        }
      }
    }
    return codes
  }()

  /// A picture of interleaved sRGB codes as linear Rec. 2020 light.
  static func planar(_ codes: [Int], size: PixelSize) -> PlanarPicture {
    let matrix = RGBColorSpace.sRGB.matrix(to: .working)
    let linear = (0...255).map { TransferCurve.sRGB.decode(Double($0) / 255) }
    var picture = PlanarPicture(size: size)
    for pixel in 0..<size.pixelCount {
      let channels = (0..<3).map { linear[codes[3 * pixel + $0]] }
      let light = matrix * SIMD3(channels[0], channels[1], channels[2])
      picture.red[pixel] = Float(light.x)
      picture.green[pixel] = Float(light.y)
      picture.blue[pixel] = Float(light.z)
    }
    return picture
  }

  /// A picture of one sRGB colour.
  static func plain(_ color: [Int], width: Int, height: Int) -> PlanarPicture {
    let size = PixelSize(width: width, height: height)
    return planar((0..<3 * size.pixelCount).map { color[$0 % 3] }, size: size)
  }
}

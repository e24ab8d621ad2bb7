package import AtelierCodecs
package import AtelierPixels
import Foundation

/// One made-up scene, photographed several times at other exposures and under other light: a sky, a
/// field with colours, a grey wall.
package enum SeriesScene {
  /// Size of all of them.
  package static let size = PixelSize(width: 180, height: 120)

  /// A photograph of the scene.
  ///
  /// - Parameters:
  ///   - stops: exposure.
  ///   - warmth: how far the light leans to red, in stops of red against blue.
  ///   - format: how it is stored.
  /// - Returns: the whole file.
  /// - Throws: `CodecError`.
  package static func photo(
    stops: Double = 0, warmth: Double = 0, as format: PictureFormat = .png
  ) throws -> [UInt8] {
    let light = SIMD3(exp2(stops + warmth / 2), exp2(stops), exp2(stops - warmth / 2))
    return try TestPicture.encoded(size, as: format) { x, y in codes(scene(x, y) * light) }
  }

  /// A photograph that does not belong to the series: a dark room with a red lamp.
  ///
  /// - Throws: `CodecError`.
  package static func stranger(as format: PictureFormat = .png) throws -> [UInt8] {
    try TestPicture.encoded(size, as: format) { x, y in
      let (dx, dy) = (Double(x - 120) / 60, Double(y - 50) / 60)
      let lamp = 0.25 / (1 + 8 * (dx * dx + dy * dy))
      return codes(SIMD3(0.012 + lamp, 0.006 + 0.2 * lamp, 0.005 + 0.1 * lamp))
    }
  }

  /// Linear light of a pixel.
  private static func scene(_ x: Int, _ y: Int) -> SIMD3<Double> {
    let across = Double(x) / Double(size.width)
    // A pattern that repeats every 7 pixels stands for texture.
    let grain = 1 + 0.08 * Double((x * 5 + y * 3) % 7 - 3) / 3
    switch y {
    case ..<40: return SIMD3(0.22, 0.33, 0.52) * (0.8 + 0.3 * across)
    case ..<80: return SIMD3(repeating: 0.18 + 0.16 * across) * grain
    default:
      return (x / 30 % 2 == 0 ? SIMD3(0.10, 0.16, 0.05) : SIMD3(0.22, 0.13, 0.08)) * grain
    }
  }

  private static func codes(_ light: SIMD3<Double>) -> [UInt8] {
    (0..<3).map { channel in
      let code = TransferCurve.sRGB.encode(min(max(light[channel], 0), 1))
      return UInt8((255 * code).rounded())
    }
  }
}

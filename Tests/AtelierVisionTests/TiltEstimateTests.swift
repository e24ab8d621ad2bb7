import AtelierPixels
import AtelierVision
import Foundation
import Testing

@Suite("Tilt of a picture")
struct TiltEstimateTests {
  static let angles = [-7.5, -4.2, -1.3, -0.4, 0, 0.7, 2.6, 5.1, 7.8]

  /// A bright half over a dark one with noise, or a bright one beside a dark one, turned clockwise
  /// about the middle; smooth over about a pixel, as a photo is.
  private func edge(_ degrees: Double, upright: Bool, noise: Double = 8) -> LabPicture {
    let size = PixelSize(width: 480, height: 320)
    var random = SplitMix(state: 5)
    var codes: [Double] = []
    let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (dx, dy) = (Double(x) - 240, Double(y) - 170)
        let distance = upright ? dx * c + dy * s : dy * c - dx * s
        let share = min(max(distance + 0.5, 0), 1)
        codes.append(190 - 110 * share + noise * (random.unit - 0.5))
      }
    }
    return picture(size, codes)
  }

  private func picture(_ size: PixelSize, _ codes: [Double]) -> LabPicture {
    let plane = codes.map { Float(TransferCurve.sRGB.decode($0 / 255)) }
    return LabPicture(PlanarPicture(size: size, red: plane, green: plane, blue: plane))
  }

  @Test("a horizon's lean is found to a tenth of a degree", arguments: angles)
  func horizon(_ degrees: Double) throws {
    let tilt = try #require(TiltEstimate(of: edge(degrees, upright: false)))
    #expect((tilt.degrees - degrees).magnitude < 0.1, "\(tilt)")
    #expect(tilt.source == .level)
  }

  @Test("an upright edge tells the same", arguments: angles)
  func upright(_ degrees: Double) throws {
    let tilt = try #require(TiltEstimate(of: edge(degrees, upright: true)))
    #expect((tilt.degrees - degrees).magnitude < 0.1, "\(tilt)")
    #expect(tilt.source == .upright)
  }

  @Test("nothing is claimed of noise, of discs and of steep edges")
  func unclear() {
    let size = PixelSize(width: 480, height: 320)
    var random = SplitMix(state: 9)
    #expect(TiltEstimate(of: picture(size, size.all { _, _ in 255 * random.unit })) == nil)
    let middles = [(90, 70, 50), (230, 130, 60), (390, 90, 45), (120, 240, 55), (330, 250, 50)]
    let discs = size.all { x, y in
      let isInside = middles.contains { disc in
        let (dx, dy) = (x - disc.0, y - disc.1)
        return dx * dx + dy * dy < disc.2 * disc.2
      }
      return isInside ? 200 : 60
    }
    #expect(TiltEstimate(of: picture(size, discs)) == nil)
    #expect(TiltEstimate(of: edge(24, upright: false)) == nil)
    #expect(TiltEstimate(of: edge(-9.4, upright: false)) == nil)
    #expect(TiltEstimate(of: picture(size, size.all { _, _ in 128 })) == nil)
  }

  @Test("lines that converge are not taken for a lean")
  func converging() {
    let size = PixelSize(width: 480, height: 320)
    // Planks that run to a point at the left, from a degree above level to thirty below.
    let planks = size.all { x, y in
      let slope = (Double(y) - 5.5) / Double(x + 400)
      return 140 + 60 * sin(slope * 130)
    }
    #expect(TiltEstimate(of: picture(size, planks)) == nil)
  }
}

/// Numbers that are the same on every run: SplitMix64 (Steele, Lea, Flood 2014).
private struct SplitMix {
  var state: UInt64

  /// 0..<1.
  var unit: Double {
    mutating get {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return Double((z ^ (z >> 31)) >> 11) / Double(1 << 53)
    }
  }
}

extension PixelSize {
  /// A value for each pixel.
  fileprivate func all(_ value: (Int, Int) -> Double) -> [Double] {
    (0..<pixelCount).map { value($0 % width, $0 / width) }
  }
}

package import AtelierPixels

/// The pictures that golden cases start from: 192 × 128 pixels, 8 bit, sRGB.
///
/// Photos are made small by plain means of their codes, without the engine's resampler, so that a
/// change of that one is seen by its own cases only.
package enum GoldenPicture: String, CaseIterable, Sendable {
  /// A mountain in autumn under clouds: `Examples/photos/aitzgorri.jpg`.
  case landscape
  /// A cat's face: `Examples/photos/chelsea.png`.
  case cat
  /// Ramps, hues, patches of skin, sky and leaves, edges and noise.
  case chart

  /// Size of all of them.
  package static let size = PixelSize(width: 192, height: 128)

  /// A small version of a photo, cut to the proportions at its middle.
  ///
  /// - Returns: nil where it is too small or not 8 bit.
  package static func reduced(_ photo: Picture) -> Picture? {
    guard case .eight(let codes) = photo.samples else { return nil }
    let step = min(
      Double(photo.size.width) / Double(size.width),
      Double(photo.size.height) / Double(size.height))
    guard step >= 1 else { return nil }
    let left = (Double(photo.size.width) - step * Double(size.width)) / 2
    let top = (Double(photo.size.height) - step * Double(size.height)) / 2
    /// The whole pixels whose middles lie in the cell.
    func cell(_ index: Int, from start: Double) -> Range<Int> {
      let low = Int((start + Double(index) * step).rounded())
      return low..<max(low + 1, Int((start + Double(index + 1) * step).rounded()))
    }
    var samples: [UInt8] = []
    samples.reserveCapacity(3 * size.pixelCount)
    for y in 0..<size.height {
      let rows = cell(y, from: top)
      for x in 0..<size.width {
        let columns = cell(x, from: left)
        for channel in 0..<3 {
          var sum = 0
          for row in rows {
            for column in columns {
              sum += Int(codes[3 * (row * photo.size.width + column) + channel])
            }
          }
          let count = rows.count * columns.count
          samples.append(UInt8((sum + count / 2) / count))
        }
      }
    }
    return Picture(size: size, samples: .eight(samples))
  }

  /// The generated picture.
  package static func makeChart() -> Picture {
    var random = SplitMix(state: 11)
    var samples: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let color = chart(x, y, noise: Double(random.next() >> 40) / Double(1 << 24))
        for channel in 0..<3 {
          samples.append(UInt8((255 * min(max(color[channel], 0), 1)).rounded()))
        }
      }
    }
    return Picture(size: size, samples: .eight(samples))
  }

  /// Skin from dark to pale, two skies, leaves, brick and grey.
  private static let patches: [SIMD3<Double>] = [
    SIMD3(0.31, 0.20, 0.16), SIMD3(0.55, 0.37, 0.28), SIMD3(0.78, 0.58, 0.47),
    SIMD3(0.93, 0.78, 0.69), SIMD3(0.35, 0.55, 0.83), SIMD3(0.67, 0.80, 0.92),
    SIMD3(0.33, 0.45, 0.18), SIMD3(0.62, 0.25, 0.18),
  ]

  private static func chart(_ x: Int, _ y: Int, noise: Double) -> SIMD3<Double> {
    let across = Double(x) / Double(size.width - 1)
    switch y {
    case ..<20: return SIMD3(repeating: across)
    case ..<36: return hue(across, chroma: 1)
    case ..<52: return hue(across, chroma: 0.4) * 0.85
    case ..<76: return patches[8 * x / size.width]
    // A sky that pales towards the right, and shadows.
    case ..<88: return SIMD3(0.25, 0.47, 0.80) * (1 - across) + SIMD3(0.87, 0.92, 0.97) * across
    case ..<96: return SIMD3(0.14, 0.13, 0.11) * across
    case ..<112:
      // Bars that grow finer, and a slanted edge.
      if x < 128 { return SIMD3(repeating: (x / max(1, 12 - x / 11)) % 2 == 0 ? 0.12 : 0.9) }
      return SIMD3(repeating: Double(x - 160) > 0.4 * Double(y - 104) ? 0.75 : 0.3)
    default:
      // Noise on three greys.
      return SIMD3(repeating: [0.2, 0.5, 0.8][3 * x / size.width] + 0.12 * (noise - 0.5))
    }
  }

  /// A pure hue, 0…1 once round the ring, mixed with white.
  private static func hue(_ place: Double, chroma: Double) -> SIMD3<Double> {
    func channel(_ shift: Double) -> Double {
      let at = (6 * place + shift).truncatingRemainder(dividingBy: 6)
      return 1 - chroma * min(max(min(at, 4 - at), 0), 1)
    }
    return SIMD3(channel(5), channel(3), channel(1))
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every run.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

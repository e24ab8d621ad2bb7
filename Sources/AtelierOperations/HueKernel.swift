import AtelierEngine

/// Changes of Oklab pixels that depend on hue: a value for each of eight colours, blended smoothly
/// between the middles of neighbours, with weights that sum to 1.
///
/// Place on the ring is the diamond angle: `b/(|a| + |b|)` and its continuation, 0…4, which rises
/// with the angle and needs no arc tangent. From one middle to the next the values go along a smooth
/// step. Near grey, where hue is noise, changes fade: turn and chroma with `s(2 − s)`,
/// `s = C²/(C² + 0.035²)`, light with `C²/(C² + 0.05²)`, more slowly, so that skin and clouds, whose
/// chroma varies from place to place, do not become blotchy.
struct HueKernel: PointKernel {
  /// What happens to a colour at full chroma.
  struct Change {
    /// Turn in degrees.
    var turn = 0.0
    /// Factor of chroma.
    var chroma = 1.0
    /// Change of lightness, −1…1.
    var light = 0.0
  }

  /// How far light −1 lowers lightness: L becomes `(1 − drop)·L`.
  private let drop: Float
  /// How far light 1 raises lightness: L becomes `L·(1 + rise·(1 − L))`.
  private let rise: Float
  /// Diamond angle of the first colour's middle.
  private let start: Float
  /// Smooth step n is `place·slopes[n] + offsets[n]`, limited to 0…1, from colour n to the next.
  private let slopes: SIMD8<Float>
  private let offsets: SIMD8<Float>
  /// Values of the first colour: `chroma·cos(turn) − 1`, `chroma·sin(turn)`, light.
  private let first: SIMD3<Float>
  /// What each step adds to them.
  private let cosines: SIMD8<Float>
  private let sines: SIMD8<Float>
  private let lights: SIMD8<Float>

  /// Makes the kernel of a change for each colour.
  init(drop: Double, rise: Double, _ change: (ColorBand) -> Change) {
    let bands = ColorBand.allCases
    let middles = bands.map { Self.diamond(degrees: $0.hue) }
    let values = bands.map { band -> SIMD3<Float> in
      let change = change(band)
      let turn = Power.direction(degrees: change.turn)
      return SIMD3<Float>(
        SIMD3(change.chroma * turn.cosine - 1, change.chroma * turn.sine, change.light))
    }
    var (slopes, offsets) = (SIMD8<Float>(), SIMD8<Float>())
    var (cosines, sines, lights) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
    for index in bands.indices {
      let next = (index + 1) % bands.count
      let gap = middles[next] - middles[index] + (next == 0 ? 4 : 0)
      slopes[index] = Float(1 / gap)
      offsets[index] = Float(-(middles[index] - middles[0]) / gap)
      let step = values[next] - values[index]
      (cosines[index], sines[index], lights[index]) = (step.x, step.y, step.z)
    }
    (self.slopes, self.offsets) = (slopes, offsets)
    (self.cosines, self.sines, self.lights) = (cosines, sines, lights)
    (start, first) = (Float(middles[0]), values[0])
    (self.drop, self.rise) = (Float(drop), Float(rise))
  }

  /// The diamond angle of an angle in 0..<360.
  private static func diamond(degrees: Double) -> Double {
    let (a, b) = Power.direction(degrees: degrees)
    let half = b / (a.magnitude + b.magnitude)
    let turned = a < 0 ? 2 - half : half
    return turned < 0 ? turned + 4 : turned
  }

  func callAsFunction(
    _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
    _ b: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = lightness.count
    precondition(a.count == count && b.count == count)
    let (drop, rise, start, first) = (drop, rise, start, first)
    let (slopes, offsets) = (slopes, offsets)
    let (cosines, sines, lights) = (cosines, sines, lights)
    for x in 0..<count {
      let (level, p, q) = (lightness[x], a[x], b[x])
      let square = p * p + q * q
      let s = square / (square + 0.035 * 0.035)
      let weight = s * (2 - s)
      let lightWeight = square / (square + 0.05 * 0.05)
      // 0…1 in the first quarter, 1…2 in the second and so on.
      let half = q / max(p.magnitude + q.magnitude, 1e-12)
      let turned = (p < 0 ? 2 - half : half) - start
      let place = turned < 0 ? turned + 4 : turned
      var (cosine, sine, light) = (first.x, first.y, first.z)
      // Unrolled by the compiler: the bounds are constants.
      for step in 0..<8 {
        let t = max(0, min(1, place * slopes[step] + offsets[step]))
        let share = t * t * (3 - 2 * t)
        cosine += share * cosines[step]
        sine += share * sines[step]
        light += share * lights[step]
      }
      let inside = max(0, min(level, 1))
      let growth = max(light, 0) * rise * (1 - inside) + min(light, 0) * drop
      let factor = 1 + lightWeight * growth
      lightness[x] = level * factor
      a[x] = (p + weight * (cosine * p - sine * q)) * factor
      b[x] = (q + weight * (sine * p + cosine * q)) * factor
    }
  }
}

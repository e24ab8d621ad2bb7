import AtelierEngine
import AtelierKernels

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
  /// For evenly spaced places on the ring: `chroma·cos(turn) − 1` and `chroma·sin(turn)`, each with its rise
  /// to the next entry.
  private let turns: [SIMD4<Float>]
  /// Light, and its rise to the next entry.
  private let lights: [SIMD2<Float>]

  private static let cells = 512

  /// Makes the kernel of a change for each colour.
  init(drop: Double, rise: Double, _ change: (ColorBand) -> Change) {
    (self.drop, self.rise) = (Float(drop), Float(rise))
    let bands = ColorBand.allCases
    let middles = bands.map { Self.diamond(degrees: $0.hue) }
    let values = bands.map { band -> SIMD4<Double> in
      let change = change(band)
      let turn = Power.direction(degrees: change.turn)
      return SIMD4(change.chroma * turn.cosine - 1, change.chroma * turn.sine, change.light, 0)
    }
    let entries = (0...Self.cells).map { cell -> SIMD4<Double> in
      let place = 4 * Double(cell) / Double(Self.cells)
      // The last middle at or before the place; before the first one that is the last of all.
      let index = middles.lastIndex { $0 <= place } ?? middles.count - 1
      let next = (index + 1) % bands.count
      let gap = middles[next] - middles[index]
      let way = place - middles[index]
      let t = (way < 0 ? way + 4 : way) / (gap < 0 ? gap + 4 : gap)
      return values[index] + t * t * (3 - 2 * t) * (values[next] - values[index])
    }
    let rises = zip(entries, entries.dropFirst() + entries.suffix(1)).map { $1 - $0 }
    turns = zip(entries, rises).map { entry, rise in
      SIMD4(Float(entry.x), Float(rise.x), Float(entry.y), Float(rise.y))
    }
    lights = zip(entries, rises).map { SIMD2(Float($0.z), Float($1.z)) }
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
    var places = BlockPlaces()
    var cosines = BlockScratch()
    var sines = BlockScratch()
    var lights = BlockScratch()
    Block.forEach(&lightness, &a, &b) { l, p, q, _ in
      change(&l, &p, &q, &places, &cosines, &sines, &lights)
    }
  }

  /// Changes a block of pixels. Not inlined: as arguments the counts are known to be equal, so that the loops
  /// need no checks, with which the last pixels would go one by one.
  @inline(never)
  private func change(
    _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
    _ b: inout MutableSpan<Float>, _ places: inout BlockPlaces,
    _ cosines: inout BlockScratch, _ sines: inout BlockScratch, _ lights: inout BlockScratch
  ) {
    let count = lightness.count
    precondition(a.count == count && b.count == count && count <= Block.length)
    let (drop, rise) = (drop, rise)
    let scale = Float(Self.cells) / 4
    for x in 0..<count {
      let (p, q) = (a[x], b[x])
      // 0…1 in the first quarter, 1…2 in the second and so on.
      let half = q / (p.magnitude + q.magnitude + 1e-12)
      let turned = p < 0 ? 2 - half : half
      let place = FastMath.limited(turned < 0 ? turned + 4 : turned, to: 4) * scale
      places.put(place, at: x)
    }
    precondition(turns.count == Self.cells + 1 && self.lights.count == Self.cells + 1)
    places.read(
      turns.span, self.lights.span, count: count, into: &cosines, &sines, &lights)
    // Said again, because the compiler no longer knows it; it would leave the last eight pixels scalar.
    precondition(a.count == count && b.count == count)
    for x in 0..<count {
      let (level, p, q) = (lightness[x], a[x], b[x])
      let square = p * p + q * q
      // s and the weight of light by one division.
      let (near, far) = (square + 0.035 * 0.035, square + 0.05 * 0.05)
      let share = square / (near * far)
      let s = share * far
      let weight = s * (2 - s)
      let lightWeight = share * near
      let inside = FastMath.limited(level, to: 1)
      // The turned and scaled colour less itself, and light.
      let (cosine, sine) = (cosines[x], sines[x])
      let light = lights[x]
      let growth = max(light, 0) * rise * (1 - inside) + min(light, 0) * drop
      let factor = 1 + lightWeight * growth
      lightness[x] = level * factor
      a[x] = (p + weight * (cosine * p - sine * q)) * factor
      b[x] = (q + weight * (sine * p + cosine * q)) * factor
    }
  }
}

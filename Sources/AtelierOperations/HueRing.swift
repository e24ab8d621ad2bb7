import AtelierEngine
import AtelierKernels

/// The eight colours of Lightroom's colour mixer.
package enum ColorBand: Int, Sendable, Hashable, CaseIterable {
  case red
  case orange
  case yellow
  case green
  case aqua
  case blue
  case purple
  case magenta

  /// Persistent name.
  var name: String { "\(self)" }
  /// Name in Lightroom's keys.
  var lightroom: String { name.prefix(1).uppercased() + name.dropFirst() }
  /// Name in English sentences.
  var english: String { "\(self)s" }
  /// Name in Chinese sentences.
  var chinese: String {
    switch self {
    case .red: "红色"
    case .orange: "橙色"
    case .yellow: "黄色"
    case .green: "绿色"
    case .aqua: "青色"
    case .blue: "蓝色"
    case .purple: "紫色"
    case .magenta: "洋红"
    }
  }

  /// Oklab hue in degrees of the middle of the colour.
  ///
  /// The middles lie so that half-way between neighbours are the borders that photographers see:
  /// red and orange part at CIELAB hue 47°, orange and yellow at 79°, yellow and green at 115°,
  /// green and aqua at 170°, aqua and blue at 243°, blue and purple at 293°, purple and magenta at
  /// 327°, magenta and red at 7° (for chroma 30, lightness 60).
  var hue: Double {
    switch self {
    case .red: 26
    case .orange: 59
    case .yellow: 97
    case .green: 142
    case .aqua: 198
    case .blue: 260
    case .purple: 310
    case .magenta: 345
    }
  }
}

/// A value for each of the eight colours.
package struct ColorBands: Sendable, Hashable {
  private var values = [Double](repeating: 0, count: 8)

  /// Zeros.
  package init() {}

  /// The value of a colour.
  package subscript(band: ColorBand) -> Double {
    get { values[band.rawValue] }
    set { values[band.rawValue] = newValue }
  }

  /// Whether all values are 0.
  var isZero: Bool { values.allSatisfy { $0 == 0 } }

  /// The value at a hue: between two middles their values blend smoothly; the weights sum to 1.
  func value(atHue degrees: Double) -> Double {
    let bands = ColorBand.allCases
    for (band, next) in zip(bands, bands.dropFirst() + bands.prefix(1)) {
      let gap = (next.hue - band.hue + 360).truncatingRemainder(dividingBy: 360)
      let place = (degrees - band.hue + 720).truncatingRemainder(dividingBy: 360)
      guard place < gap else { continue }
      let t = place / gap
      let share = t * t * (3 - 2 * t)
      return self[band] + share * (self[next] - self[band])
    }
    return 0
  }
}

/// Changes of Oklab pixels that depend on hue, as a table around the ring.
///
/// Place on the ring is the diamond angle: `b/(|a| + |b|)` and its continuation, 0…4, which rises
/// with the angle and needs no arc tangent. Near grey, where hue is noise, changes fade: turn and
/// chroma with `s(2 − s)`, `s = C²/(C² + 0.035²)`, light with `C²/(C² + 0.05²)`, more slowly, so that
/// skin and clouds, whose chroma varies from place to place, do not become blotchy.
struct HueKernel: PointKernel {
  /// What happens at a hue, at full chroma.
  struct Change {
    /// Turn in degrees.
    var turn = 0.0
    /// Factor of chroma.
    var chroma = 1.0
    /// Light grows by the factor `1 + gain − fall·L`.
    var gain = 0.0
    /// See `gain`.
    var fall = 0.0
  }

  private let cosines: [Float]
  private let sines: [Float]
  private let gains: [Float]
  private let falls: [Float]

  private static let cells = 1024

  /// Makes the tables.
  init(_ change: (Double) -> Change) {
    let changes = (0...(Self.cells + 1)).map { index in
      change(Self.degrees(diamond: 4 * Double(index) / Double(Self.cells)))
    }
    let turns = changes.map { Power.direction(degrees: $0.turn) }
    cosines = zip(changes, turns).map { Float($0.chroma * $1.cosine - 1) }
    sines = zip(changes, turns).map { Float($0.chroma * $1.sine) }
    gains = changes.map { Float($0.gain) }
    falls = changes.map { Float($0.fall) }
  }

  /// The angle of a diamond angle.
  private static func degrees(diamond: Double) -> Double {
    let place = diamond.truncatingRemainder(dividingBy: 4)
    let quarter = place.rounded(.down)
    let rest = place - quarter
    return quarter * 90 + Power.angle(x: 1 - rest, y: rest)
  }

  func callAsFunction(
    _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
    _ b: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = lightness.count
    precondition(a.count == count && b.count == count)
    let (cosines, sines, gains, falls) = (cosines.span, sines.span, gains.span, falls.span)
    precondition(cosines.count == Self.cells + 2 && sines.count == cosines.count)
    precondition(gains.count == cosines.count && falls.count == cosines.count)
    let scale = Float(Self.cells / 4)
    let top = Float(Self.cells)
    for x in 0..<count {
      let (light, p, q) = (lightness[x], a[x], b[x])
      let square = p * p + q * q
      let s = square / (square + 0.035 * 0.035)
      let weight = s * (2 - s)
      let lightWeight = square / (square + 0.05 * 0.05)
      // 0…1 in the first quarter, 1…2 in the second and so on.
      let half = q / max(p.magnitude + q.magnitude, 1e-12)
      let turned = p < 0 ? 2 - half : half
      let diamond = turned < 0 ? turned + 4 : turned
      let place = max(0, min(diamond * scale, top))
      let cell = FastMath.cell(place)
      let f = place - Float(cell)
      // SAFETY: `place` lies in 0…cells, so the cell and its successor lie in the tables.
      let (c0, c1) = unsafe (cosines[unchecked: cell], cosines[unchecked: cell + 1])
      let (s0, s1) = unsafe (sines[unchecked: cell], sines[unchecked: cell + 1])
      let (g0, g1) = unsafe (gains[unchecked: cell], gains[unchecked: cell + 1])
      let (f0, f1) = unsafe (falls[unchecked: cell], falls[unchecked: cell + 1])
      let cosine = c0 + f * (c1 - c0)
      let sine = s0 + f * (s1 - s0)
      let growth = (g0 + f * (g1 - g0)) - (f0 + f * (f1 - f0)) * max(0, min(light, 1))
      let factor = 1 + lightWeight * growth
      lightness[x] = light * factor
      a[x] = (p + weight * (cosine * p - sine * q)) * factor
      b[x] = (q + weight * (sine * p + cosine * q)) * factor
    }
  }
}

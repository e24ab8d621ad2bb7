import AtelierPixels

/// Where in the stored photo the pixels of the corrected one lie, and how much light they lack.
///
/// A point of the corrected photo goes through the perspective, then through the lens: its distance
/// from the middle is multiplied by a factor, for red and blue by one more. All factors are tables
/// over the squared distance in half diagonals, read by linear interpolation, so that every model of a
/// lens costs the same.
package struct SourceCorrection: Sendable, Hashable {
  /// A factor over the squared radius, or 1 everywhere.
  struct RadialTable: Sendable, Hashable {
    private var values: [Double] = []

    /// Squared radius of the last entry; beyond, that one goes on.
    static let reach = 2.25
    private static let cells = 1024

    var isEmpty: Bool { values.isEmpty }

    init() {}

    init(_ factor: (Double) -> Double) {
      values = (0...(Self.cells + 1)).map { index in
        factor((Double(index) / Double(Self.cells) * Self.reach).squareRoot())
      }
    }

    func callAsFunction(_ square: Double) -> Double {
      guard !values.isEmpty else { return 1 }
      let place = min(max(square, 0), Self.reach) * (Double(Self.cells) / Self.reach)
      let cell = min(Int(place), Self.cells)
      return values[cell] + (place - Double(cell)) * (values[cell + 1] - values[cell])
    }
  }

  private let middle: SIMD2<Double>
  private let perSquare: Double
  private let size: SIMD2<Double>
  /// Enlargement by which the picture in perspective fills its frame, where that is wanted.
  private let fit: Double
  private let perspective: Matrix3?
  private let distortion: RadialTable
  private let red: RadialTable
  private let blue: RadialTable
  private let light: RadialTable
  /// Enlargement by which the picture without distortion fills its frame.
  private let lensFit: Double

  /// Whether pixels lie elsewhere than in the photo.
  var movesPixels: Bool { perspective != nil || !distortion.isEmpty || splitsColors }
  /// Whether places lie elsewhere than in the photo, whatever their colour.
  var movesPlaces: Bool { perspective != nil || !distortion.isEmpty }
  /// Whether channels lie apart.
  var splitsColors: Bool { !red.isEmpty || !blue.isEmpty }
  /// Whether light is added or taken away.
  var changesLight: Bool { !light.isEmpty }

  /// The corrections of a photo; nil where there is nothing to correct.
  ///
  /// - Parameters:
  ///   - lens: what is wanted of the lens.
  ///   - profile: what is known of it.
  ///   - wanted: the perspective.
  ///   - turns: quarter turns that come after, since perspective is as the turned picture is seen.
  ///   - photo: size of the photo.
  init?(
    _ lens: LensSettings, profile: LensProfile?, perspective wanted: PlaneProjection, turns: Int,
    photo: PixelSize
  ) {
    size = SIMD2(Double(photo.width), Double(photo.height))
    middle = size / 2
    perSquare = 4 / (size * size).sum()

    let shares = lens.profileShares ?? [0, 0, 0]
    let known = lens.profileShares == nil ? nil : profile
    func factor(_ coefficients: [Double]?, _ share: Double) -> ((Double) -> Double)? {
      guard let coefficients, !coefficients.isEmpty, share != 0 else { return nil }
      return { radius in
        1 + share * (coefficients.reversed().reduce(0) { $0 * radius + $1 } - 1)
      }
    }
    func table(_ factors: [((Double) -> Double)?]) -> RadialTable {
      let factors = factors.compactMap(\.self)
      guard !factors.isEmpty else { return RadialTable() }
      return RadialTable { radius in factors.reduce(1) { $0 * $1(radius) } }
    }
    let manual = lens.distortion
    distortion = table([
      factor(known?.distortion, shares.x),
      manual == 0 ? nil : { 1 - 0.2 * manual * $0 * $0 },
    ])
    let (aberration, share) = (lens.aberration, shares.y)
    red = table([factor(known?.red, share), aberration.x == 0 ? nil : { _ in 1 + aberration.x }])
    blue = table([factor(known?.blue, share), aberration.y == 0 ? nil : { _ in 1 + aberration.y }])
    let falloff = factor(known?.falloff, shares.z)
    let corners = Self.corners(lens.vignetting, midpoint: lens.vignettingMidpoint)
    light = table([falloff.map { dark in { 1 / max(dark($0), 0.05) } }, corners])

    let isTurned = turns & 1 == 1
    if wanted.isIdentity {
      perspective = nil
    } else {
      let matrix = wanted.matrix(
        width: isTurned ? size.y : size.x, height: isTurned ? size.x : size.y)
      // Seen after quarter turns, meant before them.
      let turn: Matrix3 =
        switch turns & 3 {
        case 1: Matrix3([0, -1, 0, 1, 0, 0, 0, 0, 1])
        case 2: Matrix3(diagonal: -1, -1, 1)
        case 3: Matrix3([0, 1, 0, -1, 0, 0, 0, 0, 1])
        default: .identity
        }
      let upright = wanted.uprightSource(width: size.x, height: size.y) ?? .identity
      perspective = upright * ((turn.inverse ?? .identity) * (matrix * turn))
    }
    let tables = [distortion, red, blue, light]
    guard perspective != nil || tables.contains(where: { !$0.isEmpty }) else { return nil }

    // Lens first, then the whole, so that what fills the frame stays in it.
    lensFit =
      distortion.isEmpty
      ? 1
      : Self.fit(in: size) { [distortion, perSquare] in
        $0 * distortion(($0 * $0).sum() * perSquare)
      }
    guard let matrix = perspective, wanted.isConstrained else {
      fit = 1
      return
    }
    fit = Self.fit(in: size, most: 1) { [lensFit, distortion, perSquare] in
      guard let point = Self.project($0, matrix) else { return SIMD2(repeating: .infinity) }
      let lens = point * lensFit
      return lens * distortion((lens * lens).sum() * perSquare)
    }
  }

  /// The gain of manual vignetting: `(1 + 0.6·v·t)²` with t a power of the radius, 2 at midpoint ½.
  private static func corners(_ amount: Double, midpoint: Double) -> ((Double) -> Double)? {
    guard amount != 0 else { return nil }
    let power = 2 * Trigonometry.powerOfTwo(3 * (midpoint - 0.5))
    return { radius in
      let t = Trigonometry.power(min(radius, 1), power)
      let root = 1 + 0.6 * amount * t
      return root * root
    }
  }

  /// The largest enlargement's inverse for which every point of a frame's edge lies in the photo.
  private static func fit(
    in size: SIMD2<Double>, most: Double = 1.5, _ source: (SIMD2<Double>) -> SIMD2<Double>
  ) -> Double {
    func isInside(_ scale: Double) -> Bool {
      (0...64).allSatisfy { index in
        let t = Double(index) / 32 - 1
        return [SIMD2(t, 1), SIMD2(t, -1), SIMD2(1, t), SIMD2(-1, t)].allSatisfy { corner in
          let point = source(corner * size / 2 * scale)
          return point.x.magnitude <= size.x / 2 + 1e-9 && point.y.magnitude <= size.y / 2 + 1e-9
        }
      }
    }
    if isInside(most) { return most }
    var (low, high) = (0.2, most)
    for _ in 0..<40 {
      let scale = (low + high) / 2
      if isInside(scale) { low = scale } else { high = scale }
    }
    return low
  }

  private static func project(_ point: SIMD2<Double>, _ matrix: Matrix3) -> SIMD2<Double>? {
    let image = matrix * SIMD3(point.x, point.y, 1)
    guard image.z > 0.05 else { return nil }
    return SIMD2(image.x, image.y) / image.z
  }

  /// Where a point of the corrected photo lies, in pixels from the corner, and how much further out
  /// its red and blue lie from the middle; nil for points beyond the photo's edges.
  @inline(__always)
  func source(of place: SIMD2<Double>) -> (place: SIMD2<Double>, red: Double, blue: Double)? {
    var point = (place - middle) * fit
    if let perspective {
      guard let image = Self.project(point, perspective) else { return nil }
      point = image
    }
    point *= lensFit
    point *= distortion((point * point).sum() * perSquare)
    if perspective != nil {
      guard point.x.magnitude <= middle.x, point.y.magnitude <= middle.y else { return nil }
    }
    let square = (point * point).sum() * perSquare
    return (point + middle, red(square), blue(square))
  }

  /// Where a point of the corrected photo lies, beyond the photo's edges too; far outside where the
  /// perspective has no such place.
  func photoPlace(of place: SIMD2<Double>) -> SIMD2<Double> {
    var point = (place - middle) * fit
    if let perspective {
      guard let image = Self.project(point, perspective) else { return -8 * size }
      point = image
    }
    point *= lensFit
    return point * distortion((point * point).sum() * perSquare) + middle
  }

  /// A point pushed from the middle by a factor.
  @inline(__always)
  func pushed(_ place: SIMD2<Double>, by factor: Double) -> SIMD2<Double> {
    middle + (place - middle) * factor
  }

  /// The gain of light at a point of the stored photo.
  @inline(__always)
  func gain(at place: SIMD2<Double>) -> Float {
    let point = place - middle
    return Float(light((point * point).sum() * perSquare))
  }
}

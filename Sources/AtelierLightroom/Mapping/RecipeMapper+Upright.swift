import AtelierRecipe

/// Upright: what Lightroom has found on a photo, stored for each of its modes.
///
/// `UprightTransform_n` holds nine numbers, row by row: the projection that takes places of the photo as
/// stored to those of the result, both as fractions of its sides. The lens is corrected before it, the
/// perspective sliders act behind it. (The convention is read from a comparison of Camera Raw's
/// renders that others have published; Lightroom's own documentation does not say it.)
extension RecipeMapper {
  private static let modes = ["off", "automatic", "full", "level", "vertical", "guided"]

  /// Maps the mode and the transform that is stored for it.
  mutating func mapUpright(_ value: SettingsValue, _ target: RecipeMapping.Target) {
    let key = "PerspectiveUpright"
    guard let number = value.number, let mode = Int(exactly: number), (0...5).contains(mode) else {
      return refuse(key, value, "a mode from 0 to 5")
    }
    guard mode != 0 else { return note(key, .rendered, "", isNeutral: true) }
    let name = "UprightTransform_\(mode)"
    guard let stored = own[name] else {
      return note(key, .kept, "\(name) is not there, and pictures are not searched for lines")
    }
    guard let numbers = SettingsLayout.numbers(in: stored), numbers.count == 9,
      let transform = UprightTransform(numbers)?.turned(PictureTurn(context)),
      (try? target.parameter.validated(.numbers(transform.numbers), path: name)) != nil
    else {
      return note(key, .refused, "nine numbers of a projection are wanted in \(name)")
    }
    set(target, .numbers(transform.numbers))
    note(
      key, .assumed, "the transform stored for the mode '\(Self.modes[mode])' is applied",
      isNeutral: transform.isIdentity)
  }
}

/// A projection of the unit square's plane, nine numbers row by row; the last coordinate is 1 in the
/// middle of the square.
struct UprightTransform: Hashable {
  let numbers: [Double]

  /// The projection that changes nothing.
  static let identity: [Double] = [1, 0, 0, 0, 1, 0, 0, 0, 1]

  /// Whether it changes nothing that can be seen.
  var isIdentity: Bool {
    zip(numbers, Self.identity).allSatisfy { ($0 - $1).magnitude < 1e-6 }
  }

  /// nil where the middle of the square has no image, or the plane becomes a line.
  init?(_ numbers: [Double]) {
    let middle = (numbers[6] + numbers[7]) / 2 + numbers[8]
    let scaled = numbers.map { $0 / middle }
    let m = scaled
    let determinant =
      m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6])
      + m[2] * (m[3] * m[7] - m[4] * m[6])
    guard scaled.allSatisfy(\.isFinite), determinant.isFinite, determinant.magnitude > 1e-6 else {
      return nil
    }
    self.numbers = scaled
  }

  /// The projection of the upright picture: back to the stored one, through this, and upright again.
  func turned(_ turn: PictureTurn) -> UprightTransform? {
    guard turn.orientation != 1 else { return self }
    return conjugated(by: { turn.upright($0) }, back: { turn.stored($0) })
  }

  /// The projection of the stored picture.
  func stored(_ turn: PictureTurn) -> UprightTransform? {
    guard turn.orientation != 1 else { return self }
    return conjugated(by: { turn.stored($0) }, back: { turn.upright($0) })
  }

  private func conjugated(
    by change: (SIMD2<Double>) -> SIMD2<Double>, back: (SIMD2<Double>) -> SIMD2<Double>
  ) -> UprightTransform? {
    UprightTransform(
      Self.product(Self.matrix(change), Self.product(numbers, Self.matrix(back))))
  }

  /// The matrix of a change of the unit square that keeps lines parallel.
  private static func matrix(_ change: (SIMD2<Double>) -> SIMD2<Double>) -> [Double] {
    let origin = change([0, 0])
    let (x, y) = (change([1, 0]) - origin, change([0, 1]) - origin)
    return [x.x, y.x, origin.x, x.y, y.y, origin.y, 0, 0, 1]
  }

  private static func product(_ a: [Double], _ b: [Double]) -> [Double] {
    (0..<9).map { index in
      let (row, column) = (index / 3 * 3, index % 3)
      return a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6]
    }
  }
}

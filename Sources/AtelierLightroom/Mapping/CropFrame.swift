import Foundation

/// A rectangle turned about its centre, in pixels.
struct CropFrame: Hashable {
  var center: SIMD2<Double>
  var size: SIMD2<Double>
  /// Turn in degrees, positive clockwise.
  var degrees: Double

  /// The frame of Lightroom's keys: the turned frame's upper left and lower right corners lie at
  /// (left, top) and (right, bottom) of the picture as stored.
  init(
    left: Double, top: Double, right: Double, bottom: Double, degrees: Double,
    in size: SIMD2<Double>
  ) {
    let (first, last) = (SIMD2(left, top) * size, SIMD2(right, bottom) * size)
    let (x, y) = Self.axes(degrees)
    let diagonal = last - first
    center = (first + last) / 2
    self.size = SIMD2((diagonal * x).sum(), (diagonal * y).sum())
    self.degrees = degrees
  }

  init(center: SIMD2<Double>, size: SIMD2<Double>, degrees: Double) {
    self.center = center
    self.size = size
    self.degrees = degrees
  }

  /// Left, top, right and bottom as Lightroom's keys have them.
  func corners(in picture: SIMD2<Double>) -> SIMD4<Double> {
    let (x, y) = Self.axes(degrees)
    let half = (x * size.x + y * size.y) / 2
    let (first, last) = ((center - half) / picture, (center + half) / picture)
    return [first.x, first.y, last.x, last.y]
  }

  /// The frame of a recipe: a part of the largest frame that fits a picture turned by `degrees`.
  init(crop: SIMD4<Double>, degrees: Double, in picture: SIMD2<Double>) {
    let frame = picture * Self.fit(degrees, in: picture)
    let (x, y) = Self.axes(degrees)
    let middle = SIMD2((crop.x + crop.z) / 2 - 0.5, (crop.y + crop.w) / 2 - 0.5) * frame
    self.init(
      center: picture / 2 + x * middle.x + y * middle.y,
      size: SIMD2(crop.z - crop.x, crop.w - crop.y) * frame, degrees: degrees)
  }

  /// The crop of a recipe; what lies outside the largest frame that fits is cut off.
  func crop(in picture: SIMD2<Double>) -> (crop: SIMD4<Double>, isCut: Bool) {
    let frame = picture * Self.fit(degrees, in: picture)
    let (x, y) = Self.axes(degrees)
    let offset = center - picture / 2
    let middle = SIMD2((offset * x).sum(), (offset * y).sum()) / frame + 0.5
    let half = size / frame / 2
    let whole = SIMD4(middle.x - half.x, middle.y - half.y, middle.x + half.x, middle.y + half.y)
    let limited = whole.clamped(lowerBound: .zero, upperBound: .one)
    return (
      limited,
      any((whole - limited).replacing(with: limited - whole, where: whole .< limited) .> 1e-3)
    )
  }

  /// The frame in the picture turned upright, or back again.
  ///
  /// - Parameters:
  ///   - orientation: EXIF's number, 1…8.
  ///   - picture: the picture's size before it is turned.
  /// - Returns: the frame in the turned picture.
  func turned(by orientation: Int, from picture: SIMD2<Double>) -> CropFrame {
    let (x, y) = Self.axes(degrees)
    let origin = Self.turn(.zero, orientation, picture)
    let place = Self.turn(center, orientation, picture)
    let across = Self.turn(x, orientation, picture) - origin
    let down = Self.turn(y, orientation, picture) - origin
    // The side nearer to the horizontal becomes the width.
    let isSwapped = abs(across.x) < abs(across.y)
    var axis = isSwapped ? down : across
    if axis.x < 0 { axis = -axis }
    return CropFrame(
      center: place, size: isSwapped ? SIMD2(size.y, size.x) : size,
      degrees: atan2(axis.y, axis.x) * 180 / .pi)
  }

  /// The orientation that undoes another.
  static func inverse(_ orientation: Int) -> Int {
    orientation == 6 ? 8 : orientation == 8 ? 6 : orientation
  }

  /// A picture's size after it is turned.
  static func turnedSize(_ size: SIMD2<Double>, _ orientation: Int) -> SIMD2<Double> {
    orientation >= 5 ? SIMD2(size.y, size.x) : size
  }

  /// The orientation of quarter turns clockwise.
  static func orientation(quarterTurns: Int) -> Int { [1, 6, 3, 8][quarterTurns & 3] }

  /// A place in the picture turned upright.
  static func turn(
    _ p: SIMD2<Double>, _ orientation: Int, _ size: SIMD2<Double>
  ) -> SIMD2<Double> {
    switch orientation {
    case 2: SIMD2(size.x - p.x, p.y)
    case 3: SIMD2(size.x - p.x, size.y - p.y)
    case 4: SIMD2(p.x, size.y - p.y)
    case 5: SIMD2(p.y, p.x)
    case 6: SIMD2(size.y - p.y, p.x)
    case 7: SIMD2(size.y - p.y, size.x - p.x)
    case 8: SIMD2(p.y, size.x - p.x)
    default: p
    }
  }

  private static func axes(_ degrees: Double) -> (SIMD2<Double>, SIMD2<Double>) {
    guard degrees != 0 else { return ([1, 0], [0, 1]) }
    let radians = degrees * .pi / 180
    return ([cos(radians), sin(radians)], [-sin(radians), cos(radians)])
  }

  /// How much smaller the largest frame of the same proportions is.
  private static func fit(_ degrees: Double, in picture: SIMD2<Double>) -> Double {
    guard degrees != 0 else { return 1 }
    let radians = abs(degrees) * .pi / 180
    let (sine, cosine) = (sin(radians), cos(radians))
    return min(
      picture.x / (picture.x * cosine + picture.y * sine),
      picture.y / (picture.x * sine + picture.y * cosine))
  }
}

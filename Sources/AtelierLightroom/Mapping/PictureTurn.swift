/// How places of the picture as stored lie in the upright one.
///
/// Lightroom counts masks and crops in the picture as stored, before it is turned by EXIF's
/// orientation; a recipe counts in the upright photo.
struct PictureTurn: Hashable {
  /// EXIF's number, 1…8.
  let orientation: Int
  /// Width and height as stored, in pixels.
  let storedSize: SIMD2<Double>
  /// Whether the size is the picture's own and not assumed.
  let isSizeKnown: Bool

  init(_ context: MappingContext) {
    orientation = context.orientation
    storedSize = context.storedSize ?? [3, 2]
    isSizeKnown = context.storedSize != nil
  }

  /// Width and height of the upright picture.
  var uprightSize: SIMD2<Double> { CropFrame.turnedSize(storedSize, orientation) }

  /// A place of the stored picture in the upright one, both as fractions.
  func upright(_ place: SIMD2<Double>) -> SIMD2<Double> {
    CropFrame.turn(place, orientation, .one)
  }

  /// A place of the upright picture in the stored one, both as fractions.
  func stored(_ place: SIMD2<Double>) -> SIMD2<Double> {
    CropFrame.turn(place, CropFrame.inverse(orientation), .one)
  }

  /// A turned rectangle of the stored picture in the upright one, in pixels.
  func upright(_ frame: CropFrame) -> CropFrame {
    orientation == 1 ? frame : frame.turned(by: orientation, from: storedSize)
  }

  /// A turned rectangle of the upright picture in the stored one, in pixels.
  func stored(_ frame: CropFrame) -> CropFrame {
    orientation == 1
      ? frame : frame.turned(by: CropFrame.inverse(orientation), from: uprightSize)
  }
}

package import AtelierPixels

/// Which part of the photo the result shows: the lens is corrected, then come quarter turns, the
/// perspective, a rotation about the centre whose empty corners are cut off, and a crop of what is
/// left. All are one resampling.
package struct GeometryPlan: Sendable, Hashable {
  /// Turns by 90° clockwise, 0…3.
  package var quarterTurns = 0
  /// Rotation of the picture in degrees, positive clockwise, −45…45.
  package var angleInDegrees = 0.0
  /// Left, top, right, bottom as fractions of the turned and straightened frame.
  package var crop: SIMD4<Double> = [0, 0, 1, 1]
  /// Corrections of the lens.
  package var lens = LensSettings()
  /// Perspective of the turned photo.
  package var perspective = PlaneProjection()

  /// Makes a plan that shows everything.
  package init() {}

  /// The frame of this plan for a photo of a size, taken with a lens of a profile.
  package func frame(of photo: PixelSize, profile: LensProfile? = nil) -> SourceFrame {
    let turned = quarterTurns % 2 == 0 ? photo : photo.transposed
    let radians = angleInDegrees * .pi / 180
    var width = Double(turned.width)
    var height = Double(turned.height)
    if angleInDegrees != 0 {
      // The largest centred rectangle of the same proportions inside the rotated picture.
      let (sine, cosine) = (Trigonometry.sine(radians.magnitude), Trigonometry.cosine(radians))
      let fit = min(
        width / (width * cosine + height * sine), height / (width * sine + height * cosine))
      width = max(1, (width * fit).rounded(.down))
      height = max(1, (height * fit).rounded(.down))
    }
    let (left, right) = Self.columns(crop[0], crop[2], of: width)
    let (top, bottom) = Self.columns(crop[1], crop[3], of: height)

    // Centre of the turned photo, then a step right and a step down in its coordinates.
    let center = SIMD2(Double(turned.width), Double(turned.height)) / 2
    let (sine, cosine) = (Trigonometry.sine(radians), Trigonometry.cosine(radians))
    let column = SIMD2(cosine, -sine)
    let row = SIMD2(sine, cosine)
    let origin = center + column * (left - width / 2) + row * (top - height / 2)

    func untwist(_ point: SIMD2<Double>, isPoint: Bool) -> SIMD2<Double> {
      let (w, h) = isPoint ? (Double(photo.width), Double(photo.height)) : (0, 0)
      return switch quarterTurns & 3 {
      case 1: SIMD2(point.y, h - point.x)
      case 2: SIMD2(w - point.x, h - point.y)
      case 3: SIMD2(w - point.y, point.x)
      default: point
      }
    }
    return SourceFrame(
      size: PixelSize(
        width: Int(right - left), height: Int(bottom - top)),
      origin: untwist(origin, isPoint: true), column: untwist(column, isPoint: false),
      row: untwist(row, isPoint: false),
      correction: SourceCorrection(
        lens, profile: profile, perspective: perspective, turns: quarterTurns, photo: photo))
  }

  /// First and last edge, in whole pixels, of a crop by fractions: inside the frame and at least one
  /// pixel wide, whatever the fractions are.
  private static func columns(
    _ low: Double, _ high: Double, of length: Double
  ) -> (Double, Double) {
    let first = min(max((low * length).rounded(), 0), length - 1)
    let last = min(max((high * length).rounded(), first + 1), length)
    return (first, last)
  }
}

/// Where the pixels of a frame lie in a photo, in the photo's pixels.
package struct SourceFrame: Sendable, Hashable {
  /// Size of the frame.
  package var size: PixelSize
  /// Place in the photo of the frame's upper left corner (not of a pixel's centre).
  package var origin: SIMD2<Double>
  /// Step in the photo for one column.
  package var column: SIMD2<Double>
  /// Step in the photo for one row.
  package var row: SIMD2<Double>
  /// How the stored photo is corrected first; places in the frame are those of the corrected one.
  package var correction: SourceCorrection?

  /// The frame that shows a whole photo.
  package static func whole(_ size: PixelSize) -> SourceFrame {
    SourceFrame(size: size, origin: [0, 0], column: [1, 0], row: [0, 1])
  }

  /// Place in the photo of the centre of the first pixel, less half a pixel: its column and row
  /// where it is exactly one of the photo's.
  package var firstPixel: SIMD2<Double> { origin + (column + row) * 0.5 - 0.5 }

  /// Whether the centre of every pixel of the frame is that of one of the photo.
  package var isExact: Bool {
    guard correction?.movesPixels != true else { return false }
    let steps = [column.x, column.y, row.x, row.y, firstPixel.x, firstPixel.y]
    return steps.allSatisfy { ($0 - $0.rounded()).magnitude < 1e-9 }
  }

  /// The same frame seen by masks, as fractions of the photo, at another size of the result.
  package func maskFrame(photo: PixelSize, size: PixelSize) -> MaskFrame {
    let scale = SIMD2(Double(photo.width), Double(photo.height))
    var frame = MaskFrame(
      size: size, origin: origin / scale,
      column: column / scale * (Double(self.size.width) / Double(size.width)),
      row: row / scale * (Double(self.size.height) / Double(size.height)),
      aspect: scale.y / scale.x)
    if let correction, correction.movesPlaces {
      frame.bend = { correction.photoPlace(of: $0 * scale) / scale }
    }
    return frame
  }
}

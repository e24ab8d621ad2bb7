package import AtelierPixels

/// How stored pixels must be turned to be upright: the eight values of EXIF's Orientation (tag 274).
package enum Orientation: Int, CaseIterable, Sendable {
  case upright = 1
  case mirrored
  case turnedHalf
  case mirroredVertically
  case transposed
  case quarterClockwise
  case transversed
  case quarterCounterclockwise

  /// The turn that undoes this one.
  package var inverse: Orientation {
    switch self {
    case .quarterClockwise: .quarterCounterclockwise
    case .quarterCounterclockwise: .quarterClockwise
    default: self
    }
  }

  /// Whether width and height change places.
  package var swapsSides: Bool { rawValue >= 5 }

  /// The size of the upright picture.
  package func uprightSize(of stored: PixelSize) -> PixelSize {
    swapsSides ? stored.transposed : stored
  }
}

/// Where the pixels of a stored picture lie in the upright one.
///
/// The stored pixel (x, y) goes to the upright index `origin + x · stepX + y · stepY`.
struct UprightLayout {
  /// Size as stored.
  let stored: PixelSize
  let origin: Int
  let stepX: Int
  let stepY: Int

  init(stored: PixelSize, orientation: Orientation) {
    let (w, h) = (stored.width, stored.height)
    self.stored = stored
    switch orientation {
    case .upright: (origin, stepX, stepY) = (0, 1, w)
    case .mirrored: (origin, stepX, stepY) = (w - 1, -1, w)
    case .turnedHalf: (origin, stepX, stepY) = (w * h - 1, -1, -w)
    case .mirroredVertically: (origin, stepX, stepY) = (w * (h - 1), 1, -w)
    case .transposed: (origin, stepX, stepY) = (0, h, 1)
    case .quarterClockwise: (origin, stepX, stepY) = (h - 1, h, -1)
    case .transversed: (origin, stepX, stepY) = (w * h - 1, -h, -1)
    case .quarterCounterclockwise: (origin, stepX, stepY) = (h * (w - 1), -h, 1)
    }
  }

  /// Whether rows stay as they are.
  var isIdentity: Bool { origin == 0 && stepX == 1 }

  /// Copies `count` stored rows, of which the first is row `first`, to their upright places.
  ///
  /// Takes from each source pixel of `bands` values the bands at `picks`, so that a grey band can be
  /// repeated and an alpha band be left out.
  ///
  /// SAFETY: the caller gives `count × width × bands` readable values behind `source` and
  /// `width × height × picks.count` writable ones behind `target`; rows lie inside the picture.
  @unsafe
  func place<Value>(
    _ source: UnsafePointer<Value>, bands: Int, picks: (Int, Int, Int), first: Int, count: Int,
    into target: UnsafeMutablePointer<Value>
  ) {
    let width = stored.width
    // Down the columns inside a strip where upright rows are stored columns: the writes are then
    // contiguous, and the strip's rows stay in the cache.
    if stepX.magnitude == 1 {
      for y in 0..<count {
        unsafe placeLine(
          source + y * width * bands, step: bands, picks: picks, count: width,
          into: target + 3 * (origin + (first + y) * stepY), targetStep: 3 * stepX)
      }
    } else {
      for x in 0..<width {
        unsafe placeLine(
          source + x * bands, step: width * bands, picks: picks, count: count,
          into: target + 3 * (origin + x * stepX + first * stepY), targetStep: 3 * stepY)
      }
    }
  }

  @unsafe @inline(__always)
  private func placeLine<Value>(
    _ source: UnsafePointer<Value>, step: Int, picks: (Int, Int, Int), count: Int,
    into target: UnsafeMutablePointer<Value>, targetStep: Int
  ) {
    for i in 0..<count {
      let (from, to) = unsafe (source + i * step, target + i * targetStep)
      unsafe to[0] = from[picks.0]
      unsafe to[1] = from[picks.1]
      unsafe to[2] = from[picks.2]
    }
  }

  /// Copies one band of `count` stored rows into a plane; see `place` for the rest.
  @unsafe
  func placePlane<Value>(
    _ source: UnsafePointer<Value>, bands: Int, band: Int, first: Int, count: Int,
    into target: UnsafeMutablePointer<Value>
  ) {
    let width = stored.width
    for y in 0..<count {
      let line = unsafe source + y * width * bands + band
      let start = origin + (first + y) * stepY
      for x in 0..<width {
        unsafe target[start + x * stepX] = line[x * bands]
      }
    }
  }
}

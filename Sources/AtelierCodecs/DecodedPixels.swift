import AtelierPixels

/// Pixels as decoded, before their colours are interpreted.
struct DecodedPixels {
  /// What the channels mean.
  enum ColorModel: Sendable {
    case rgb
    /// Three equal channels that came from one.
    case grey
    /// Four inks, 0 is none; not turned yet.
    case cmyk
  }

  /// Size of the picture: upright, but as stored for CMYK.
  var size: PixelSize
  /// Three values a pixel, or four for CMYK.
  var samples: Samples
  /// One value a pixel, not premultiplied.
  var alpha: Samples?
  var model: ColorModel
  var notes: [String] = []

  /// Turned upright; for RGB pixels.
  func turned(_ orientation: Orientation) -> DecodedPixels {
    guard orientation != .upright else { return self }
    let layout = UprightLayout(stored: size, orientation: orientation)
    var turned = self
    turned.size = orientation.uprightSize(of: size)
    turned.samples =
      switch samples {
      case .eight(let values): .eight(Self.turn(values, layout))
      case .sixteen(let values): .sixteen(Self.turn(values, layout))
      }
    turned.alpha =
      switch alpha {
      case .eight(let plane): .eight(Self.turnPlane(plane, layout))
      case .sixteen(let plane): .sixteen(Self.turnPlane(plane, layout))
      case nil: nil
      }
    return turned
  }

  private static func turn<Value>(_ values: [Value], _ layout: UprightLayout) -> [Value] {
    // SAFETY: every one of the `values.count` places is written once.
    unsafe [Value](unsafeUninitializedCapacity: values.count) { target, filled in
      unsafe values.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        let height = layout.stored.height
        for first in stride(from: 0, to: height, by: 64) {
          unsafe layout.place(
            from + 3 * first * layout.stored.width, bands: 3, picks: (0, 1, 2), first: first,
            count: min(64, height - first), into: to)
        }
      }
      filled = values.count
    }
  }

  private static func turnPlane<Value>(_ plane: [Value], _ layout: UprightLayout) -> [Value] {
    // SAFETY: every one of the `plane.count` places is written once.
    unsafe [Value](unsafeUninitializedCapacity: plane.count) { target, filled in
      unsafe plane.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        unsafe layout.placePlane(
          from, bands: 1, band: 0, first: 0, count: layout.stored.height, into: to)
      }
      filled = plane.count
    }
  }
}

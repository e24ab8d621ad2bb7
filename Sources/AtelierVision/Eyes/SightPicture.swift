import AtelierPixels

/// A photo as the models look at it: sRGB codes 0…1, dark photos lifted.
struct SightPicture: Sendable {
  let size: PixelSize
  let red: [Float]
  let green: [Float]
  let blue: [Float]

  /// The median of sRGB codes to which dark photos are lifted, and the most that light is multiplied by.
  private static let median: Float = 0.32
  private static let mostGain: Float = 12

  init(_ lab: LabPicture) {
    size = lab.size
    let codes = (0...4096).map { step -> Float in
      // Entries stand at equal steps of the square root of light.
      let root = Double(step) / 4096
      return Float(TransferCurve.sRGB.encode(root * root))
    }
    let luminance = (0..<size.pixelCount).map { lab.luminance(at: $0) }
    let quantiles = Quantiles.of(luminance, at: [0.5, 0.9])
    let wanted = Float(TransferCurve.sRGB.decode(Double(Self.median)))
    var gain: Float = 1
    if quantiles.count == 2, quantiles[0] < wanted {
      // Where a tenth of the photo is bright, that tenth is not to be lost.
      gain = min(
        wanted / max(quantiles[0], 1e-5), max(1, 0.8 / max(quantiles[1], 1e-5)), Self.mostGain)
    }
    func encoded(_ plane: [Float]) -> [Float] {
      plane.map { light in
        let root = min(max(light * gain, 0), 1).squareRoot()
        return codes[Int(root * 4096 + 0.5)]
      }
    }
    red = encoded(lab.red)
    green = encoded(lab.green)
    blue = encoded(lab.blue)
  }

  /// Samples a parallelogram of the photo: the mean of a few points for each pixel, edges repeated.
  ///
  /// - Returns: red, green and blue planes of `width × height` values.
  func sampled(_ patch: Patch, width: Int, height: Int) -> [[Float]] {
    let (column, row) = (patch.right / Float(width), patch.down / Float(height))
    let step = max(Self.length(column), Self.length(row))
    let points = max(1, min(6, Int(step.rounded(.up))))
    var result = [[Float]](
      repeating: [Float](repeating: 0, count: width * height), count: 3)
    let share = 1 / Float(points * points)
    for y in 0..<height {
      for x in 0..<width {
        var sum = SIMD3<Float>.zero
        for v in 0..<points {
          for u in 0..<points {
            let fx = Float(x) + (Float(u) + 0.5) / Float(points)
            let fy = Float(y) + (Float(v) + 0.5) / Float(points)
            sum += color(at: patch.origin + column * fx + row * fy)
          }
        }
        let at = y * width + x
        (result[0][at], result[1][at], result[2][at]) = (
          sum.x * share, sum.y * share, sum.z * share
        )
      }
    }
    return result
  }

  /// The colour at a place in pixels, linear between their centres.
  private func color(at place: SIMD2<Float>) -> SIMD3<Float> {
    let x = min(max(place.x - 0.5, 0), Float(size.width - 1))
    let y = min(max(place.y - 0.5, 0), Float(size.height - 1))
    let (left, top) = (Int(x), Int(y))
    let (right, bottom) = (min(left + 1, size.width - 1), min(top + 1, size.height - 1))
    let (fx, fy) = (x - Float(left), y - Float(top))
    func value(_ plane: [Float]) -> Float {
      let upper = plane[top * size.width + left] * (1 - fx) + plane[top * size.width + right] * fx
      let lower =
        plane[bottom * size.width + left] * (1 - fx) + plane[bottom * size.width + right] * fx
      return upper + (lower - upper) * fy
    }
    return SIMD3(value(red), value(green), value(blue))
  }

  private static func length(_ vector: SIMD2<Float>) -> Float {
    (vector * vector).sum().squareRoot()
  }
}

/// A parallelogram of a picture, in its pixels.
struct Patch: Sendable {
  /// Upper left corner.
  var origin: SIMD2<Float>
  /// The way along the upper side.
  var right: SIMD2<Float>
  /// The way along the left side.
  var down: SIMD2<Float>

  /// The whole of a picture.
  static func whole(_ size: PixelSize) -> Patch {
    Patch(origin: .zero, right: [Float(size.width), 0], down: [0, Float(size.height)])
  }

  /// A square about a middle, its upper side along a direction of length 1.
  static func square(
    _ middle: SIMD2<Float>, side: Float, along direction: SIMD2<Float>, isMirrored: Bool = false
  ) -> Patch {
    let right = direction * side
    let down = SIMD2(-direction.y, direction.x) * side
    let origin = middle - (right + down) / 2
    return isMirrored
      ? Patch(origin: origin + right, right: -right, down: down)
      : Patch(origin: origin, right: right, down: down)
  }

  /// The place of a point given in fractions of the sides.
  func place(_ point: SIMD2<Float>) -> SIMD2<Float> { origin + right * point.x + down * point.y }
}

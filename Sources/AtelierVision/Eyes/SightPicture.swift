import AtelierPixels

/// A photo as the models look at it: sRGB codes 0…1, dark photos lifted.
struct SightPicture: Sendable {
  let size: PixelSize
  /// Red, green and blue of each pixel, and 0: one load gets a colour.
  private let colors: [SIMD4<Float>]

  /// The median of sRGB codes to which dark photos are lifted, and the most that light is multiplied by.
  private static let median: Float = 0.32
  private static let mostGain: Float = 12

  /// The codes of light whose square roots stand at equal steps.
  private static let codes = (0...4096).map { step -> Float in
    let root = Double(step) / 4096
    return Float(TransferCurve.sRGB.encode(root * root))
  }

  init(_ lab: LabPicture) {
    size = lab.size
    let luminance = (0..<size.pixelCount).map { lab.luminance(at: $0) }
    let quantiles = Quantiles.of(luminance, at: [0.5, 0.9])
    let wanted = Float(TransferCurve.sRGB.decode(Double(Self.median)))
    var gain: Float = 1
    if quantiles.count == 2, quantiles[0] < wanted {
      // Where a tenth of the photo is bright, that tenth is not to be lost.
      gain = min(
        wanted / max(quantiles[0], 1e-5), max(1, 0.8 / max(quantiles[1], 1e-5)), Self.mostGain)
    }
    let codes = Self.codes
    func code(_ light: Float) -> Float {
      let root = min(max(light * gain, 0), 1).squareRoot()
      return codes[Int(root * 4096 + 0.5)]
    }
    colors = (0..<size.pixelCount).map { at in
      SIMD4(code(lab.red[at]), code(lab.green[at]), code(lab.blue[at]), 0)
    }
  }

  /// The whole photo at another size: the mean of a few points for each pixel.
  ///
  /// - Returns: red, green, blue and 0 of `width × height` pixels.
  func resized(width: Int, height: Int) -> [SIMD4<Float>] {
    let step = max(Float(size.width) / Float(width), Float(size.height) / Float(height))
    let points = max(1, min(6, Int(step.rounded(.up))))
    let columns = Tap.line(of: size.width, to: width, points: points)
    let rows = Tap.line(of: size.height, to: height, points: points)
    let share = 1 / Float(points * points)
    var result = [SIMD4<Float>](repeating: .zero, count: width * height)
    var target = result.mutableSpan
    var line = [SIMD4<Float>](repeating: .zero, count: size.width)
    for y in 0..<height {
      for x in line.indices { line[x] = .zero }
      for tap in rows[(y * points)..<((y + 1) * points)] {
        let above = colors.span.extracting((tap.low * size.width)..<((tap.low + 1) * size.width))
        let below = colors.span.extracting((tap.high * size.width)..<((tap.high + 1) * size.width))
        var line = line.mutableSpan
        for x in line.indices { line[x] += above[x] + (below[x] - above[x]) * tap.part }
      }
      let line = line.span
      for x in 0..<width {
        var sum = SIMD4<Float>.zero
        for index in (x * points)..<((x + 1) * points) {
          let tap = columns[index]
          sum += line[tap.low] + (line[tap.high] - line[tap.low]) * tap.part
        }
        target[y * width + x] = sum * share
      }
    }
    return result
  }

  /// Samples a parallelogram of the photo: the mean of a few points for each pixel, edges repeated.
  ///
  /// - Returns: red, green, blue and 0 of `width × height` pixels.
  func sampled(_ patch: Patch, width: Int, height: Int) -> [SIMD4<Float>] {
    let (column, row) = (patch.right / Float(width), patch.down / Float(height))
    let step = max(Self.length(column), Self.length(row))
    let points = max(1, min(6, Int(step.rounded(.up))))
    let share = 1 / Float(points * points)
    let parts = (0..<points).map { (Float($0) + 0.5) / Float(points) }
    var result = [SIMD4<Float>](repeating: .zero, count: width * height)
    var target = result.mutableSpan
    for y in 0..<height {
      for x in 0..<width {
        var sum = SIMD4<Float>.zero
        for v in parts {
          for u in parts {
            sum += color(
              at: patch.origin + column * (Float(x) + u) + row * (Float(y) + v))
          }
        }
        target[y * width + x] = sum * share
      }
    }
    return result
  }

  /// The colour at a place in pixels, linear between their centres.
  @inline(__always)
  private func color(at place: SIMD2<Float>) -> SIMD4<Float> {
    let x = min(max(place.x - 0.5, 0), Float(size.width - 1))
    let y = min(max(place.y - 0.5, 0), Float(size.height - 1))
    let (left, top) = (Int(x), Int(y))
    let (right, bottom) = (min(left + 1, size.width - 1), min(top + 1, size.height - 1))
    let (fx, fy) = (x - Float(left), y - Float(top))
    let colors = colors.span
    let (above, below) = (top * size.width, bottom * size.width)
    let upper = colors[above + left] * (1 - fx) + colors[above + right] * fx
    let lower = colors[below + left] * (1 - fx) + colors[below + right] * fx
    return upper + (lower - upper) * fy
  }

  private static func length(_ vector: SIMD2<Float>) -> Float {
    (vector * vector).sum().squareRoot()
  }
}

extension [SIMD4<Float>] {
  /// The red, the green and the blue of all, one after the other.
  var planes: [Float] {
    var result = [Float](repeating: 0, count: 3 * count)
    var target = result.mutableSpan
    for at in indices {
      let color = self[at]
      target[at] = color.x
      target[count + at] = color.y
      target[2 * count + at] = color.z
    }
    return result
  }

  /// Red, green and blue of each.
  var interleaved: [Float] {
    var result = [Float](repeating: 0, count: 3 * count)
    var target = result.mutableSpan
    for at in indices {
      let color = self[at]
      target[3 * at] = color.x
      target[3 * at + 1] = color.y
      target[3 * at + 2] = color.z
    }
    return result
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

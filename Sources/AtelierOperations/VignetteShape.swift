import AtelierEngine
import AtelierKernels
import AtelierPixels

/// Where a vignette acts: a smooth step of the distance from the middle.
struct VignetteShape: Sendable {
  /// Squared distances from the middle, in pixels, times these give x² and y².
  let scaleX: Float
  let scaleY: Float
  let product: Float
  let low: Float
  let slope: Float

  /// Whether distances are those of ellipses: `√(x² + y²)`, with one root less for each pixel.
  var isElliptic: Bool { product == 2 }

  /// What is the same along a row.
  struct Row {
    fileprivate let start: Float
    fileprivate let scaleX: Float
    fileprivate let y2: Float
    fileprivate let cross: Float
    fileprivate let y4: Float
    fileprivate let low: Float
    fileprivate let slope: Float

    /// ``step(_:)`` of an ellipse.
    @inline(__always)
    func ellipticStep(_ x: Int) -> Float {
      let fromLeft = start + Float(Int32(truncatingIfNeeded: x))
      return step(distance: max(fromLeft * fromLeft * scaleX + y2, 0).squareRoot())
    }

    /// The step, 0 inside and 1 in the corners, at the strip's pixel `x`.
    @inline(__always)
    func step(_ x: Int) -> Float {
      let fromLeft = start + Float(Int32(truncatingIfNeeded: x))
      let x2 = fromLeft * fromLeft * scaleX
      // `max` tells the compiler that there is a root, without which the loop stays scalar.
      let d2 = max(x2 * x2 + cross * x2 + y4, 0).squareRoot()
      return step(distance: max(d2, 0).squareRoot())
    }

    @inline(__always)
    private func step(distance: Float) -> Float {
      let t = FastMath.limited((distance - low) * slope, to: 1)
      return t * t * (3 - 2 * t)
    }
  }

  /// The row of a strip.
  func row(_ position: StripPosition) -> Row {
    let fromMiddle = Float(position.y) + 0.5 - 0.5 * Float(position.size.height)
    let y2 = fromMiddle * fromMiddle * scaleY
    return Row(
      start: Float(position.x) + 0.5 - 0.5 * Float(position.size.width), scaleX: scaleX,
      y2: y2, cross: product * y2, y4: y2 * y2, low: low, slope: slope)
  }
}

/// Darkens corners and leaves them more of their colour.
struct ColorVignette: PointKernel {
  let shape: VignetteShape
  /// Negative.
  let strength: Float
  /// The share of their light that white pixels keep.
  let kept: Float

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count)
    let (row, strength, kept) = (shape.row(position), strength, kept)
    let weights = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
    let (wr, wg, wb) = (weights.x, weights.y, weights.z)
    for x in 0..<count {
      let edge = 1 + strength * row.step(x)
      let gain = edge * edge
      let (r, g, b) = (red[x], green[x], blue[x])
      let luminance = wr * r + wg * g + wb * b
      let light = FastMath.limited(luminance, to: 1)
      let square = light * light
      let factor = gain + kept * (1 - gain) * (square * square)
      let base = luminance * factor
      let color = factor * (1 + 0.3 * (1 - factor))
      red[x] = base + (r - luminance) * color
      green[x] = base + (g - luminance) * color
      blue[x] = base + (b - luminance) * color
    }
  }
}

/// Mixes encoded values with black or white.
struct PaintedVignette: PointKernel {
  let shape: VignetteShape
  /// Share of the paint in the corners.
  let share: Float
  /// 0 for black, 1 for white.
  let paint: Float

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let row = shape.row(position)
    mix(&red, row)
    mix(&green, row)
    mix(&blue, row)
  }

  private func mix(_ channel: inout MutableSpan<Float>, _ row: VignetteShape.Row) {
    let (share, paint) = (share, paint)
    for x in channel.indices {
      let value = channel[x]
      let part = share * row.step(x)
      let root = max(value, 0).squareRoot()
      let mixed = root + part * (paint - root)
      // Light below black, outside the gamut, fades.
      channel[x] = mixed * mixed + min(value, 0) * (1 - part)
    }
  }
}

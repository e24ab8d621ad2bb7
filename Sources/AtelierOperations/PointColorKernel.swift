import AtelierEngine
import AtelierKernels

/// The kernel of ``PointColor``: selects by hue, C/L and L, sums the changes of all rows, applies them.
struct PointColorKernel: PointKernel {
  /// From full effect to none.
  struct Ramp {
    private let start: Float
    private let scale: Float

    init(full: Double, none: Double) {
      // At least a little wide, so that the step is smooth.
      let width = none - full
      start = Float(none)
      scale = Float(1 / (width < 0 ? min(width, -0.01) : max(width, 0.01)))
    }

    /// 1 on the full side, 0 beyond none.
    @inline(__always)
    func callAsFunction(_ value: Float) -> Float {
      let t = FastMath.limited((start - value) * scale, to: 1)
      return t * t * (3 - 2 * t)
    }
  }

  /// A picked colour.
  struct Pick {
    /// Unit vector of its hue.
    let direction: SIMD2<Float>
    let hueBelow: Ramp
    let hueAbove: Ramp
    let saturationBelow: Ramp
    let saturationAbove: Ramp
    let lightBelow: Ramp
    let lightAbove: Ramp
    /// `chroma·cos(turn) − 1` and `chroma·sin(turn)`.
    let change: SIMD2<Float>
    /// −1…1.
    let light: Float
  }

  private let picks: [Pick]

  init(_ picks: [Pick]) { self.picks = picks }

  func callAsFunction(
    _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
    _ b: inout MutableSpan<Float>, at position: StripPosition
  ) {
    Block.forEach(&lightness, &a, &b) { l, p, q, _ in change(&l, &p, &q) }
  }

  /// Changes a block of pixels.
  private func change(
    _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
    _ b: inout MutableSpan<Float>
  ) {
    let count = lightness.count
    precondition(a.count == count && b.count == count && count <= Block.length)
    var turnedA = BlockScratch()
    var turnedB = BlockScratch()
    var lights = BlockScratch()
    for pick in picks {
      let (dx, dy) = (pick.direction.x, pick.direction.y)
      let (cosine, sine, light) = (pick.change.x, pick.change.y, pick.light)
      for x in 0..<count {
        let (level, p, q) = (lightness[x], a[x], b[x])
        let square = p * p + q * q
        let chroma = square.squareRoot()
        let inverse = 1 / (chroma + 1e-6)
        let chord = max(2 - 2 * (p * dx + q * dy) * inverse, 0).squareRoot()
        let side = q * dx - p * dy
        let below = pick.hueBelow(chord)
        let above = pick.hueAbove(chord)
        let saturation = chroma / max(level, 0.02)
        let selected =
          (side < 0 ? below : above) * pick.saturationBelow(saturation)
          * pick.saturationAbove(saturation) * pick.lightBelow(level) * pick.lightAbove(level)
        let weight = selected * (square / (square + 0.02 * 0.02))
        turnedA[x] += weight * cosine
        turnedB[x] += weight * sine
        lights[x] += weight * light
      }
    }
    for x in 0..<count {
      let (level, p, q) = (lightness[x], a[x], b[x])
      let light = max(-1, min(1, lights[x]))
      let inside = FastMath.limited(level, to: 1)
      let factor = 1 + max(light, 0) * 0.55 * (1 - inside) + min(light, 0) * 0.38
      let (cosine, sine) = (max(1 + turnedA[x], 0), turnedB[x])
      lightness[x] = level * factor
      a[x] = (cosine * p - sine * q) * factor
      b[x] = (sine * p + cosine * q) * factor
    }
  }
}

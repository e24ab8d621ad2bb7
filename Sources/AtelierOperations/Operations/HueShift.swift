package import AtelierEngine
import AtelierKernels
package import AtelierRecipe

/// Turns all hues by an angle.
///
/// Lightness and chroma stay. Positive angles turn red towards yellow, green and blue.
///
/// - Domain: Oklab.
/// - Identity: `degrees == 0`.
package struct HueShift: PointOperation, VaryingOperation {
  /// Turn in degrees.
  package var degrees = 0.0

  package init() {}

  package static let spec = OperationSpec<HueShift>(
    name: "hue_shift", stage: .color, order: 25, domain: .perceptual,
    meaning: [.en: "Turns all hues by an angle.", .zh: "整体旋转所有颜色的色相。"],
    parameters: [
      .scalar(
        "degrees", \.degrees, unit: .degrees, range: -180...180,
        local: .added(lightroom: "LocalHue", scale: 1.0 / 180),
        meaning: [
          .en: "Turn; positive values lead from red to yellow.", .zh: "旋转角度，正值由红转向黄。",
        ])
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    guard degrees != 0 else { return nil }
    let direction = Power.direction(degrees: degrees)
    return Kernel(cosine: Float(direction.cosine), sine: Float(direction.sine))
  }

  /// Turns a and b.
  struct Kernel: PointKernel {
    let cosine: Float
    let sine: Float

    func callAsFunction(
      _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
      _ b: inout MutableSpan<Float>, at position: StripPosition
    ) {
      let count = a.count
      precondition(b.count == count)
      let (cosine, sine) = (cosine, sine)
      for x in 0..<count {
        let (p, q) = (a[x], b[x])
        a[x] = cosine * p - sine * q
        b[x] = sine * p + cosine * q
      }
    }
  }

  package func makeVaryingKernel(
    of parameters: [String], in context: RenderContext
  ) -> (any VaryingKernel)? {
    Varying()
  }

  /// Turns each pixel by an angle of its own.
  struct Varying: VaryingKernel {
    func callAsFunction(
      _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
      _ b: inout MutableSpan<Float>, map: Span<Float>, values: Span<Float>
    ) {
      let count = a.count
      precondition(b.count == count && values.count == count)
      for x in 0..<count {
        // Sine and cosine of half the angle by their series, exact to 4·10⁻⁶ up to 90°.
        let t = max(-180, min(values[x], 180)) * (Float.pi / 360)
        let s = t * t
        let half =
          t * (1 + s * (-1 / 6 + s * (1 / 120 + s * (-1 / 5040 + s * (1 / 362_880)))))
        let rest =
          1 + s * (-1 / 2 + s * (1 / 24 + s * (-1 / 720 + s * (1 / 40_320 - s / 3_628_800))))
        let (sine, cosine) = (2 * half * rest, rest * rest - half * half)
        let (p, q) = (a[x], b[x])
        a[x] = cosine * p - sine * q
        b[x] = sine * p + cosine * q
      }
    }
  }
}

package import AtelierEngine
import AtelierKernels
package import AtelierRecipe

/// Brightens or darkens the whole picture as a longer or shorter exposure would, with a shoulder that
/// keeps white from clipping.
///
/// Every channel of a pixel is multiplied by `g / √(1 + (g² − 1)·m²)` with `g = 2^stops` and m the
/// pixel's largest channel. For dark and middle tones that is the gain g; white stays white. The
/// curve `m ↦ g·m / √(1 + (g² − 1)·m²)` is a group: a then b stops are a + b stops, so −x undoes +x.
///
/// - Domain: scene-linear RGB. Above white (m > 1) negative values leave light as it is.
/// - Identity: `stops == 0`.
/// - Derivation: Möbius maps x ↦ g²x/(1 + (g² − 1)x) fix 0 and 1 and compose; here x = m².
package struct Exposure: PointOperation, VaryingOperation, InvertibleOperation {
  /// Change of brightness, in stops.
  package var stops = 0.0

  package init() {}

  package static let spec = OperationSpec<Exposure>(
    name: "exposure", stage: .light, order: 20,
    meaning: [
      .en: "Brightens or darkens the whole picture evenly, without clipping white.",
      .zh: "整体提亮或压暗画面，白色不溢出。",
    ],
    parameters: [
      .scalar(
        "stops", \.stops, unit: .stops, range: -5...5, usual: -2...2, lightroom: "Exposure2012",
        local: .added(lightroom: "LocalExposure2012", scale: 0.25),
        meaning: [.en: "+1 doubles the light, -1 halves it.", .zh: "+1 为两倍光量，-1 为一半。"])
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    stops == 0 ? nil : kernel
  }

  private var kernel: Kernel {
    let gain = Power.ofTwo(stops)
    return Kernel(gain: Float(gain), bend: Float(gain * gain - 1), limit: gain < 1 ? 1 : 64)
  }

  /// The opposite stops, by the law of groups.
  package func makeInverse() -> (any PointKernel)? {
    guard stops != 0 else { return nil }
    var opposite = self
    opposite.stops = -stops
    return opposite.kernel
  }

  /// Multiplies pixels by a gain that falls towards white.
  struct Kernel: PointKernel {
    let gain: Float
    let bend: Float
    /// Largest channel value that the bend is told of: for darkening, values above 1 would divide by
    /// zero.
    let limit: Float

    func callAsFunction(
      _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
      _ blue: inout MutableSpan<Float>, at position: StripPosition
    ) {
      let count = red.count
      precondition(green.count == count && blue.count == count)
      for x in 0..<count {
        let (r, g, b) = (red[x], green[x], blue[x])
        let top = min(max(max(r, g), max(b, 0)), limit)
        // `max` tells the compiler that there is a root, without which the loop stays scalar.
        let factor = gain / max(1 + bend * top * top, 0).squareRoot()
        red[x] = r * factor
        green[x] = g * factor
        blue[x] = b * factor
      }
    }
  }

  package func makeVaryingKernel(
    of parameters: [String], in context: RenderContext
  ) -> (any VaryingKernel)? {
    Varying()
  }

  /// Multiplies each pixel by a gain of its own that falls towards white.
  struct Varying: VaryingKernel {
    func callAsFunction(
      _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
      _ blue: inout MutableSpan<Float>, map: Span<Float>, values: Span<Float>
    ) {
      let count = red.count
      precondition(green.count == count && blue.count == count && values.count == count)
      for x in 0..<count {
        let (r, g, b) = (red[x], green[x], blue[x])
        let stops = values[x]
        let gain = FastMath.exp2(stops)
        let limit: Float = stops < 0 ? 1 : 64
        let top = min(max(max(r, g), max(b, 0)), limit)
        let factor = gain / max(1 + (gain * gain - 1) * top * top, 0).squareRoot()
        red[x] = r * factor
        green[x] = g * factor
        blue[x] = b * factor
      }
    }
  }
}

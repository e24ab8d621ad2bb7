package import AtelierEngine
import AtelierPixels
package import AtelierRecipe

/// Darkens or brightens the picture towards its corners.
///
/// With d the distance from the middle, 1 in the corners, and t a smooth step around the midpoint as
/// wide as the feather, light is multiplied by `g = (1 − 0.9·c·t)²` for darkening; bright pixels of
/// largest channel m keep a part, `g + 0.3·(1 − g)·m⁴`. Brightening multiplies by
/// `g/√(1 + (g² − 1)·m²)` with `g = (1 + c·t)²`, so white does not clip.
///
/// - Domain: scene-linear RGB.
/// - Identity: `amount == 0`.
/// - Derivation: d⁴ = x⁴ + y⁴ + 2ρx²y², with x and y in half sides over √2; ρ = 1 is an ellipse and
///   ρ = 0 nearly a rectangle. Positive roundness stretches the shorter side's axis to a circle.
package struct Vignette: PointOperation {
  /// Strength: negative darkens, positive brightens.
  package var amount = 0.0
  /// How far from the middle it begins.
  package var midpoint = 50.0
  /// Width of the transition.
  package var feather = 50.0
  /// Shape: −100 is nearly a rectangle, 0 an ellipse, 100 a circle.
  package var roundness = 0.0

  package init() {}

  package static let spec = OperationSpec<Vignette>(
    name: "vignette", stage: .effect, order: 10,
    meaning: [
      .en: "Darkens or brightens the picture towards its corners.", .zh: "压暗或提亮画面四周。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "PostCropVignetteAmount",
        meaning: [.en: "Negative values darken, positive ones brighten.", .zh: "负值压暗，正值提亮。"]),
      .scalar(
        "midpoint", \.midpoint, range: 0...100, lightroom: "PostCropVignetteMidpoint",
        meaning: [
          .en: "How far from the middle it begins; 100 leaves all but the corners.",
          .zh: "离中心多远开始；100 只影响四角。",
        ]),
      .scalar(
        "feather", \.feather, range: 0...100, lightroom: "PostCropVignetteFeather",
        meaning: [.en: "How soft the transition is.", .zh: "过渡的柔和程度。"]),
      .scalar(
        "roundness", \.roundness, lightroom: "PostCropVignetteRoundness",
        meaning: [
          .en: "Negative values follow the frame, positive ones make a circle.",
          .zh: "负值贴合画框，正值接近圆形。",
        ]),
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    guard amount != 0 else { return nil }
    let middle = 0.35 + 0.6 * midpoint / 100
    let half = 0.02 + 0.68 * feather / 100
    let (width, height) = (Double(context.size.width), Double(context.size.height))
    // Towards a circle the longer side gives the scale of both axes.
    let circle = max(0, roundness) / 100
    let side = max(width, height)
    let (spanX, spanY) = (
      width + circle * (side - width), height + circle * (side - height)
    )
    // Corners have distance 1 whatever the shape.
    let (cornerX, cornerY) = (width / spanX, height / spanY)
    let product = 1 + min(0, roundness) / 100
    let corner =
      (cornerX * cornerX * cornerX * cornerX + cornerY * cornerY * cornerY * cornerY
      + 2 * product * cornerX * cornerX * cornerY * cornerY).squareRoot()
    return Kernel(
      scaleX: Float(4 / (spanX * spanX) / corner), scaleY: Float(4 / (spanY * spanY) / corner),
      product: Float(2 * product), low: Float(middle - half), slope: Float(0.5 / half),
      strength: Float(amount > 0 ? amount / 100 : 0.9 * amount / 100))
  }

  /// Multiplies light by a gain that depends on place.
  struct Kernel: PointKernel {
    /// Squared distances from the middle, in pixels, times these give x² and y².
    let scaleX: Float
    let scaleY: Float
    let product: Float
    let low: Float
    let slope: Float
    let strength: Float

    func callAsFunction(
      _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
      _ blue: inout MutableSpan<Float>, at position: StripPosition
    ) {
      let count = red.count
      precondition(green.count == count && blue.count == count)
      let (scaleX, strength) = (scaleX, strength)
      let middle = 0.5 * Float(position.size.width)
      let start = Float(position.x) + 0.5 - middle
      let fromMiddle = Float(position.y) + 0.5 - 0.5 * Float(position.size.height)
      let y2 = fromMiddle * fromMiddle * scaleY
      let cross = product * y2
      let y4 = y2 * y2
      // Two loops, so that darkening pays for no roots of brightening.
      guard strength < 0 else {
        for x in 0..<count {
          let fromLeft = start + Float(Int32(truncatingIfNeeded: x))
          let x2 = fromLeft * fromLeft * scaleX
          let edge = 1 + strength * step(x2 * x2 + cross * x2 + y4)
          let gain = edge * edge
          let (r, g, b) = (red[x], green[x], blue[x])
          let top = max(0, min(max(max(r, g), b), 1))
          let factor = gain / max(1 + (gain * gain - 1) * (top * top), 1e-12).squareRoot()
          red[x] = r * factor
          green[x] = g * factor
          blue[x] = b * factor
        }
        return
      }
      for x in 0..<count {
        let fromLeft = start + Float(Int32(truncatingIfNeeded: x))
        let x2 = fromLeft * fromLeft * scaleX
        let edge = 1 + strength * step(x2 * x2 + cross * x2 + y4)
        let gain = edge * edge
        let (r, g, b) = (red[x], green[x], blue[x])
        let top = max(0, min(max(max(r, g), b), 1))
        let square = top * top
        let factor = gain + 0.3 * (1 - gain) * (square * square)
        red[x] = r * factor
        green[x] = g * factor
        blue[x] = b * factor
      }
    }

    /// The smooth step of a fourth power of distance.
    @inline(__always)
    private func step(_ d4: Float) -> Float {
      // `max` tells the compiler that there is a root, without which the loop stays scalar.
      let d2 = max(d4, 0).squareRoot()
      let t = max(0, min(1, (max(d2, 0).squareRoot() - low) * slope))
      return t * t * (3 - 2 * t)
    }
  }
}

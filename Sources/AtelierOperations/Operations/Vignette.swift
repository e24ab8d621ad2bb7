package import AtelierEngine
import AtelierKernels
import AtelierPixels
package import AtelierRecipe

/// Darkens or brightens the picture towards its corners.
///
/// With d the distance from the middle, 1 in the corners, and t a smooth step around the midpoint as
/// wide as the feather, light is multiplied by `g = (1 − 0.9·c·t)²` for darkening. Of the styles,
/// highlight priority (1) lets bright pixels of largest channel m keep a part,
/// `f = g + k·(1 − g)·m⁴` with `k = 0.3 + 0.7·highlight_contrast/100`. Colour priority (2) does so by
/// luminance Y in place of m, with `k = highlight_contrast/100`, and leaves dark corners more of their
/// colour: what a channel differs from Y is multiplied by `f·(1 + 0.3·(1 − f))`. Both brighten by
/// `g/√(1 + (g² − 1)·m²)` with `g = (1 + c·t)²`, so white does not clip. Paint overlay (3) mixes
/// encoded values (square roots of light) with black, or with white for brightening, by `0.9·|c|·t`.
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
  /// 1 highlight priority, 2 colour priority, 3 paint overlay.
  package var style = 1
  /// How far highlights shine through a dark vignette of styles 1 and 2.
  package var highlightContrast = 0.0

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
      .integer(
        "style", \.style, range: 1...3, lightroom: "PostCropVignetteStyle",
        meaning: [
          .en: "1 highlight priority, 2 colour priority, 3 paint overlay.",
          .zh: "1 为高光优先，2 为颜色优先，3 为绘画叠加。",
        ]),
      .scalar(
        "highlight_contrast", \.highlightContrast, range: 0...100,
        lightroom: "PostCropVignetteHighlightContrast",
        meaning: [
          .en: "How far highlights shine through a dark vignette; paint overlay has none.",
          .zh: "高光透过暗角的程度；绘画叠加样式无此效果。",
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
    let shape = VignetteShape(
      scaleX: Float(4 / (spanX * spanX) / corner), scaleY: Float(4 / (spanY * spanY) / corner),
      product: Float(2 * product), low: Float(middle - half), slope: Float(0.5 / half))
    if style == 3 {
      return PaintedVignette(
        shape: shape, share: Float(0.9 * amount.magnitude / 100), paint: amount > 0 ? 1 : 0)
    }
    let contrast = highlightContrast / 100
    if style == 2, amount < 0 {
      return ColorVignette(
        shape: shape, strength: Float(0.9 * amount / 100), kept: Float(contrast))
    }
    return Kernel(
      shape: shape, strength: Float(amount > 0 ? amount / 100 : 0.9 * amount / 100),
      kept: Float(0.3 + 0.7 * contrast))
  }

  /// Multiplies light by a gain that depends on place.
  struct Kernel: PointKernel {
    let shape: VignetteShape
    let strength: Float
    /// The share of their light that white pixels keep.
    let kept: Float

    func callAsFunction(
      _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
      _ blue: inout MutableSpan<Float>, at position: StripPosition
    ) {
      let count = red.count
      precondition(green.count == count && blue.count == count)
      let (row, strength) = (shape.row(position), strength)
      // Loops of their own, so that each pays for no roots of others.
      if strength < 0, shape.isElliptic {
        for x in 0..<count {
          let factor = factor(edge: 1 + strength * row.ellipticStep(x), red[x], green[x], blue[x])
          red[x] *= factor
          green[x] *= factor
          blue[x] *= factor
        }
      } else if strength < 0 {
        for x in 0..<count {
          let factor = factor(edge: 1 + strength * row.step(x), red[x], green[x], blue[x])
          red[x] *= factor
          green[x] *= factor
          blue[x] *= factor
        }
      } else {
        for x in 0..<count {
          let edge = 1 + strength * row.step(x)
          let gain = edge * edge
          let (r, g, b) = (red[x], green[x], blue[x])
          let top = FastMath.limited(max(max(r, g), b), to: 1)
          let factor = gain / max(1 + (gain * gain - 1) * (top * top), 1e-12).squareRoot()
          red[x] = r * factor
          green[x] = g * factor
          blue[x] = b * factor
        }
      }
    }

    /// What a darkened pixel keeps of its light.
    @inline(__always)
    private func factor(edge: Float, _ r: Float, _ g: Float, _ b: Float) -> Float {
      let gain = edge * edge
      let top = FastMath.limited(max(max(r, g), b), to: 1)
      let square = top * top
      return gain + kept * (1 - gain) * (square * square)
    }
  }
}

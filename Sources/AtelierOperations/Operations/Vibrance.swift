package import AtelierEngine
package import AtelierRecipe

/// Strengthens weak colours more than strong ones, and skin least.
///
/// Chroma C is multiplied by `1 + c·k·(1 − u)²·s` with `u = C²/0.22²` limited to 1, k = 0.7 and
/// `s = 1 − 0.6·cos⁸δ` for hues within 90° of skin, δ the angle between them. Lightness and hue stay.
///
/// - Domain: Oklab.
/// - Identity: `amount == 0`.
/// - Derivation: as saturation, with an edge at two thirds of its chroma; skin of all tones lies
///   near 55° of Oklab hue, and cos⁸ falls to a half 23° from there.
package struct Vibrance: PointOperation, InvertibleOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Vibrance>(
    name: "vibrance", stage: .color, order: 10, domain: .perceptual,
    meaning: [
      .en: "Strengthens or weakens mainly the weak colours and protects skin.",
      .zh: "主要增强或减弱淡色，并保护肤色。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "Vibrance", local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "Positive values make weak colours stronger, negative ones quieter.",
          .zh: "正值使淡色更鲜明，负值更安静。",
        ])
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    guard amount != 0 else { return nil }
    let skin = Power.direction(degrees: Self.skin)
    return Kernel(
      strength: Float(strength), cosine: Float(skin.cosine), sine: Float(skin.sine))
  }

  package func makeInverse() -> (any PointKernel)? {
    guard amount != 0 else { return nil }
    return ChromaInverse(
      strength: strength, edge: Self.edge, protection: Self.protection, degrees: Self.skin)
  }

  private var strength: Double { amount / 100 * 0.7 }
  /// Oklab hue of skin.
  private static let skin = 55.0
  /// Share of the boost that skin is spared.
  private static let protection = 0.6
  /// Chroma from which colours stay.
  private static let edge = 0.22

  /// Multiplies chroma by a factor that falls with chroma and near skin.
  struct Kernel: PointKernel {
    let strength: Float
    let cosine: Float
    let sine: Float

    func callAsFunction(
      _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
      _ b: inout MutableSpan<Float>, at position: StripPosition
    ) {
      let count = a.count
      precondition(b.count == count)
      let (strength, cosine, sine) = (strength, cosine, sine)
      let scale = Float(1 / (Vibrance.edge * Vibrance.edge))
      let protection = Float(Vibrance.protection)
      for x in 0..<count {
        let (p, q) = (a[x], b[x])
        let square = p * p + q * q
        let rest = max(0, 1 - square * scale)
        let towards = max(0, p * cosine + q * sine)
        // Below a chroma of 0.001 there is no hue to protect.
        let near = towards * towards / max(square, 1e-6)
        let skin = near * near * near * near
        let factor = 1 + strength * rest * rest * (1 - protection * skin)
        a[x] = p * factor
        b[x] = q * factor
      }
    }
  }
}

package import AtelierEngine
package import AtelierRecipe

/// Strengthens or removes all colours alike.
///
/// Chroma C is multiplied by `1 + c` for negative c, and by `1 + c·(1 − u)²` with `u = C²/0.32²` for
/// positive c: weak colours are doubled at +100, those at the edge of the gamut stay. Lightness and
/// hue stay.
///
/// - Domain: Oklab.
/// - Identity: `amount == 0`.
/// - Derivation: `C·(1 + (1 − u)²)` has slopes of at least 0.2, so colours keep their order and none
///   runs together with another; 0.32 is the largest chroma of sRGB (blue 0.313, magenta 0.323).
package struct Saturation: PointOperation, VaryingOperation, InvertibleOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Saturation>(
    name: "saturation", stage: .color, order: 20, domain: .perceptual,
    meaning: [
      .en: "Strengthens or weakens all colours alike.", .zh: "统一增强或减弱所有颜色。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "Saturation",
        local: .added(lightroom: "LocalSaturation", scale: 0.01),
        meaning: [
          .en: "-100 is black and white, +100 doubles weak colours.",
          .zh: "-100 为黑白，+100 使淡色加倍。",
        ])
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    guard amount != 0 else { return nil }
    if amount < 0 { return Fade(factor: Float(1 + amount / 100)) }
    return Boost(strength: Float(amount / 100))
  }

  /// Of less than a twentieth of the chroma little more than noise comes back.
  package var isInvertible: Bool { amount >= -95 }

  package func makeInverse() -> (any PointKernel)? {
    guard amount != 0, isInvertible else { return nil }
    if amount < 0 { return Fade(factor: Float(100 / (100 + amount))) }
    return ChromaInverse(strength: amount / 100, edge: Boost.edge)
  }

  /// Multiplies chroma by a constant.
  struct Fade: PointKernel {
    let factor: Float

    func callAsFunction(
      _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
      _ b: inout MutableSpan<Float>, at position: StripPosition
    ) {
      for x in a.indices { a[x] *= factor }
      for x in b.indices { b[x] *= factor }
    }
  }

  /// Multiplies chroma by a factor that falls towards the edge of the gamut.
  struct Boost: PointKernel {
    let strength: Float

    /// Chroma from which colours stay.
    static let edge = 0.32

    func callAsFunction(
      _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
      _ b: inout MutableSpan<Float>, at position: StripPosition
    ) {
      let count = a.count
      precondition(b.count == count)
      let strength = strength
      let scale = Float(1 / (Self.edge * Self.edge))
      for x in 0..<count {
        let (p, q) = (a[x], b[x])
        let rest = max(0, 1 - (p * p + q * q) * scale)
        let factor = 1 + strength * rest * rest
        a[x] = p * factor
        b[x] = q * factor
      }
    }
  }

  package func makeVaryingKernel(
    of parameters: [String], in context: RenderContext
  ) -> (any VaryingKernel)? {
    Varying()
  }

  /// Fades or boosts each pixel by an amount of its own.
  struct Varying: VaryingKernel {
    func callAsFunction(
      _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
      _ b: inout MutableSpan<Float>, map: Span<Float>, values: Span<Float>
    ) {
      let count = a.count
      precondition(b.count == count && values.count == count)
      let scale: Float = 1 / (0.32 * 0.32)
      for x in 0..<count {
        let (p, q) = (a[x], b[x])
        let strength = values[x] * 0.01
        let rest = max(0, 1 - (p * p + q * q) * scale)
        let factor = 1 + min(strength, 0) + max(strength, 0) * (rest * rest)
        a[x] = p * factor
        b[x] = q * factor
      }
    }
  }
}

package import AtelierEngine
package import AtelierRecipe

/// Takes the coloured patterns out of fine fabrics and screens.
///
/// Colour, as √R − √Y and √B − √Y, moves towards its mean over 12 pixels on each side, weighted by a
/// tent; luminance stays. A difference d from the mean moves by `amount/100 · 1/(1 + (d/0.25)⁴)`, so
/// the edges between colours of their own stay.
///
/// - Domain: scene-linear RGB, before tone.
/// - Identity: `amount <= 0`; on previews so small that the patterns are averaged away.
/// - Derivation: a tent of 12 pixels removes patterns of 12 pixels and weakens those of 24 by 0.6;
///   moiré of sensors moves √-encoded colour by 0.02 to 0.12.
package struct Moire: AreaOperation {
  /// Strength in percent.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Moire>(
    name: "moire", stage: .detail, order: 15,
    meaning: [
      .en: "Takes coloured patterns out of fine fabrics and screens.", .zh: "去除织物、屏幕上的彩色摩尔纹。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, local: .added(lightroom: "LocalMoire", scale: 0.01),
        meaning: [
          .en: "Strength; negative values take from that of masks.", .zh: "强度；负值减弱蒙版的强度。",
        ])
    ])

  package func makeKernel(in context: RenderContext) -> (any AreaKernel)? {
    let reach = Int((12 * context.scale).rounded())
    guard amount > 0, reach > 1 else { return nil }
    let weights = (0..<reach).map { Double(reach - $0) }
    let sum = 2 * weights.reduce(0, +) - weights[0]
    return MoireKernel(weights: weights.map { Float($0 / sum) }, share: Float(amount / 100))
  }
}

package import AtelierEngine
package import AtelierRecipe

/// Turns the picture to black and white, with a mix that says how bright each colour becomes.
///
/// Chroma becomes 0. A mix of −100 takes the lightness L of a colour to 0.6·L, +100 to
/// `L·(1 + 0.6·(1 − L))`, as a colour filter would; near grey the mix fades.
///
/// - Domain: Oklab.
/// - Identity: not `enabled`.
/// - Derivation: as the luminance of ``Hsl``.
package struct BlackAndWhite: PointOperation {
  /// Whether the picture is turned to black and white.
  package var isEnabled = false
  /// Brightness of each colour.
  package var mix = ColorBands()

  package init() {}

  package static let spec = OperationSpec<BlackAndWhite>(
    name: "black_and_white", stage: .color, order: 40, domain: .perceptual,
    meaning: [
      .en: "Turns the picture to black and white and mixes the colours' brightness.",
      .zh: "转为黑白，并可调各颜色转换后的明暗。",
    ],
    parameters: [
      .flag(
        "enabled", \.isEnabled, lightroom: "ConvertToGrayscale",
        meaning: [.en: "Whether the picture is black and white.", .zh: "是否转为黑白。"])
    ]
      + ColorBand.allCases.map { band in
        .scalar(
          band.name, \.mix[band], lightroom: "GrayMixer\(band.lightroom)",
          local: .added(lightroom: nil, scale: 1),
          meaning: [
            .en: "Brightens or darkens what was \(band.name).",
            .zh: "原\(band.chinese)部分变亮或变暗。",
          ])
      })

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    guard isEnabled else { return nil }
    guard !mix.isZero else { return Saturation.Fade(factor: 0) }
    let mixing = HueKernel(drop: 0.4, rise: 0.6) { HueKernel.Change(light: mix[$0] / 100) }
    return Kernel(mixing: mixing)
  }

  /// Mixes, then removes chroma.
  struct Kernel: PointKernel {
    let mixing: HueKernel

    func callAsFunction(
      _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
      _ b: inout MutableSpan<Float>, at position: StripPosition
    ) {
      mixing(&lightness, &a, &b, at: position)
      for x in a.indices { a[x] = 0 }
      for x in b.indices { b[x] = 0 }
    }
  }
}

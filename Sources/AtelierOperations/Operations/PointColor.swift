package import AtelierEngine
import AtelierPixels
package import AtelierRecipe

/// Changes hue, saturation and brightness of picked colours and of what is like them.
///
/// A row picks a colour: its hue on the HSV wheel in radians, its HSV saturation and its luminance.
/// Ranges say how far from it the change reaches: from none to full over the first two numbers, back
/// over the last two, along smooth steps. Those of hue lie around the picked one, 0.5 being itself and
/// 0 and 1 60° away; those of saturation and luminance are places on their axes (luminance on the
/// sRGB axis). `range_amount` widens all around the picked colour by `0.25 + 1.5·amount`. Pixels are
/// selected by Oklab hue, C/L and L as they come in, so rows do not depend on their order; towards
/// grey, where hue is noise, selection fades with `C²/(C² + 0.02²)`. A full change turns by
/// 60°·shift, multiplies chroma by 1 + scale, and takes L to `L·(1 + 0.55·s·(1 − L))`, or `(1 + 0.38·s)·L`
/// with negative s, chroma in proportion. A row of −1 is unused.
///
/// - Domain: Oklab.
/// - Identity: no rows, or all shifts and scales 0.
/// - Derivation: Lightroom's own files hold ranges of saturation that are centred on the picked one
///   and ranges of luminance that are centred on its sRGB code. The reach of hue is chosen by eye.
package struct PointColor: PointOperation {
  /// One colour a row.
  package var colors: [[Double]] = []

  package init() {}

  private static func range(_ name: String) -> [RowColumn] {
    ["lower_none", "lower_full", "upper_full", "upper_none"].map {
      RowColumn("\(name)_\($0)", -1...1)
    }
  }

  package static let spec = OperationSpec<PointColor>(
    name: "point_color", stage: .color, order: 35, domain: .perceptual,
    meaning: [
      .en: "Changes picked colours and what is like them.", .zh: "调整所取的颜色及与其相近的颜色。",
    ],
    parameters: [
      .rows(
        "colors", \.colors,
        columns: [
          RowColumn("hue", -1...6.2832), RowColumn("saturation", -1...1),
          RowColumn("luminance", -1...1), RowColumn("hue_shift", -1...1, isAmount: true),
          RowColumn("saturation_scale", -1...1, isAmount: true),
          RowColumn("luminance_scale", -1...1, isAmount: true), RowColumn("range_amount", -1...1),
        ] + range("hue") + range("saturation") + range("luminance"),
        most: 16, lightroom: "PointColors", local: .blended,
        meaning: [
          .en: "A picked colour a row, how it changes, and how far from it the change reaches.",
          .zh: "每行为一个取色、其变化与影响范围。",
        ])
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    let picks = colors.compactMap { Self.pick($0) }
    return picks.isEmpty ? nil : PointColorKernel(picks)
  }

  /// What a row says; nil where it changes nothing.
  static func pick(_ row: [Double]) -> PointColorKernel.Pick? {
    let isUnused = row.allSatisfy { $0 == -1 }
    guard row.count == 19, !isUnused, row[3] != 0 || row[4] != 0 || row[5] != 0 else { return nil }
    let (saturation, luminance) = (min(max(row[1], 0.02), 1), min(max(row[2], 0.0005), 1))
    let lab = oklab(hue: max(row[0], 0), saturation: saturation, luminance: luminance)
    let chroma = (lab.y * lab.y + lab.z * lab.z).squareRoot()
    let widening = 0.25 + 1.5 * min(max(row[6], 0), 1)

    /// Ends of a range, widened around its middle and in order.
    func ends(_ first: Int, around middle: Double) -> [Double] {
      let wide = row[first..<(first + 4)].map { middle + ($0 - middle) * widening }
      let (inLow, inHigh) = (min(wide[1], middle), max(wide[2], middle))
      return [min(wide[0], inLow), inLow, inHigh, max(wide[3], inHigh)]
    }
    // Distances of hue are lengths of chords of the unit circle.
    let hues = ends(7, around: 0.5).map { place -> Double in
      let degrees = min((place - 0.5).magnitude * 120, 180)
      return 2 * Power.direction(degrees: degrees / 2).sine
    }
    let saturations = ends(11, around: saturation).map { $0 / saturation * chroma / lab.x }
    let code = TransferCurve.sRGB.encode(luminance)
    let lights = ends(15, around: code).map { Power.cubeRoot(TransferCurve.sRGB.decode($0)) }
    let turn = Power.direction(degrees: 60 * row[3])
    let scale = 1 + row[4]
    return PointColorKernel.Pick(
      direction: SIMD2(Float(lab.y / chroma), Float(lab.z / chroma)),
      hueBelow: .init(full: hues[1], none: hues[0]), hueAbove: .init(full: hues[2], none: hues[3]),
      saturationBelow: .init(full: saturations[1], none: saturations[0]),
      saturationAbove: .init(full: saturations[2], none: saturations[3]),
      lightBelow: .init(full: lights[1], none: lights[0]),
      lightAbove: .init(full: lights[2], none: lights[3]),
      change: SIMD2(Float(scale * turn.cosine - 1), Float(scale * turn.sine)), light: Float(row[5]))
  }

  /// The Oklab colour of a hue in radians and a saturation, both of HSV, with a luminance.
  private static func oklab(
    hue: Double, saturation: Double, luminance: Double
  ) -> SIMD3<Double> {
    let place = (hue * 3 / .pi).truncatingRemainder(dividingBy: 6)
    let linear = [0.0, 4, 2].map { offset in
      let level = min(
        1, max(0, ((place + offset).truncatingRemainder(dividingBy: 6) - 3).magnitude - 1))
      return TransferCurve.sRGB.decode(1 - saturation * (1 - level))
    }
    let color = RGBColorSpace.sRGB.matrix(to: .working) * SIMD3(linear[0], linear[1], linear[2])
    let own = (RGBColorSpace.working.luminanceWeights * color).sum()
    let cone = Oklab.toCone * (color * (luminance / own))
    return Oklab.toLab
      * SIMD3(Power.cubeRoot(cone.x), Power.cubeRoot(cone.y), Power.cubeRoot(cone.z))
  }
}

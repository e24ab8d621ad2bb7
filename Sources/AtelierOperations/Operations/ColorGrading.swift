package import AtelierEngine
import AtelierKernels
import AtelierPixels
package import AtelierRecipe

/// Tints shadows, mid-tones, highlights and the whole picture, and moves their brightness.
///
/// Each range adds a colour of its wheel's hue to a and b, with chroma 0.11 at saturation 100, and up
/// to 0.09 to L. Shadows are `1 − S`, highlights S of a smooth step around L = 0.43 and 0.73
/// (−0.2·balance), mid-tones what both leave. Tints fade with `1 − (2L − 1)⁶` towards black and
/// white, which stay neutral.
///
/// - Domain: Oklab. Hues are degrees of the HSV wheel: 0 red, 60 yellow, 120 green, 240 blue.
/// - Identity: every saturation and luminance 0.
/// - Derivation: steps are 0.2 wide at blending 0 and 0.8 at 100. The new L is made to rise with the
///   old one by at least a tenth, so that tones keep their order.
package struct ColorGrading: PointOperation {
  /// The wheel of a range.
  package struct Wheel: Sendable, Hashable {
    /// Hue in degrees of the HSV wheel.
    package var hue = 0.0
    /// Strength of the tint.
    package var saturation = 0.0
    /// Change of brightness.
    package var luminance = 0.0
  }

  /// The dark tones' wheel.
  package var shadows = Wheel()
  /// The middle tones' wheel.
  package var midtones = Wheel()
  /// The bright tones' wheel.
  package var highlights = Wheel()
  /// The whole picture's wheel.
  package var global = Wheel()
  /// How far the ranges overlap.
  package var blending = 50.0
  /// Where shadows give way to highlights.
  package var balance = 0.0

  package init() {}

  package static let spec = OperationSpec<ColorGrading>(
    name: "color_grading", stage: .color, order: 50, domain: .perceptual,
    meaning: [
      .en: "Tints shadows, mid-tones and highlights, each with a colour of its own.",
      .zh: "分别为阴影、中间调与高光着色。",
    ],
    parameters:
      wheel(
        "shadow", \.shadows, english: "shadows", chinese: "阴影",
        lightroom: ("SplitToningShadowHue", "SplitToningShadowSaturation", "ColorGradeShadowLum"))
      + wheel(
        "midtone", \.midtones, english: "mid-tones", chinese: "中间调",
        lightroom: ("ColorGradeMidtoneHue", "ColorGradeMidtoneSat", "ColorGradeMidtoneLum"))
      + wheel(
        "highlight", \.highlights, english: "highlights", chinese: "高光",
        lightroom: (
          "SplitToningHighlightHue", "SplitToningHighlightSaturation", "ColorGradeHighlightLum"
        ))
      + wheel(
        "global", \.global, english: "the whole picture", chinese: "全局",
        lightroom: ("ColorGradeGlobalHue", "ColorGradeGlobalSat", "ColorGradeGlobalLum"))
      + [
        .scalar(
          "blending", \.blending, range: 0...100, lightroom: "ColorGradeBlending",
          meaning: [.en: "How far the ranges overlap.", .zh: "各区段的融合程度。"]),
        .scalar(
          "balance", \.balance, lightroom: "SplitToningBalance",
          meaning: [
            .en: "Positive values widen the highlights, negative ones the shadows.",
            .zh: "正值扩大高光范围，负值扩大阴影范围。",
          ]),
      ])

  /// The parameters of a wheel. A mask adds no hue: on its edge hues would run through the circle.
  private static func wheel(
    _ name: String, _ path: any WritableKeyPath<ColorGrading, Wheel> & Sendable, english: String,
    chinese: String, lightroom: (hue: String, saturation: String, luminance: String)
  ) -> [Parameter<ColorGrading>] {
    [
      .scalar(
        "\(name)_hue", \.[wheel: path].hue, unit: .degrees, range: 0...360,
        lightroom: lightroom.hue,
        meaning: [.en: "Hue of the tint in \(english).", .zh: "\(chinese)色调的色相。"]),
      .scalar(
        "\(name)_saturation", \.[wheel: path].saturation, range: 0...100,
        lightroom: lightroom.saturation, local: .added(lightroom: nil, scale: 1),
        meaning: [.en: "Strength of the tint in \(english).", .zh: "\(chinese)色调的强度。"]),
      .scalar(
        "\(name)_luminance", \.[wheel: path].luminance, lightroom: lightroom.luminance,
        local: .added(lightroom: nil, scale: 1),
        meaning: [.en: "Brightness of \(english).", .zh: "\(chinese)的明暗。"]),
    ]
  }

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    let wheels = [shadows, midtones, highlights, global]
    guard wheels.contains(where: { $0.saturation != 0 || $0.luminance != 0 }) else { return nil }
    let tints = wheels.map { wheel in
      let direction = Power.direction(degrees: Self.oklabHue(ofWheel: wheel.hue))
      let chroma = 0.11 * wheel.saturation / 100
      return SIMD3(
        0.09 * wheel.luminance / 100, chroma * direction.cosine, chroma * direction.sine)
    }
    return LightnessTable { lightness in
      let fade = 1 - Self.sixth(2 * lightness - 1)
      let color = Self.mix(tints, at: lightness, blending: blending, balance: balance) * fade
      // Light moves over the widest ranges, so that tones do not run together.
      let light = Self.mix(tints, at: lightness, blending: 100, balance: balance) * fade
      return SIMD3(light.x, color.y, color.z)
    }
  }

  /// The weighted sum of shadows, mid-tones, highlights and the whole.
  private static func mix(
    _ tints: [SIMD3<Double>], at lightness: Double, blending: Double, balance: Double
  ) -> SIMD3<Double> {
    let half = 0.1 + 0.3 * blending / 100
    let shift = -0.2 * balance / 100
    func step(_ middle: Double) -> Double {
      let t = min(1, max(0, (lightness - middle - shift + half) / (2 * half)))
      return t * t * (3 - 2 * t)
    }
    let (dark, bright) = (1 - step(0.43), step(0.73))
    let middle = (1 - dark) * (1 - bright)
    return tints[0] * dark + tints[1] * middle + tints[2] * bright + tints[3]
  }

  private static func sixth(_ x: Double) -> Double { (x * x) * (x * x) * (x * x) }

  /// The Oklab hue of a colour of the HSV wheel, at saturation 0.6 and value 0.9.
  static func oklabHue(ofWheel degrees: Double) -> Double {
    let code = [0.0, 240, 120].map { offset in
      // The channel's triangle around its own hue.
      let place = (degrees + offset).truncatingRemainder(dividingBy: 360) / 60
      let level = min(1, max(0, (place - 3).magnitude - 1))
      return TransferCurve.sRGB.decode(0.9 * (1 - 0.6 * (1 - level)))
    }
    let linear = RGBColorSpace.sRGB.matrix(to: .working) * SIMD3(code[0], code[1], code[2])
    let cone = Oklab.toCone * linear
    let roots = SIMD3(
      Power.cubeRoot(cone.x), Power.cubeRoot(cone.y), Power.cubeRoot(cone.z))
    let lab = Oklab.toLab * roots
    return Power.angle(x: lab.y, y: lab.z)
  }
}

extension ColorGrading {
  /// A wheel by its key path, so that key paths to its members can be built from it.
  fileprivate subscript(wheel path: any WritableKeyPath<ColorGrading, Wheel> & Sendable) -> Wheel {
    get { self[keyPath: path] }
    set { self[keyPath: path] = newValue }
  }
}

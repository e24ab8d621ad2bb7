package import AtelierEngine
import AtelierPixels
package import AtelierRecipe

/// Sets tones as the process versions 2003 and 2010 of Camera Raw do.
///
/// On linear light x, in this order:
/// - White `w = 2^−max(0, exposure)` and black `b = min(0.99 w, blacks/1000)` make the ramp
///   `s·(x − b)`, `s = 1/(w − b)`, with the soft toe `s/(4r)·(x − b + r)²` within
///   `r = min(b/2, 1/(16 s))` of black.
/// - Negative exposure: slope `m = 2^exposure` below 0.25, above it the parabola through white.
/// - Highlight recovery q, 0…1: `x/(1 + (1 − 1/U)·x)` with `U = 1 + (T − 1)·q(2 − q)`, T where the
///   ramp took white. What the ramp pushed up to U comes back to white; then light is clipped.
///
/// On the sRGB axis v, 0…1, with `k(n) = 2^(n/75)`:
/// - Fill light f, 0…1: `v + 1.25·f·v(1 − v)²`.
/// - Brightness n: `1 − (1 − v)^k(n)`, for negative values `v^k(−n)`.
/// - Contrast n: both halves of the axis along `u/(u + k(n)·(1 − u))`, u from its end to the middle.
///
/// Fill light is regional in the original; one curve for the whole picture can be undone, and for
/// the usual small amounts looks alike.
///
/// - Domain: the sRGB axis of linear Rec. 2020, largest and smallest channel of each pixel.
/// - Identity: all parameters 0.
/// - Source: ramp, toe and parabola are those of Adobe's DNG SDK 1.3 (exposure ramp and exposure
///   tone). The other forms are simple ones that are monotone over the whole range. 75 takes
///   brightness 50, contrast 25 and a medium contrast curve to the SDK's default curve within 4 codes
///   of 8 bit; 1.25 was fitted, with the constant of ``ParametricCurve``, to the 61 pairs of pictures
///   that `Benchmarks/lightroom_pairs.py` renders.
package struct ProcessTone2003: ToneOperation {
  /// Change of brightness in stops; what it takes over white is clipped.
  package var exposure = 0.0
  /// How much of that comes back.
  package var highlightRecovery = 0.0
  /// How far dark tones are lifted.
  package var fillLight = 0.0
  /// How much of the darkest light becomes black.
  package var blacks = 0.0
  /// Change of the middle tones, black and white fixed.
  package var brightness = 0.0
  /// Spreads or gathers tones around the middle.
  package var contrast = 0.0

  package init() {}

  package static let spec = OperationSpec<ProcessTone2003>(
    name: "process_2003", stage: .tone, order: 5,
    meaning: [
      .en: "Sets tones as Lightroom's process versions 2003 and 2010 do.",
      .zh: "按 Lightroom 2003 与 2010 版处理方式调整明暗。",
    ],
    parameters: [
      .scalar(
        "exposure", \.exposure, unit: .stops, range: -4...4, usual: -2...2, lightroom: "Exposure",
        local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "+1 doubles the light and clips what leaves white, -1 halves it and keeps white.",
          .zh: "+1 为两倍光量并截去过白部分，-1 为一半并保留白色。",
        ]),
      .scalar(
        "highlight_recovery", \.highlightRecovery, range: 0...100, lightroom: "HighlightRecovery",
        meaning: [
          .en: "Brings back the highlights that exposure pushed over white.",
          .zh: "找回曝光推过白点的高光。",
        ]),
      .scalar(
        "fill_light", \.fillLight, range: 0...100, lightroom: "FillLight",
        meaning: [.en: "Lifts dark tones.", .zh: "提亮暗调。"]),
      .scalar(
        "blacks", \.blacks, range: 0...100, lightroom: "Shadows",
        meaning: [.en: "Makes the darkest light black.", .zh: "把最暗的光压成黑色。"]),
      .scalar(
        "brightness", \.brightness, range: -150...150, lightroom: "Brightness",
        local: .added(lightroom: "LocalBrightness", scale: 0.01),
        meaning: [
          .en: "Brightens or darkens middle tones, black and white stay.",
          .zh: "调整中间调明暗，黑白两端不变。",
        ]),
      .scalar(
        "contrast", \.contrast, range: -50...100, lightroom: "Contrast",
        local: .added(lightroom: nil, scale: 1),
        meaning: [
          .en: "Separates light from dark around the middle, or gathers them.",
          .zh: "以中间调为轴拉开或收拢明暗。",
        ]),
    ])

  package func makeTone(in context: RenderContext) -> (@Sendable (Double) -> Double)? {
    let values = [exposure, highlightRecovery, fillLight, blacks, brightness, contrast]
    guard values.contains(where: { $0 != 0 }) else { return nil }
    let ramp = Ramp(exposure: exposure, blacks: blacks)
    let share = highlightRecovery / 100
    let reach = 1 + (max(ramp.top, 1) - 1) * share * (2 - share)
    let recovery = 1 - 1 / reach
    let fill = 1.25 * fillLight / 100
    let bright = Power.ofTwo(brightness.magnitude / 75)
    let (isBrighter, isDarker) = (brightness > 0, brightness < 0)
    let spread = Power.ofTwo(contrast / 75)
    let transfer = TransferCurve.sRGB
    return { encoded in
      let light = ramp(transfer.decode(max(encoded, 0)))
      var v = transfer.encode(min(light / (1 + recovery * light), 1))
      v += fill * v * (1 - v) * (1 - v)
      if isBrighter { v = 1 - Power.of(1 - v, bright) }
      if isDarker { v = Power.of(v, bright) }
      let fromEnd = 2 * min(v, 1 - v)
      let half = 0.5 * fromEnd / (fromEnd + spread * (1 - fromEnd))
      return v < 0.5 ? half : 1 - half
    }
  }

  /// Takes light from black and white of the exposure to 0 and 1, unclipped above.
  private struct Ramp: Sendable {
    private let black: Double
    private let slope: Double
    private let radius: Double
    /// Slope of negative exposure, 1 for none.
    private let dark: Double

    init(exposure: Double, blacks: Double) {
      let white = Power.ofTwo(-max(0, exposure))
      black = min(0.99 * white, blacks / 1000)
      slope = 1 / (white - black)
      radius = min(black / 2, 1 / (16 * slope))
      dark = Power.ofTwo(min(0, exposure))
    }

    /// Where white goes.
    var top: Double { slope * (1 - black) }

    func callAsFunction(_ x: Double) -> Double {
      let place = x - black
      guard place > -radius else { return 0 }
      let y =
        place < radius
        ? slope / (4 * radius) * (place + radius) * (place + radius) : slope * place
      guard dark < 1 else { return y }
      guard y > 0.25 else { return dark * y }
      let a = 16.0 / 9 * (1 - dark)
      // The parabola turns down beyond white, where light is clipped anyway.
      let inside = min(y, 1)
      return (a * inside + dark - 0.5 * a) * inside + 1 - dark - 0.5 * a
    }
  }
}

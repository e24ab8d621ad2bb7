package import AtelierEngine
import AtelierKernels
import AtelierPixels
package import AtelierRecipe

/// Moves the primaries that colours are mixed of, and tints the shadows.
///
/// The image of a primary is itself, plus `0.3·hue/100` of the next one of the ring red, green, blue
/// (with negative values of the one before), less `0.2·saturation/100` of both others (with negative
/// values plus `0.3·|saturation|/100`). The three are then scaled so that they still sum to white:
/// greys stay. The tint takes `0.15·t·w` of green light and gives red and blue as much luminance, with
/// `w = (1 − √Y)²` of luminance Y, so it fades towards white and leaves Y.
///
/// - Domain: scene-linear RGB; the primaries are those of sRGB.
/// - Identity: all values 0.
/// - Derivation: hue 100 turns pure red to an encoded (255, 149, 0), an orange; saturation −100 of all
///   three leaves 0.44 of linear saturation, +100 gives 2 times. The white of the moved primaries
///   keeps positive shares of all three at any setting of one of them.
package struct Calibration: PointOperation {
  /// A primary.
  package struct Primary: Sendable, Hashable {
    /// Turn towards the next primary.
    package var hue = 0.0
    /// Strength.
    package var saturation = 0.0
  }

  /// Tint of dark tones.
  package var shadowTint = 0.0
  /// The red primary.
  package var red = Primary()
  /// The green primary.
  package var green = Primary()
  /// The blue primary.
  package var blue = Primary()

  package init() {}

  package static let spec = OperationSpec<Calibration>(
    name: "calibration", stage: .light, order: 15,
    meaning: [
      .en: "Moves the red, green and blue that all colours are mixed of, and tints shadows.",
      .zh: "校准红、绿、蓝三原色，并调整阴影色调。",
    ],
    parameters: [
      .scalar(
        "shadow_tint", \.shadowTint, lightroom: "ShadowTint",
        meaning: [
          .en: "Positive values make shadows more magenta, negative ones greener.",
          .zh: "正值使阴影偏洋红，负值偏绿。",
        ]),
      .scalar(
        "red_hue", \.red.hue, lightroom: "RedHue",
        meaning: [
          .en: "Turns the red primary towards orange, or magenta with negative values.",
          .zh: "红原色色相：正值偏橙，负值偏洋红。",
        ]),
      .scalar(
        "red_saturation", \.red.saturation, lightroom: "RedSaturation",
        meaning: [.en: "Strength of the red primary.", .zh: "红原色饱和度。"]),
      .scalar(
        "green_hue", \.green.hue, lightroom: "GreenHue",
        meaning: [
          .en: "Turns the green primary towards aqua, or yellow with negative values.",
          .zh: "绿原色色相：正值偏青，负值偏黄。",
        ]),
      .scalar(
        "green_saturation", \.green.saturation, lightroom: "GreenSaturation",
        meaning: [.en: "Strength of the green primary.", .zh: "绿原色饱和度。"]),
      .scalar(
        "blue_hue", \.blue.hue, lightroom: "BlueHue",
        meaning: [
          .en: "Turns the blue primary towards purple, or aqua with negative values.",
          .zh: "蓝原色色相：正值偏紫，负值偏青。",
        ]),
      .scalar(
        "blue_saturation", \.blue.saturation, lightroom: "BlueSaturation",
        meaning: [.en: "Strength of the blue primary.", .zh: "蓝原色饱和度。"]),
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    let matrix = matrix
    guard matrix != .identity || shadowTint != 0 else { return nil }
    return Kernel(matrix: ColorMatrix(matrix), tint: Float(shadowTint / 100))
  }

  /// The change of linear Rec. 2020 values.
  var matrix: Matrix3 {
    let primaries = [red, green, blue]
    guard primaries.contains(where: { $0 != Primary() }) else { return .identity }
    var moved = Matrix3.identity
    for (index, primary) in primaries.enumerated() {
      let (next, before) = ((index + 1) % 3, (index + 2) % 3)
      let (hue, saturation) = (primary.hue / 100, primary.saturation / 100)
      let others = saturation > 0 ? -0.2 * saturation : -0.3 * saturation
      moved[next, index] = others + 0.3 * max(hue, 0)
      moved[before, index] = others + 0.3 * max(-hue, 0)
    }
    guard let inverse = moved.inverse else { return .identity }
    let white = inverse * SIMD3(1, 1, 1)
    let toWorking = RGBColorSpace.sRGB.matrix(to: .working)
    return toWorking * (moved * Matrix3(diagonal: white.x, white.y, white.z))
      * (toWorking.inverse ?? .identity)
  }

  /// Multiplies pixels by a matrix and tints dark ones.
  struct Kernel: PointKernel {
    let matrix: ColorMatrix
    let tint: Float

    func callAsFunction(
      _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
      _ blue: inout MutableSpan<Float>, at position: StripPosition
    ) {
      matrix.apply(&red, &green, &blue)
      guard tint != 0 else { return }
      let count = red.count
      precondition(green.count == count && blue.count == count)
      let weights = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
      let (wr, wg, wb) = (weights.x, weights.y, weights.z)
      let less = -0.15 * tint
      let more = -less * wg / (wr + wb)
      for x in 0..<count {
        let (r, g, b) = (red[x], green[x], blue[x])
        // Within 0…1, so that light below black is not tinted more than black.
        let dark = 1 - max(0, min(wr * r + wg * g + wb * b, 1)).squareRoot()
        let weight = dark * dark
        red[x] = r * (1 + more * weight)
        green[x] = g * (1 + less * weight)
        blue[x] = b * (1 + more * weight)
      }
    }
  }
}

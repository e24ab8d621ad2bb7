package import AtelierEngine
import AtelierKernels
import AtelierPixels
package import AtelierRecipe

/// Lays film grain over the picture.
///
/// Light is multiplied by `(1 + c·n·(1 − e))²` with e the square root of luminance, so grain is
/// strongest in the middle tones and leaves black and white; n is noise with a mean of 0, made of two
/// lattices turned against each other. It depends on the place in the picture alone.
///
/// - Domain: scene-linear RGB; the three channels of a pixel keep their ratios.
/// - Identity: `amount == 0`.
/// - Derivation: e is about the encoded luminance, whose change is c·n·e(1 − e); c = 0.75 at 100
///   gives a standard deviation of about 0.06 in the middle. Grains that are smaller than a pixel of
///   a reduced picture are averaged, which weakens them in proportion.
package struct Grain: PointOperation {
  /// Strength.
  package var amount = 0.0
  /// Size of the grains.
  package var size = 25.0
  /// How uneven the grains are.
  package var roughness = 50.0

  package init() {}

  package static let spec = OperationSpec<Grain>(
    name: "grain", stage: .effect, order: 20,
    meaning: [.en: "Lays film grain over the picture.", .zh: "添加胶片颗粒。"],
    parameters: [
      .scalar(
        "amount", \.amount, range: 0...100, lightroom: "GrainAmount",
        local: .added(lightroom: "LocalGrain", scale: 0.01),
        meaning: [.en: "Strength of the grain.", .zh: "颗粒强度。"]),
      .scalar(
        "size", \.size, range: 0...100, lightroom: "GrainSize",
        meaning: [.en: "Size of the grains.", .zh: "颗粒大小。"]),
      .scalar(
        "roughness", \.roughness, range: 0...100, lightroom: "GrainFrequency",
        meaning: [.en: "How uneven the grain is.", .zh: "颗粒的粗糙不均程度。"]),
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    guard amount != 0 else { return nil }
    let fine = (1.1 + 0.034 * size) * context.scale
    let coarse = fine * 2.3
    let strength = 0.6 * amount / 100
    let unevenness = roughness / 100
    return Kernel(
      fine: NoiseLattice(cell: fine, degrees: 27, seed: 0x9e37_79b9, size: context.size),
      coarse: NoiseLattice(cell: coarse, degrees: 63, seed: 0x85eb_ca6b, size: context.size),
      fineStrength: Float(strength * min(1, fine) * (1 - 0.4 * unevenness)),
      coarseStrength: Float(strength * min(1, coarse) * 0.9 * unevenness))
  }

  /// Multiplies light by noise.
  struct Kernel: PointKernel {
    let fine: NoiseLattice
    let coarse: NoiseLattice
    let fineStrength: Float
    let coarseStrength: Float

    func callAsFunction(
      _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
      _ blue: inout MutableSpan<Float>, at position: StripPosition
    ) {
      let count = red.count
      precondition(green.count == count && blue.count == count)
      let weights = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
      let (wr, wg, wb) = (weights.x, weights.y, weights.z)
      let (fineStrength, coarseStrength) = (fineStrength, coarseStrength)
      let (fine, coarse) = (
        fine.row(y: position.y, x: position.x), coarse.row(y: position.y, x: position.x)
      )
      for x in 0..<count {
        let column = Float(Int32(truncatingIfNeeded: x))
        let noise = fineStrength * fine.value(column) + coarseStrength * coarse.value(column)
        let (r, g, b) = (red[x], green[x], blue[x])
        let luminance = FastMath.limited(wr * r + wg * g + wb * b, to: 1)
        let edge = max(0, 1 + noise * (1 - luminance.squareRoot()))
        let factor = edge * edge
        red[x] = r * factor
        green[x] = g * factor
        blue[x] = b * factor
      }
    }
  }
}

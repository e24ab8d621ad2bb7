package import AtelierEngine
import AtelierKernels
import AtelierPixels
package import AtelierRecipe

/// Takes haze out of a picture or lays haze over it.
///
/// A hazy pixel is `I = J·t + A·(1 − t)`: the scene J dimmed to the share t, the rest filled with the
/// airlight A. The first pass estimates t and A; `J = (I − A)/t + A` is then solved with a t that
/// depends on the amount, never below 0.35, so that skies are not torn into bands. What is taken out
/// leans towards grey, so a blue veil does not turn the picture yellow. Luminance follows by three
/// quarters of the change in stops, so nothing is crushed, and colours gain at most half. Negative amounts put haze in by the same
/// equation, more of it where there is some already.
///
/// - Domain: scene-linear RGB; pixels brighter than the airlight are lights, not haze, and are left.
/// - Identity: `amount == 0`.
/// - Source: He, Sun, Tang 2009, "Single image haze removal using dark channel prior", equations 1
///   and 22.
package struct Dehaze: MappedOperation, VaryingOperation {
  /// Strength on Lightroom's scale.
  package var amount = 0.0

  package init() {}

  package static let spec = OperationSpec<Dehaze>(
    name: "dehaze", stage: .region, order: 10, needs: [.transmission],
    meaning: [.en: "Takes haze out or lays haze over the picture.", .zh: "去除或增加雾霾感。"],
    parameters: [
      .scalar(
        "amount", \.amount, lightroom: "Dehaze",
        local: .added(lightroom: "LocalDehaze", scale: 0.01),
        meaning: [.en: "Positive values clear, negative ones veil.", .zh: "正值去雾，负值加雾。"])
    ])

  package func makeKernel(in context: RenderContext) -> (any MappedKernel)? {
    guard amount != 0 else { return nil }
    let strength = Float(amount.magnitude / 100)
    return amount > 0
      ? Clear(model: Model(context), strength: strength)
      : Veil(airlight: Self.newHaze(in: context), strength: strength)
  }

  /// New haze is grey and about as bright as a cloudy sky, or as the haze that is there.
  private static func newHaze(in context: RenderContext) -> SIMD3<Float> {
    let airlight = context.maps.airlight
    let grey = (airlight * SIMD3(RGBColorSpace.working.luminanceWeights)).sum()
    return (airlight + 3 * max(grey, 0.5)) / 4
  }

  /// Haze that is taken out.
  struct Model {
    private let airlight: SIMD3<Float>
    private let weights = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
    /// One over the airlight's channels and its luminance.
    private let inverse: SIMD4<Float>

    init(_ context: RenderContext) {
      let found = context.maps.airlight
      let grey = (found * weights).sum()
      airlight = (found + grey) / 2
      inverse = 1 / SIMD4(airlight, grey)
    }

    /// A pixel without a share of its haze.
    @inline(__always)
    func cleared(
      _ r: Float, _ g: Float, _ b: Float, map: Float, strength: Float
    ) -> (Float, Float, Float) {
      let (wr, wg, wb) = (weights.x, weights.y, weights.z)
      let y = max(wr * r + wg * g + wb * b, 1e-6)
      // Pixels above the airlight, up to half more, leave the model.
      let light = FastMath.limited((y * inverse.w - 1) * 2, to: 1)
      // No more than the pixel's darkest channel allows, so that pure colours stay, and little of a
      // trace. A clear picture is taken to have 3 %: some contrast, as photographers expect.
      let own = max(min(min(r * inverse.x, g * inverse.y), b * inverse.z), 0)
      let found = min(1 - map, own)
      let trace = min(0.03, 0.25 * y * inverse.w)
      let haze = (found * found / (found + 0.012) + trace) * (1 - light)
      let t = 1 - strength * haze * 0.95
      let t1 = max(t, 0.35)
      let share = 1 / t1
      let veil = 1 - share
      let jr = r * share + airlight.x * veil
      let jg = g * share + airlight.y * veil
      let jb = b * share + airlight.z * veil
      let j = wr * jr + wg * jg + wb * jb
      // Three quarters of the change in stops: clear, but neither crushed nor much darker.
      // A smooth maximum with 0 keeps what the model would make black.
      let ratio = j / y
      // The roots of arguments that are not seen to be positive would be calls.
      let kept = 0.5 * (ratio + max(ratio * ratio + 0.12 * (1 - t1), 0).squareRoot())
      let root = max(kept, 0).squareRoot()
      let new = y * root * max(root, 0).squareRoot()
      // Distance from grey relative to luminance: grows by the model, at most by half.
      let growth = min(new * t1 / y, 1)
      let limit = 1 + 0.5 * (1 - t1)
      let color = min(1, limit * growth)
      return (new + (jr - j) * color, new + (jg - j) * color, new + (jb - j) * color)
    }
  }

  /// Removes haze.
  struct Clear: MappedKernel {
    let model: Model
    let strength: Float

    func callAsFunction(
      _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
      _ blue: inout MutableSpan<Float>, map: Span<Float>, at position: StripPosition
    ) {
      let count = red.count
      precondition(green.count == count && blue.count == count && map.count == count)
      let (model, strength) = (model, strength)
      for x in 0..<count {
        (red[x], green[x], blue[x]) = model.cleared(
          red[x], green[x], blue[x], map: map[x], strength: strength)
      }
    }
  }

  /// Adds haze.
  struct Veil: MappedKernel {
    let airlight: SIMD3<Float>
    let strength: Float

    func callAsFunction(
      _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
      _ blue: inout MutableSpan<Float>, map: Span<Float>, at position: StripPosition
    ) {
      let count = red.count
      precondition(green.count == count && blue.count == count && map.count == count)
      let (ar, ag, ab) = (airlight.x, airlight.y, airlight.z)
      let strength = strength
      for x in 0..<count {
        let share = strength * (0.25 + 0.35 * (1 - map[x]))
        red[x] += share * (ar - red[x])
        green[x] += share * (ag - green[x])
        blue[x] += share * (ab - blue[x])
      }
    }
  }

  package func makeVaryingKernel(
    of parameters: [String], in context: RenderContext
  ) -> (any VaryingKernel)? {
    Varying(model: Model(context), airlight: Self.newHaze(in: context))
  }

  /// Removes haze from some pixels and adds some to others.
  struct Varying: VaryingKernel {
    let model: Model
    let airlight: SIMD3<Float>

    func callAsFunction(
      _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
      _ blue: inout MutableSpan<Float>, map: Span<Float>, values: Span<Float>
    ) {
      let count = red.count
      precondition(green.count == count && blue.count == count)
      precondition(map.count == count && values.count == count)
      let (model, airlight) = (model, airlight)
      for x in 0..<count {
        let (r, g, b) = (red[x], green[x], blue[x])
        let strength = values[x] * 0.01
        let clear = model.cleared(r, g, b, map: map[x], strength: max(strength, 0))
        let share = max(-strength, 0) * (0.25 + 0.35 * (1 - map[x]))
        red[x] = strength > 0 ? clear.0 : r + share * (airlight.x - r)
        green[x] = strength > 0 ? clear.1 : g + share * (airlight.y - g)
        blue[x] = strength > 0 ? clear.2 : b + share * (airlight.z - b)
      }
    }
  }
}

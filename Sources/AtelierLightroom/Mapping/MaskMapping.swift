import AtelierRecipe

/// Turns Lightroom's masks into a recipe's.
struct MaskMapping {
  let kinds: [String: MaskDescription]
  let turn: PictureTurn

  /// Why a mask cannot be rendered.
  struct Missing: Error {
    let reason: String
  }

  /// A mask and what had to be assumed for it.
  struct Result {
    var mask: MaskSettings
    var assumptions: [String] = []
  }

  /// The mask of a correction: one mask, or a group where several are combined.
  ///
  /// - Throws: ``Missing`` where one of them cannot be rendered, since the others alone would act elsewhere.
  func mask(of correction: LocalCorrection) throws(Missing) -> Result {
    guard correction.isComplete else {
      throw Missing(reason: "one of its masks is of a form that is not known")
    }
    let active = correction.components.filter { $0.isActive && !($0.opacity == 0) }
    guard let first = active.first else { throw Missing(reason: "it has no mask") }
    guard active.count <= MaskSettings.componentLimit else {
      throw Missing(
        reason: "it has \(active.count) masks; at most \(MaskSettings.componentLimit) are rendered")
    }
    var assumptions: [String] = []
    var parts: [MaskSettings] = []
    for component in active {
      var result = try mask(of: component.shape)
      result.mask.isInverted = component.isInverted
      result.mask.combination = component.combination.recipe
      result.mask.amount = component.opacity
      assumptions += result.assumptions
      parts.append(result.mask)
    }
    if first.combination != .add {
      assumptions.append("its first mask takes away, so nothing is covered by it")
    }
    if parts.count == 1, parts[0].combination == .add, parts[0].amount == 1 {
      return Result(mask: parts[0], assumptions: assumptions)
    }
    return Result(
      mask: MaskSettings(kind: MaskSettings.group, components: parts), assumptions: assumptions)
  }

  private func mask(of shape: MaskShape) throws(Missing) -> Result {
    switch shape {
    case .linear(let zero, let full):
      return try checked(
        "linear_gradient",
        ["from": .numbers(turn.upright(zero)), "to": .numbers(turn.upright(full))])
    case .radial(let radial): return try ellipse(radial)
    case .brush(let strokes): return try brush(strokes)
    case .luminanceRange(let range):
      let numbers = [range.low, range.lowFull, range.highFull, range.high].map {
        min(1, max(0, $0))
      }
      return try checked("luminance_range", ["range": .numbers(numbers)])
    case .colorRange(let range): return try colors(range)
    case .depthRange: throw Missing(reason: "a range of depth needs a depth map")
    case .semantic(let semantic):
      let (kind, values, assumptions) = try SemanticMapping.mask(of: semantic, turn: turn)
      var result = try checked(kind, values)
      result.assumptions = assumptions
      return result
    case .polygon: throw Missing(reason: "a polygon is rendered with a model's help only")
    case .other(let what):
      throw Missing(reason: "'\(TextPlace.shortened(what))' is no mask that is known")
    }
  }

  private func ellipse(_ radial: RadialShape) throws(Missing) -> Result {
    let size = turn.storedSize
    guard radial.left != radial.right, radial.top != radial.bottom else {
      throw Missing(reason: "its ellipse has no area")
    }
    let box = CropFrame(
      center: SIMD2(radial.left + radial.right, radial.top + radial.bottom) / 2 * size,
      size: SIMD2(abs(radial.right - radial.left), abs(radial.bottom - radial.top)) * size,
      degrees: radial.angle.truncatingRemainder(dividingBy: 360))
    let upright = turn.upright(box)
    var result = try checked(
      "radial_gradient",
      [
        "center": .numbers(upright.center / turn.uprightSize),
        "radii": .numbers(upright.size / 2 / turn.uprightSize),
        "angle": .number(upright.degrees), "feather": .number(radial.feather / 100),
        "midpoint": .number(min(0.99, max(0.01, radial.midpoint / 100))),
      ])
    if radial.angle != 0, !turn.isSizeKnown {
      result.assumptions.append("the picture's size is not known; 3:2 is assumed")
    }
    return result
  }

  private func brush(_ strokes: [BrushStroke]) throws(Missing) -> Result {
    var rows: [[Double]] = []
    var assumptions: [String] = []
    for stroke in strokes {
      let erases: Double = stroke.isEraser ? 1 : 0
      // A stroke towards less than full coverage is drawn with as much less flow.
      let flow = stroke.isEraser ? stroke.flow : stroke.flow * stroke.value
      if !stroke.isEraser, stroke.value != 1 {
        assumptions = ["a stroke's density is rendered as less flow"]
      }
      for dab in stroke.dabs {
        let radius = dab.radius ?? stroke.radius
        let place = turn.upright(dab.center)
        // What lies that far outside does not reach into the picture.
        guard all(place .>= -1), all(place .<= 2), radius > 0 else { continue }
        rows.append([place.x, place.y, min(2, radius), stroke.hardness, flow, erases])
      }
    }
    guard !rows.isEmpty else { throw Missing(reason: "its brush has no dabs in the picture") }
    var result = try checked("brush", ["dabs": .rows(rows)])
    result.assumptions = assumptions
    return result
  }

  private func colors(_ range: ColorRange) throws(Missing) -> Result {
    let samples = range.samples.map { Array($0.prefix(3)) }.filter { sample in
      sample.count == 3 && sample.allSatisfy { (0...1).contains($0) }
    }
    guard !samples.isEmpty, samples.count == range.samples.count else {
      throw Missing(reason: "its range of colours has no samples of red, green and blue in 0…1")
    }
    var result = try checked(
      "color_range",
      [
        "samples": .rows(Array(samples.prefix(16))),
        "reach": .number(min(1, max(0, range.amount))),
      ])
    result.assumptions = ["the samples of a range of colours are taken for sRGB"]
    return result
  }

  /// A mask whose values the catalog allows.
  private func checked(
    _ kind: String, _ values: ParameterValues
  ) throws(Missing) -> Result {
    guard let description = kinds[kind] else {
      throw Missing(reason: "masks of the kind \(kind) are not rendered")
    }
    for parameter in description.parameters {
      guard let value = values[parameter.name] else { continue }
      do throws(RecipeError) {
        _ = try parameter.validated(value, path: parameter.name)
      } catch {
        throw Missing(reason: "its mask cannot be rendered: \(error)")
      }
    }
    let rest = Dictionary(
      uniqueKeysWithValues: description.parameters.map { ($0.name, $0.defaultValue) })
    // What is at rest stays absent, as in every recipe.
    return Result(
      mask: MaskSettings(
        kind: kind, values: values.filter { $0.value.number == nil || rest[$0.key] != $0.value }))
  }
}

extension MaskComponent.Combination {
  /// The recipe's word for it.
  var recipe: MaskCombination {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .intersect: .intersect
    }
  }
}

extension ParameterValue {
  /// Two numbers.
  static func numbers(_ place: SIMD2<Double>) -> ParameterValue {
    .numbers([MaskNumber.rounded(place.x), MaskNumber.rounded(place.y)])
  }
}

/// Numbers of masks without the noise of turning forth and back.
enum MaskNumber {
  /// Rounded to a billionth.
  static func rounded(_ value: Double) -> Double { (value * 1e9).rounded() / 1e9 }
}

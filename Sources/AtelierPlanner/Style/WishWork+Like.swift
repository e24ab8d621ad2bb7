import AtelierEngine
import AtelierRecipe
import AtelierVision
import Foundation

extension WishWork {
  /// Makes the photograph look like a reference: tones first, then the colour of greys, then colours, and
  /// tones once more, for colours move them.
  mutating func resemble(_ wish: Wish) async throws(RenderError) {
    guard let reference else { return }
    let scene = draft.scene
    if scene.brief.box != nil { tell(.information, wording.wholeOnly(wish.phrase)) }
    let share = min(0.85 * wish.amount.strength, 1)
    let (photo, other) = (scene.statistics, reference.statistics)
    let skin = SkinOfPhoto(scene.before)
    let start = draft.recipe
    let tones = LookMatch.tones(of: photo, like: other, share: share)
    var moved: Set<LookMatch> = []
    for match in tones { try await approach(match, &moved) }
    let isMonochrome = scene.before.isMonochrome
    if reference.isMonochrome, !isMonochrome {
      draft.set("black_and_white", "enabled", to: .flag(true), in: .whole)
      draft.explain(
        "black_and_white", "enabled", in: .whole, issue: wording.monochrome(reference.name),
        solution: wording.step("black_and_white", "enabled", .flag(true), nil))
    } else if isMonochrome, !reference.isMonochrome {
      tell(.information, wording.colorless(reference.name))
    }
    if reference.isMonochrome {
      try await tint(like: reference, share: 1, isMonochrome: true)
    } else if !isMonochrome {
      try await balance(like: reference, share: share)
      try await tint(like: reference, share: share, isMonochrome: false)
      let colors =
        [LookMatch.chroma(of: photo, like: other, share: share, hasSkin: skin != nil)]
        + LookMatch.bands(of: photo, like: other, share: share, hasSkin: skin != nil)
      for match in colors { try await approach(match, &moved) }
      for match in colors.prefix(1) { try await approach(match, &moved) }
      if let skin { try await spare(skin, from: start, reference) }
      try await explain(colors.filter(moved.contains), reference)
    }
    for match in tones { try await approach(match, &moved) }
    try await explain(tones.filter(moved.contains), reference)
    try await tellResemblance(to: reference)
  }

  /// Moves the levers of a match from where they stand until its number is met.
  private mutating func approach(
    _ match: LookMatch, _ moved: inout Set<LookMatch>
  ) async throws(RenderError) {
    let probe = draft.scene.probe(match.metric, in: .whole)
    guard let now = probe.value(of: try await draft.scene.look(draft.recipe)),
      (match.goal - now).magnitude >= match.least
    else { return }
    let aim = Aim(match.metric, .value(match.goal), match.goal > now ? match.up : match.down)
    if let result = try await Solver.solve(aim, in: .whole, draft: &draft), result.share > 0 {
      moved.insert(match)
    }
  }

  /// Moves white balance until greys have the colour that they have in the reference, as far as both are
  /// sure of it.
  private mutating func balance(
    like reference: LookReference, share: Double
  ) async throws(RenderError) {
    let (here, there) = (draft.scene.statistics.cast, reference.statistics.cast)
    let trust = min(here.confidence, there.confidence)
    let start = SIMD2(here.grey.a, here.grey.b)
    var way = (SIMD2(there.grey.a, there.grey.b) - start) * share * min(1, 1.5 * trust)
    let length = (way * way).sum().squareRoot()
    // More than this is another light, not another look.
    if length > 10 { way *= 10 / length }
    guard length > 1.2 else { return }
    let goal = start + way
    let solver = WhiteBalanceSolver(target: nil, share: 1, goal: goal)
    let (before, after) = try await solver.solve(draft: &draft, in: .whole)
    func distance(_ grey: SIMD2<Double>) -> Double {
      ((grey - goal) * (grey - goal)).sum().squareRoot()
    }
    draft.explainBalance(
      Plan.Target(
        metric: "grey_distance", before: distance(before), wanted: 0, reached: distance(after)),
      in: .whole, issue: wording.greys(reference.name), wording: wording)
  }

  /// Gives the greys of shadows and highlights the colours that they have in the reference.
  private mutating func tint(
    like reference: LookReference, share: Double, isMonochrome: Bool
  ) async throws(RenderError) {
    let scene = draft.scene
    let tints = scene.before.tints(of: scene.statistics, isMonochrome: isMonochrome)
    for (tone, range) in [(Metric.Tone.shadows, "shadow"), (.highlights, "highlight")] {
      guard let there = reference.tints[tone], let here = tints[tone],
        let now = try await scene.look(draft.recipe).meanColor(of: here.greys)
      else { continue }
      var way = share * (there - now)
      let length = (way * way).sum().squareRoot()
      if length > 6 { way *= 6 / length }
      let solver = TintSolver(range: range, greys: here.greys, goal: now + way)
      guard let (before, after) = try await solver.solve(draft: &draft) else { continue }
      let target = Plan.Target(
        metric: "grey_distance_\(tone.rawValue)", before: before, wanted: 0, reached: after)
      for parameter in ["\(range)_hue", "\(range)_saturation"] {
        draft.explain(
          "color_grading", parameter, in: .whole, issue: wording.greys(reference.name),
          solution: wording.step(
            "color_grading", parameter,
            .number(draft.value("color_grading", parameter, in: .whole)), target),
          target: target)
      }
    }
  }

  /// Takes colours back step by step, until skin has a colour that skin has.
  private mutating func spare(
    _ skin: SkinOfPhoto, from start: Recipe, _ reference: LookReference
  ) async throws(RenderError) {
    let colors = ["white_balance", "color_grading", "saturation", "vibrance", "hsl"]
    var isHeld = false
    for _ in 0..<6 {
      let picture = try await draft.scene.look(draft.recipe)
      guard let now = picture.meanColor(of: skin.area), !skin.allows(now) else { break }
      isHeld = true
      for operation in colors {
        for (parameter, value) in draft.recipe.adjustments[operation] ?? [:] {
          // The hue of a tint is no amount.
          guard let number = value.number, operation == "hsl" || !parameter.hasSuffix("_hue") else {
            continue
          }
          let from = start.adjustments[operation]?[parameter]?.number ?? 0
          draft.set(
            operation, parameter, to: .number(Solver.rounded(from + 0.6 * (number - from))),
            in: .whole)
        }
      }
    }
    guard isHeld else { return }
    tell(.heldBack, wording.sparesSkin(reference.name))
    for index in draft.steps.indices
    where draft.steps[index].area == nil && colors.contains(draft.steps[index].operation) {
      let step = draft.steps[index]
      guard let value = draft.recipe.adjustments[step.operation]?[step.parameter] else { continue }
      draft.steps[index].value = value
      draft.steps[index].target = nil
      draft.steps[index].solution = wording.step(step.operation, step.parameter, value, nil)
    }
  }

  /// Says of every lever of the matches what was aimed at and what was reached in the end.
  private mutating func explain(
    _ matches: [LookMatch], _ reference: LookReference
  ) async throws(RenderError) {
    let picture = try await draft.scene.look(draft.recipe)
    for match in matches {
      guard let reached = draft.scene.probe(match.metric, in: .whole).value(of: picture) else {
        continue
      }
      let target = Plan.Target(
        metric: match.metric.description, before: match.before, wanted: match.goal,
        reached: reached)
      var said: Set<Lever> = []
      for var lever in match.up + match.down {
        lever.limit = 0
        let value = draft.value(lever.operation, lever.parameter, in: .whole)
        guard value != 0, said.insert(lever).inserted else { continue }
        draft.explain(
          lever.operation, lever.parameter, in: .whole,
          issue: wording.differs(reference.name, match),
          solution: wording.step(lever.operation, lever.parameter, .number(value), target),
          target: target)
      }
      let (way, missing) = (match.goal - match.before, match.goal - reached)
      if missing * way > 0, missing.magnitude > 0.35 * way.magnitude {
        tell(.heldBack, wording.fellShort(reference.name, target))
      }
    }
  }

  private mutating func tellResemblance(to reference: LookReference) async throws(RenderError) {
    let scene = draft.scene
    let there = SceneFeatures(of: reference.statistics)
    let before = SceneFeatures(of: scene.statistics).distance(to: there)
    let after = SceneFeatures(of: PictureStatistics(of: try await scene.look(draft.recipe)))
      .distance(to: there)
    tell(.information, wording.resembles(reference.name, before, after))
  }
}

/// The skin of a photograph, and the colours that it may get.
private struct SkinOfPhoto {
  let area: PixelArea
  /// Its mean in a* and b*.
  private let color: SIMD2<Double>

  /// The hue of skin of all complexions lies around this angle of L*a*b* (Xiao et al., 2017).
  private static let hue = 52.0

  /// Finds skin; nil where there is none to speak of.
  init?(_ picture: LabPicture) {
    let skin = SkinEstimate.find(in: picture)
    area = PixelArea(coverage: skin.coverage, size: skin.size, threshold: 0.7)
    guard skin.confidence > 0.5, area.share > 0.005, let mean = picture.meanColor(of: area) else {
      return nil
    }
    color = mean
  }

  /// Whether skin of this colour looks well: no farther from the hue of skin than it was or than 8°, and
  /// not much more colourful.
  func allows(_ other: SIMD2<Double>) -> Bool {
    func turn(_ color: SIMD2<Double>) -> Double {
      (atan2(color.y, color.x) * 180 / .pi - Self.hue).remainder(dividingBy: 360).magnitude
    }
    func chroma(_ color: SIMD2<Double>) -> Double { (color * color).sum().squareRoot() }
    return turn(other) <= max(turn(color), 8) && chroma(other) <= max(1.15 * chroma(color), 20)
      && chroma(other) >= 0.4 * chroma(color)
  }
}

extension Wording {
  fileprivate func sparesSkin(_ name: String) -> String {
    say(
      "The colours of “\(name)” were taken over in part only, so that skin keeps its own.",
      "为保持肤色自然，只部分采用了“\(name)”的色彩。")
  }

  fileprivate func fellShort(_ name: String, _ target: Plan.Target) -> String {
    let (reached, wanted) = (Self.short(target.reached), Self.short(target.wanted))
    return say(
      "To look like “\(name)” \(target.metric) should be \(wanted); with sensible settings it is \(reached).",
      "参照“\(name)”，\(target.metric) 应为 \(wanted)，在合理的设置内达到 \(reached)。")
  }

  fileprivate func differs(_ name: String, _ match: LookMatch) -> String {
    let (here, there) = (Self.short(match.before), Self.short(match.reference))
    return say(
      "To look like “\(name)”: \(match.metric) is \(here), there \(there).",
      "参照“\(name)”：\(match.metric) 为 \(here)，参考图为 \(there)。")
  }

  fileprivate func greys(_ name: String) -> String {
    say("To look like “\(name)”: the colour of its greys.", "参照“\(name)”：灰色部分的偏色。")
  }

  fileprivate func monochrome(_ name: String) -> String {
    say("“\(name)” is black and white.", "“\(name)”是黑白照片。")
  }

  fileprivate func colorless(_ name: String) -> String {
    say(
      "The photo is black and white, so that only the tones of “\(name)” were taken over.",
      "本图是黑白照片，只参照了“\(name)”的影调。")
  }

  fileprivate func resembles(_ name: String, _ before: Double, _ after: Double) -> String {
    let (before, after) = (Self.short(before), Self.short(after))
    return say(
      "The photo was \(before) from “\(name)” and is \(after) now (0: the same numbers, about 1.4: any two "
        + "photos).",
      "与“\(name)”的差距从 \(before) 变为 \(after)（0 为数值相同，任意两张照片约为 1.4）。")
  }

  /// A sentence speaks of a reference, and none was given.
  func noReference(_ phrase: String) -> String {
    say(
      "“\(phrase)” speaks of another picture, but none was given; give it with --like PHOTO.",
      "“\(phrase)”提到了另一张图，但没有给出；请用 --like 指定。")
  }
}

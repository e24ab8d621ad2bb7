import AtelierEngine
import AtelierRecipe
import AtelierVision

extension WishWork {
  /// Undoes what the wishes did to something that must stay.
  mutating func keep(
    _ protection: Protection, wishes: [Wish]
  ) async throws(RenderError) {
    guard draft.recipe != draft.scene.brief.standing.recipe else { return }
    switch protection.target {
    case .quality(let quality):
      let wished = Set(wishes.compactMap(\.quality))
      if wished.contains(quality) { return }
      // Fine and middle structure move together: texture that is wished for raises clarity.
      let structure: Set<Quality> = [.clarity, .texture, .sharpness]
      if structure.contains(quality), !structure.isDisjoint(with: wished) { return }
      if wished.contains(.noise), [.texture, .clarity, .sharpness].contains(quality) {
        try await keepDetail(protection)
      } else {
        try await hold(quality, against: protection.against, protection)
      }
    case .colors:
      try await hold(.saturation, against: protection.against, protection)
      try await hold(.warmth, against: .none, protection)
    case .band(let band):
      try await hold(band, protection)
    case .everything, .everythingElse, .otherColors:
      // Wishes that name a colour, a box or tones move nothing else; a named area that is bright,
      // such as the sky, is kept from getting brighter.
      if case .noun(let noun) = protection.area, protection.target == .everything {
        try await hold(noun, protection)
      } else if case .tones(let tones) = protection.area {
        let quality: Quality? =
          switch tones {
          case .shadows: .shadows
          case .highlights: .highlights
          case .midtones: .midtones
          case .all: nil
          }
        if let quality { try await hold(quality, against: protection.against, protection) }
      }
    }
  }

  /// Lets noise reduction spare more detail and meets its aim again; sharpening what was smoothed
  /// would bring the noise back.
  private mutating func keepDetail(_ protection: Protection) async throws(RenderError) {
    set(
      "noise_reduction", "luminance_detail", 75, Wish(subject: .quality(.texture)), .whole,
      isChange: false)
    draft.explain(
      "noise_reduction", "luminance_detail", in: .whole,
      issue: wording.protected(protection.phrase),
      solution: wording.step("noise_reduction", "luminance_detail", .number(75), nil),
      by: .guardRail)
    for (aim, area, wish) in pursued where wish.quality == .noise {
      try await pursue(aim, wish, area, remember: false)
    }
  }

  private mutating func hold(
    _ noun: RegionNoun, _ protection: Protection
  ) async throws(RenderError) {
    switch noun.kind {
    case .skin, .face, .person: try await hold(.skin, protection)
    case .sky, .light, .snow: try await hold(.highlights, against: .more, protection)
    default: break
    }
  }

  /// L* of the dark end above which nothing is near black.
  private static let crushed = 20.0

  /// Brings the number that stands for a quality back to where it was.
  private mutating func hold(
    _ quality: Quality, against direction: Direction, _ protection: Protection
  ) async throws(RenderError) {
    let watch = quality.watch
    let probe = draft.scene.probe(watch.metric, in: .whole, detail: watch.detail)
    let picture = try await draft.scene.look(draft.recipe, detail: watch.detail)
    // "Not washed out" bounds what a soft look does; undoing all of it would undo the look.
    let isBound = direction == .less && [.contrast, .haze, .fade].contains(quality)
    let tolerance = watch.tolerance * (isBound ? 5 : 1)
    guard let change = probe.change(to: picture), change.magnitude > tolerance,
      direction == .none || (change > 0) == (direction == .more)
    else { return }
    // "Without crushing the blacks" says nothing of what is far from black.
    if direction == .less, quality == .blacks,
      let value = probe.value(of: picture), value > Self.crushed
    {
      return
    }
    let sign: Double = change > 0 ? -1 : 1
    var aim = quality.aim(sign: sign, strength: 1)
    aim.metric = watch.metric
    aim.goal = .change(-sign * tolerance * 0.6)
    aim.needsDetail = watch.detail
    if isBound { for index in aim.levers.indices { aim.levers[index].limit *= 0.4 } }
    guard let result = try await Solver.solve(aim, in: .whole, draft: &draft), result.share > 0
    else { return }
    for lever in result.levers {
      explain(lever, result, protection)
    }
  }

  /// Brings a colour back to where it was.
  private mutating func hold(
    _ band: ColorBand, _ protection: Protection
  ) async throws(RenderError) {
    for component in [BandComponent.saturation, .luminance] {
      let metric: Metric =
        component == .saturation
        ? Metric(.mean(.chroma), in: band.hueBand) : Metric(.mean(.lightness), in: band.hueBand)
      let probe = draft.scene.probe(metric, in: .whole)
      let picture = try await draft.scene.look(draft.recipe)
      guard let change = probe.change(to: picture), change.magnitude > 0.8 else { continue }
      let sign: Double = change > 0 ? -1 : 1
      var aim = band.aim(component, sign: sign, strength: 1)
      aim.metric = metric
      aim.goal = .change(-sign * 0.3)
      guard let result = try await Solver.solve(aim, in: .whole, draft: &draft), result.share > 0
      else { continue }
      for lever in result.levers { explain(lever, result, protection) }
    }
  }

  private mutating func explain(
    _ lever: Lever, _ result: Solver.Result, _ protection: Protection
  ) {
    draft.explain(
      lever.operation, lever.parameter, in: .whole, issue: wording.protected(protection.phrase),
      solution: wording.step(
        lever.operation, lever.parameter,
        .number(draft.value(lever.operation, lever.parameter, in: .whole)), result.target),
      target: result.target, by: .guardRail)
  }
}

import AtelierEngine
import AtelierRecipe
import AtelierVision

/// Finds the white balance that makes greys grey, by rendering previews.
struct WhiteBalanceSolver {
  /// What should become grey.
  let target: PixelArea?
  /// The share of the cast to take away, 0…1.
  let share: Double
  /// The colour that grey should have instead of none, in a* and b*.
  var goal = SIMD2<Double>.zero

  /// How a grey looks in a picture, in a* and b*.
  private func grey(of picture: LabPicture) -> SIMD2<Double> {
    if let target {
      let a = MetricProbe(Metric(.mean(.a)), before: picture, in: target).baseline ?? 0
      let b = MetricProbe(Metric(.mean(.b)), before: picture, in: target).baseline ?? 0
      return [a, b]
    }
    let cast = PictureStatistics(of: picture).cast
    return [cast.grey.a, cast.grey.b]
  }

  /// Moves temperature and tint by Newton steps with measured slopes.
  ///
  /// - Returns: the colour of grey before and after.
  func solve(
    draft: inout Draft, in area: WishArea
  ) async throws(RenderError) -> (before: SIMD2<Double>, after: SIMD2<Double>) {
    let names = ("white_balance", "temperature", "tint")
    var values = SIMD2(
      draft.value(names.0, names.1, in: area), draft.value(names.0, names.2, in: area))
    let isFree = (
      warmth: !draft.holds(names.0, names.1, in: area),
      tint: !draft.holds(names.0, names.2, in: area)
    )
    func trial(_ values: SIMD2<Double>) -> Draft {
      var trial = draft
      trial.set(names.0, names.1, to: .number(Solver.rounded(values.x)), in: area)
      trial.set(names.0, names.2, to: .number(Solver.rounded(values.y)), in: area)
      return trial
    }
    func measure(_ values: SIMD2<Double>) async throws(RenderError) -> SIMD2<Double> {
      grey(of: try await draft.scene.look(trial(values).recipe))
    }
    let before = try await measure(values)
    let wanted = before + share * (goal - before)
    var now = before
    for _ in 0..<3 {
      let error = now - wanted
      if (error * error).sum() < 0.5 { break }
      let step = 8.0
      let warmer = (try await measure(values + [step, 0]) - now) / step
      let pinker = (try await measure(values + [0, step]) - now) / step
      guard
        let change = Self.change(
          against: error, warmer: isFree.warmth ? warmer : nil, pinker: isFree.tint ? pinker : nil)
      else { break }
      let next = (values - change).clamped(
        lowerBound: [-100, -100], upperBound: [100, 100])
      let reached = try await measure(next)
      let better = ((reached - wanted) * (reached - wanted)).sum()
      if better > (error * error).sum() { break }
      values = next
      now = reached
    }
    for (name, isFree) in [(names.1, isFree.warmth), (names.2, isFree.tint)] where !isFree {
      draft.spare(RecipePlace(names.0, name, area: area.name))
    }
    draft = trial(values)
    return (before, now)
  }

  /// The step of both, or of the one that is not held, that takes most of an error away.
  private static func change(
    against error: SIMD2<Double>, warmer: SIMD2<Double>?, pinker: SIMD2<Double>?
  ) -> SIMD2<Double>? {
    switch (warmer, pinker) {
    case (let warmer?, let pinker?):
      let determinant = warmer.x * pinker.y - pinker.x * warmer.y
      guard determinant.magnitude > 1e-6 else { return nil }
      return SIMD2(
        (error.x * pinker.y - pinker.x * error.y) / determinant,
        (warmer.x * error.y - error.x * warmer.y) / determinant)
    case (let way?, nil), (nil, let way?):
      let length = (way * way).sum()
      guard length > 1e-6 else { return nil }
      let step = (error * way).sum() / length
      return warmer == nil ? [0, step] : [step, 0]
    case (nil, nil): return nil
    }
  }
}

extension Draft {
  /// Moves the white balance as a solver finds it.
  ///
  /// - Returns: what was reached, the strength of the cast in a* and b*.
  mutating func balance(
    _ solver: WhiteBalanceSolver, in area: WishArea
  ) async throws(RenderError) -> Plan.Target {
    let (before, after) = try await solver.solve(draft: &self, in: area)
    let strength = (before * before).sum().squareRoot()
    return Plan.Target(
      metric: "cast", before: strength, wanted: strength * (1 - solver.share),
      reached: (after * after).sum().squareRoot())
  }

  /// Explains the white balance that was found.
  mutating func explainBalance(
    _ target: Plan.Target, in area: WishArea, issue: String, wording: Wording
  ) {
    for parameter in ["temperature", "tint"] {
      let value = value("white_balance", parameter, in: area)
      explain(
        "white_balance", parameter, in: area, issue: issue,
        solution: wording.step("white_balance", parameter, .number(value), target),
        target: target)
    }
  }
}

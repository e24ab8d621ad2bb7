import AtelierEngine
import AtelierRecipe
import AtelierVision

/// Finds how far levers must be moved, by rendering previews.
struct Solver {
  /// Renders that one aim may cost.
  static let evaluationLimit = 8

  /// What was reached.
  struct Result: Sendable {
    var target: Plan.Target
    /// Share of the levers' travel, 0…1.
    var share: Double
    /// Whether the levers end before the target is reached.
    var isCapped: Bool
    /// The levers that were moved.
    var levers: [Lever]
  }

  /// Moves the levers of an aim until it is met as closely as they can.
  ///
  /// The metric is taken to change one way along the levers' travel. A lever that already stands
  /// beyond its limit is left where it is; one that is held is left to the others, or to the aim's
  /// substitutes where all are. Limits are counted from the edit that stands.
  ///
  /// - Parameters:
  ///   - aim: what to reach, from the picture with the edit that stands.
  ///   - area: where to measure and to adjust.
  ///   - ownShare: how much of the aim's way is gone in any case, 0…1: a wish that others have met by
  ///     the way still gets a step of its own.
  ///   - draft: what was done so far.
  /// - Returns: nil when the picture has no pixels to measure it on; the draft is then unchanged.
  /// - Throws: `RenderError.cancelled`.
  static func solve(
    _ aim: Aim, in area: WishArea, ownShare: Double = 0, draft: inout Draft
  ) async throws(RenderError) -> Result? {
    let probe = draft.scene.probe(aim.metric, in: area, detail: aim.needsDetail)
    guard let before = probe.baseline else { return nil }
    let levers = Self.levers(of: aim, in: area, draft: &draft)
    let starts = levers.map { draft.value($0.operation, $0.parameter, in: area) }
    let original = draft

    func moved(_ share: Double) -> Draft {
      var moved = original
      for (lever, start) in zip(levers, starts) {
        moved.set(
          lever.operation, lever.parameter,
          to: .number(rounded(start + share * (lever.limit - start))), in: area)
      }
      return moved
    }
    func measure(_ share: Double) async throws(RenderError) -> Double {
      let picture = try await draft.scene.look(
        share == 0 ? original.recipe : moved(share).recipe, detail: aim.needsDetail)
      return probe.value(of: picture) ?? before
    }

    let atStart = try await measure(0)
    let atEnd = try await measure(1)
    var wanted = aim.wanted(from: before)
    if ownShare > 0 {
      let own = atStart + ownShare * (aim.wanted(from: atStart) - atStart)
      wanted = wanted >= before ? max(wanted, own) : min(wanted, own)
    }
    let rises = atEnd >= atStart
    if levers.isEmpty {
      return Result(
        target: target(aim, before, wanted, atStart), share: 0, isCapped: true, levers: [])
    }
    // The levers lead away from it, or it is there already.
    if rises ? atStart >= wanted : atStart <= wanted {
      let isThere = wanted >= before ? atStart >= wanted : atStart <= wanted
      return Result(
        target: target(aim, before, wanted, atStart), share: 0, isCapped: !isThere, levers: levers)
    }
    if rises ? atEnd <= wanted : atEnd >= wanted {
      draft = moved(1)
      return Result(
        target: target(aim, before, wanted, atEnd), share: 1,
        isCapped: (atEnd - wanted).magnitude > 0.2 * (wanted - atStart).magnitude, levers: levers)
    }
    // Regula falsi with the Illinois rule (Dowell and Jarratt 1971).
    var (low, high) = (0.0, 1.0)
    var (errorLow, errorHigh) = (atStart - wanted, atEnd - wanted)
    var share = 1.0
    var reached = atEnd
    let tolerance = 0.03 * (wanted - atStart).magnitude
    for _ in 0..<evaluationLimit {
      share = (low * errorHigh - high * errorLow) / (errorHigh - errorLow)
      reached = try await measure(share)
      let error = reached - wanted
      if error.magnitude <= tolerance { break }
      if (error < 0) == (errorLow < 0) {
        low = share
        errorLow = error
        errorHigh /= 2
      } else {
        high = share
        errorHigh = error
        errorLow /= 2
      }
    }
    draft = moved(share)
    return Result(
      target: target(aim, before, wanted, reached), share: share, isCapped: false, levers: levers)
  }

  /// The levers that may be moved, with limits counted from where the edit that stands has them.
  private static func levers(
    of aim: Aim, in area: WishArea, draft: inout Draft
  ) -> [Lever] {
    func free(_ levers: [Lever]) -> [Lever] {
      levers.filter { !draft.holds($0.operation, $0.parameter, in: area) }
    }
    var levers = free(aim.levers)
    for lever in aim.levers where draft.holds(lever.operation, lever.parameter, in: area) {
      draft.spare(RecipePlace(lever.operation, lever.parameter, area: area.name))
    }
    if levers.isEmpty { levers = free(aim.substitutes) }
    for (index, lever) in levers.enumerated() {
      var limit = lever.limit + draft.standing(lever.operation, lever.parameter, in: area)
      if case .scalar(let range, _)? =
        draft.scene.catalog.operation(lever.operation)?.parameter(lever.parameter)?.kind
      {
        limit = min(max(limit, range.lowerBound), range.upperBound)
      }
      levers[index].limit = limit
    }
    return levers
  }

  /// Slider values with as many digits as people read.
  static func rounded(_ value: Double) -> Double {
    value.magnitude < 10 ? (value * 100).rounded() / 100 : (value * 10).rounded() / 10
  }

  private static func target(
    _ aim: Aim, _ before: Double, _ wanted: Double, _ reached: Double
  ) -> Plan.Target {
    Plan.Target(
      metric: aim.metric.description, before: before, wanted: wanted, reached: reached)
  }
}

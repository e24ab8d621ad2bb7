import AtelierEngine
import AtelierRecipe
import AtelierVision

/// "Improve this photo", by measured rules.
struct ImproveRules {
  let aspect: Aspect
  let complaint: Complaint
  let wording: Wording

  /// Brings light, white balance and colour closer to where finished photographs have them.
  func apply(to draft: inout Draft, in area: WishArea) async throws(RenderError) {
    let isChinese = wording.language == .zh
    let statistics = draft.scene.statistics
    func solve(_ aim: Aim, _ english: String, _ chinese: String) async throws(RenderError) {
      guard let result = try await Solver.solve(aim, in: area, draft: &draft), result.share > 0
      else { return }
      for lever in aim.levers {
        draft.explain(
          lever.operation, lever.parameter, in: area, issue: isChinese ? chinese : english,
          solution: wording.step(
            lever.operation, .number(draft.value(lever.operation, lever.parameter, in: area)),
            result.target),
          target: result.target)
      }
    }

    if aspect != .light, statistics.cast.confidence > 0.6 {
      let cast = statistics.cast.grey
      if (cast.a * cast.a + cast.b * cast.b).squareRoot() > 4 {
        let solver = WhiteBalanceSolver(target: nil, share: 0.5)
        let (before, after) = try await solver.solve(draft: &draft, in: area)
        let target = Plan.Target(
          metric: "cast", before: (before * before).sum().squareRoot(), wanted: 0,
          reached: (after * after).sum().squareRoot())
        for parameter in ["temperature", "tint"] {
          draft.explain(
            "white_balance", parameter, in: area,
            issue: isChinese ? "画面偏色。" : "The picture has a colour cast.",
            solution: wording.step(
              "white_balance", .number(draft.value("white_balance", parameter, in: area)),
              target), target: target)
        }
      }
    }
    if aspect != .color {
      let mean = statistics.lightness.mean
      let wanted = Self.wantedLightness(mean, complaint: complaint)
      let change = wanted - mean
      if change.magnitude > 1.5 {
        try await solve(
          Aim(
            Metric(.mean(.lightness)), .change(change),
            [Lever("exposure.stops", change > 0 ? 3 : -3)]),
          change > 0 ? "The picture is dark." : "The picture is too light.",
          change > 0 ? "画面偏暗。" : "画面偏亮。")
      }
      let after = PictureStatistics(of: try await draft.scene.look(draft.recipe))
      if after.lightness.p99 < 93 {
        try await solve(
          Aim(Metric(.percentile(99)), .value(95), [Lever("whites.amount", 80)]),
          "The brightest parts are grey.", "最亮的部分发灰。")
      }
      if after.lightness.p1 > 8 {
        try await solve(
          Aim(Metric(.percentile(1)), .value(5), [Lever("blacks.amount", -80)]),
          "There is no black.", "缺少黑位。")
      }
    }
    if aspect != .light, statistics.chroma.mean > 3, statistics.chroma.mean < 24 {
      try await solve(
        Aim(
          Metric(.mean(.chroma)), .value(min(24, statistics.chroma.mean * 1.2)),
          [Lever("vibrance.amount", 60), Lever("saturation.amount", 12)]),
        "Colours are weak.", "颜色偏淡。")
    }
  }

  /// Where the mean of L* should go.
  static func wantedLightness(_ mean: Double, complaint: Complaint) -> Double {
    let usual = mean < 49 ? mean + 0.62 * (49 - mean) : mean > 60 ? mean - 0.6 * (mean - 58) : mean
    return switch complaint {
    case .none: usual
    case .underexposed: max(usual, mean + 6)
    case .overexposed: min(usual, max(mean - 8, 40), mean - 4)
    }
  }
}

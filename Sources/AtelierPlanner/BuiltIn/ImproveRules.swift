import AtelierEngine
import AtelierRecipe
import AtelierVision

/// "Improve this photo", by measured rules.
struct ImproveRules {
  let aspect: Aspect
  let complaint: Complaint
  let wording: Wording
  /// The share of the way to where finished photographs are, 0…1: less for "fix it gently".
  var strength = 1.0

  /// Brings light, white balance and colour closer to where finished photographs have them.
  func apply(to draft: inout Draft, in area: WishArea) async throws(RenderError) {
    let isChinese = wording.language == .zh
    let statistics = draft.scene.statistics
    func solve(_ aim: Aim, _ english: String, _ chinese: String) async throws(RenderError) {
      var aim = aim
      if strength < 1, case .value(let target) = aim.goal {
        let probe = draft.scene.probe(aim.metric, in: .whole)
        let now = probe.value(of: try await draft.scene.look(draft.recipe)) ?? target
        aim.goal = .value(now + strength * (target - now))
      }
      guard let result = try await Solver.solve(aim, in: area, draft: &draft), result.share > 0
      else { return }
      for lever in result.levers {
        draft.explain(
          lever.operation, lever.parameter, in: area, issue: isChinese ? chinese : english,
          solution: wording.step(
            lever.operation, lever.parameter,
            .number(draft.value(lever.operation, lever.parameter, in: area)), result.target),
          target: result.target)
      }
    }

    // Who complains of the light only is not asking for another white.
    let balances = aspect != .light && complaint == .none
    // Candle light and the like: no pixel is grey, so the mean colour goes half of the way.
    let isDrenched = Self.isDrenched(statistics)
    let wanted = isDrenched ? Self.drenchedShare : Self.castShare(statistics.cast)
    if balances, let wanted {
      let look = try await draft.scene.look(draft.recipe)
      let cast = isDrenched ? statistics.cast.mean : statistics.cast.grey
      let share = min(wanted, Self.shareOfWhites(look, cast)) * strength
      // What is less is not seen.
      if share > 0.1 {
        let target = try await draft.balance(
          WhiteBalanceSolver(target: isDrenched ? .all(of: look.size) : nil, share: share),
          in: area)
        let (english, chinese) =
          isDrenched
          ? ("The light colours everything.", "光源颜色过重。")
          : ("The picture has a colour cast.", "画面偏色。")
        draft.explainBalance(
          target, in: area, issue: isChinese ? chinese : english, wording: wording)
      }
    }
    if aspect != .color {
      var light = PictureStatistics(of: try await draft.scene.look(draft.recipe)).lightness
      if light.p1 > Self.blackPoint + 1 {
        try await solve(
          Aim(
            Metric(.percentile(1)), .value(Self.blackPoint),
            [Lever("blacks.amount", -100), Lever("contrast.amount", 25)]),
          "There is no black.", "缺少黑位。")
      }
      if statistics.contrast.deviation < Self.contrast {
        try await solve(
          Aim(
            Metric(.contrast),
            .value(min(Self.contrast, statistics.contrast.deviation * 1.25)),
            [Lever("contrast.amount", 60)]),
          "The picture is flat.", "画面对比偏弱。")
      }
      // Shadows and light come after blacks and contrast, which darken the middle.
      if !isDrenched, let opened = Self.openedShadows(statistics.lightness) {
        try await solve(
          Aim(Metric(.percentile(25)), .value(opened), [Lever("shadows.amount", 80)]),
          "Much lies in shadow before a bright background.", "背景明亮，大片处于阴影中。")
      }
      light = PictureStatistics(of: try await draft.scene.look(draft.recipe)).lightness
      let wanted = Self.wantedLightness(
        statistics.lightness, isLampLight: isDrenched, complaint: complaint)
      let isDark = wanted > light.mean
      // What shadows gained is not taken back.
      if (wanted - light.mean).magnitude > 1.5, isDark || wanted < statistics.lightness.mean {
        try await solve(
          Aim(
            Metric(.mean(.lightness)), .value(wanted), [Lever("exposure.stops", isDark ? 3 : -3)]),
          isDark ? "The picture is dark." : "The picture is too light.",
          isDark ? "画面偏暗。" : "画面偏亮。")
      }
      light = PictureStatistics(of: try await draft.scene.look(draft.recipe)).lightness
      // By the light of lamps nothing need be white.
      if light.p99 < 86, !isDrenched {
        try await solve(
          Aim(
            Metric(.percentile(99)), .value(min(90, light.p99 + 12)),
            [Lever("whites.amount", 80)]),
          "The brightest parts are grey.", "最亮的部分发灰。")
      }
    }
    // More contrast makes colours stronger; those that were strong before, such as a clear sky, stay.
    if statistics.chroma.mean > Self.richChroma {
      let chroma = PictureStatistics(of: try await draft.scene.look(draft.recipe)).chroma.mean
      if chroma > statistics.chroma.mean * 1.06 {
        try await solve(
          Aim(
            Metric(.mean(.chroma)), .value(statistics.chroma.mean * 1.04),
            [Lever("saturation.amount", -35)]),
          "The colours were strong already.", "颜色本来就很浓。")
      }
    }
    if aspect == .all {
      let noise = PictureStatistics(
        of: try await draft.scene.look(draft.recipe, detail: true)
      ).noise
      if noise.color > 3 || noise.lightness > 1.6 {
        try await solve(
          Quality.noise.aim(sign: -1, strength: 0.8), "Noise is plain to see.", "噪点明显。")
      }
    }
    if aspect != .light, statistics.chroma.mean > 2, statistics.chroma.mean < Self.chroma {
      try await solve(
        Aim(
          Metric(.mean(.chroma)), .value(min(Self.chroma, statistics.chroma.mean * 1.38)),
          [Lever("vibrance.amount", 90), Lever("saturation.amount", 20)]),
        "Colours are weak.", "颜色偏淡。")
    }
  }

  /// The share of the mean colour that is taken away where one light colours everything.
  private static let drenchedShare = 0.45

  // Where retouchers bring the darkest hundredth, the deviation of L* and the mean of C*: medians of
  // finished photographs (the retouchers' pictures of MIT-Adobe FiveK among them).
  private static let blackPoint = 2.0
  private static let contrast = 23.0
  private static let chroma = 19.0
  /// Mean of C* from which colours are strong.
  private static let richChroma = 26.0

  /// Whether one strong colour lies over the whole picture, so that nothing neutral is left.
  private static func isDrenched(_ statistics: PictureStatistics) -> Bool {
    let mean = statistics.cast.mean
    let strength = (mean.a * mean.a + mean.b * mean.b).squareRoot()
    return strength > 24 && strength > 0.8 * statistics.chroma.mean
      && statistics.cast.neutralShare < 0.05
  }

  /// The share of a cast that is taken away: none of a weak one, which may be the light of the hour.
  private static func castShare(_ cast: ColorCast) -> Double? {
    let strength = (cast.grey.a * cast.grey.a + cast.grey.b * cast.grey.b).squareRoot()
    if strength > 8, cast.confidence > 0.6 { return 0.6 }
    return nil
  }

  /// The share of a cast after which what looks white has no colour left: what is taken away beyond
  /// that gives white things the opposite cast, as where much of a picture is wood or grass.
  private static func shareOfWhites(_ picture: LabPicture, _ cast: ColorCast.Shift) -> Double {
    let whites = PixelArea(size: picture.size) { index in
      let (a, b) = (picture.a[index], picture.b[index])
      return picture.lightness[index] > 80 && a * a + b * b < 25 * 25
    }
    guard whites.share > 0.003 else { return 1 }
    let grey = SIMD2<Double>(cast.a, cast.b)
    var white = SIMD2<Double>()
    for index in whites.indices {
      white += SIMD2(Double(picture.a[Int(index)]), Double(picture.b[Int(index)]))
    }
    white /= Double(whites.count)
    // The same light colours white by a fifth more than the grey of L* 70.
    return max(0, (white * grey).sum() / (1.2 * (grey * grey).sum()))
  }

  /// Where the 25th percentile of L* should go where much of a picture is dark and much is bright, as
  /// with a house before the sky; nil for others, and for what is a silhouette.
  private static func openedShadows(_ light: PictureStatistics.Lightness) -> Double? {
    guard (10..<28).contains(light.p25), light.p75 > 62 else { return nil }
    return light.p25 + 0.5 * (38 - light.p25)
  }

  /// Where the mean of L* should go: some of the way to that of usual photographs, less where the
  /// brightest parts are white already, and little by the light of lamps: evening stays evening.
  static func wantedLightness(
    _ light: PictureStatistics.Lightness, isLampLight: Bool, complaint: Complaint
  ) -> Double {
    let mean = light.mean
    let room = isLampLight ? 0.15 : light.p99 > 92 ? 0.3 : 0.5
    let usual =
      mean < 49 ? mean + room * (49 - mean) : mean > 62 ? mean - 0.5 * (mean - 60) : mean
    return switch complaint {
    case .none: usual
    case .underexposed: max(usual, mean + 6)
    case .overexposed: min(usual, max(mean - 8, 40), mean - 4)
    }
  }
}

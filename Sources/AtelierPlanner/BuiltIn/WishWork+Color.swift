import AtelierEngine
import AtelierPixels
import AtelierRecipe
import AtelierVision

extension WishWork {
  /// Makes greys grey.
  mutating func balance(
    _ cast: Cast, _ wish: Wish, _ area: WishArea
  ) async throws(RenderError) {
    if case .region = area, cast != .unknown {
      try await balance(cast, of: wish, locally: area)
      return
    }
    let scene = draft.scene
    let share = min(1, 0.9 * wish.amount.strength)
    let solver = WhiteBalanceSolver(
      target: scene.pixels(of: area, in: scene.before) ?? neutral(for: cast), share: share)
    let stood = balanceValues(area)
    let target = try await draft.balance(solver, in: area)
    // A cast that the measurement did not find is taken at the person's word.
    if let wordless = cast.opposite {
      let moved = scene.probe(wordless.metric, in: area).change(
        to: try await scene.look(draft.recipe))
      if (moved ?? 0) * wordless.sign < 3 {
        draft.restore("white_balance", "temperature")
        draft.restore("white_balance", "tint")
        try await pursue(
          wordless.quality.aim(sign: wordless.sign, strength: wish.amount.strength * 1.3), wish,
          area)
        return
      }
    }
    // What is grey already needs no step that says so in noughts.
    if zip(stood, balanceValues(area)).allSatisfy({ ($1 - $0).magnitude < 0.5 }) {
      draft.restore("white_balance", "temperature")
      draft.restore("white_balance", "tint")
      return
    }
    draft.explainBalance(
      target, in: area, issue: wording.wish(wish.phrase), wording: wording)
  }

  /// Temperature and tint as they stand.
  private func balanceValues(_ area: WishArea) -> [Double] {
    ["temperature", "tint"].map { draft.value("white_balance", $0, in: area) }
  }

  /// Takes a cast off a part of the picture, where another light falls. What is grey there is not
  /// known, so the person's word says which way.
  private mutating func balance(
    _ cast: Cast, of wish: Wish, locally area: WishArea
  ) async throws(RenderError) {
    guard let opposite = cast.opposite else { return }
    var aim = opposite.quality.aim(sign: opposite.sign, strength: wish.amount.strength)
    // Lamps are orange rather than yellow: without their red skin would turn pink.
    if cast == .warm { aim.levers.append(Lever("white_balance.tint", -30)) }
    try await pursue(aim, wish, area)
  }

  /// Pixels that are probably grey under a cast of which a person complains: the least colourful
  /// half of those that lean its way, neither dark nor clipped; nil where there are few.
  private func neutral(for cast: Cast) -> PixelArea? {
    guard cast != .unknown else { return nil }
    let picture = draft.scene.before
    func leans(_ index: Int) -> Bool {
      switch cast {
      case .warm: picture.b[index] > 2
      case .cool: picture.b[index] < -2
      case .green: picture.a[index] < -2
      case .magenta: picture.a[index] > 2
      case .unknown: true
      }
    }
    let leaning = PixelArea(size: picture.size) {
      picture.lightness[$0] > 35 && picture.lightness[$0] < 97 && leans($0)
    }
    guard leaning.share > 0.02 else { return nil }
    func chroma(_ index: Int) -> Float {
      (picture.a[index] * picture.a[index] + picture.b[index] * picture.b[index]).squareRoot()
    }
    let sorted = leaning.indices.map { chroma(Int($0)) }.sorted()
    let limit = sorted[sorted.count * 2 / 5]
    return leaning.filter { chroma($0) <= limit }
  }

  /// Lays a colour over a tonal range.
  mutating func grade(_ tones: ToneRange, _ hue: Hue, _ wish: Wish, _ area: WishArea) {
    let range =
      switch tones {
      case .shadows: "shadow"
      case .midtones: "midtone"
      case .highlights: "highlight"
      case .all: "global"
      }
    let complement = wish.direction == .less ? 180.0 : 0
    set(
      "color_grading", "\(range)_hue",
      (hue.degrees + complement).truncatingRemainder(dividingBy: 360), wish, area,
      isChange: false)
    set("color_grading", "\(range)_saturation", min(100, 34 * wish.amount.strength), wish, area)
  }

  /// Takes the colour out; in a box by the saturation.
  mutating func makeMonochrome(
    _ wish: Wish, _ area: WishArea, wishes: [Wish]
  ) async throws(RenderError) {
    if area != .whole {
      set("saturation", "amount", -100, wish, area, isChange: false)
      return
    }
    draft.set("black_and_white", "enabled", to: .flag(true), in: .whole)
    draft.explain(
      "black_and_white", "enabled", in: .whole, issue: wording.wish(wish.phrase),
      solution: wording.step("black_and_white", "enabled", .flag(true), nil))
    // Grey from colour loses the contrast between hues; give back a little.
    if case .strength(let strength) = wish.amount, strength > 1 {
      try await pursue(
        Quality.contrast.aim(sign: 1, strength: strength * 0.6), wish, area)
    }
  }

  /// Puts on a look of the bank.
  mutating func wear(_ id: String, _ wish: Wish) async throws(RenderError) {
    guard let look = LookBank.look(id) else { return }
    let strength = look.usualStrength * (0.4 + 0.6 * wish.amount.strength)
    var worn = draft
    var share = 1.0
    // A look should be plain to see and not drown the photo: three trials settle its strength.
    for _ in 0..<3 {
      worn = draft
      for ingredient in look.ingredients.map({ $0.scaled(by: strength * share) }) {
        worn.add(ingredient)
      }
      let shift = Self.difference(
        draft.scene.before, try await draft.scene.look(worn.recipe))
      let wanted = 5.5...(10 + 4 * wish.amount.strength)
      if shift < wanted.lowerBound, share < 1.5 {
        share = min(1.5, share * min(1.5, wanted.lowerBound / max(shift, 1)))
      } else if shift > wanted.upperBound, share > 0.5 {
        share = max(0.5, share * wanted.upperBound / shift)
      } else {
        break
      }
    }
    draft = worn
    for ingredient in look.ingredients {
      let parts = ingredient.parameter.split(separator: ".").map(String.init)
      guard parts.count == 2 else { continue }
      draft.explain(
        parts[0], parts[1], in: .whole, issue: wording.wish(wish.phrase),
        solution: wording.language == .zh ? look.chinese : look.english)
    }
  }

  /// Mean distance of two pictures in L*a*b* (CIE 1976).
  private static func difference(_ one: LabPicture, _ two: LabPicture) -> Double {
    var sum = 0.0
    for i in one.lightness.indices {
      let l = one.lightness[i] - two.lightness[i]
      let (a, b) = (one.a[i] - two.a[i], one.b[i] - two.b[i])
      sum += Double((l * l + a * a + b * b).squareRoot())
    }
    return sum / Double(max(one.lightness.count, 1))
  }

  /// Crops, straightens or turns.
  mutating func frame(_ change: FrameChange, _ wish: Wish) {
    switch change {
    case .rotate(let turns):
      let all = Double((turns + Int(draft.standing("rotate", "quarter_turns", in: .whole))) & 3)
      setFrame("rotate", ["quarter_turns": all], wish, by: .person)
      turnCrop(turns & 3, wish)
    case .straighten(let degrees?):
      // The operation's positive degrees turn the frame clockwise, so the picture back.
      setFrame("straighten", ["degrees": tilted(by: -degrees)], wish, by: .person)
    case .straighten(nil):
      straighten(wish)
    case .crop(let ratio?):
      let size = draft.scene.renderer.size
      let aspect = Double(size.width) / Double(size.height)
      // The largest centred part of the wanted proportions.
      let (width, height) = ratio < aspect ? (ratio / aspect, 1) : (1, aspect / ratio)
      let inner = CropBox(
        left: (1 - width) / 2, top: (1 - height) / 2, right: (1 + width) / 2,
        bottom: (1 + height) / 2)
      setFrame("crop", inner.within(standingCrop).values, wish, by: .person)
    case .crop(nil):
      draft.notes.append(
        Plan.Note(
          kind: .cannotBeDone,
          text: wording.refusal(Refusal(phrase: wish.phrase, reason: .unsupported))))
    }
  }

  /// The crop that stands.
  private var standingCrop: CropBox {
    CropBox(draft.scene.brief.standing.recipe.geometry["crop"] ?? [:])
  }

  /// Turns the crop that stands with the picture.
  private mutating func turnCrop(_ turns: Int, _ wish: Wish) {
    guard draft.scene.brief.standing.recipe.geometry["crop"] != nil else { return }
    setFrame("crop", standingCrop.turned(turns).values, wish, by: .person)
  }

  /// The angle that stands with another on top, within what is allowed.
  private func tilted(by degrees: Double) -> Double {
    let sum = draft.standing("straighten", "degrees", in: .whole) + degrees
    guard
      case .scalar(let range, _)? =
        draft.scene.catalog.operation("straighten")?.parameter("degrees")?.kind
    else { return sum }
    return min(max(sum, range.lowerBound), range.upperBound)
  }

  /// Turns the picture by what its own lines say, where they say it clearly.
  private mutating func straighten(_ wish: Wish) {
    guard let tilt = TiltEstimate(of: draft.scene.detailBefore) else {
      draft.notes.append(Plan.Note(kind: .cannotBeDone, text: wording.noLine(wish.phrase)))
      return
    }
    let degrees = (tilt.degrees * 100).rounded() / 100
    guard degrees.magnitude >= 0.15 else {
      draft.notes.append(Plan.Note(kind: .information, text: wording.level(wish.phrase)))
      return
    }
    setFrame(
      "straighten", ["degrees": tilted(by: degrees)], wish, by: .planner,
      issue: wording.tilted(degrees, upright: tilt.source == .upright))
  }

  /// Sets an operation of the frame and says why.
  private mutating func setFrame(
    _ operation: String, _ values: [String: Double], _ wish: Wish, by author: Plan.Author,
    issue: String? = nil
  ) {
    let places = values.keys.map { RecipePlace(operation, $0) }.sorted()
    let held = places.filter(draft.held.contains)
    guard held.isEmpty else {
      for place in held { draft.spare(place) }
      return
    }
    draft.recipe.geometry[operation] = values.mapValues { .number($0) }
    draft.steps.removeAll { places.contains($0.place) }
    for (parameter, value) in values.sorted(by: { $0.key < $1.key }) {
      draft.steps.append(
        Plan.Step(
          operation: operation, parameter: parameter, area: nil, value: .number(value),
          issue: issue ?? wording.wish(wish.phrase),
          solution: wording.step(operation, parameter, .number(value), nil), target: nil,
          reason: nil,
          chosenBy: author, stage: "geometry"))
    }
  }
}

extension Cast {
  /// The quality that undoes it, and its number; nil for a cast without a name.
  fileprivate var opposite: (metric: Metric, sign: Double, quality: Quality)? {
    switch self {
    case .warm: (Metric(.mean(.b)), -1, .warmth)
    case .cool: (Metric(.mean(.b)), 1, .warmth)
    case .green: (Metric(.mean(.a)), 1, .tint)
    case .magenta: (Metric(.mean(.a)), -1, .tint)
    case .unknown: nil
    }
  }
}

extension Draft {
  /// Adds a look's ingredient to what is there.
  mutating func add(_ ingredient: Ingredient) {
    let parts = ingredient.parameter.split(separator: ".").map(String.init)
    guard parts.count == 2,
      let parameter = scene.catalog.operation(parts[0])?.parameter(parts[1])
    else { return }
    let value: ParameterValue
    switch ingredient.value {
    case .scalar(let number):
      let sum = self.value(parts[0], parts[1], in: .whole) + number
      guard case .scalar(let range, _) = parameter.kind else { return }
      value = .number(Solver.rounded(min(max(sum, range.lowerBound), range.upperBound)))
    case .fixed(let number): value = .number(number)
    case .flag(let flag): value = .flag(flag)
    case .curve(let points):
      value = .curve(points.map { CurvePoint($0.x, $0.y) })
    }
    set(parts[0], parts[1], to: value, in: .whole)
  }
}

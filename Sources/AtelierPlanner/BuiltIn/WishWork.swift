import AtelierEngine
import AtelierRecipe
import AtelierVision

/// Carries out the wishes of a sentence, one after the other, on a draft.
struct WishWork {
  var draft: Draft
  let wording: Wording
  /// What the photograph shall look like.
  let reference: LookReference?
  /// Aims that were met, to be met again when later wishes have moved the picture.
  var pursued: [(aim: Aim, area: WishArea, wish: Wish)] = []
  private var scene: PlanningScene { draft.scene }

  init(scene: PlanningScene, wording: Wording, reference: LookReference? = nil) {
    draft = Draft(scene: scene)
    self.wording = wording
    self.reference = reference
  }

  mutating func carryOut(_ understanding: Understanding) async throws(RenderError) {
    let wishes = understanding.wishes.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }.map(\.element)
    for wish in wishes { try await carryOut(wish, among: wishes) }
    if pursued.count > 1 { try await pursueAgain() }
    try await finish(understanding)
  }

  /// Carries out what the person said exactly: the chosen look, values with a number, and the frame.
  mutating func carryOutSaid(
    _ understanding: Understanding, style: StyleChoice?
  ) async throws(RenderError) {
    let wishes = understanding.wishes
    for wish in wishes {
      let isChosen =
        if case .look(let id) = wish.subject { style == .builtIn(id: id, word: wish.phrase) } else {
          false
        }
      if isChosen || wish.isSaidExactly { try await carryOut(wish, among: wishes) }
    }
  }

  /// Keeps what must stay, and holds what was done within what the frame allows.
  mutating func finish(_ understanding: Understanding) async throws(RenderError) {
    let wishes = understanding.wishes
    draft.holdWhatWasSaid()
    if reference == nil, let wish = wishes.first(where: { $0.subject == .like }) {
      tell(.cannotBeDone, wording.noReference(wish.phrase))
    }
    for protection in understanding.protections {
      try await keep(protection, wishes: wishes)
    }
    let standing = scene.brief.standing.recipe
    let changed = draft.recipe.local.first { !standing.local.contains($0) }
    let areas = draft.recipe.local.compactMap { WishArea(named: $0.name) }
    FrameLimits(scene.quality, isRaw: scene.renderer.light.isRaw)
      .hold(&draft, in: [.whole] + areas, wording: wording)
    let isGlobal = draft.recipe.adjustments != standing.adjustments
    let local = isGlobal ? nil : changed.flatMap { WishArea(named: $0.name) }
    if draft.recipe != standing {
      try await GuardRail.apply(
        to: &draft, in: local ?? .whole, wishes: wishes, wording: wording)
    }
  }

  /// Carries out one wish.
  private mutating func carryOut(_ wish: Wish, among wishes: [Wish]) async throws(RenderError) {
    guard let area = area(of: wish) else { return }
    switch wish.subject {
    case .quality(let quality):
      try await move(quality, wish, area)
    case .band(let band, let component, let towards):
      let sign: Double = wish.direction == .less ? -1 : 1
      let aim =
        towards.map { band.turn(towards: $0, sign: sign, strength: wish.amount.strength) }
        ?? band.aim(component, sign: sign, strength: wish.amount.strength)
      if case .slider(let points) = wish.amount, towards == nil, let lever = aim.levers.first {
        set(lever.operation, lever.parameter, sign * points, wish, area)
      } else {
        try await pursue(aim, wish, area)
      }
    case .grade(let tones, let hue):
      grade(tones, hue, wish, area)
    case .whiteBalance(let cast, _):
      try await balance(cast, wish, area)
    case .blackAndWhite:
      try await makeMonochrome(wish, area, wishes: wishes)
    case .look(let id):
      try await wear(id, wish)
    case .like:
      try await resemble(wish)
    case .improve(let aspect, let complaint):
      var rules = ImproveRules(aspect: aspect, complaint: complaint, wording: wording)
      if case .strength(let strength) = wish.amount { rules.strength = min(strength, 1) }
      try await rules.apply(to: &draft, in: area)
    case .geometry(let change):
      frame(change, wish)
    }
  }

  /// Where a wish is to be carried out; nil, with a note, where it cannot be.
  private mutating func area(of wish: Wish) -> WishArea? {
    let hasBox = scene.brief.box != nil
    switch wish.area {
    case .box:
      if hasBox { return .box }
      draft.notes.append(Plan.Note(kind: .cannotBeDone, text: wording.noBox(wish.phrase)))
      return nil
    case .noun(let noun):
      if hasBox { return .box }
      if wish.isAboutTheFrame || noun.isWholePicture(for: wish) { return .whole }
      if let place = FramePlace(noun.kind) { return .place(place) }
      if let kind = wish.region, let found = scene.regions[kind] {
        let area = WishArea.region(kind, noun.side.flatMap(FramePlace.init))
        if let pixels = scene.pixels(of: area, in: scene.before), pixels.share < kind.leastShare {
          tell(.cannotBeDone, wording.notFound(noun.word, wish.phrase))
          return nil
        }
        tell(
          .information, wording.masked(noun.word, found.matte.method, found.matte.confidence))
        return area
      }
      if wish.isBoundToTones {
        tell(.information, wording.wholeInstead(noun.word))
        return .whole
      }
      if noun.band != nil, wish.canGoByColor {
        if wish.quality == nil { tell(.information, wording.wholeInstead(noun.word)) }
        return .whole
      }
      draft.notes.append(
        Plan.Note(
          kind: .cannotBeDone,
          text: wish.region == nil
            ? wording.cannotSelect(noun.word, wish.phrase)
            : wording.notFound(noun.word, wish.phrase)))
      return nil
    case .whole, .tones, .color:
      return hasBox && !wish.isAboutTheFrame ? .box : .whole
    }
  }

  /// Adds a note, once.
  mutating func tell(_ kind: Plan.Note.Kind, _ text: String) {
    let note = Plan.Note(kind: kind, text: text)
    if !draft.notes.contains(note) { draft.notes.append(note) }
  }

  private mutating func move(
    _ quality: Quality, _ wish: Wish, _ area: WishArea
  ) async throws(RenderError) {
    let sign: Double = wish.direction == .less ? -1 : 1
    switch (quality, wish.amount) {
    case (.brightness, .stops(let stops)):
      set("exposure", "stops", sign * stops, wish, area)
      return
    case (_, .slider(let points)), (_, .percent(let points)):
      set(
        quality.slider.operation, quality.slider.parameter,
        sign * points * quality.slider.limit, wish, area)
      return
    case (.warmth, .kelvin(let kelvin)):
      if scene.renderer.light.isRaw {
        set("white_balance", "kelvin", kelvin, wish, area, isChange: false)
      } else {
        // Mired from daylight: a rendered file has no Kelvin of its own.
        set("white_balance", "temperature", 1e6 / 5500 - 1e6 / kelvin, wish, area, isChange: false)
      }
      return
    default: break
    }
    if try await retouch(quality, wish, area) { return }
    let strength: Double =
      if case .stops(let stops) = wish.amount { 1.5 * stops } else { wish.amount.strength }
    if let aim = scoped(quality, wish, area, sign: sign, strength: strength) {
      try await pursue(aim, wish, area)
    }
  }

  /// The aim of a quality within tones, a colour or a thing that has a colour of its own.
  private mutating func scoped(
    _ quality: Quality, _ wish: Wish, _ area: WishArea, sign: Double, strength: Double
  ) -> Aim? {
    let band: ColorBand?
    switch wish.area {
    case .noun(let noun) where area == .whole && noun.band != nil && wish.canGoByColor:
      band = noun.band
      draft.notes.append(Plan.Note(kind: .information, text: wording.byColor(noun.word)))
    case .color(let color): band = color
    case .tones(let tones):
      let aim: Quality? =
        switch (quality, tones) {
        case (.brightness, .shadows): .shadows
        case (.brightness, .midtones): .midtones
        case (.brightness, .highlights): .highlights
        default: nil
        }
      return (aim ?? quality).aim(sign: sign, strength: strength)
    default: band = nil
    }
    if let band {
      switch quality {
      case .brightness, .shadows, .highlights, .midtones:
        return band.aim(.luminance, sign: sign, strength: strength)
      case .saturation, .vibrance: return band.aim(.saturation, sign: sign, strength: strength)
      case .warmth:
        return band.turn(towards: sign > 0 ? .warm : .cool, sign: 1, strength: strength)
      default: break
      }
    }
    return quality.aim(sign: sign, strength: strength)
  }

  /// The part of each aim that its own sliders go, whatever other wishes did for it before.
  private static let ownShare = 0.5

  /// Solves an aim and explains it.
  mutating func pursue(
    _ aim: Aim, _ wish: Wish, _ area: WishArea, remember: Bool = true
  ) async throws(RenderError) {
    let aim = aim.within(reachOf: wish.amount.strength)
    guard
      let result = try await Solver.solve(aim, in: area, ownShare: Self.ownShare, draft: &draft)
    else {
      draft.notes.append(
        Plan.Note(kind: .cannotBeDone, text: wording.notMeasurable(wish.phrase)))
      return
    }
    if remember { pursued.append((aim, area, wish)) }
    explain(aim, result, wish, area)
    if result.levers.isEmpty {
      tell(.heldBack, wording.allHeld(wish.phrase))
    } else if result.isCapped {
      draft.notes.append(
        Plan.Note(kind: .heldBack, text: wording.capped(wish.phrase, result.target)))
    }
  }

  private mutating func explain(
    _ aim: Aim, _ result: Solver.Result, _ wish: Wish, _ area: WishArea
  ) {
    for lever in result.levers
    where draft.value(lever.operation, lever.parameter, in: area) != 0 {
      draft.explain(
        lever.operation, lever.parameter, in: area, issue: wording.wish(wish.phrase),
        solution: wording.step(
          lever.operation, lever.parameter,
          .number(draft.value(lever.operation, lever.parameter, in: area)), result.target),
        target: result.target)
    }
  }

  /// Meets every aim once more: levers go half of the way back where later wishes carried the
  /// picture too far.
  private mutating func pursueAgain() async throws(RenderError) {
    for (aim, area, wish) in pursued {
      let probe = scene.probe(aim.metric, in: area, detail: aim.needsDetail)
      guard let before = probe.baseline,
        let now = probe.value(
          of: try await scene.look(draft.recipe, detail: aim.needsDetail))
      else { continue }
      let wanted = aim.wanted(from: before)
      let isBeyond = (now - wanted) * (wanted - before) > 0
      let tolerance = isBeyond ? 0.25 + Self.ownShare : 0.25
      guard (now - wanted).magnitude > tolerance * (wanted - before).magnitude else { continue }
      var again = aim
      if isBeyond {
        again.levers = aim.levers.map { lever in
          var lever = lever
          let stood = draft.standing(lever.operation, lever.parameter, in: area)
          lever.limit = (draft.value(lever.operation, lever.parameter, in: area) - stood) / 2
          return lever
        }
      }
      if let result = try await Solver.solve(again, in: area, draft: &draft) {
        explain(aim, result, wish, area)
      }
    }
  }

  /// Sets a value that the person said; a change comes on top of the edit that stands.
  mutating func set(
    _ operation: String, _ parameter: String, _ value: Double, _ wish: Wish, _ area: WishArea,
    by author: Plan.Author = .person, isChange: Bool = true
  ) {
    var value = value + (isChange ? draft.standing(operation, parameter, in: area) : 0)
    if case .scalar(let range, _)? = scene.catalog.operation(operation)?.parameter(parameter)?.kind
    {
      value = min(max(value, range.lowerBound), range.upperBound)
    }
    value = Solver.rounded(value)
    draft.set(operation, parameter, to: .number(value), in: area)
    draft.explain(
      operation, parameter, in: area, issue: wording.wish(wish.phrase),
      solution: wording.step(operation, parameter, .number(value), nil), by: author)
  }
}

extension Wish {
  /// Whether the person said the value, or what becomes of the frame, and so leaves nothing to judge.
  fileprivate var isSaidExactly: Bool {
    switch (subject, amount) {
    case (.geometry, _), (.quality, .slider), (.quality, .percent), (.band, .slider),
      (.quality(.warmth), .kelvin), (.quality(.brightness), .stops):
      true
    default: false
    }
  }

  /// Frame and light first, then colour, then detail, then what lies on top; looks before all that
  /// refine them.
  fileprivate var rank: Int {
    switch subject {
    case .geometry: 0
    case .improve: 1
    case .whiteBalance: 2
    case .look, .like: 3
    case .blackAndWhite: 4
    case .quality(let quality):
      switch quality {
      case .noise, .colorNoise: 5
      case .brightness: 6
      case .haze: 7
      case .contrast, .fade: 8
      case .highlights, .shadows, .midtones: 9
      case .whites, .blacks: 10
      case .warmth, .tint: 11
      case .saturation, .vibrance: 12
      case .redness, .shine: 13
      case .clarity, .texture: 14
      case .sharpness: 15
      case .vignette, .grain, .blur: 16
      }
    case .band: 13
    case .grade: 13
    }
  }

  /// The quality that it is about, where it is about one.
  var quality: Quality? {
    if case .quality(let quality) = subject { quality } else { nil }
  }

  /// Whether it can only concern the whole frame.
  var isAboutTheFrame: Bool {
    switch subject {
    case .geometry, .look, .like, .quality(.vignette), .quality(.grain): true
    default: false
    }
  }

  /// The region that it names, where a mask may know it.
  var region: SceneRegion.Kind? {
    guard case .noun(let noun) = area, !isAboutTheFrame, !noun.isWholePicture(for: self) else {
      return nil
    }
    // Lips, eyes and brows of a face are left alone by what is done to its skin.
    if noun.kind == .face, isAboutSkin { return .faceSkin }
    // Light on skin is light on the face.
    if noun.kind == .skin, case .whiteBalance = subject { return .face }
    return noun.region
  }

  /// Whether it concerns the skin of a face and not the light on it.
  private var isAboutSkin: Bool {
    switch subject {
    case .quality(.texture), .quality(.shine), .quality(.redness): true
    default: false
    }
  }

  /// Whether it changes certain tones only, so that it stays near what it means in the whole picture.
  fileprivate var isBoundToTones: Bool {
    switch quality {
    case .shadows, .highlights, .blacks, .whites: region == nil
    default: false
    }
  }

  /// Whether it can be carried out on a colour instead of a thing.
  var canGoByColor: Bool {
    switch subject {
    case .quality(let quality):
      switch quality {
      case .brightness, .saturation, .vibrance, .warmth, .highlights, .shadows, .midtones: true
      default: false
      }
    case .band, .whiteBalance, .improve: true
    default: false
    }
  }
}

extension RegionNoun {
  /// The kind of mask that covers such things.
  var region: SceneRegion.Kind? {
    switch kind {
    case .sky: .sky
    case .person: .person
    case .face: .face
    case .skin: .faceSkin
    case .hair: .hair
    case .eyes: .eyes
    case .lips: .lips
    case .teeth: .teeth
    case .subject: .subject
    case .background: .background
    default: nil
    }
  }

  /// The colour that such things usually have.
  var band: ColorBand? {
    switch kind {
    case .sky, .water: .blue
    case .vegetation: .green
    case .skin, .face: .skin
    default: nil
    }
  }

  /// Whether the noun does not limit the wish: a white balance that names the wall corrects the
  /// whole picture.
  func isWholePicture(for wish: Wish) -> Bool {
    switch wish.subject {
    case .whiteBalance(let cast, _):
      // A cast on someone is light of another colour; elsewhere it lies over the whole picture.
      cast == .unknown || ![.face, .skin, .person, .subject, .background].contains(kind)
    case .improve, .look, .like, .grade: true
    case .band: FramePlace(kind) == nil
    case .quality(let quality): [.haze, .noise, .colorNoise].contains(quality)
    default: false
    }
  }
}

public import AtelierCodecs
import AtelierEngine
import AtelierPlanner
public import AtelierRecipe
import AtelierVision

extension Retoucher {
  /// Photographs on which a look is planned.
  private static let representatives = 3
  /// How much of a difference to the series is taken away: some of it is what the photographs show.
  private static let share = 0.75
  /// The most by which a photograph's light and white balance leave the look's.
  private static let mostStops = 1.0
  private static let mostShift = 20.0

  /// Plans one look for a series.
  ///
  /// - Parameters:
  ///   - sources: the photographs; those that cannot be opened are left out.
  ///   - plan: plans the retouch of one of them.
  /// - Returns: the look; nil where none of the photographs could be opened or nothing is to be done.
  /// - Throws: what `plan` throws, or `RenderError.cancelled`.
  public func look(
    of sources: [PictureSource], plan: (PictureSource) async throws -> Session
  ) async throws -> SeriesLook? {
    var members: [SeriesLook.Member] = []
    for (place, source) in sources.enumerated() {
      if Task.isCancelled { throw RenderError.cancelled }
      guard let photo = try? await OpenedPhoto.open(source, engine: engine, jobs: jobs) else {
        continue
      }
      members.append(
        SeriesLook.Member(place: place, try await statistics(of: photo, with: Recipe())))
    }
    let chosen = SeriesLook.representatives(of: members, most: Self.representatives)
    var sessions: [Session] = []
    for place in chosen { sessions.append(try await plan(sources[place])) }
    guard let middle = sessions.first, middle.plan.outcome != .declined,
      var joined = SeriesLook.joined(sessions.map(\.plan), catalog: engine.catalog)
    else { return nil }
    joined.leaveOutPlaces()
    return SeriesLook(
      plan: joined, representatives: chosen, outliers: SeriesLook.outliers(of: members),
      goal: SeriesLook.Member(
        place: chosen[0], try await statistics(of: middle.photo, with: joined.recipe)))
  }

  /// Puts the look of a series on a photograph, with its light and white balance matched.
  ///
  /// - Parameters:
  ///   - look: the look.
  ///   - source: the photograph.
  ///   - instruction: the wish.
  ///   - output: size and colour space of the result.
  /// - Returns: the photograph and the plan for it.
  /// - Throws: `CodecError` or `RenderError`.
  public func plan(
    _ look: SeriesLook, for source: PictureSource, instruction: String, output: OutputSettings
  ) async throws -> Session {
    var plan = look.plan
    plan.recipe.output = output
    plan.attributeNotes()
    // Numbers that were measured on the photo in the middle say nothing of this one.
    for index in plan.steps.indices {
      let step = plan.steps[index]
      plan.steps[index].target = nil
      let name = "\(step.operation).\(step.parameter) \(step.value.json.text(pretty: false))"
      plan.steps[index].solution =
        plan.language == .zh ? "\(name)，整组共用的风格。" : "\(name), of the look of the series."
    }
    let brief = Brief(instruction: instruction)
    var photo = try await OpenedPhoto.open(
      source, engine: engine, recipe: plan.recipe, jobs: jobs)
    let preview = ScenePreview(of: photo.prepared, engine: engine, jobs: jobs)
    try await plan.leaveOutMissing(in: preview)
    try await plan.fitSkin(in: preview)
    let planner = BuiltInPlanner(catalog: engine.catalog)
    if let frame = try await planner.planFrame(brief, renderer: preview) {
      plan.take(frame: frame)
      photo = try await OpenedPhoto.prepare(
        photo.decoded, engine: engine, recipe: plan.recipe, jobs: jobs)
    }
    try await matchLight(of: photo, to: look.goal.lightness, &plan)
    try await matchWhite(of: photo, to: look.goal.cast, &plan)
    return Session(
      photo: photo, frame: plan.recipe, brief: brief, styles: PlanStyles(), plan: plan)
  }

  private func statistics(
    of photo: OpenedPhoto, with recipe: Recipe
  ) async throws(RenderError) -> PictureStatistics {
    let preview = ScenePreview(of: photo.prepared, engine: engine, jobs: 1)
    return PictureStatistics(of: LabPicture(try await preview.preview(recipe, longEdge: 320)))
  }

  /// Moves exposure by secant steps until the median of L* is near that of the series.
  private func matchLight(
    of photo: OpenedPhoto, to goal: Double, _ plan: inout Plan
  ) async throws(RenderError) {
    let start = plan.recipe.adjustments["exposure"]?["stops"]?.number ?? 0
    func lightness(_ stops: Double) async throws(RenderError) -> Double {
      var trial = plan
      trial.set("exposure", "stops", to: stops)
      return try await statistics(of: photo, with: trial.recipe).lightness.p50
    }
    let before = try await lightness(start)
    let wanted = before + Self.share * (goal - before)
    guard (wanted - before).magnitude > 0.5 else { return }
    var (stops, found) = (start, before)
    var slope = 15.0  // L* a stop in the middle tones.
    for _ in 0..<4 {
      let next = max(
        start - Self.mostStops, min(start + Self.mostStops, stops + (wanted - found) / slope))
      guard (next - stops).magnitude > 0.01 else { break }
      let reached = try await lightness(next)
      slope = max((reached - found) / (next - stops), 2)
      (stops, found) = (next, reached)
      if (wanted - found).magnitude < 0.3 { break }
    }
    let rounded = (stops * 100).rounded() / 100
    guard rounded != start else { return }
    plan.set("exposure", "stops", to: rounded)
    plan.notes.append(
      Plan.Note(
        kind: .information,
        text: plan.language == .zh
          ? "曝光与整组匹配：\(rounded) 档。" : "Exposure matched to the series: \(rounded) EV."))
  }

  /// Moves temperature and tint by one Newton step with measured slopes until a grey is as in the series.
  private func matchWhite(
    of photo: OpenedPhoto, to goal: SIMD2<Double>, _ plan: inout Plan
  ) async throws(RenderError) {
    let names = (operation: "white_balance", x: "temperature", y: "tint")
    let start = SIMD2(
      plan.recipe.adjustments[names.operation]?[names.x]?.number ?? 0,
      plan.recipe.adjustments[names.operation]?[names.y]?.number ?? 0)
    func cast(
      _ values: SIMD2<Double>
    ) async throws(RenderError) -> (grey: SIMD2<Double>, trust: Double) {
      var trial = plan
      trial.set(names.operation, names.x, to: values.x)
      trial.set(names.operation, names.y, to: values.y)
      let found = try await statistics(of: photo, with: trial.recipe).cast
      return ([found.grey.a, found.grey.b], found.confidence)
    }
    let now = try await cast(start)
    let error = Self.share * now.trust * (goal - now.grey)
    guard (error * error).sum() > 0.5 else { return }
    let step = 8.0
    let warmer = (try await cast(start + [step, 0]).grey - now.grey) / step
    let pinker = (try await cast(start + [0, step]).grey - now.grey) / step
    let determinant = warmer.x * pinker.y - pinker.x * warmer.y
    guard determinant.magnitude > 1e-6 else { return }
    let change = SIMD2(
      (error.x * pinker.y - pinker.x * error.y) / determinant,
      (warmer.x * error.y - error.x * warmer.y) / determinant
    ).clamped(
      lowerBound: SIMD2(repeating: -Self.mostShift), upperBound: SIMD2(repeating: Self.mostShift))
    let values = (start + change).rounded(.toNearestOrAwayFromZero)
      .clamped(lowerBound: [-100, -100], upperBound: [100, 100])
    let reached = (try await cast(values).grey - goal)
    let left = now.grey - goal
    // A step that leads away is not made.
    guard (reached * reached).sum() < (left * left).sum(), values != start else { return }
    plan.set(names.operation, names.x, to: values.x)
    plan.set(names.operation, names.y, to: values.y)
    plan.notes.append(
      Plan.Note(
        kind: .information,
        text: plan.language == .zh
          ? "白平衡与整组匹配：色温 \(Int(values.x))，色调 \(Int(values.y))。"
          : "White balance matched to the series: temperature \(Int(values.x)), tint \(Int(values.y))."
      ))
  }
}

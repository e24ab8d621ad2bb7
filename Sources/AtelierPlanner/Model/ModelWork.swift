import AtelierEngine
import AtelierRecipe
import AtelierVision

/// Carries out what a model answered on a draft: only known parameters, within their ranges, and
/// nothing that the person said, protected or did not want.
struct ModelWork {
  var work: WishWork
  let parameters: ModelParameters
  let understanding: Understanding
  /// Values that the person said, now and not before.
  private let said: Set<RecipePlace>
  private var wording: Wording { work.wording }

  init(work: WishWork, parameters: ModelParameters, understanding: Understanding) {
    self.work = work
    self.parameters = parameters
    self.understanding = understanding
    let before = work.draft.scene.brief.standing.steps
    said = Set(
      work.draft.steps.filter { $0.chosenBy == .person && !before.contains($0) }.map(\.place))
  }

  mutating func carryOut(_ answer: ModelSteps) async throws(RenderError) {
    var unknown: [String] = []
    var aims: [(entry: ModelParameters.Entry, step: ModelSteps.Step)] = []
    for step in answer.steps {
      guard let entry = parameters[step.parameter] else {
        unknown.append(step.parameter.oneLine(60))
        continue
      }
      guard allows(entry, value: step.value, step.parameter) else { continue }
      switch entry.target {
      case .aim: aims.append((entry, step))
      case .parameter(let operation, let parameter):
        set(operation, parameter, entry, step)
      }
    }
    // Sliders that were said come first, so that aims are reached with them in place.
    for (entry, step) in aims { try await pursue(entry, step) }
    if !unknown.isEmpty {
      work.tell(.information, wording.unknownParameters(unknown))
    }
    if answer.unreadable + answer.surplus > 0 {
      work.tell(.information, wording.unreadableSteps(answer.unreadable + answer.surplus))
    }
  }

  private mutating func set(
    _ operation: String, _ parameter: String, _ entry: ModelParameters.Entry,
    _ step: ModelSteps.Step
  ) {
    let place = RecipePlace(operation, parameter, area: entry.area.name)
    guard !said.contains(place) else {
      work.tell(.heldBack, wording.saidByPerson(operation, parameter))
      return
    }
    let isFlag =
      work.draft.scene.catalog.operation(operation)?.parameter(parameter)?.kind == .flag
    let value: ParameterValue
    if isFlag {
      value = .flag(step.value > 0.5)
    } else {
      let held = Solver.rounded(clamped(entry, step))
      guard held != work.draft.value(operation, parameter, in: entry.area) else { return }
      value = .number(held)
    }
    work.draft.set(operation, parameter, to: value, in: entry.area)
    work.draft.explain(
      operation, parameter, in: entry.area, issue: wording.modelIssue(step.reason),
      solution: wording.step(operation, parameter, value, nil), by: .model, reason: step.reason)
  }

  private mutating func pursue(
    _ entry: ModelParameters.Entry, _ step: ModelSteps.Step
  ) async throws(RenderError) {
    guard case .aim(let quality) = entry.target else { return }
    let wanted = clamped(entry, step)
    let probe = work.draft.scene.probe(
      quality.aim(sign: 1, strength: 1).metric, in: entry.area)
    guard let now = probe.value(of: try await work.draft.scene.look(work.draft.recipe)) else {
      work.tell(.cannotBeDone, wording.notMeasurable(step.parameter))
      return
    }
    var aim = quality.aim(sign: wanted >= now ? 1 : -1, strength: 1)
    aim.goal = .value(wanted)
    aim.levers.removeAll {
      said.contains(RecipePlace($0.operation, $0.parameter, area: entry.area.name))
    }
    guard !aim.levers.isEmpty,
      let result = try await Solver.solve(aim, in: entry.area, draft: &work.draft)
    else { return }
    for lever in result.levers {
      let value = work.draft.value(lever.operation, lever.parameter, in: entry.area)
      guard value != 0 else { continue }
      work.draft.explain(
        lever.operation, lever.parameter, in: entry.area,
        issue: wording.modelIssue(step.reason),
        solution: wording.step(
          lever.operation, lever.parameter, .number(value), result.target),
        target: result.target, by: .model, reason: step.reason)
    }
    if result.isCapped {
      work.tell(.heldBack, wording.capped(step.parameter, result.target))
    }
  }

  /// The value within its range; what was cut off is told.
  private mutating func clamped(
    _ entry: ModelParameters.Entry, _ step: ModelSteps.Step
  ) -> Double {
    let held = min(max(step.value, entry.range.lowerBound), entry.range.upperBound)
    if held != step.value { work.tell(.heldBack, wording.clamped(entry.name, step.value, held)) }
    return held
  }

  /// Whether the person's words allow a step; where they do not, it is told.
  private mutating func allows(
    _ entry: ModelParameters.Entry, value: Double, _ name: String
  ) -> Bool {
    guard
      let protection = understanding.protections.first(where: {
        $0.forbids(entry, value, understanding)
      })
    else { return true }
    work.tell(.heldBack, wording.forbidden(name, protection.phrase))
    return false
  }
}

extension ModelWork {
  /// Puts a recipe of a model over the draft: what the person said, protected, holds or did not want
  /// stays. The model saw the edit that stands, so its sliders come on top of that.
  ///
  /// - Parameters:
  ///   - recipe: what the model wants, checked against the catalog.
  ///   - reason: why, for an operation and a parameter.
  mutating func put(
    _ recipe: Recipe, reason: (_ operation: String, _ parameter: String) -> String
  ) {
    let catalog = work.draft.scene.catalog
    let standing = work.draft.scene.brief.standing.recipe
    for operation in catalog.operations {
      guard let values = recipe.adjustments[operation.name] else { continue }
      for parameter in operation.parameters {
        guard let value = values[parameter.name] else { continue }
        let name = "\(operation.name).\(parameter.name)"
        let entry = ModelParameters.Entry(
          name: name,
          target: .parameter(operation: operation.name, parameter: parameter.name),
          area: .whole, range: 0...0, meaning: "")
        guard allows(entry, value: value.number ?? 1, name) else { continue }
        guard
          !said.contains(RecipePlace(operation.name, parameter.name))
        else {
          work.tell(.heldBack, wording.saidByPerson(operation.name, parameter.name))
          continue
        }
        let place = RecipePlace(operation.name, parameter.name)
        let sum = parameter.added(value, to: standing.value(at: place))
        work.draft.set(operation.name, parameter.name, to: sum, in: .whole)
        let why = reason(operation.name, parameter.name)
        work.draft.explain(
          operation.name, parameter.name, in: .whole, issue: wording.modelIssue(why),
          solution: wording.step(operation.name, parameter.name, sum, nil), by: .model,
          reason: why)
      }
    }
    for local in recipe.local { put(local, reason: reason) }
    let free = recipe.geometry.filter { operation, values in
      let held = values.keys.map { RecipePlace(operation, $0) }.filter(work.draft.held.contains)
      for place in held { work.draft.spare(place) }
      return held.isEmpty
    }
    work.draft.recipe.geometry.merge(free) { said, _ in said }
  }

  private mutating func put(
    _ local: LocalAdjustment, reason: (String, String) -> String
  ) {
    let catalog = work.draft.scene.catalog
    var local = local
    // What a person took out of an area of this name stays out, and an area that stands keeps its name.
    for place in Recipe(local: [local]).values.keys where work.draft.held.contains(place) {
      local.adjustments[place.operation]?[place.parameter] = nil
      work.draft.spare(place)
    }
    let taken = Set(work.draft.recipe.local.map(\.name))
    let name = local.name
    var number = 2
    while !local.name.isEmpty, taken.contains(local.name) {
      local.name = "\(name) \(number)"
      number += 1
    }
    work.draft.recipe.local.append(local)
    for operation in catalog.operations {
      for parameter in operation.parameters {
        guard let value = local.adjustments[operation.name]?[parameter.name] else { continue }
        let why = reason(operation.name, parameter.name)
        work.draft.steps.append(
          Plan.Step(
            operation: operation.name, parameter: parameter.name, area: local.name,
            value: value, issue: wording.modelIssue(why),
            solution: wording.step(operation.name, parameter.name, value, nil), target: nil,
            reason: why, chosenBy: .model, stage: "\(operation.stage)"))
      }
    }
  }
}

extension ParameterDescription {
  /// A value on top of the one that stands: numbers that masks add are added here too, within the
  /// range; others take its place.
  fileprivate func added(
    _ value: ParameterValue, to standing: ParameterValue?
  ) -> ParameterValue {
    guard case .added = local, case .scalar(let range, _) = kind, let number = value.number,
      let before = standing?.number
    else { return value }
    return .number(min(max(before + number, range.lowerBound), range.upperBound))
  }
}

extension Protection {
  /// Whether it rules a step out altogether; what changes it by the way is held back later.
  fileprivate func forbids(
    _ entry: ModelParameters.Entry, _ value: Double, _ understanding: Understanding
  ) -> Bool {
    switch target {
    case .quality(let quality):
      guard !understanding.wishes.contains(where: { $0.quality == quality }),
        case .parameter(let operation, let parameter) = entry.target,
        quality.slider.operation == operation, quality.slider.parameter == parameter
      else { return false }
      let isMore = value * quality.slider.limit > 0
      return against == .none || value != 0 && isMore == (against == .more)
    case .colors: return entry.isAboutColor
    case .band(let band):
      guard case .parameter("hsl", let parameter) = entry.target else { return false }
      return parameter.hasPrefix(band == .skin ? "orange" : band.rawValue)
    case .everything:
      guard case .noun(let noun) = area, let region = noun.region,
        case .region(let kind, _) = entry.area
      else { return false }
      return kind == region
    case .otherColors, .everythingElse:
      // "Only the sky": the whole picture stays.
      let wishes = understanding.wishes
      let isLocal =
        !wishes.isEmpty
        && wishes.allSatisfy { wish in
          if case .noun(let noun) = wish.area {
            !noun.isWholePicture(for: wish) && wish.region != nil
          } else {
            wish.area == .box
          }
        }
      return target == .everythingElse && isLocal && entry.area == .whole
    }
  }
}

extension ModelParameters.Entry {
  fileprivate var isAboutColor: Bool {
    switch target {
    case .aim(let quality): [.saturation, .warmth].contains(quality)
    case .parameter(let operation, _):
      [
        "white_balance", "vibrance", "saturation", "hsl", "color_grading", "black_and_white",
      ].contains(operation)
    }
  }
}

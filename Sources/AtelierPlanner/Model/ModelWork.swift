import AtelierEngine
import AtelierRecipe
import AtelierVision

/// Carries out what a model answered on a draft: only known parameters, within their ranges, and
/// nothing that the person said, protected or did not want.
struct ModelWork {
  var work: WishWork
  let parameters: ModelParameters
  let understanding: Understanding
  /// Values that the person said.
  private let said: Set<Place>
  private var wording: Wording { work.wording }

  /// A parameter in an area.
  private struct Place: Hashable {
    var operation: String
    var parameter: String
    var area: String?
  }

  init(work: WishWork, parameters: ModelParameters, understanding: Understanding) {
    self.work = work
    self.parameters = parameters
    self.understanding = understanding
    said = Set(
      work.draft.steps.filter { $0.chosenBy == .person }
        .map { Place(operation: $0.operation, parameter: $0.parameter, area: $0.area) })
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
    let place = Place(operation: operation, parameter: parameter, area: entry.area.name)
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
      said.contains(
        Place(operation: $0.operation, parameter: $0.parameter, area: entry.area.name))
    }
    guard !aim.levers.isEmpty,
      let result = try await Solver.solve(aim, in: entry.area, draft: &work.draft)
    else { return }
    for lever in aim.levers {
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
  /// Puts a recipe of a model over the draft: what the person said, protected or did not want stays.
  ///
  /// - Parameters:
  ///   - recipe: what the model wants, checked against the catalog.
  ///   - reason: why, for an operation and a parameter.
  mutating func put(
    _ recipe: Recipe, reason: (_ operation: String, _ parameter: String) -> String
  ) {
    let catalog = work.draft.scene.catalog
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
          !said.contains(
            Place(operation: operation.name, parameter: parameter.name, area: nil))
        else {
          work.tell(.heldBack, wording.saidByPerson(operation.name, parameter.name))
          continue
        }
        work.draft.set(operation.name, parameter.name, to: value, in: .whole)
        let why = reason(operation.name, parameter.name)
        work.draft.explain(
          operation.name, parameter.name, in: .whole, issue: wording.modelIssue(why),
          solution: wording.step(operation.name, parameter.name, value, nil), by: .model,
          reason: why)
      }
    }
    for local in recipe.local { put(local, reason: reason) }
    work.draft.recipe.geometry.merge(recipe.geometry) { said, _ in said }
  }

  private mutating func put(
    _ local: LocalAdjustment, reason: (String, String) -> String
  ) {
    let catalog = work.draft.scene.catalog
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

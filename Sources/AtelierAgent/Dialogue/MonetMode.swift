import AtelierCodecs
import AtelierEngine
import AtelierLightroom
import AtelierMonet
import AtelierPixels
package import AtelierPlanner
import AtelierRecipe

/// The mode `monet`: three stages of two turns, light, colour and single colours, each on the render of the
/// last, with MonetGPT's operations and values (arXiv 2505.06176).
package struct MonetMode: PlanningMode {
  private let photo: OpenedPhoto
  private let camera: PhotoCamera

  /// Makes the mode for a photo, whose stages a camera shows.
  init(photo: OpenedPhoto, camera: PhotoCamera) {
    self.photo = photo
    self.camera = camera
  }

  package var name: String { "monet" }

  package func plan(
    _ task: PlanningTask, with model: any LanguageModel
  ) async throws(PlanningFailure) -> Plan {
    let standing = task.brief.standing
    guard standing.recipe.monet.count + MonetStage.allCases.count <= MonetEdit.limit else {
      return Self.full(task)
    }
    var record: ModelRecord?
    let outcome: MonetPlanning.Outcome
    let base: ModelPlan
    do {
      base = try await ModelPlan(task)
      let description = base.description
      let (style, extra) = style(task, base)
      let planning = MonetPlanning(
        system: task.systemPrompt ?? MonetPrompts.system, style: style, extra: extra,
        held: Set(
          standing.held.filter { $0.operation == RecipePlace.monet }.map(\.parameter)),
        jobs: camera.jobs)
      // Each run is one more edit on what the ones before made; the model is shown what else stands.
      var shown = standing.recipe
      shown.monet = []
      var start = try await photo.proof(
        longEdge: max(camera.longEdge, Self.proofEdge), jobs: camera.jobs)
      if !standing.recipe.monet.isEmpty {
        start = try await MonetExecutor(standing.recipe.monet).render(start, jobs: camera.jobs)
      }
      var last: (stage: MonetStage, picture: Conversation.Picture)?
      outcome = try await planning.plan(start) { turn in
        // Both turns of a stage show the same picture.
        let picture: Conversation.Picture
        if let last, last.stage == turn.stage {
          picture = last.picture
        } else {
          picture = try await camera.picture(
            turn.picture, recipe: shown, description: description)
        }
        last = (turn.stage, picture)
        let conversation = Self.conversation(turn, task.styles.parts(with: picture))
        let answer = try await model.answer(conversation)
        if record == nil {
          record = ModelRecord(mode: name, conversation: conversation, answer: answer)
        } else {
          record?.add(conversation, answer)
        }
        return answer.text
      }
    } catch let error as LanguageModelError {
      throw .model(error)
    } catch let error as RenderError {
      throw .render(error)
    } catch {
      throw .model(.nonsense(host: model.name, reason: "\(error)"))
    }
    guard let record else {
      throw .model(.nonsense(host: model.name, reason: "it was asked nothing"))
    }
    var plan: Plan
    do throws(RenderError) {
      plan = try await base.plan(of: Recipe(), reason: { _, _ in "" })
    } catch {
      throw .render(error)
    }
    // MonetGPT's operations are the whole edit; what the person said stands in the prompts, and what is
    // told of its being carried out is not true of the stages.
    plan.notes.removeAll { $0.kind == .information }
    plan.recipe = standing.recipe
    plan.recipe.monet += outcome.edits
    plan.steps = standing.steps + outcome.stages.flatMap(Self.steps)
    plan.outcome = outcome.edits.isEmpty ? .unchanged : .complete
    plan.sign(record)
    plan.tellKept(
      standing, among: outcome.stages.flatMap { MonetAnswer.values($0.answer).map(\.key) })
    if task.brief.box != nil {
      plan.notes.append(
        Plan.Note(
          kind: .cannotBeDone,
          text: plan.language == .zh
            ? "MonetGPT 的操作作用于整幅画面，所画的框没有使用。"
            : "MonetGPT's operations see the whole picture; the drawn box was not used."))
      if plan.outcome == .complete { plan.outcome = .partial }
    }
    return plan
  }

  /// The stages are tried on a version of the photo with at least so many pixels a side.
  private static let proofEdge = 1000

  /// The plan where no more edits can be added.
  private static func full(_ task: PlanningTask) -> Plan {
    let standing = task.brief.standing
    let limit = MonetEdit.limit
    var plan = Plan(
      instruction: task.brief.instruction, language: task.language, outcome: .declined,
      steps: standing.steps, notes: [], recipe: standing.recipe)
    plan.notes.append(
      Plan.Note(
        kind: .cannotBeDone,
        text: plan.language == .zh
          ? "配方最多容纳 MonetGPT 的 \(limit) 次编辑，已无空位；请撤销一些，或换一种方式。"
          : "A recipe holds at most \(limit) of MonetGPT's edits, and no more fit; undo some, or plan in "
            + "another mode."))
    return plan
  }

  /// What is said in a turn: MonetGPT shows the picture with the first one, at its temperature.
  private static func conversation(
    _ turn: MonetPlanning.Turn, _ pictures: [Conversation.Part]
  ) -> Conversation {
    var messages: [Conversation.Message] = [.init(.system, turn.system)]
    for (index, prompt) in turn.prompts.enumerated() {
      messages.append(
        index == 0
          ? .init(.user, [.text(prompt)] + pictures) : .init(.user, prompt))
      if index < turn.answers.count { messages.append(.init(.assistant, turn.answers[index])) }
    }
    return Conversation(messages: messages, temperature: 0.3)
  }

  /// What MonetGPT is told of the wish and the chosen style: its own tags stay what they are, looks and
  /// learned styles are put into words.
  private func style(_ task: PlanningTask, _ base: ModelPlan) -> (style: String, extra: String) {
    let wish = String(task.brief.instruction.trimmingPrefix(while: \.isWhitespace).prefix(4000))
    var extra: [String] = []
    var style: String?
    switch task.styles.chosen {
    case .words(let words)?: style = String(words.prefix(4000))
    case .builtIn(let id, let word)?:
      style =
        MonetPrompts.tags.contains(word.lowercased())
        ? word : "the look “\(word)”: \(LookBank.look(id)?.english ?? "")"
    case .learned?: style = learned(base.begun, task.catalog)
    case nil: break
    }
    if style != nil, !wish.isEmpty { extra.append(MonetPrompts.styleText(wish)) }
    if let like = task.styles.like { extra.append(like.request(for: base.statistics)) }
    if let feedback = task.feedback { extra.append(feedback.text) }
    let isFree = wish.isEmpty && task.styles.like == nil
    return (style ?? (isFree ? "balanced" : wish), extra.joined(separator: "\n\n"))
  }

  /// A learned style in MonetGPT's keys, as its examples have it for this photo.
  private func learned(_ recipe: Recipe, _ catalog: RecipeCatalog) -> String? {
    guard
      let settings = try? RecipeMapping(catalog: catalog).settings(
        of: recipe, context: MappingContext(photo.decoded)
      ).settings
    else { return nil }
    let values = settings.monetPlan().plan.entries.map { "\($0.key) \($0.number)" }
    return values.isEmpty
      ? nil : "about as the owner edits photos like this one: \(values.joined(separator: ", "))"
  }

  /// A step for each value of a stage, with the proposal that names it.
  private static func steps(_ stage: MonetPlanning.Stage) -> [Plan.Step] {
    (stage.edit?.values ?? []).map { entry in
      let name = entry.key.lowercased()
      let proposal =
        stage.proposals.first { $0.adjustment.lowercased().contains(name) }
        ?? stage.proposals.first
      return Plan.Step.ofModel(
        "monet", entry.key, entry.value, issue: proposal?.issue ?? "",
        solution: "\(entry.key) \(ParameterValue.number(entry.value).json.text(pretty: false))"
          + (proposal.map { ": \($0.solution)" } ?? ""),
        stage: stage.stage.key)
    }
  }
}

extension Plan {
  /// Says which of MonetGPT's settings a model named that a person decided.
  fileprivate mutating func tellKept(_ standing: StandingEdit, among keys: [String]) {
    let kept = Set(keys.map { RecipePlace(RecipePlace.monet, $0) }).intersection(standing.held)
    tellSpared(kept)
  }
}

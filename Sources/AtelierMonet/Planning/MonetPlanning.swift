import AtelierEngine
package import AtelierPixels
package import AtelierRecipe

/// Plans with a model in MonetGPT's three stages, each of which sees what the last one made.
///
/// A stage is a conversation of its own with two turns: what is wrong and what helps, then values. A stage
/// that needs nothing, or whose values cannot be read, is skipped; the others go on.
package struct MonetPlanning: Sendable {
  /// What the model is asked next.
  package struct Turn: Sendable {
    /// Which stage it is.
    package let stage: MonetStage
    /// The line in front of the conversation.
    package let system: String
    /// What was asked and answered before in this stage, then what is asked now.
    package let prompts: [String]
    /// The answers to all prompts but the last.
    package let answers: [String]
    /// The picture as the stages before have made it, shown with the first prompt.
    package let picture: Picture
  }

  /// What became of a stage.
  package struct Stage: Sendable {
    /// Which one it is.
    package let stage: MonetStage
    /// The answer of the first turn.
    package let analysis: String
    /// The answer of the second turn; empty where it was not asked.
    package let answer: String
    /// What the first answer proposes.
    package let proposals: [MonetAnswer.Proposal]
    /// What was carried out; nil for a stage that was skipped.
    package let edit: MonetEdit?
  }

  /// A plan.
  package struct Outcome: Sendable {
    /// The stages in order.
    package internal(set) var stages: [Stage] = []
    /// The edits of a recipe that makes the picture, one a stage.
    package var edits: [MonetEdit] { stages.compactMap(\.edit) }
    /// All stages in one plan, as MonetGPT writes it; carrying that out gives another picture.
    package var union: [MonetEdit.Entry] { MonetPredictions.union(edits.map(\.values)) }
  }

  private let system: String
  private let style: String
  private let extra: String
  private let order: MonetEdit.Order
  private let held: Set<String>
  private let jobs: Int

  /// Makes a planning.
  ///
  /// - Parameters:
  ///   - system: the line in front of each conversation.
  ///   - style: a tag or a wish in words.
  ///   - extra: one more instruction for every stage.
  ///   - order: the order of the executor's second half.
  ///   - held: settings that a person decided; values that the model gives them are left out before the
  ///     stage is carried out, so that the next ones see the picture without.
  ///   - jobs: number of workers.
  package init(
    system: String = MonetPrompts.system, style: String = "balanced", extra: String = "",
    order: MonetEdit.Order = .plan, held: Set<String> = [], jobs: Int
  ) {
    self.system = system
    self.style = style
    self.extra = extra
    self.order = order
    self.held = held
    self.jobs = jobs
  }

  /// Plans for a picture.
  ///
  /// - Parameters:
  ///   - picture: the decoded picture.
  ///   - ask: gives the model's answer.
  /// - Returns: what became of each stage.
  /// - Throws: what `ask` throws, and `RenderError.cancelled`.
  package func plan(
    _ picture: Picture, ask: (Turn) async throws -> String
  ) async throws -> Outcome {
    var outcome = Outcome()
    var picture = picture
    var made: MonetEdit?
    var haze = 0.0
    for stage in MonetStage.allCases {
      // What the last stage makes is not shown to anyone.
      if let edit = made { picture = try await MonetExecutor([edit]).render(picture, jobs: jobs) }
      made = nil
      let question = MonetPrompts.plan(stage, style: style, extra: extra)
      let analysis = try await ask(
        Turn(
          stage: stage, system: system, prompts: [question], answers: [], picture: picture))
      var answer = ""
      var edit: MonetEdit?
      if !MonetAnswer.endsStage(analysis) {
        let second = MonetPrompts.values(style: style, extra: extra)
        answer = try await ask(
          Turn(
            stage: stage, system: system, prompts: [question, second], answers: [analysis],
            picture: picture))
        let values = MonetAnswer.values(answer)
        if !values.isEmpty { edit = self.edit(values, stage, haze: &haze) }
      }
      // Where a person holds all of them, nothing is left of a stage.
      if !held.isEmpty, edit?.values.isEmpty == true { edit = nil }
      made = edit
      outcome.stages.append(
        Stage(
          stage: stage, analysis: analysis, answer: answer,
          proposals: MonetAnswer.proposals(analysis), edit: edit))
    }
    return outcome
  }

  /// A stage's edit; what no recipe may hold is limited.
  private func edit(
    _ values: [MonetEdit.Entry], _ stage: MonetStage, haze: inout Double
  ) -> MonetEdit {
    let processed = MonetPredictions.processed(values, stage: stage, haze: &haze)
    let plan = MonetPredictions.executed(processed, stage: stage, haze: haze)
    let (low, high) = (MonetEdit.range.lowerBound, MonetEdit.range.upperBound)
    return MonetEdit(
      plan.filter { !held.contains($0.key) }
        .map { MonetEdit.Entry($0.key, min(max($0.value, low), high)) }, order: order)
  }
}

import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierPlanner
import AtelierRecipe

/// `atelier plan`: what a sentence would do to a photo, and why.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Plans a retouch and prints it; renders and writes nothing.")

  @Argument(help: "The photo; '-' reads standard input.", completion: .file())
  var photo: String

  @OptionGroup var wish: WishOptions
  @OptionGroup var planner: PlannerOptions

  @Flag(help: "Print all that the model would be sent, and where to; send nothing.")
  var explainSending = false

  @OptionGroup var run: RunOptions

  func run() async throws {
    let source = try Inputs.one(photo)
    let choice = try planner.choice()
    if explainSending { return try await explain(source, choice) }
    let (styles, notes) = try await wish.styles(for: choice, workers: run.workers)
    for note in notes { run.say(note) }
    let region = try wish.box()
    let plan = try await ModelConnection.with(choice) { planning in
      try await Retoucher.builtIn(jobs: run.workers).plan(
        source, instruction: wish.sentence, styles: styles, region: region,
        output: OutputSettings(), planning: planning
      ).plan
    }
    if run.json {
      try StandardStreams.print(plan.json.text())
      for note in plan.notes { run.say(note.text) }
    } else {
      for line in lines(of: plan) { try StandardStreams.print(line) }
    }
    if plan.outcome == .declined { throw ExitStatus.nothingDone }
  }

  /// Prints what a model would be sent.
  private func explain(_ source: PictureSource, _ choice: PlannerChoice) async throws {
    guard choice.wantsModel else {
      throw UsageError(
        "The built-in planner sends nothing; name a server with --planner ADDRESS.")
    }
    let settings = try choice.settings()
    let listener = SilentModel()
    let (styles, _) = try await wish.styles(for: choice, workers: run.workers)
    _ = try await Retoucher.builtIn(jobs: run.workers).plan(
      source, instruction: wish.sentence, styles: styles, region: try wish.box(),
      output: OutputSettings(),
      planning: ModelPlanning(
        model: listener, mode: choice.mode, pictureEdge: choice.pictureEdge,
        systemPrompt: choice.systemPrompt))
    guard let conversation = await listener.heard else {
      throw UsageError("Nothing would be sent: the sentence wants no change.")
    }
    let report = SendingReport(choice: choice, settings: settings, conversation: conversation)
    if run.json {
      try StandardStreams.print(report.json.text())
    } else {
      for line in report.lines { try StandardStreams.print(line) }
    }
  }

  private func lines(of plan: Plan) -> [String] {
    let steps = plan.steps.flatMap { step in
      let area = step.area.map { " [\($0)]" } ?? ""
      let value = step.value.json.text(pretty: false)
      return [
        "\(step.operation).\(step.parameter) = \(value)\(area)", "  \(step.issue)",
        "  \(step.solution)",
      ]
    }
    return steps + plan.notes.map(\.text)
  }
}

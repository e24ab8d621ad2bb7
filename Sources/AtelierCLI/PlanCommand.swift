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
  @OptionGroup var run: RunOptions

  func run() async throws {
    let source = try Inputs.one(photo)
    let (styles, notes) = try StyleCommand.styles(named: wish.style, sentence: wish.sentence)
    for note in notes { run.say(note) }
    let session = try await Retoucher(engine: .builtIn, jobs: run.workers).plan(
      source, instruction: wish.sentence, styles: styles, region: try wish.box(),
      output: OutputSettings())
    let plan = session.plan
    if run.json {
      try StandardStreams.print(plan.json.text())
      for note in plan.notes { run.say(note.text) }
    } else {
      for line in lines(of: plan) { try StandardStreams.print(line) }
    }
    if plan.outcome == .declined { throw ExitStatus.nothingDone }
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

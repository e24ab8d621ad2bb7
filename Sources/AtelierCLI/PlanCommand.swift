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

  @Option(help: "What the photo should become, in English or Chinese.")
  var say: String

  @Option(help: "A box: left,top,right,bottom in pixels of the upright photo, or fractions.")
  var region: String?

  @OptionGroup var run: RunOptions

  func run() async throws {
    guard let source = try Inputs([photo]).sources.first else { return }
    let session = try await Retoucher(engine: .builtIn, jobs: run.workers).plan(
      source, instruction: say,
      region: try region.map { text throws(RegionError) in try Region(text) },
      output: OutputSettings())
    let plan = session.plan
    if run.json {
      print(plan.json.text())
    } else {
      for step in plan.steps {
        print("\(step.operation).\(step.parameter) = \(step.value.json.text(pretty: false))"
          + (step.area.map { " [\($0)]" } ?? ""))
        print("  \(step.issue)")
        print("  \(step.solution)")
      }
      for note in plan.notes { print(note.text) }
    }
    if plan.outcome == .declined {
      if run.json { for note in plan.notes { Console.write(note.text) } }
      throw ExitStatus.nothingDone
    }
  }
}

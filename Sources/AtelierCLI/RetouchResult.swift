import AtelierAgent
import AtelierCodecs
import AtelierCritic
import AtelierPlanner
import AtelierRecipe

/// What became of one photo.
struct RetouchResult: BatchResult {
  let source: PictureSource
  let output: Output
  var plan: Plan?
  var rounds: RetouchRounds?
  var notes: [String] = []
  var exit = ExitStatus.done
  var message = ""
  var isWritten = false
  /// Whether the result was in the folder already and was left.
  var wasThere = false
  var duration = Duration.zero

  /// Version of the JSON document.
  static let version = 1

  /// The document of all results.
  static func document(_ results: [RetouchResult]) -> JSONValue {
    [
      "version": .number(Double(version)), "results": .array(results.map(\.json)),
    ]
  }

  private var json: JSONValue {
    let seconds = duration / .seconds(1)
    return .object([
      "input": .string(source.name), "output": isWritten || wasThere ? .string(output.name) : .null,
      "status": .string(status), "exit": .number(Double(exit.rawValue)),
      "plan": plan?.json ?? .null, "recipe": plan?.recipe.json ?? .null,
      "judgement": rounds?.best.judgement.json ?? .null,
      "rounds": .number(Double(rounds?.rounds.count ?? 0)),
      "notes": .array((notes + (message.isEmpty ? [] : [message])).map { .string($0) }),
      "seconds": .number((seconds * 1000).rounded() / 1000),
    ])
  }

  private var status: String {
    if wasThere { return "there_already" }
    if let plan, exit == .done || exit == .nothingDone { return plan.outcome.rawValue }
    return exit == .cancelled ? "cancelled" : "failed"
  }

  /// The failure with the photo's name, once.
  var failure: String {
    message.hasPrefix(source.name) ? message : "\(source.name): \(message)"
  }

  /// Says on standard error what was done and what a person should know.
  func report(run: RunOptions, isBatch: Bool) {
    let prefix = isBatch ? "\(source.name): " : ""
    if exit != .done { Console.error(isBatch ? failure : message) }
    guard !run.quiet || exit == .nothingDone else { return }
    for note in notes { Console.write(prefix + note) }
    if wasThere, !run.json { Console.write("\(output.name) is there already.") }
    guard !run.json, exit == .done, let plan else { return }
    // A look explains all its settings with one sentence; it is said once.
    var said: Set<String> = []
    for step in plan.steps where said.insert(step.solution).inserted {
      Console.write("\(prefix)\(step.solution)")
    }
    if isWritten { Console.write("\(source.name) → \(output.name)") }
  }
}

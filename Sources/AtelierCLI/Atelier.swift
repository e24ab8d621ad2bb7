import ArgumentParser
import AtelierEngine
import AtelierRecipe
import Dispatch
import Glibc

/// The command.
@main
struct Atelier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atelier",
    abstract: "Retouches photographs: say what a picture should become.",
    discussion: """
      Exit status:
        0  done
        1  some photos of several failed
        2  wrong usage
        3  input unreadable
        4  planner failed
        5  cancelled
        6  output not written: it exists, is read-only or full
        7  nothing done: the wish was not understood or cannot be done
      """,
    version: "0.1.0",
    subcommands: [
      RetouchCommand.self, PlanCommand.self, RenderCommand.self, ConvertCommand.self,
      ExplainCommand.self, StatsCommand.self, MaskCommand.self, LookCommand.self,
      OperationsCommand.self,
      SchemaCommand.self, StyleCommand.self, SessionCommand.self, ModelsCommand.self,
      A2LCommand.self,
    ])

  static func main() async {
    StandardStreams.secure()
    Interrupt.arm()
    // Most commands need the catalogs; they are described while arguments are parsed.
    Task.detached { _ = RenderEngine.builtIn }
    let work = Task { () -> Int32 in
      do {
        var command = try parseAsRoot()
        if var command = command as? any AsyncParsableCommand {
          try await command.run()
        } else {
          try command.run()
        }
        return ExitStatus.done.rawValue
      } catch {
        return report(error).rawValue
      }
    }
    let signals = Interrupt.cancel(work)
    let status = await work.value
    signals?.cancel()
    Glibc.exit(status)
  }

  /// Says what went wrong, in JSON too where that is wanted, and gives the exit status.
  private static func report(_ error: any Error) -> ExitStatus {
    // The command has said it all.
    if let status = error as? ExitStatus { return status }
    let status: ExitStatus
    let message: String
    switch exitCode(for: error) {
    case .success:
      do {
        try StandardStreams.print(fullMessage(for: error))
        return .done
      } catch {
        Console.error(ErrorText.text(for: error))
        return ExitStatus(error)
      }
    case .validationFailure:
      status = .usage
      message = Misspelling.hint(CommandLine.arguments) ?? self.message(for: error)
      let usage = fullMessage(for: error).split(separator: "\n").drop { !$0.hasPrefix("Usage:") }
      Console.error(([message] + usage.map(String.init)).joined(separator: "\n"))
    default:
      status = ExitStatus(error)
      message = ErrorText.text(for: error)
      Console.error(message)
    }
    if CommandLine.arguments.prefix(while: { $0 != "--" }).contains("--json") {
      // Where standard output itself failed, its error has been said above.
      try? StandardStreams.print(ErrorText.document(message, exit: status).text())
    }
    return status
  }
}

import ArgumentParser
import Foundation

/// The command.
@main
struct Atelier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atelier",
    abstract: "Retouches photographs: say what a picture should become.",
    discussion: """
      Exit status: 0 done, 1 some failed, 2 wrong usage, 3 input unreadable, 4 planner failed,
      5 cancelled, 6 output not written, 7 nothing done because the wish was not understood or
      cannot be done.
      """,
    version: "0.1.0",
    subcommands: [
      RetouchCommand.self, PlanCommand.self, RenderCommand.self, StatsCommand.self,
      OperationsCommand.self, SchemaCommand.self,
    ])

  static func main() async {
    #if ATELIER_AVX2
      if let missing = Processor.missingFeatures {
        Console.error(
          "this build needs a processor with \(missing); build with ATELIER_BASELINE=1 for others")
        Foundation.exit(ExitStatus.usage.rawValue)
      }
    #endif
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
        return report(error)
      }
    }
    let signals = Interrupt.cancel(work)
    let status = await work.value
    signals.forEach { $0.cancel() }
    Foundation.exit(status)
  }

  /// Says what went wrong and gives the exit status.
  private static func report(_ error: any Error) -> Int32 {
    if let status = error as? ExitStatus { return status.rawValue }
    let code = exitCode(for: error)
    if code == .success {
      print(fullMessage(for: error))
      return 0
    }
    if code == .validationFailure {
      Console.write(fullMessage(for: error))
      return ExitStatus.usage.rawValue
    }
    Console.error("\(error)")
    return ExitStatus(error).rawValue
  }
}

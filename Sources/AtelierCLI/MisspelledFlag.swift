import ArgumentParser
import AtelierRecipe

/// Finds a flag that a command does not have, where the parser complains about another one that is
/// missing because of it.
enum MisspelledFlag {
  /// A sentence about the first unknown flag of a command line, or nil where all are known.
  static func hint(_ arguments: [String]) -> String? {
    let given = arguments.dropFirst().prefix { $0 != "--" }
    guard let name = given.first, let command = command(name) else { return nil }
    let known = flags(of: command)
    for argument in given where argument.hasPrefix("--") && argument.count > 2 {
      let flag = String(argument.prefix { $0 != "=" })
      if known.contains(flag) { continue }
      return "There is no option '\(flag)'"
        + (nearestName(to: flag, in: known).map { "; did you mean '\($0)'?" } ?? ".")
    }
    return nil
  }

  private static func command(_ name: String) -> (any ParsableCommand.Type)? {
    Atelier.configuration.subcommands.first { $0.configuration.commandName == name }
  }

  /// The long flags that the command's help names, in its order.
  private static func flags(of command: any ParsableCommand.Type) -> [String] {
    Atelier.helpMessage(for: command).split { $0.isWhitespace || ",[]".contains($0) }
      .filter { $0.hasPrefix("--") }.map(String.init) + ["--help", "--version"]
  }
}

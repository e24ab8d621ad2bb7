import ArgumentParser
import AtelierRecipe

/// Finds the word that is wrong where the parser complains about what is missing because of it.
enum Misspelling {
  /// A sentence about an unknown command or the first unknown flag of a command line, or nil where
  /// all are known.
  static func hint(_ arguments: [String]) -> String? {
    let given = arguments.dropFirst().prefix { $0 != "--" }
    guard let name = given.first, !name.hasPrefix("-"), name != "help" else { return nil }
    var command: any ParsableCommand.Type = Atelier.self
    // The second word may name a command of the first.
    for word in given.prefix(2) {
      let commands = command.configuration.subcommands
      guard !commands.isEmpty, !word.hasPrefix("-"), word != "help" else { break }
      guard let next = commands.first(where: { $0.configuration.commandName == word }) else {
        let names = commands.compactMap { $0.configuration.commandName }
        return "There is no command '\(word)'"
          + (nearestName(to: word, in: names).map { "; did you mean '\($0)'?" } ?? ".")
      }
      command = next
    }
    let known = flags(of: command)
    for argument in given where argument.hasPrefix("--") && argument.count > 2 {
      let flag = String(argument.prefix { $0 != "=" })
      if known.contains(flag) { continue }
      return "There is no option '\(flag)'"
        + (nearestName(to: flag, in: known).map { "; did you mean '\($0)'?" } ?? ".")
    }
    return nil
  }

  /// The long flags that the command's help names, in its order.
  private static func flags(of command: any ParsableCommand.Type) -> [String] {
    Atelier.helpMessage(for: command).split { $0.isWhitespace || ",[]".contains($0) }
      .filter { $0.hasPrefix("--") }.map(String.init) + ["--help", "--version"]
  }
}

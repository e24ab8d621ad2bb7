import ArgumentParser

/// The command.
@main
struct Atelier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atelier",
    abstract: "Retouches photographs: say what a picture should become.",
    version: "0.1.0",
    subcommands: [RenderCommand.self])
}

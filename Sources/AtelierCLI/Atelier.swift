import ArgumentParser

@main
struct Atelier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atelier", abstract: "Retouches photographs by instruction.", version: "0.1.0")
}

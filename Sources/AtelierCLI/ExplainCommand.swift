import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierRecipe
import Foundation

/// `atelier explain`: the story of a retouch.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells what was wrong, what was done about it and what it cost.",
    discussion: """
      atelier retouch photo.jpg --say "more drama" --keep-rounds rounds/ --out out.jpg
      atelier explain rounds/photo-rounds.json
      """)

  @Argument(
    help: "What --keep-rounds or --plan-out wrote; '-' reads standard input.", completion: .file())
  var file: String

  @Option(help: "en or zh (default: the language of the wish).")
  var language: String?

  func validate() throws {
    if let language, Language(rawValue: language) == nil {
      throw ValidationError("--language is '\(language)'; it must be en or zh.")
    }
  }

  func run() throws {
    let bytes = file == "-" ? try StandardStreams.readInput() : try SettingsFile.content(of: file)
    let story: RoundStory
    do {
      story = try RoundStory(
        JSONValue(parsing: bytes), language: language.flatMap(Language.init))
    } catch let failure as RoundStory.Failure {
      throw UsageError("\(file) tells no story. \(failure)")
    }
    for line in story.lines { try StandardStreams.print(line) }
  }
}

import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierPlanner
import AtelierRecipe

/// How a result is looked at and corrected.
struct RoundOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Look at the result and plan again where it has defects, at most this many times in all; 1 "
        + "only looks.", valueName: "number"))
  var rounds = 3

  @Flag(help: "Let the model that plans judge the results too, beside what is measured.")
  var modelCritic = false

  @Option(
    help: ArgumentHelp(
      "Folder that keeps every round: picture, and a document of plans and judgements that "
        + "`atelier explain` tells.", valueName: "folder"),
    completion: .directory)
  var keepRounds: String?

  func validate() throws {
    if !(1...10).contains(rounds) {
      throw ValidationError("--rounds is \(rounds); it must lie in 1...10.")
    }
  }
}

/// Keeps the rounds of one photo in a folder: `NAME-1.jpg`, `NAME-2.jpg` … and `NAME-rounds.json`.
struct RoundFolder {
  private let stem: String
  private let existing: AtomicFile.Existing

  /// Makes the folder where it is missing.
  ///
  /// - Throws: `CodecError.outputNotWritten`.
  init(_ path: String, of source: PictureSource, existing: AtomicFile.Existing) throws {
    try OutputFolder.make(path)
    var names = OutputFolder.Names()
    let name = names.path(for: source, in: path)
    stem = String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
    self.existing = existing
  }

  /// Renders and writes every round.
  func write(
    _ rounds: RetouchRounds, of photo: OpenedPhoto, settings: Exporter.Settings
  ) async throws {
    let ending = settings.format.extensions.first ?? "jpg"
    for (index, round) in rounds.rounds.enumerated() {
      var photo = photo
      // MonetGPT's edits are part of the prepared photo.
      if !round.plan.recipe.monet.isEmpty {
        photo = try await OpenedPhoto.prepare(
          photo.decoded, engine: .builtIn, recipe: round.plan.recipe, jobs: settings.jobs)
      }
      let picture = try await Exporter(engine: .builtIn).export(
        round.plan.recipe, of: photo, settings: settings)
      try Output("\(stem)-\(index + 1).\(ending)").write(picture, existing: existing)
    }
    try Output("\(stem)-rounds.json").write(rounds.json, existing: existing)
  }
}

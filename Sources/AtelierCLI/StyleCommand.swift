import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierPlanner
import AtelierRecipe
import Foundation

/// `atelier style`: learns styles from examples, lists, shows and removes them.
struct StyleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "style",
    abstract: "Learns styles from edited photos, lists, shows and removes them.",
    discussion: """
      atelier style learn anna --pairs edited/
      atelier retouch *.jpg --style anna --out-dir out/

      Styles lie in ~/.local/share/atelier/styles, $XDG_DATA_HOME/atelier/styles where that is set, or \
      the folder that ATELIER_STYLES names. They hold numbers and settings, no pictures.
      """,
    subcommands: [Learn.self, List.self, Show.self, Remove.self])

  /// The store of this user.
  static var store: StyleStore { .user(ProcessInfo.processInfo.environment) }

  /// The styles that a plan may use.
  ///
  /// - Parameters:
  ///   - name: the style that was asked for, where one was.
  ///   - sentence: what was said; names of looks in it may mean learned styles.
  /// - Returns: the styles, and what a person should know.
  /// - Throws: `StyleError`.
  static func styles(
    named name: String?, sentence: String
  ) throws(StyleError) -> (styles: PlanStyles, notes: [String]) {
    let catalog = RenderEngine.builtIn.catalog
    var styles = PlanStyles()
    if let name { styles.chosen = try store.choice(named: name, catalog: catalog) }
    guard !sentence.isEmpty else { return (styles, []) }
    let learned = store.instead(catalog: catalog)
    styles.instead = learned.styles
    return (styles, learned.notes)
  }
}

extension StyleCommand {
  /// `atelier style learn`.
  struct Learn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "learn",
      abstract: "Learns a style from photos before and after.",
      discussion: """
        Pairs are NAME_before.jpg and NAME_after.jpg, or pictures of equal names in the folders before \
        and after, or photos with XMP sidecars; five are needed, ten are better. RAW and rendered \
        photos are learned apart.
        """)

    @Argument(help: "The style's name.")
    var name: String

    @Option(
      help: ArgumentHelp("Folder of the pairs.", valueName: "folder"), completion: .directory)
    var pairs: String

    @Flag(help: "Replace a style of this name.")
    var overwrite = false

    @OptionGroup var run: RunOptions

    func run() async throws {
      let store = StyleCommand.store
      guard StyleName.key(name) != nil else { throw StyleError.badName(name) }
      if store.has(name), !overwrite {
        throw UsageError(
          "There is a style '\(name)' already; choose another name, or replace it with --overwrite."
        )
      }
      let folder = try PairFolder(pairs)
      guard folder.pairs.count <= LearnedStyle.mostExamples else {
        throw StyleError.tooMany(
          found: folder.pairs.count, allowed: LearnedStyle.mostExamples)
      }
      var leftOut: [String] = []
      var notes: [String] = []
      let examples = try await study(folder.pairs, &leftOut, &notes)
      leftOut += folder.leftOut
      let style = LearnedStyle(name: name, examples: examples)
      guard !style.inputs.isEmpty else {
        throw StyleError.tooFew(found: counts(of: style), leftOut: leftOut)
      }
      notes = leftOut + notes + warnings(about: style)
      try store.save(style, existing: overwrite ? .replace : .refuse)
      for note in notes { run.say(note) }
      run.say("The style '\(name)' was learned from \(StyleCommand.words(style)).")
      if run.json {
        try StandardStreams.print(StyleCommand.document(style, notes: notes).text())
      }
    }

    private func study(
      _ pairs: [StylePair], _ leftOut: inout [String], _ notes: inout [String]
    ) async throws -> [LearnedStyle.Example] {
      let trainer = StyleTrainer(engine: .builtIn, jobs: run.workers)
      let bar = ProgressBar(name, isQuiet: run.quiet)
      defer { bar.finish() }
      var examples: [LearnedStyle.Example] = []
      for (index, pair) in pairs.enumerated() {
        bar.update(Double(index) / Double(pairs.count))
        switch try await trainer.study(pair) {
        case .leftOut(let reason): leftOut.append("\(pair.name) was left out: \(reason)")
        case .example(let example, let remarks):
          examples.append(example)
          notes += remarks.map { "\(pair.name): \($0)" }
          if !run.json { run.say(StyleCommand.line(of: example)) }
        }
      }
      return examples
    }

    private func counts(of style: LearnedStyle) -> [String: Int] {
      Dictionary(
        uniqueKeysWithValues: LearnedStyle.Input.allCases.map {
          ($0 == .raw ? "RAW" : "rendered", style.examples(of: $0).count)
        })
    }

    private func warnings(about style: LearnedStyle) -> [String] {
      var warnings: [String] = []
      for input in LearnedStyle.Input.allCases {
        let count = style.examples(of: input).count
        let kind = input == .raw ? "RAW" : "rendered"
        if count > 0, count < LearnedStyle.leastExamples {
          warnings.append(
            "Only \(count) of the pairs have \(kind) photos; the style cannot be used for such until "
              + "it has \(LearnedStyle.leastExamples).")
        } else if count > 0, count < LearnedStyle.comfortableExamples {
          warnings.append(
            "\(count) pairs with \(kind) photos are few: the style will be uncertain; "
              + "\(LearnedStyle.comfortableExamples) or more are better.")
        }
      }
      if let look = StyleName.look(style.name) {
        warnings.append(
          "'\(style.name)' is also a built-in style ('\(look.id)'); from now on the learned one is "
            + "used.")
      }
      return warnings
    }
  }

  /// `atelier style list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists learned styles, and the built-in ones.")

    @Flag(help: "Print one JSON document to standard output and nothing else there.")
    var json = false

    func run() throws {
      let entries = try StyleCommand.store.entries(catalog: RenderEngine.builtIn.catalog)
      if json {
        try StandardStreams.print(StyleCommand.document(entries).text())
        return
      }
      for entry in entries {
        switch entry.style {
        case .success(let style):
          let hides = StyleName.look(style.name) == nil ? "" : "; hides the built-in style"
          try StandardStreams.print("\(style.name): \(StyleCommand.words(style))\(hides)")
        case .failure(let error):
          try StandardStreams.print("\(entry.key): \(error)")
        }
      }
      try StandardStreams.print(
        entries.isEmpty
          ? "No style was learned yet. Built-in styles, which sentences may name too:"
          : "Built-in styles, which sentences may name too:")
      for look in LookBank.all { try StandardStreams.print("  \(look.id): \(look.english)") }
      for (name, meaning) in StyleWords.named.sorted(by: { $0.key < $1.key }) {
        try StandardStreams.print("  \(name): MonetGPT's style; without a model, “\(meaning)”.")
      }
    }
  }

  /// `atelier style show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Shows the examples of a learned style and what they do.")

    @Argument(help: "The style's name.")
    var name: String

    @Flag(help: "Print one JSON document to standard output and nothing else there.")
    var json = false

    func run() throws {
      let catalog = RenderEngine.builtIn.catalog
      switch try StyleCommand.store.choice(named: name, catalog: catalog) {
      case .words(let words):
        if json {
          throw UsageError("'\(words)' is a style in words; only learned ones are documents.")
        }
        let understanding = StyleWords.understanding(of: words)
        try StandardStreams.print("'\(words)' is a style in words.")
        for phrase in Set(understanding.wishes.map(\.phrase)).sorted() {
          try StandardStreams.print("  understood: \(phrase)")
        }
        for fragment in understanding.notUnderstood {
          try StandardStreams.print("  not understood: \(fragment)")
        }
      case .builtIn(let id, _):
        guard let look = LookBank.look(id) else { return }
        if json {
          throw UsageError("'\(name)' is a built-in style; only learned ones are documents.")
        }
        try StandardStreams.print("\(look.id), built in: \(look.english)")
        try StandardStreams.print("  names: \(look.phrases.joined(separator: ", "))")
      case .learned(let style):
        if json {
          try StandardStreams.print(StyleCommand.document(style, notes: []).text())
          return
        }
        try StandardStreams.print("\(style.name): \(StyleCommand.words(style))")
        for example in style.examples { try StandardStreams.print(StyleCommand.line(of: example)) }
        for input in style.inputs { try show(style.examples(of: input), input, catalog) }
      }
    }

    /// The edit that an average photo would get.
    private func show(
      _ examples: [LearnedStyle.Example], _ input: LearnedStyle.Input, _ catalog: RecipeCatalog
    ) throws {
      let mean = StyleBlend(meanOf: examples, catalog: catalog)
      try StandardStreams.print("mean edit of \(input.rawValue) photos:")
      for (operation, values) in mean.adjustments.sorted(by: { $0.key < $1.key }) {
        for (parameter, value) in values.sorted(by: { $0.key < $1.key }) {
          let text = value.json.text(pretty: false)
          try StandardStreams.print("  \(operation).\(parameter) = \(text)")
        }
      }
      if !mean.leftOut.isEmpty {
        try StandardStreams.print(
          "  without a common value: \(mean.leftOut.joined(separator: ", "))")
      }
    }
  }

  /// `atelier style remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Removes learned styles.")

    @Argument(help: "Names of styles.")
    var names: [String]

    func run() throws {
      let store = StyleCommand.store
      // A misspelled name leaves the others where they are.
      for name in names where !store.has(name) {
        if StyleName.look(name) != nil {
          throw UsageError("'\(name)' is a built-in style, which cannot be removed.")
        }
        throw StyleError.unknown(
          name: name, nearest: nearestName(to: name, in: try store.keys()))
      }
      for name in names {
        let isRemoved = try store.remove(named: name)
        Console.write("'\(name)' \(isRemoved ? "removed" : "was not there")")
      }
    }
  }
}

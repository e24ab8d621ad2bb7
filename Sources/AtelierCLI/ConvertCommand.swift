import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierLightroom
import AtelierRecipe

/// `atelier convert`: settings from one spelling into another.
struct ConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Converts settings: recipes, XMP, presets, ROC tables, MonetGPT plans, cubes.",
    discussion: """
      atelier convert sidecar.xmp recipe.json
      atelier convert recipe.json preset.xmp --preset-name "Warm evening"
      atelier convert answer.txt settings.xmp
      atelier convert recipe.json look.cube
      atelier convert look.cube recipe.json

      What the settings are is told by their content; a picture gives those of its own packet. What is
      written follows the name's ending: .xmp, .lrtemplate, .lua (JarvisArt), .cube, and .json for a
      recipe; --to names another.
      """)

  @Argument(help: "The settings; '-' reads standard input.", completion: .file())
  var input: String

  @Argument(help: "The result; '-' writes to standard output.", completion: .file())
  var output: String

  @Option(
    help: ArgumentHelp(
      "What to write: \(Target.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"), completion: .list(Target.allCases.map(\.rawValue)))
  var to: String?

  @OptionGroup var part: SettingsOptions

  @Option(help: ArgumentHelp("Write a preset of this name.", valueName: "name"))
  var presetName: String?

  @Option(help: ArgumentHelp("The preset's group (default: Atelier).", valueName: "name"))
  var presetGroup: String?

  @Option(
    help: ArgumentHelp(
      "The preset's identifier, 32 hexadecimal digits (default: a new one).", valueName: "digits"))
  var presetUUID: String?

  @Option(
    help: ArgumentHelp(
      "Take sizes and orientation from this photo: places in crops and masks need them.",
      valueName: "file"), completion: .file())
  var photo: String?

  @Option(help: ArgumentHelp("Entries a channel of a cube, 2 to 129.", valueName: "number"))
  var cubeSize = 33

  @Flag(help: "Replace the output where it exists; never the input.")
  var overwrite = false

  @OptionGroup var run: RunOptions

  /// What can be written.
  enum Target: String, CaseIterable {
    case recipe
    case xmp
    case lrtemplate
    case roc
    case rocJSON = "roc-json"
    case rocPython = "roc-python"
    case monetgpt
    case cube

    /// The one that an ending stands for.
    init?(ending: String) {
      switch ending {
      case "xmp": self = .xmp
      case "lrtemplate": self = .lrtemplate
      case "lua": self = .roc
      case "json": self = .recipe
      case "cube": self = .cube
      default: return nil
      }
    }
  }

  func validate() throws {
    if let to, Target(rawValue: to) == nil {
      let names = Target.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--to is '\(to)'; it must be one of \(names).")
    }
    if let presetUUID {
      guard presetUUID.count == 32, presetUUID.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
        throw ValidationError("--preset-uuid is '\(presetUUID)'; it must be 32 hexadecimal digits.")
      }
    }
    if presetName == nil, presetGroup != nil || presetUUID != nil {
      throw ValidationError("--preset-group and --preset-uuid need a --preset-name.")
    }
    if !(2...129).contains(cubeSize) {
      throw ValidationError("--cube-size is \(cubeSize); it must lie in 2...129.")
    }
    if output == "-", run.json {
      throw ValidationError("--json and the output - both use standard output; choose one.")
    }
    if output == "-", to == nil {
      throw ValidationError("Say with --to what is written to standard output.")
    }
  }

  /// Version of the JSON document.
  static let version = 1

  func run() async throws {
    let target = try target()
    let out = Output(output)
    let spared = FileIdentities(
      (input == "-" ? [] : [input] + (photo.map { [$0] } ?? [])).map {
        .path($0)
      })
    try out.check(sparing: spared, overwrite: overwrite, original: "one of the inputs")
    let catalog = RenderEngine.builtIn.catalog
    let file = try SettingsFile(input, kind: part.wantedKind, catalog: catalog)
    var conversion = Conversion(
      file: file, target: target, options: part, context: try context(), catalog: catalog)
    if let presetName {
      guard [.xmp, .lrtemplate].contains(target) else {
        throw UsageError("A preset is written as .xmp or .lrtemplate, not as \(target.rawValue).")
      }
      conversion.preset = .init(
        name: presetName, group: presetGroup ?? "Atelier", uuid: presetUUID?.uppercased())
    }
    let bytes: [UInt8]
    if target == .cube {
      bytes = try await cube(&conversion)
    } else {
      bytes = try conversion.bytes()
    }
    try out.write(bytes, existing: overwrite ? .replace : .refuse)
    for line in conversion.lines { run.say(line) }
    if run.json {
      let document: JSONValue = [
        "version": .number(Double(Self.version)), "input": .string(file.name),
        "output": .string(output), "from": .string(file.kind.rawValue),
        "to": .string(target.rawValue), "settings": conversion.report?.json ?? .null,
        "notes": .array(conversion.notes.map { .string($0) }),
      ]
      try StandardStreams.print(document.text())
    }
  }

  private func target() throws(UsageError) -> Target {
    if let to, let target = Target(rawValue: to) { return target }
    let file = output.split(separator: "/").last ?? ""
    let ending = file.lastIndex(of: ".").map { file[file.index(after: $0)...].lowercased() } ?? ""
    guard let target = Target(ending: ending) else {
      throw UsageError(
        "The name '\(output)' does not say a kind; end it in .xmp, .lrtemplate, .json, .lua or .cube, "
          + "or name one with --to.")
    }
    return target
  }

  /// The picture that places belong to.
  private func context() throws -> MappingContext {
    guard let photo else { return MappingContext() }
    let decoded = try PictureReader.read(
      Inputs.one(photo), options: ReadOptions(threads: run.workers))
    return MappingContext(decoded, packet: try decoded.developSettings())
  }

  private func cube(_ conversion: inout Conversion) async throws -> [UInt8] {
    // A table is handed on as it is.
    if case .cube = conversion.file.content, !part.isPartial { return conversion.file.bytes }
    let recipe = try conversion.recipe()
    let name = output.split(separator: "/").last.map(String.init) ?? ""
    let (table, leftOut) = try await CubeBaker(engine: .builtIn).bake(
      recipe, side: cubeSize, title: name.split(separator: ".").first.map(String.init) ?? name,
      jobs: run.workers)
    if !leftOut.isEmpty {
      conversion.notes.append(
        "A table holds only what changes colours one by one; left out: "
          + "\(leftOut.joined(separator: ", ")).")
    }
    return Array(table.cubeText.utf8)
  }
}

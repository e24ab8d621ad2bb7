import AtelierCodecs
import AtelierRecipe

/// What became of one rendered photo.
struct RenderResult: BatchResult {
  let source: PictureSource
  let output: Output
  var recipe: Recipe?
  var settings: SettingsReport?
  var notes: [String] = []
  var exit = ExitStatus.done
  var message = ""
  var isWritten = false

  /// Version of the JSON documents.
  static let version = 1

  /// The document of a batch.
  static func document(_ results: [RenderResult]) -> JSONValue {
    ["version": .number(Double(version)), "results": .array(results.map { .object($0.members) })]
  }

  /// The document of one photo.
  var document: JSONValue {
    var members = members
    members["version"] = .number(Double(Self.version))
    members["status"] = nil
    members["exit"] = nil
    return .object(members)
  }

  private var members: [String: JSONValue] {
    let status = exit == .done ? "done" : exit == .cancelled ? "cancelled" : "failed"
    return [
      "input": .string(source.name), "output": isWritten ? .string(output.name) : .null,
      "status": .string(status), "exit": .number(Double(exit.rawValue)),
      "recipe": recipe?.json ?? .null, "settings": settings?.json ?? .null,
      "notes": .array((notes + (message.isEmpty ? [] : [message])).map { .string($0) }),
    ]
  }

  var failure: String {
    message.hasPrefix(source.name) ? message : "\(source.name): \(message)"
  }

  /// Says on standard error what a person should know.
  func report(run: RunOptions, isBatch: Bool) {
    let prefix = isBatch ? "\(source.name): " : ""
    if exit != .done { Console.error(isBatch ? failure : message) }
    for line in notes + (settings?.lines ?? []) {
      run.say(line.hasPrefix(source.name) ? line : prefix + line)
    }
  }
}

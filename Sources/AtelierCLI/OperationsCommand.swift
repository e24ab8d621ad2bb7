import ArgumentParser
import AtelierEngine
import AtelierRecipe

/// `atelier operations`: documents every parameter.
struct OperationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operations", abstract: "Lists operations, or the parameters of one.")

  @Argument(help: "Name of an operation, such as exposure.")
  var name: String?

  @Flag(help: "Print one JSON document to standard output.")
  var json = false

  func run() throws {
    let catalog = RenderEngine.builtIn.catalog
    // MonetGPT's family stands in front: it comes before everything else.
    var operations = [MonetEdit.description] + catalog.operations
    if let name {
      guard let operation = operations.first(where: { $0.name == name }) else {
        let nearest = nearestName(to: name, in: operations.map(\.name))
        throw UsageError(
          "There is no operation '\(name)'"
            + (nearest.map { "; did you mean '\($0)'?" } ?? ".")
            + " `atelier operations` lists all.")
      }
      operations = [operation]
    }
    if json {
      let document: JSONValue = [
        "version": 1, "operations": .array(operations.map(\.json)),
      ]
      try StandardStreams.print(document.text())
    } else if name == nil {
      let width = operations.map(\.name.count).max() ?? 0
      for operation in operations {
        let padding = String(repeating: " ", count: width - operation.name.count + 2)
        try StandardStreams.print(operation.name + padding + (operation.meaning[.en] ?? ""))
      }
    } else {
      for operation in operations { try StandardStreams.print(operation.text) }
    }
  }
}

extension OperationDescription {
  fileprivate var text: String {
    var lines = ["\(name): \(meaning[.en] ?? "")", "  \(meaning[.zh] ?? "")"]
    for parameter in parameters {
      var line = "  \(parameter.name)  \(parameter.wanted)"
      if parameter.unit != .count { line += ", \(parameter.unit.rawValue)" }
      line += ", default \(parameter.defaultValue.json.text(pretty: false))"
      if let key = parameter.lightroom { line += ", Lightroom \(key)" }
      lines.append(line)
      lines.append("      \(parameter.meaning[.en] ?? "") \(parameter.meaning[.zh] ?? "")")
    }
    return lines.joined(separator: "\n")
  }

  fileprivate var json: JSONValue {
    .object([
      "name": .string(name), "version": .number(Double(version)), "stage": .string("\(stage)"),
      "meaning": .object(meaning.json),
      "parameters": .array(
        parameters.map { parameter in
          .object([
            "name": .string(parameter.name), "unit": .string(parameter.unit.rawValue),
            "schema": RecipeSchema.schema(parameter),
            "lightroom": parameter.lightroom.map { .string($0) } ?? .null,
            "local": .bool(parameter.local != .none), "meaning": .object(parameter.meaning.json),
          ])
        }),
    ])
  }
}

extension LocalizedText {
  fileprivate var json: [String: JSONValue] {
    [String: JSONValue](
      uniqueKeysWithValues: map { ($0.key.rawValue, JSONValue.string($0.value)) })
  }
}

import AtelierAgent
import AtelierRecipe
import Foundation

/// The configuration of the planner: one JSON object, whose members are the flags' names with '_'.
struct PlannerConfig {
  var planner: String?
  var model: String?
  var mode: ModeName?
  var systemPrompt: String?
  var sendsPictures: Bool?
  var pictureEdge: Int?
  var maxTokens: Int?
  var answerTokens: Int?
  var maxCost: Double?
  var priceIn: Double?
  var priceOut: Double?
  var timeout: Double?
  var fallsBack: Bool?

  init() {}

  /// Reads the file that was named, else the user's own where there is one.
  ///
  /// - Throws: ``UsageError`` where it cannot be read or holds something else.
  static func read(_ path: String?, environment: [String: String]) throws -> PlannerConfig {
    if let path { return try PlannerConfig(SmallFile.read(path, most: 64 << 10), name: path) }
    let folder =
      environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? environment["HOME"].map { $0 + "/.config" }
    guard let file = folder.map({ $0 + "/atelier/planner.json" }),
      FileManager.default.fileExists(atPath: file)
    else { return PlannerConfig() }
    return try PlannerConfig(SmallFile.read(file, most: 64 << 10), name: file)
  }

  /// Reads a configuration.
  ///
  /// - Throws: ``UsageError`` where it holds something else.
  init(_ bytes: [UInt8], name: String) throws(UsageError) {
    let document: JSONValue
    do throws(RecipeError) {
      document = try JSONValue(parsing: bytes)
    } catch {
      throw UsageError("\(name): \(error)")
    }
    guard case .object(let members) = document else {
      throw UsageError("\(name) must hold one JSON object.")
    }
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      func wrong(_ wanted: String) -> UsageError {
        UsageError("\(name): '\(key)' is \(value.kindName); it must be \(wanted).")
      }
      func text() throws(UsageError) -> String {
        guard case .string(let text) = value else { throw wrong("a text") }
        return text
      }
      func number(_ range: ClosedRange<Double>) throws(UsageError) -> Double {
        guard case .number(let number) = value, range.contains(number) else {
          throw wrong("a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
      }
      func flag() throws(UsageError) -> Bool {
        guard case .bool(let flag) = value else { throw wrong("true or false") }
        return flag
      }
      switch key {
      case "planner": planner = try text()
      case "model": model = try text()
      case "mode":
        guard let found = ModeName(rawValue: try text()) else {
          throw wrong(PlannerOptions.modes)
        }
        mode = found
      case "system_prompt": systemPrompt = try text()
      case "images_out": sendsPictures = try flag()
      case "model_image_edge": pictureEdge = Int(try number(64...8192))
      case "max_tokens": maxTokens = Int(try number(1...1e12))
      case "answer_tokens": answerTokens = Int(try number(64...131_072))
      case "max_cost": maxCost = try number(0...1e9)
      case "price_in": priceIn = try number(0...1e6)
      case "price_out": priceOut = try number(0...1e6)
      case "model_timeout": timeout = try number(0.05...86_400)
      case "fallback": fallsBack = try flag()
      default:
        let hint =
          key.contains("token") || key.contains("key")
          ? " A token is taken from the environment only: ATELIER_PLANNER_TOKEN." : ""
        throw UsageError("\(name): '\(key.prefix(40))' is not known.\(hint)")
      }
    }
  }
}

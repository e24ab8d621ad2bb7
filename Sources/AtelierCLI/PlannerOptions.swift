import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierDialogue
import AtelierPlanner
import AtelierRecipe
import Foundation

/// Who plans: the built-in planner, or a model behind a server.
struct PlannerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who plans: built-in, or the address of a chat-completions server such as "
        + "http://127.0.0.1:8080/v1 (default: built-in; environment ATELIER_PLANNER).",
      valueName: "address"))
  var planner: String?

  @Option(
    help: ArgumentHelp("The server's model (environment ATELIER_MODEL).", valueName: "name"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "How the model plans: \(ModeName.allCases.map(\.rawValue).joined(separator: ", ")) "
        + "(default: atelier).", valueName: "name"),
    completion: .list(ModeName.allCases.map(\.rawValue)))
  var mode: String?

  @Option(
    help: ArgumentHelp("A system prompt in place of the mode's own.", valueName: "file"),
    completion: .file())
  var systemPrompt: String?

  @Flag(help: "Send no picture to the model, only what was measured on it.")
  var noImagesOut = false

  @Option(
    help: ArgumentHelp(
      "Longest side of the pictures that the model is shown (default: 1024).",
      valueName: "pixels"))
  var modelImageEdge: Int?

  @Option(
    help: ArgumentHelp(
      "The most tokens that all photos together may use, sent and answered.", valueName: "number"))
  var maxTokens: Int?

  @Option(
    help: ArgumentHelp(
      "The most that all photos together may cost; needs prices.", valueName: "amount"))
  var maxCost: Double?

  @Option(help: ArgumentHelp("Price of a million tokens sent.", valueName: "amount"))
  var priceIn: Double?

  @Option(help: ArgumentHelp("Price of a million tokens answered.", valueName: "amount"))
  var priceOut: Double?

  @Option(
    help: ArgumentHelp(
      "The most time for one answer, repeats included (default: 120).", valueName: "seconds"))
  var modelTimeout: Double?

  @Flag(
    help: "Fail with exit status 4 where the model gives no plan, instead of planning without it.")
  var noFallback = false

  @Option(
    help: ArgumentHelp(
      "The configuration (default: ~/.config/atelier/planner.json).", valueName: "file"),
    completion: .file())
  var plannerConfig: String?

  func validate() throws {
    if let mode, ModeName(rawValue: mode) == nil {
      throw ValidationError("--mode is '\(mode)'; it must be \(Self.modes).")
    }
    func check(_ value: Double?, _ range: ClosedRange<Double>, _ flag: String) throws {
      guard let value, !(range.contains(value)) else { return }
      throw ValidationError(
        "\(flag) is \(value); it must lie in \(range.lowerBound)...\(range.upperBound).")
    }
    try check(modelImageEdge.map(Double.init), 64...8192, "--model-image-edge")
    try check(maxTokens.map(Double.init), 1...1e12, "--max-tokens")
    try check(maxCost, 0...1e9, "--max-cost")
    try check(priceIn, 0...1e6, "--price-in")
    try check(priceOut, 0...1e6, "--price-out")
    try check(modelTimeout, 0.05...86_400, "--model-timeout")
  }

  static var modes: String { ModeName.allCases.map(\.rawValue).joined(separator: " or ") }

  /// What flags, environment and configuration together say, in this order.
  ///
  /// - Throws: ``UsageError`` where the configuration cannot be used.
  func choice() throws -> PlannerChoice {
    let environment = ProcessInfo.processInfo.environment
    let file = try PlannerConfig.read(plannerConfig, environment: environment)
    var choice = PlannerChoice(config: file)
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    choice.planner = planner ?? variable("ATELIER_PLANNER") ?? file.planner ?? "built-in"
    choice.model = model ?? variable("ATELIER_MODEL") ?? file.model
    choice.mode = mode.flatMap(ModeName.init) ?? file.mode ?? .atelier
    choice.token = variable("ATELIER_PLANNER_TOKEN")
    choice.sendsPictures = !noImagesOut && file.sendsPictures ?? true
    choice.pictureEdge = modelImageEdge ?? file.pictureEdge ?? 1024
    choice.maxTokens = maxTokens ?? file.maxTokens
    choice.maxCost = maxCost ?? file.maxCost
    choice.priceIn = priceIn ?? file.priceIn
    choice.priceOut = priceOut ?? file.priceOut
    choice.timeout = modelTimeout ?? file.timeout ?? 120
    choice.fallsBack = !noFallback && file.fallsBack ?? true
    if let path = systemPrompt ?? file.systemPrompt {
      choice.systemPrompt = try Self.text(path)
    }
    return choice
  }

  /// A text file of a reasonable size.
  private static func text(_ path: String) throws -> String {
    let bytes = try SmallFile.read(path, most: 256 << 10)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("\(path) is not UTF-8 text.")
    }
    return text
  }
}

/// Who plans, and how.
struct PlannerChoice {
  var planner = "built-in"
  var model: String?
  var mode = ModeName.atelier
  var token: String?
  var sendsPictures = true
  var pictureEdge = 1024
  var maxTokens: Int?
  var maxCost: Double?
  var priceIn: Double?
  var priceOut: Double?
  var timeout = 120.0
  var fallsBack = true
  var systemPrompt: String?
  /// The most tokens of one answer.
  var answerTokens: Int?

  init(config: PlannerConfig) { answerTokens = config.answerTokens }

  /// Whether a model is asked.
  var wantsModel: Bool { planner != "built-in" }

  /// What a server is told and how long it is waited for.
  ///
  /// - Throws: ``UsageError`` where the address or the limits cannot be used.
  func settings() throws -> ChatSettings {
    let secret = Secret(token)
    guard secret != nil || token?.allSatisfy(\.isWhitespace) ?? true else {
      throw UsageError(
        "ATELIER_PLANNER_TOKEN holds blanks, line ends or letters beyond ASCII, which cannot be sent; "
          + "set it to the token alone.")
    }
    do throws(LanguageModelError) {
      var settings = ChatSettings(
        endpoint: try ChatEndpoint(planner), model: model, token: secret)
      settings.sendsPictures = sendsPictures
      settings.timeout = .seconds(timeout)
      settings.patience = min(.seconds(60), settings.timeout)
      settings.tokenLimit = answerTokens ?? settings.tokenLimit
      return settings
    } catch {
      throw UsageError("\(error)")
    }
  }

  /// What all photos together may use.
  ///
  /// - Throws: ``UsageError`` where money is bounded without prices.
  func spending() throws -> SpendingLimit {
    do throws(LanguageModelError) {
      let prices =
        priceIn == nil && priceOut == nil
        ? nil : SpendingLimit.Prices(input: priceIn ?? 0, output: priceOut ?? 0)
      return try SpendingLimit(tokens: maxTokens, cost: maxCost, prices: prices)
    } catch {
      throw UsageError("\(error)")
    }
  }
}

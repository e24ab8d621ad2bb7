import AtelierAgent
import AtelierDialogue
import AtelierPlanner

/// The way to the model that plans, open as long as a command runs.
struct ModelConnection {
  /// How plans are made; nil for the built-in planner.
  let planning: ModelPlanning?
  #if Dialogue
    private let transport: NetworkTransport?
  #endif

  /// Runs work with the model that was chosen, and closes the connections afterwards.
  ///
  /// - Throws: ``UsageError`` where the choice cannot be used, and what the work throws.
  static func with<Value: Sendable>(
    _ choice: PlannerChoice, run: (ModelPlanning?) async throws -> Value
  ) async throws -> Value {
    let connection = try ModelConnection(choice)
    do {
      let value = try await run(connection.planning)
      await connection.close()
      return value
    } catch {
      await connection.close()
      throw error
    }
  }

  private init(_ choice: PlannerChoice) throws {
    let spending = try choice.spending()
    guard choice.wantsModel else {
      planning = nil
      #if Dialogue
        transport = nil
      #endif
      return
    }
    let settings = try choice.settings()
    #if Dialogue
      let transport = NetworkTransport(connectTimeout: min(.seconds(10), settings.timeout))
      self.transport = transport
      planning = ModelPlanning(
        model: ChatModel(settings: settings, transport: transport, spending: spending),
        mode: choice.mode, pictureEdge: choice.pictureEdge, systemPrompt: choice.systemPrompt,
        fallsBack: choice.fallsBack)
    #else
      _ = (spending, settings)
      throw UsageError(
        "This atelier was built without models that plan; build it with 'swift build -c release "
          + "--product atelier', or use --planner built-in.")
    #endif
  }

  private func close() async {
    #if Dialogue
      await transport?.shutdown()
    #endif
  }
}

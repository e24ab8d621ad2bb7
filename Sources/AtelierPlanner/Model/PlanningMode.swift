package import AtelierEngine
package import AtelierRecipe
package import AtelierVision

/// A way of planning with a language model.
package protocol PlanningMode: Sendable {
  /// Its persistent name, which `--mode` takes.
  var name: String { get }

  /// Asks the model and makes a plan of what it answers. Whatever that is, the plan holds parameters of
  /// the catalog within their ranges and nothing else.
  ///
  /// - Throws: ``PlanningFailure``.
  func plan(
    _ task: PlanningTask, with model: any LanguageModel
  ) async throws(PlanningFailure) -> Plan
}

/// Why there is no plan.
package enum PlanningFailure: Error, Sendable {
  /// The model gave none.
  case model(LanguageModelError)
  /// A preview could not be rendered.
  case render(RenderError)
}

/// What a mode plans for.
package struct PlanningTask: Sendable {
  /// The wish.
  package var brief: Brief
  /// The style that is put on first.
  package var styles: PlanStyles
  /// Shows what recipes do to the picture.
  package var renderer: any PreviewRenderer
  /// What the picture's recording leaves room for.
  package var quality: FrameQuality
  /// What recipes may contain.
  package var catalog: RecipeCatalog
  /// Makes the pictures that the model sees.
  package var camera: any ModelCamera
  /// Takes the place of the mode's own system prompt.
  package var systemPrompt: String?
  /// What a critic found on the last attempt; nil for the first one.
  package var feedback: PlanFeedback?

  /// Makes a task.
  package init(
    brief: Brief, styles: PlanStyles = PlanStyles(), renderer: any PreviewRenderer,
    quality: FrameQuality = .unlimited, catalog: RecipeCatalog, camera: any ModelCamera,
    systemPrompt: String? = nil, feedback: PlanFeedback? = nil
  ) {
    self.brief = brief
    self.styles = styles
    self.renderer = renderer
    self.quality = quality
    self.catalog = catalog
    self.camera = camera
    self.systemPrompt = systemPrompt
    self.feedback = feedback
  }
}

extension PlanningTask {
  /// The language of the wish, and of what is explained.
  package var language: Language {
    InstructionParser().understand(brief.instruction).language == .zh ? .zh : .en
  }
}

/// What a planner is told of its last attempt.
package struct PlanFeedback: Sendable, Hashable {
  /// The settings.
  package var recipe: Recipe
  /// What is wrong, a sentence each.
  package var defects: [String]

  /// Makes feedback.
  package init(recipe: Recipe, defects: [String]) {
    self.recipe = recipe
    self.defects = defects
  }

  /// What is said to a model.
  package var text: String {
    func member(_ name: String, _ empty: String) -> Substring {
      (recipe.json[name]?.text(pretty: false) ?? empty).prefix(4000)
    }
    let settings =
      recipe.monet.isEmpty
      ? "\(member("adjustments", "{}")), in places: \(member("local", "[]"))"
      : "\(member("monet", "[]")), stage by stage"
    return """
      Your last answer became these settings: \(settings).
      A critic looked at that result and found:
      \(defects.prefix(8).map { "- \($0.oneLine(240))" }.joined(separator: "\n"))
      Answer the wish anew, with all steps, so that this is better and what was good stays.
      """
  }
}

extension StandingEdit {
  /// What is said to a model of the edit that stands.
  ///
  /// - Parameter answer: how values of the answer join those that stand.
  /// - Returns: the sentences; nil where nothing stands.
  package func text(_ answer: String) -> String? {
    guard !recipe.values.isEmpty || !held.isEmpty else { return nil }
    let values = recipe.values
    let set = values.keys.sorted().compactMap { place in
      values[place].map { "\(place) \($0.json.text(pretty: false).prefix(80))" }
    }
    var lines: [String] = []
    if !set.isEmpty {
      lines.append(
        "The photo shows these settings already: \(set.prefix(60).joined(separator: ", ")). \(answer)"
      )
    }
    if !held.isEmpty {
      let names = held.sorted().prefix(60).map(\.description)
      lines.append(
        "The owner decided these, and they stay as they are whatever you answer, so reach the wish with "
          + "others: \(names.joined(separator: ", ")).")
    }
    return lines.joined(separator: "\n")
  }
}

/// Makes the pictures that models see: small, upright, without metadata.
package protocol ModelCamera: Sendable {
  /// How a recipe looks.
  ///
  /// - Parameters:
  ///   - recipe: what is done to the photo.
  ///   - description: what is sent where no picture can be.
  /// - Returns: the picture, ready to be sent.
  /// - Throws: `RenderError.cancelled`.
  func picture(
    of recipe: Recipe, description: String
  ) async throws(RenderError) -> Conversation.Picture
}

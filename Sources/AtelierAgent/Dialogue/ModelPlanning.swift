import AtelierLightroom
package import AtelierPlanner

/// A mode of planning with a model, by its persistent name.
package enum ModeName: String, Sendable, Hashable, CaseIterable {
  /// Values and aims with reasons, of our own catalog.
  case atelier
  /// Lightroom's parameters, as JarvisArt's models answer them.
  case jarvis
  /// MonetGPT's operations in three stages, each of which sees the render of the last.
  case monet

  /// The mode for a photo.
  func mode(for photo: OpenedPhoto, camera: PhotoCamera) -> any PlanningMode {
    switch self {
    case .atelier: AtelierMode()
    case .jarvis: JarvisMode(context: MappingContext(photo.decoded))
    case .monet: MonetMode(photo: photo, camera: camera)
    }
  }
}

/// How plans are made with a model.
package struct ModelPlanning: Sendable {
  /// Who is asked.
  package var model: any LanguageModel
  /// How.
  package var mode: ModeName
  /// The longest side of the pictures that it is shown, in pixels.
  package var pictureEdge: Int
  /// Takes the place of the mode's own system prompt.
  package var systemPrompt: String?
  /// Whether the built-in planner finishes the job where the model gives no plan.
  package var fallsBack: Bool

  /// Makes a way of planning.
  package init(
    model: any LanguageModel, mode: ModeName = .atelier, pictureEdge: Int = 1024,
    systemPrompt: String? = nil, fallsBack: Bool = true
  ) {
    self.model = model
    self.mode = mode
    self.pictureEdge = pictureEdge
    self.systemPrompt = systemPrompt
    self.fallsBack = fallsBack
  }
}

/// A model that keeps what it is asked and answers nothing: it shows what would be sent.
package actor SilentModel: LanguageModel {
  /// Nobody's name.
  package nonisolated var name: String { "nobody" }
  /// What it was asked.
  package private(set) var heard: Conversation?

  /// Makes one.
  package init() {}

  package func takesPictures() -> Bool { true }

  package func answer(
    _ conversation: Conversation
  ) throws(LanguageModelError) -> ModelAnswer {
    heard = conversation
    throw .misconfigured("Nothing was sent.")
  }
}

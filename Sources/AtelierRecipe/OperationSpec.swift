/// Where in the fixed order of rendering an operation stands.
public enum RenderStage: Int, Sendable, Comparable, CaseIterable {
  /// The decoded picture as a whole, before all else.
  case picture
  /// Crop, straighten, turn: which pixels there are.
  case geometry
  /// Noise and sharpness of the decoded pixels, with their neighbours.
  case detail
  /// Scene-linear light: white balance and exposure.
  case light
  /// Local contrast and regional tone.
  case region
  /// Global tone curves.
  case tone
  /// Colour in a perceptual space.
  case color
  /// What lies on top of the picture: vignette, grain.
  case effect

  /// Earlier stages are less.
  public static func < (a: RenderStage, b: RenderStage) -> Bool { a.rawValue < b.rawValue }
}

/// The values that a kernel is handed.
public enum PixelDomain: String, Sendable, Codable {
  /// Linear Rec. 2020, unbounded.
  case sceneLinear
  /// Oklab (Ottosson 2020): L, a, b in place of R, G, B; L of white is 1.
  case perceptual
}

/// A map that the first pass makes from a small version of the picture.
public enum SceneMap: String, Sendable, Hashable, CaseIterable {
  /// How far a pixel lies above its neighbourhood, in stops (edge-aware).
  case detail
  /// Share of the light that haze lets through, 0…1.
  case transmission
}

/// Everything about an operation but what it does to pixels.
public struct OperationSpec<Owner: Parameterized>: Sendable {
  /// Persistent name, snake_case.
  public let name: String
  /// Raised when the meaning of a parameter changes.
  public let version: Int
  /// Place in the render.
  public let stage: RenderStage
  /// Place within the stage; no two operations share one.
  public let order: Int
  /// What the kernel is handed.
  public let domain: PixelDomain
  /// First-pass maps that the kernel reads.
  public let needs: [SceneMap]
  /// One line in each language.
  public let meaning: LocalizedText
  /// The parameters, in the order that sliders show.
  public let parameters: [Parameter<Owner>]

  /// Makes a spec.
  public init(
    name: String, version: Int = 1, stage: RenderStage, order: Int,
    domain: PixelDomain = .sceneLinear, needs: [SceneMap] = [], meaning: LocalizedText,
    parameters: [Parameter<Owner>]
  ) {
    self.name = name
    self.version = version
    self.stage = stage
    self.order = order
    self.domain = domain
    self.needs = needs
    self.meaning = meaning
    self.parameters = parameters
  }

  /// The spec without its type.
  public var description: OperationDescription {
    OperationDescription(
      name: name, version: version, stage: stage, order: order, meaning: meaning,
      parameters: parameters.map(\.description))
  }
}

/// An operation as data: what recipes, sliders, schemas and documentation need.
public struct OperationDescription: Hashable, Sendable {
  /// Persistent name, snake_case.
  public let name: String
  /// Raised when the meaning of a parameter changes.
  public let version: Int
  /// Place in the render.
  public let stage: RenderStage
  /// Place within the stage.
  public let order: Int
  /// One line in each language.
  public let meaning: LocalizedText
  /// The parameters, in the order that sliders show.
  public let parameters: [ParameterDescription]

  /// The parameter of a name.
  public func parameter(_ name: String) -> ParameterDescription? {
    parameters.first { $0.name == name }
  }
}

/// A mask kind as data.
public struct MaskDescription: Hashable, Sendable {
  /// Persistent name, snake_case.
  public let kind: String
  /// One line in each language.
  public let meaning: LocalizedText
  /// The parameters.
  public let parameters: [ParameterDescription]

  /// Makes a description.
  public init(kind: String, meaning: LocalizedText, parameters: [ParameterDescription]) {
    self.kind = kind
    self.meaning = meaning
    self.parameters = parameters
  }
}

/// What recipes may contain: the operations and mask kinds, as data.
public struct RecipeCatalog: Sendable {
  /// In the order of rendering.
  public let operations: [OperationDescription]
  /// In the order of their names.
  public let masks: [MaskDescription]
  private let byName: [String: OperationDescription]

  /// Makes a catalog; operations are put in the order of rendering.
  public init(operations: [OperationDescription], masks: [MaskDescription]) {
    self.operations = operations.sorted { ($0.stage, $0.order) < ($1.stage, $1.order) }
    self.masks = masks.sorted { $0.kind < $1.kind }
    byName = Dictionary(operations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The operation of a name.
  public func operation(_ name: String) -> OperationDescription? { byName[name] }

  /// The mask kind of a name.
  public func mask(_ kind: String) -> MaskDescription? { masks.first { $0.kind == kind } }
}

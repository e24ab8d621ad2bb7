public import AtelierPixels
public import AtelierRecipe

/// Says how much of an adjustment each pixel gets.
public protocol Mask: Parameterized {
  /// Name, meaning and parameters.
  static var spec: MaskSpec<Self> { get }

  /// Writes coverage 0…1 of a row's pixels, from the frame's column `x` on.
  func cover(_ row: inout MutableSpan<Float>, x: Int, y: Int, of frame: MaskFrame)
}

/// Everything about a mask kind but what it covers.
public struct MaskSpec<Owner: Parameterized>: Sendable {
  /// Persistent name, snake_case.
  public let kind: String
  /// One line in each language.
  public let meaning: LocalizedText
  /// The parameters.
  public let parameters: [Parameter<Owner>]

  /// Makes a spec.
  public init(kind: String, meaning: LocalizedText, parameters: [Parameter<Owner>]) {
    self.kind = kind
    self.meaning = meaning
    self.parameters = parameters
  }
}

/// How the pixels of a result lie in the upright photo.
public struct MaskFrame: Sendable {
  /// Size of the result.
  public var size: PixelSize
  /// Place in the photo, as fractions of its width and height, of the result's point (0, 0).
  public var origin: SIMD2<Double>
  /// Change of that place for one column.
  public var column: SIMD2<Double>
  /// Change of that place for one row.
  public var row: SIMD2<Double>
  /// Height of the photo over its width.
  public var aspect: Double

  /// The place in the photo of a pixel's centre.
  public func place(x: Int, y: Int) -> SIMD2<Double> {
    origin + column * (Double(x) + 0.5) + row * (Double(y) + 0.5)
  }
}

/// A list of mask kinds.
public struct MaskCatalog: Sendable {
  /// The types.
  public let masks: [any Mask.Type]

  /// Makes a catalog.
  public init(_ masks: [any Mask.Type]) { self.masks = masks }

  /// The kinds as data.
  public var descriptions: [MaskDescription] { masks.map { $0.describe } }

  /// Makes the mask of a recipe; nil where the kind is not in the catalog.
  func mask(_ settings: MaskSettings) -> (any Mask)? {
    masks.first { $0.describe.kind == settings.kind }.map { $0.make(settings.values) }
  }
}

extension Mask {
  /// The spec as data.
  package static var describe: MaskDescription {
    MaskDescription(
      kind: spec.kind, meaning: spec.meaning, parameters: spec.parameters.map(\.description))
  }

  static func make(_ values: ParameterValues) -> Self {
    Self(values, parameters: spec.parameters)
  }
}

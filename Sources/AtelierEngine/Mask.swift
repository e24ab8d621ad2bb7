public import AtelierPixels
public import AtelierRecipe

/// Says how much of an adjustment each pixel gets.
public protocol Mask: Parameterized {
  /// Name, meaning and parameters.
  static var spec: MaskSpec<Self> { get }

  /// Does the work that depends on parameters and frame alone, once a render.
  func makeKernel(of frame: MaskFrame) -> any MaskKernel
}

/// Covers rows of a picture. Workers share a kernel.
public protocol MaskKernel: Sendable {
  /// Writes coverage 0…1 of all pixels of row `y`, which have these linear Rec. 2020 colours before
  /// any adjustment but noise reduction and sharpening.
  func cover(
    _ row: inout MutableSpan<Float>, y: Int, red: Span<Float>, green: Span<Float>,
    blue: Span<Float>)
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

/// How the pixels of a result lie in the upright photo, before crop, turn and the corrections of lens
/// and perspective.
public struct MaskFrame: Sendable {
  /// Size of the result.
  public var size: PixelSize
  /// Place in the corrected photo, as fractions of its width and height, of the result's point (0, 0).
  public var origin: SIMD2<Double>
  /// Change of that place for one column.
  public var column: SIMD2<Double>
  /// Change of that place for one row.
  public var row: SIMD2<Double>
  /// Height of the photo over its width.
  public var aspect: Double
  /// From such a place to the one in the photo before its lens and perspective were corrected; nil
  /// where they were not. Masks lie on that photo.
  package var bend: (@Sendable (SIMD2<Double>) -> SIMD2<Double>)?
  /// Where the regions lie that the masks of the recipe cover.
  var models: [SceneMaskShape: RegionModel] = [:]

  /// Makes a frame.
  public init(
    size: PixelSize, origin: SIMD2<Double>, column: SIMD2<Double>, row: SIMD2<Double>,
    aspect: Double
  ) {
    self.size = size
    self.origin = origin
    self.column = column
    self.row = row
    self.aspect = aspect
  }

  /// The place in the corrected photo of a pixel's centre.
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

  /// Compiles the mask of a recipe; nil where a kind is not in the catalog.
  func kernel(_ settings: MaskSettings, of frame: MaskFrame) -> (any MaskKernel)? {
    if settings.kind == MaskSettings.group {
      var parts: [GroupKernel.Part] = []
      for component in settings.components {
        guard let kernel = kernel(component, of: frame) else { return nil }
        parts.append(
          GroupKernel.Part(
            kernel: kernel, combination: component.combination, amount: Float(component.amount)))
      }
      return finish(GroupKernel(parts: parts, width: frame.size.width), settings)
    }
    guard let type = masks.first(where: { $0.describe.kind == settings.kind }) else { return nil }
    return finish(type.make(settings.values).makeKernel(of: frame), settings)
  }

  private func finish(_ kernel: any MaskKernel, _ settings: MaskSettings) -> any MaskKernel {
    settings.isInverted ? InvertedKernel(kernel: kernel) : kernel
  }
}

/// Covers what another leaves.
private struct InvertedKernel: MaskKernel {
  let kernel: any MaskKernel

  func cover(
    _ row: inout MutableSpan<Float>, y: Int, red: Span<Float>, green: Span<Float>,
    blue: Span<Float>
  ) {
    kernel.cover(&row, y: y, red: red, green: green, blue: blue)
    for x in row.indices { row[x] = 1 - row[x] }
  }
}

/// Combines masks in their order (Lightroom's mask groups).
struct GroupKernel: MaskKernel {
  struct Part: Sendable {
    let kernel: any MaskKernel
    let combination: MaskCombination
    let amount: Float
  }

  let parts: [Part]
  let width: Int

  func cover(
    _ row: inout MutableSpan<Float>, y: Int, red: Span<Float>, green: Span<Float>,
    blue: Span<Float>
  ) {
    row.update(repeating: 0)
    var storage = [Float](repeating: 0, count: width)
    for part in parts {
      var span = storage.mutableSpan
      part.kernel.cover(&span, y: y, red: red, green: green, blue: blue)
      let coverage = span.span
      precondition(coverage.count == row.count)
      let amount = part.amount
      switch part.combination {
      case .add: for x in row.indices { row[x] = max(row[x], amount * coverage[x]) }
      case .subtract: for x in row.indices { row[x] *= 1 - amount * coverage[x] }
      case .intersect: for x in row.indices { row[x] *= 1 - amount * (1 - coverage[x]) }
      }
    }
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

import AtelierPixels
import AtelierRecipe

/// The settings of a recipe where masks overlap it.
///
/// Local values add to the global ones, weighted by coverage. Coverage is divided into eight levels;
/// a pixel between two gets the mix of their renders, which differs from the exact one by less than a
/// code of 8 bit for any local value of up to two stops.
struct LocalPlan: Sendable {
  /// Steps from no coverage to full coverage.
  static let levels = 8

  private let recipe: Recipe
  private let catalog: OperationCatalog
  private let context: RenderContext
  /// Compiled settings where no mask covers.
  let global: Chain
  /// Maps that any local adjustment may read.
  let maps: Set<SceneMap>

  init(_ recipe: Recipe, catalog: OperationCatalog, context: RenderContext) {
    self.recipe = recipe
    self.catalog = catalog
    self.context = context
    global = Chain(catalog.operations(for: recipe.adjustments), in: context)
    var maps = global.maps
    for index in recipe.local.indices {
      var levels = [UInt8](repeating: 0, count: recipe.local.count)
      levels[index] = UInt8(Self.levels)
      maps.formUnion(
        Chain(
          catalog.operations(for: recipe.adjustments(at: levels, catalog: catalog)), in: context
        ).maps)
    }
    self.maps = maps
  }

  /// Compiles the settings where each local adjustment covers to a level, 0…8.
  func chain(at levels: [UInt8]) -> Chain {
    Chain(
      catalog.operations(for: recipe.adjustments(at: levels, catalog: catalog)), in: context)
  }
}

extension Recipe {
  /// The global adjustments with each local one added at a level of 0…8.
  func adjustments(at levels: [UInt8], catalog: OperationCatalog) -> Adjustments {
    var sum = adjustments
    for (adjustment, level) in zip(local, levels) where level > 0 {
      let share = adjustment.amount * Double(level) / Double(LocalPlan.levels)
      for operation in catalog.descriptions {
        for (name, value) in adjustment.adjustments[operation.name] ?? [:] {
          guard let parameter = operation.parameter(name) else { continue }
          let present = sum[operation.name]?[name] ?? parameter.defaultValue
          sum[operation.name, default: [:]][name] = parameter.sum(present, value, share: share)
        }
      }
    }
    return sum
  }
}

extension ParameterDescription {
  /// A global value with a share of a local one on top.
  fileprivate func sum(
    _ global: ParameterValue, _ local: ParameterValue, share: Double
  ) -> ParameterValue {
    switch (kind, global, local) {
    case (.scalar(let range, _), .number(let a), .number(let b)):
      let base = defaultValue.number ?? 0
      return .number(min(max(a + share * (b - base), range.lowerBound), range.upperBound))
    case (.curve, .curve(let a), .curve(let b)):
      // The local curve, weakened to its share, after the global one.
      let (first, second) = (CurveSpline(a), CurveSpline(b))
      let points = (0...63).map { index in
        let x = Double(index) / 63
        let y = first(x)
        return CurvePoint(x, min(max(y + min(share, 1) * (second(y) - y), 0), 1))
      }
      return .curve(points)
    default:
      return share >= 0.5 ? local : global
    }
  }
}

/// Reads the coverage of one local adjustment, a row at a time.
final class CoverageReader {
  private let mask: any Mask
  private let isInverted: Bool
  private let frame: MaskFrame
  private var loaded = -1
  private var isCovered = false
  private(set) var coverage: [Float]

  init(_ mask: any Mask, isInverted: Bool, frame: MaskFrame) {
    self.mask = mask
    self.isInverted = isInverted
    self.frame = frame
    coverage = [Float](repeating: 0, count: frame.size.width)
  }

  /// Computes a row's coverage; false where it is 0 everywhere.
  func load(row y: Int) -> Bool {
    guard loaded != y else { return isCovered }
    loaded = y
    var row = coverage.mutableSpan
    mask.cover(&row, x: 0, y: y, of: frame)
    if isInverted { for x in row.indices { row[x] = 1 - row[x] } }
    isCovered = coverage.contains { $0 > 0 }
    return isCovered
  }
}

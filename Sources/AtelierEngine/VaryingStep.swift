import AtelierPixels
import AtelierRecipe

/// An operation whose settings masks vary from pixel to pixel.
///
/// Local values add to the global ones, weighted by coverage: the sum is a place along a few
/// dimensions, one for each parameter that masks touch. Each dimension is divided into levels; the
/// kernels of a level are compiled when a pixel first needs them, and a pixel between levels gets the
/// mix of the renders around it. The level of no coverage is the global setting itself, so nothing
/// changes where no mask covers.
struct VaryingStep: Sendable {
  /// A direction in which the settings change.
  struct Dimension: Sendable {
    /// What a level adds.
    enum Change: Sendable {
      /// A step of a number.
      case number(ParameterDescription, from: Double, step: Double)
      /// An eighth of everything that a local adjustment says.
      case share(of: ParameterValues, [ParameterDescription])
    }

    let change: Change
    /// Levels that full coverage by a mask is worth.
    var weights: [(mask: Int, levels: Float)]
    /// The lowest and the highest level that the parameter's range allows.
    let levels: ClosedRange<Float>

    /// The number at a level, within the parameter's range; a share has none.
    func value(at level: Double) -> Double {
      guard case .number(let parameter, let from, let step) = change,
        case .scalar(let range, _) = parameter.kind
      else { return 0 }
      return min(max(from + level * step, range.lowerBound), range.upperBound)
    }
  }

  /// Levels of a share.
  static let shares = 8.0

  let type: any Operation.Type
  /// The global settings.
  let base: ParameterValues
  private(set) var dimensions: [Dimension]
  let context: RenderContext
  /// A kernel that takes the levels of each pixel, where there is one.
  private(set) var direct: Direct?
  /// The tones of whole levels, for operations that are tables; the chain makes ``direct`` of them
  /// and of their neighbours.
  private(set) var tones: Tones?
  /// What runs where no mask covers, where that is more than the operation itself.
  private(set) var still: [Chain.Step] = []

  /// A kernel that needs no mixing.
  struct Direct: Sendable {
    let kernel: any VaryingKernel
    /// The map that it reads.
    let map: SceneMap?
    /// Its values are `from + step · level`, for each dimension.
    let scales: [(from: Float, step: Float)]
  }

  /// What an operation is at whole levels from `first` on, at least two.
  enum Tones: Sendable {
    case region(first: Int, [RegionalTone?])
    case tone(first: Int, [(@Sendable (Double) -> Double)?])
  }

  /// The step of an operation, or nil where no local adjustment touches it, or where it is geometry or
  /// needs neighbours.
  init?(
    _ entry: OperationCatalog.Entry, recipe: Recipe, context: RenderContext
  ) {
    let (type, description) = (entry.type, entry.description)
    let locals = recipe.local.enumerated().compactMap { index, adjustment in
      adjustment.adjustments[description.name].map { (index, adjustment.amount, $0) }
    }
    guard !locals.isEmpty, type.changesPixelsAlone else { return nil }
    self.type = type
    self.context = context
    base = recipe.adjustments[description.name] ?? [:]
    let names = Set(locals.flatMap { $0.2.keys })
    let touched = description.parameters.filter { names.contains($0.name) }
    let numbers = touched.filter { if case .scalar = $0.kind { true } else { false } }
    var dimensions: [Dimension] = []
    if numbers.count == touched.count, numbers.count <= locals.count {
      for parameter in numbers {
        dimensions.append(Self.dimension(parameter, base: base, locals: locals))
      }
    } else {
      for (index, amount, values) in locals {
        dimensions.append(
          Dimension(
            change: .share(of: values, touched),
            weights: [(index, Float(Self.shares * amount))], levels: 0...Float(2 * Self.shares)))
      }
    }
    self.dimensions = dimensions
    direct = Self.direct(type, dimensions, base: base, context: context)
    tones =
      dimensions.count == 1
      ? Self.tones(type, dimensions[0], base: base, context: context) : nil
  }

  /// The step with the dimensions of another behind its own, for ``fused(_:map:still:)``.
  func followed(by other: Self) -> Self {
    var step = self
    step.dimensions += other.dimensions
    return step
  }

  /// The step with a kernel of levels that does its neighbours' work as well, and what runs without
  /// masks.
  func fused(_ kernel: any VaryingKernel, map: SceneMap?, still: Chain.Step) -> Self {
    var step = self
    step.direct = Direct(
      kernel: kernel, map: map,
      scales: dimensions.map { _ in (from: 0, step: 1) })
    step.still = [still]
    return step
  }

  /// The kernel of an operation that has one for the parameters that vary.
  private static func direct(
    _ type: any Operation.Type, _ dimensions: [Dimension], base: ParameterValues,
    context: RenderContext
  ) -> Direct? {
    var names: [String] = []
    var scales: [(from: Float, step: Float)] = []
    for dimension in dimensions {
      guard case .number(let parameter, let from, let step) = dimension.change else { return nil }
      names.append(parameter.name)
      scales.append((Float(from), Float(step)))
    }
    return (type.init(base) as? any VaryingOperation)?
      .makeVaryingKernel(of: names, in: context).map {
        Direct(kernel: $0, map: type.domainAndNeeds.needs.first, scales: scales)
      }
  }

  /// The tones at the levels of one parameter.
  private static func tones(
    _ type: any Operation.Type, _ dimension: Dimension, base: ParameterValues,
    context: RenderContext
  ) -> Tones? {
    guard case .number(let parameter, _, _) = dimension.change,
      !(type is any PointOperation.Type), !(type is any MappedOperation.Type)
    else { return nil }
    let low = dimension.weights.reduce(Float(0)) { $0 + min($1.levels, 0) }
    let high = dimension.weights.reduce(Float(0)) { $0 + max($1.levels, 0) }
    let first = Int(max(low, dimension.levels.lowerBound).rounded(.down))
    let last = max(first + 1, Int(min(high, dimension.levels.upperBound).rounded(.up)))
    let operations = (first...last).map { level in
      var values = base
      values[parameter.name] = .number(dimension.value(at: Double(level)))
      return type.init(values)
    }
    switch (type is any RegionalOperation.Type, type is any ToneOperation.Type) {
    case (true, false):
      return .region(
        first: first, operations.map { ($0 as? any RegionalOperation)?.makeRegion(in: context) })
    case (false, true):
      return .tone(
        first: first, operations.map { ($0 as? any ToneOperation)?.makeTone(in: context) })
    default: return nil
    }
  }

  private static func dimension(
    _ parameter: ParameterDescription, base: ParameterValues,
    locals: [(Int, Double, ParameterValues)]
  ) -> Dimension {
    let start = parameter.defaultValue.number ?? 0
    let from = base[parameter.name]?.number ?? start
    guard case .scalar(let range, let usual) = parameter.kind else {
      preconditionFailure("dimensions of numbers are made of scalars")
    }
    // Light doubles with each stop, so it needs finer steps than sliders do.
    let fine = (usual.upperBound - usual.lowerBound) / (parameter.unit == .stops ? 64 : 32)
    // Levels are kept as numbers within ±127.
    let step = max(fine, (range.upperBound - range.lowerBound) / 120)
    return Dimension(
      change: .number(parameter, from: from, step: step),
      weights: locals.compactMap { index, amount, values in
        values[parameter.name]?.number.map { (index, Float(amount * ($0 - start) / step)) }
      },
      levels: Float((range.lowerBound - from) / step)...Float((range.upperBound - from) / step))
  }

  /// The kernels at a level of each dimension.
  func steps(at levels: SIMD64<Int8>) -> [Chain.Step] {
    var values = base
    for (index, dimension) in dimensions.enumerated() {
      let level = Double(levels[index])
      switch dimension.change {
      case .number(let parameter, _, _):
        guard level != 0 else { continue }
        values[parameter.name] = .number(dimension.value(at: level))
      case .share(let local, let parameters):
        values = values.adding(local, share: level / Self.shares, of: parameters)
      }
    }
    return Chain.steps(of: type.init(values), in: context)
  }
}

extension ParameterValues {
  /// The values with a share of local ones on top: numbers add, curves follow each other, rows stand
  /// behind each other, and of other kinds the nearer one counts.
  func adding(
    _ local: ParameterValues, share: Double, of parameters: [ParameterDescription]
  ) -> ParameterValues {
    guard share > 0 else { return self }
    var sum = self
    for parameter in parameters {
      guard let value = local[parameter.name] else { continue }
      sum[parameter.name] = parameter.sum(
        self[parameter.name] ?? parameter.defaultValue, value, share: share)
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
      let start = defaultValue.number ?? 0
      return .number(
        Swift.min(Swift.max(a + share * (b - start), range.lowerBound), range.upperBound))
    case (.curve, .curve(let a), .curve(let b)):
      // The local curve, weakened to its share, after the global one.
      let (first, second) = (CurveSpline(a), CurveSpline(b))
      let points = (0...63).map { index in
        let x = Double(index) / 63
        let y = first(x)
        let mixed = y + Swift.min(share, 1) * (second(y) - y)
        return CurvePoint(x, Swift.min(Swift.max(mixed, 0), 1))
      }
      return .curve(points)
    case (.rows(let columns, let most), .rows(let a), .rows(let b)):
      // The local rows, weakened to their share, behind the global ones.
      return .rows(Array((a + columns.scaled(b, by: share)).prefix(most)))
    default:
      return share >= 0.5 ? local : global
    }
  }
}

extension Operation {
  /// Whether it is neither geometry nor in need of neighbours.
  fileprivate static var changesPixelsAlone: Bool {
    !(self is any GeometryOperation.Type) && !(self is any AreaOperation.Type)
      && !(self is any OverviewOperation.Type)
  }
}

package import AtelierRecipe
import Foundation

/// The edit that a learned style gives a photograph: those of its nearest examples, mixed.
package struct StyleBlend: Sendable {
  /// An example and its share in the result.
  package struct Neighbor: Hashable, Sendable {
    /// The example's name.
    package var name: String
    /// Its share, 0…1; shares sum to 1.
    package var share: Double
    /// How unlike the photograph it is.
    package var distance: Double
  }

  /// What is to be done.
  package let adjustments: Adjustments
  /// All examples of the kind of input, the largest share first.
  package let neighbors: [Neighbor]
  /// How far the result can be trusted, 0…1.
  ///
  /// The product of how near the examples are – `1 / (1 + (d / d₀)²)`, with d the mean distance of the
  /// examples weighted by their shares and d₀ that of an example to its own nearest ones – and how many
  /// there are, `n / (n + 5)`.
  package let confidence: Double
  /// How much of the examples' edit is made, 0…1.
  ///
  /// `f + (1 − f)·a²` with `f = 1 / (1 + (d / 1.2)⁴)` of the distance d as above and the agreement a of
  /// the edits, which is 1 where all examples were treated alike: what was always done is done to any
  /// photo, and what depended on the photo is not carried over to photos that are quite different.
  package let strength: Double
  /// Parameters that have no sensible average in the examples, as `operation.parameter`.
  package let leftOut: [String]

  /// How many examples count beside the mean of all.
  static let nearest = 5
  /// Share of the mean edit of all examples: with few examples the mean is surer than any of them.
  static let meanShare = 0.25
  /// A distance below which examples are equally near.
  static let core = 0.35
  /// The distance at which half of an edit is made that differs from example to example.
  static let reach = 1.2

  /// Mixes the edits of examples for a photograph.
  ///
  /// Numbers are averaged in the parameter's unit – stops, slider points, mireds of a relative white
  /// balance –, tints as vectors of hue and saturation, curves of one layout node by node. What an
  /// example does not set counts with its default. Switches, choices, tables and rows are kept where
  /// all examples have the same, and left out otherwise.
  ///
  /// - Parameters:
  ///   - examples: of one kind of input, at least one.
  ///   - features: the photograph.
  ///   - catalog: what recipes may contain.
  package init(
    of examples: [LearnedStyle.Example], for features: SceneFeatures, catalog: RecipeCatalog
  ) {
    let distances = examples.map { $0.features.distance(to: features) }
    let shares = Self.shares(of: distances)
    neighbors = zip(examples, zip(shares, distances)).map {
      Neighbor(name: $0.name, share: $1.0, distance: $1.1)
    }.sorted { ($1.share, $0.name) < ($0.share, $1.name) }
    confidence = Self.confidence(of: examples, distances: distances, shares: shares)
    let edits = examples.map(\.adjustments)
    let distance = zip(shares, distances).reduce(0) { $0 + $1.0 * $1.1 } / Self.reach
    let nearness = 1 / (1 + distance * distance * distance * distance)
    let agreement = Self.agreement(of: edits, catalog: catalog)
    strength = nearness + (1 - nearness) * agreement * agreement
    // What is missing to the full strength is the picture at rest.
    let (share, rest) = (strength, 1 - strength)
    (adjustments, leftOut) = Self.mixed(
      edits, shares: shares.map { $0 * share }, rest: rest, catalog: catalog)
  }

  /// Mixes the edits of examples in equal shares.
  package init(meanOf examples: [LearnedStyle.Example], catalog: RecipeCatalog) {
    let share = 1 / Double(max(examples.count, 1))
    neighbors = examples.map { Neighbor(name: $0.name, share: share, distance: 0) }
    (confidence, strength) = (0, 1)
    (adjustments, leftOut) = Self.mixed(
      examples.map(\.adjustments), shares: examples.map { _ in share }, catalog: catalog)
  }

  /// The shares of examples at distances.
  static func shares(of distances: [Double]) -> [Double] {
    guard let edge = distances.sorted().prefix(nearest).last else { return [] }
    let weights = distances.map { $0 <= edge ? 1 / ($0 * $0 + core * core) : 0 }
    let sum = weights.reduce(0, +)
    return weights.map { (1 - meanShare) * $0 / sum + meanShare / Double(distances.count) }
  }

  private static func confidence(
    of examples: [LearnedStyle.Example], distances: [Double], shares: [Double]
  ) -> Double {
    guard examples.count > 1 else { return 0 }
    /// The distance of an example to the others as the photograph's is taken.
    func usual(_ index: Int) -> Double {
      var others = examples
      let own = others.remove(at: index).features
      let distances = others.map { $0.features.distance(to: own) }
      return zip(Self.shares(of: distances), distances).reduce(0) { $0 + $1.0 * $1.1 }
    }
    // Two hundred say as much about the distance as five hundred.
    let step = max(1, examples.count / 200)
    let sampled = stride(from: 0, to: examples.count, by: step).map(usual)
    let own = max(sampled.reduce(0, +) / Double(sampled.count), core)
    let distance = zip(shares, distances).reduce(0) { $0 + $1.0 * $1.1 }
    let nearness = 1 / (1 + distance * distance / (2 * own * own))
    let count = Double(examples.count)
    return nearness * count / (count + 5)
  }

  /// A share of the adjustments, more than all for shares above 1.
  func scaled(by strength: Double, catalog: RecipeCatalog) -> Adjustments {
    Self.mixed([adjustments], shares: [strength], rest: 1 - strength, catalog: catalog).adjustments
  }

  // MARK: Mixing

  /// How far edits agree, 0…1: the square of their mean over the mean of their squares, each number in
  /// quarters of its slider.
  static func agreement(of edits: [Adjustments], catalog: RecipeCatalog) -> Double {
    var (square, squares) = (0.0, 0.0)
    func add(_ values: [Double], unit: Double) {
      let mean = values.reduce(0, +) / Double(values.count) / unit
      square += mean * mean
      squares += values.reduce(0) { $0 + $1 * $1 } / Double(values.count) / (unit * unit)
    }
    for operation in catalog.operations where edits.contains(where: { $0[operation.name] != nil }) {
      for parameter in operation.parameters {
        let values = edits.map { $0[operation.name]?[parameter.name] ?? parameter.defaultValue }
        switch parameter.kind {
        case .scalar(_, let usual) where parameter.unit != .degrees:
          let rest = parameter.defaultValue.number ?? 0
          add(
            values.map { ($0.number ?? rest) - rest },
            unit: (usual.upperBound - usual.lowerBound) / 4)
        case .curve:
          for x in stride(from: 0, through: 1, by: 0.25) {
            add(values.map { Self.height(of: $0, at: x) }, unit: 0.1)
          }
        default: break
        }
      }
    }
    return squares > 0 ? square / squares : 1
  }

  /// How far a curve lies above the diagonal, on straight lines between its nodes.
  private static func height(of value: ParameterValue, at x: Double) -> Double {
    guard case .curve(let points) = value, let first = points.first, let last = points.last else {
      return 0
    }
    guard let next = points.firstIndex(where: { $0.x >= x }) else { return last.y - x }
    guard next > 0 else { return first.y - x }
    let (low, high) = (points[next - 1], points[next])
    return low.y + (x - low.x) / (high.x - low.x) * (high.y - low.y) - x
  }

  /// Mixes adjustments by their shares, and by another one the picture at rest.
  ///
  /// - Returns: the mix without what is at rest, and the parameters that have no average.
  static func mixed(
    _ edits: [Adjustments], shares: [Double], rest: Double = 0, catalog: RecipeCatalog
  ) -> (adjustments: Adjustments, leftOut: [String]) {
    var result: Adjustments = [:]
    var leftOut: [String] = []
    for operation in catalog.operations {
      let used = edits.map { $0[operation.name] ?? [:] }
      guard used.contains(where: { !$0.isEmpty }) else { continue }
      for parameter in operation.parameters
      where used.contains(where: { $0[parameter.name] != nil }) {
        let values = used.map { $0[parameter.name] ?? parameter.defaultValue }
        guard values.contains(where: { $0 != parameter.defaultValue }) else { continue }
        guard
          let value = mean(of: values, shares, rest: rest, of: parameter)
            ?? (values.allSatisfy { $0 == values.first } ? values.first : nil)
        else {
          leftOut.append("\(operation.name).\(parameter.name)")
          continue
        }
        result[operation.name, default: [:]][parameter.name] = value
      }
      result[operation.name]?.merge(tints(of: operation, used, shares)) { _, tint in tint }
      result[operation.name] = result[operation.name]?.filter { name, value in
        value != operation.parameter(name)?.defaultValue
      }
      if result[operation.name]?.isEmpty == true { result[operation.name] = nil }
    }
    return (result, leftOut)
  }

  /// The mean of numbers and of curves of one layout; nil where there is none.
  private static func mean(
    of values: [ParameterValue], _ shares: [Double], rest: Double,
    of parameter: ParameterDescription
  ) -> ParameterValue? {
    let atRest = rest * (parameter.defaultValue.number ?? 0)
    switch parameter.kind {
    case .scalar(let range, _):
      let sum = zip(values, shares).reduce(atRest) { $0 + ($1.0.number ?? 0) * $1.1 }
      return .number(Solver.rounded(min(max(sum, range.lowerBound), range.upperBound)))
    case .integer(let range):
      let sum = zip(values, shares).reduce(atRest) { $0 + ($1.0.number ?? 0) * $1.1 }
      let (low, high) = (Double(range.lowerBound), Double(range.upperBound))
      return .number(min(max(sum.rounded(), low), high))
    case .curve: return curve(of: values, shares, rest: rest)
    case .flag, .choice, .numbers, .rows, .table: return nil
    }
  }

  /// Curves whose nodes stand at the same places; those that change nothing fit any.
  private static func curve(
    of values: [ParameterValue], _ shares: [Double], rest: Double
  ) -> ParameterValue? {
    let curves = values.map { value in
      if case .curve(let points) = value { points } else { CurvePoint.identity }
    }
    func isIdentity(_ points: [CurvePoint]) -> Bool { points.allSatisfy { $0.x == $0.y } }
    guard let layout = curves.first(where: { !isIdentity($0) })?.map(\.x),
      curves.allSatisfy({ isIdentity($0) || $0.map(\.x) == layout })
    else { return nil }
    let nodes = layout.enumerated().map { index, x in
      let y = zip(curves, shares).reduce(rest * x) { sum, next in
        sum + next.1 * (isIdentity(next.0) ? x : next.0[index].y)
      }
      return CurvePoint(x, (min(max(y, 0), 1) * 10_000).rounded() / 10_000)
    }
    return .curve(nodes)
  }

  /// Pairs of `…_hue` in degrees and `…_saturation`, which are averaged as vectors.
  private static func tints(
    of operation: OperationDescription, _ values: [ParameterValues], _ shares: [Double]
  ) -> ParameterValues {
    var result: ParameterValues = [:]
    for parameter in operation.parameters
    where parameter.unit == .degrees && parameter.name.hasSuffix("_hue") {
      let strength = parameter.name.dropLast("hue".count) + "saturation"
      guard let saturation = operation.parameter(String(strength)),
        values.contains(where: { $0[saturation.name] != nil })
      else { continue }
      var (x, y) = (0.0, 0.0)
      for (value, share) in zip(values, shares) {
        let angle = (value[parameter.name]?.number ?? 0) * .pi / 180
        let length = share * (value[saturation.name]?.number ?? 0)
        x += length * cos(angle)
        y += length * sin(angle)
      }
      let hue = atan2(y, x) * 180 / .pi
      let length = Solver.rounded(hypot(x, y))
      result[saturation.name] = .number(length)
      result[parameter.name] =
        length == 0
        ? parameter.defaultValue
        : .number(
          min(360, ((hue < 0 ? hue + 360 : hue) * 10).rounded() / 10))
    }
    return result
  }
}

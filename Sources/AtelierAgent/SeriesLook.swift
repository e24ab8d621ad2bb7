public import AtelierPlanner
public import AtelierRecipe
import AtelierVision

/// One look for a series of photographs: planned on a few of them, and the light and white balance at which
/// each of the others matches.
public struct SeriesLook: Sendable {
  /// What is known of a photograph of the series.
  public struct Member: Sendable, Hashable {
    /// Its place in the series.
    public var place: Int
    /// Median of L*.
    public var lightness: Double
    /// Standard deviation of L*.
    public var contrast: Double
    /// How a grey looks in it, in a* and b*.
    public var cast: SIMD2<Double>

    /// Makes a member.
    public init(place: Int, lightness: Double, contrast: Double, cast: SIMD2<Double>) {
      self.place = place
      self.lightness = lightness
      self.contrast = contrast
      self.cast = cast
    }

    init(place: Int, _ statistics: PictureStatistics) {
      self.init(
        place: place, lightness: statistics.lightness.p50,
        contrast: statistics.contrast.deviation,
        cast: [statistics.cast.grey.a, statistics.cast.grey.b])
    }
  }

  /// A photograph that differs much from the others.
  public struct Outlier: Sendable, Hashable {
    /// Its place in the series.
    public var place: Int
    /// In what it differs, in each language.
    public var reason: LocalizedText
  }

  /// The plan of the photograph in the middle of the series, with the settings of the look.
  public let plan: Plan
  /// Places of the photographs that it was planned on, that in the middle first.
  public let representatives: [Int]
  /// Photographs that the look may not suit.
  public let outliers: [Outlier]
  /// What the photograph in the middle looks like with the look on.
  let goal: Member

  // MARK: Choosing

  /// The photographs on which a look is planned: the one in the middle of the series, then those farthest
  /// from it and from each other, outliers left out.
  static func representatives(of members: [Member], most: Int) -> [Int] {
    let scale = Scale(members)
    let strange = Set(outliers(of: members).map(\.place))
    var left = members.filter { !strange.contains($0.place) }
    if left.isEmpty { left = members }
    guard
      let middle = left.min(by: {
        (scale.distance($0, scale.middle), $0.place) < (scale.distance($1, scale.middle), $1.place)
      })
    else { return [] }
    var chosen = [middle]
    left.removeAll { $0 == middle }
    while chosen.count < most, !left.isEmpty {
      func reach(_ member: Member) -> Double {
        chosen.map { scale.distance(member, $0) }.min() ?? 0
      }
      guard
        let next = left.max(by: { (reach($0), $1.place) < (reach($1), $0.place) }),
        reach(next) > 1
      else { break }
      chosen.append(next)
      left.removeAll { $0 == next }
    }
    return chosen.map(\.place)
  }

  /// The photographs that are farther from the series than its spread explains.
  static func outliers(of members: [Member]) -> [Outlier] {
    guard members.count >= 4 else { return [] }
    let scale = Scale(members)
    func signed(_ value: Double) -> String {
      (value > 0 ? "+" : "") + "\((value * 10).rounded() / 10)"
    }
    return members.compactMap { member in
      let light = member.lightness - scale.middle.lightness
      let cast = member.cast - scale.middle.cast
      let strength = (cast * cast).sum().squareRoot()
      if light.magnitude > 3.5 * scale.lightness {
        return Outlier(
          place: member.place,
          reason: [
            .en: "its median L* is \(signed(light)) from that of the series",
            .zh: "它的 L* 中位数与整组相差 \(signed(light))",
          ])
      }
      if strength > 3.5 * scale.cast {
        return Outlier(
          place: member.place,
          reason: [
            .en: "its light is of another colour (a* \(signed(cast.x)), b* \(signed(cast.y)))",
            .zh: "它的光源颜色不同（a* \(signed(cast.x))，b* \(signed(cast.y))）",
          ])
      }
      return nil
    }
  }

  /// The middle and the spread of a series: medians, and medians of deviations, which a few strange
  /// photographs do not move.
  private struct Scale {
    let middle: Member
    let lightness: Double
    let contrast: Double
    let cast: Double

    init(_ members: [Member]) {
      func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
      }
      let middle = Member(
        place: -1, lightness: median(members.map(\.lightness)),
        contrast: median(members.map(\.contrast)),
        cast: [median(members.map(\.cast.x)), median(members.map(\.cast.y))])
      self.middle = middle
      // Differences below these are none in any series.
      lightness = max(1.48 * median(members.map { ($0.lightness - middle.lightness).magnitude }), 4)
      contrast = max(1.48 * median(members.map { ($0.contrast - middle.contrast).magnitude }), 3)
      cast = max(
        1.48
          * median(
            members.map {
              let shift = $0.cast - middle.cast
              return (shift * shift).sum().squareRoot()
            }), 2.5)
    }

    func distance(_ a: Member, _ b: Member) -> Double {
      let (l, c, shift) = (
        (a.lightness - b.lightness) / lightness, (a.contrast - b.contrast) / contrast,
        (a.cast - b.cast) / cast
      )
      return (l * l + c * c + (shift * shift).sum()).squareRoot()
    }
  }

  // MARK: Joining

  /// The plan of the first photograph with numbers that lie in the middle of all plans'.
  ///
  /// Settings that are no numbers, local adjustments and what only the first has stay as they are.
  static func joined(_ plans: [Plan], catalog: RecipeCatalog) -> Plan? {
    guard var plan = plans.first else { return nil }
    for (operation, values) in plan.recipe.adjustments {
      for (parameter, value) in values {
        guard case .number = value,
          let neutral = catalog.operation(operation)?.parameter(parameter)?.defaultValue.number
        else { continue }
        let numbers = plans.map {
          $0.recipe.adjustments[operation]?[parameter]?.number ?? neutral
        }.sorted()
        let middle = (numbers[(numbers.count - 1) / 2] + numbers[numbers.count / 2]) / 2
        plan.set(operation, parameter, to: (middle * 100).rounded() / 100)
      }
    }
    return plan
  }
}

extension Plan {
  /// Changes a number of the whole picture, and its step.
  mutating func set(_ operation: String, _ parameter: String, to value: Double) {
    recipe.adjustments[operation, default: [:]][parameter] = .number(value)
    for index in steps.indices
    where steps[index].operation == operation && steps[index].parameter == parameter
      && steps[index].area == nil
    {
      steps[index].value = .number(value)
    }
  }
}

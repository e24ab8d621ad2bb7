package import AtelierRecipe
package import AtelierVision

/// A picture in the few numbers by which learned styles tell photographs apart.
///
/// All are measured on the preview of 320 pixels that plans are made on, so that the pictures of a
/// style and the photo to be retouched are measured alike.
package struct SceneFeatures: Hashable, Sendable {
  /// One number.
  struct Feature: Sendable {
    /// Persistent name.
    let name: String
    /// Its standard deviation over usual photographs: what counts as one step of distance.
    let scale: Double
    /// How much a step counts.
    let weight: Double
    /// What files may have.
    let range: ClosedRange<Double>
    /// How it is measured.
    let measure: @Sendable (PictureStatistics) -> Double

    init(
      _ name: String, scale: Double, weight: Double, in range: ClosedRange<Double>,
      _ measure: @escaping @Sendable (PictureStatistics) -> Double
    ) {
      (self.name, self.scale, self.weight) = (name, scale, weight)
      (self.range, self.measure) = (range, measure)
    }
  }

  /// The numbers, in the order of ``values``. Scales are deviations over 68 photographs of many kinds.
  static let all: [Feature] = light + color + hues

  private static let light = [
    Feature("exposure_mean", scale: 1.5, weight: 2, in: -20...20) { $0.exposure.meanLog },
    Feature("exposure_median", scale: 1.7, weight: 2, in: -20...20) { $0.exposure.median },
    Feature("lightness_p5", scale: 13, weight: 1, in: 0...100) { $0.lightness.p5 },
    Feature("lightness_p95", scale: 18, weight: 1, in: 0...100) { $0.lightness.p95 },
    Feature("contrast", scale: 6, weight: 1, in: 0...100) { $0.contrast.deviation },
    Feature("contrast_local", scale: 2.8, weight: 0.5, in: 0...100) { $0.contrast.localMid },
    Feature("zones_dark", scale: 0.27, weight: 0.5, in: 0...1) { share($0.zones, 0...2) },
    Feature("zones_middle", scale: 0.2, weight: 0.5, in: 0...1) { share($0.zones, 3...5) },
    Feature("zones_light", scale: 0.25, weight: 0.5, in: 0...1) { share($0.zones, 6...10) },
    Feature("haze", scale: 0.17, weight: 0.5, in: 0...1) { $0.haze },
  ]

  private static let color = [
    Feature("cast_a", scale: 6, weight: 0.5, in: -200...200) { $0.cast.grey.a },
    Feature("cast_b", scale: 13, weight: 0.5, in: -200...200) { $0.cast.grey.b },
    Feature("mean_a", scale: 8, weight: 0.5, in: -200...200) { $0.cast.mean.a },
    Feature("mean_b", scale: 15, weight: 0.5, in: -200...200) { $0.cast.mean.b },
    Feature("chroma", scale: 12, weight: 1, in: 0...200) { $0.chroma.mean },
    Feature("chroma_p95", scale: 22, weight: 0.5, in: 0...200) { $0.chroma.p95 },
  ]

  private static let hues = HueBand.allCases.map { band in
    Feature("share_\(band.rawValue)", scale: 0.2, weight: 0.2, in: 0...1) {
      $0.bands[band.rawValue]?.share ?? 0
    }
  }

  private static func share(_ zones: [Double], _ range: ClosedRange<Int>) -> Double {
    zones.indices.filter { range.contains($0) }.reduce(0) { $0 + zones[$1] }
  }

  /// Longest side of the previews on which they are measured.
  package static let previewEdge = PlanningScene.smallEdge

  /// The numbers, in the order of the names.
  package let values: [Double]

  /// The persistent names of the numbers.
  package static var names: [String] { all.map { $0.name } }

  /// Takes the numbers from a picture's statistics.
  package init(of statistics: PictureStatistics) {
    values = Self.all.map { feature in
      let value = feature.measure(statistics)
      let finite = value.isFinite ? value : 0
      return min(max(finite, feature.range.lowerBound), feature.range.upperBound)
    }
  }

  /// Reads the numbers of a file.
  ///
  /// - Throws: `RecipeError` with `path` where one is missing, unknown or out of range.
  init(json: JSONValue, path: String) throws(RecipeError) {
    guard case .object(let members) = json else {
      throw .wrongKind(path: path, found: json.kindName, wanted: "an object")
    }
    for key in members.keys.sorted() where !Self.names.contains(key) {
      throw .unknownKey(key, path: path, nearest: nearestName(to: key, in: Self.names))
    }
    var values: [Double] = []
    for feature in Self.all {
      let place = "\(path).\(feature.name)"
      guard case .number(let number)? = members[feature.name] else {
        throw .wrongKind(
          path: place, found: members[feature.name]?.kindName ?? "absent", wanted: "a number")
      }
      guard feature.range.contains(number) else {
        throw .outOfRange(
          path: place, found: JSONValue.number(number).text(), allowed: feature.range.shortText)
      }
      values.append(number)
    }
    self.values = values
  }

  /// The numbers by name.
  package var json: JSONValue {
    .object(
      Dictionary(
        uniqueKeysWithValues: zip(Self.all, values).map {
          ($0.name, .number(($1 * 10_000).rounded() / 10_000))
        }))
  }

  /// How unlike two pictures are: the root of the weighted mean of squared steps. 0 for equal
  /// pictures, about 1.4 for two that were picked at random.
  package func distance(to other: SceneFeatures) -> Double {
    var (sum, weights) = (0.0, 0.0)
    for (index, feature) in Self.all.enumerated() {
      let step = (values[index] - other.values[index]) / feature.scale
      sum += feature.weight * step * step
      weights += feature.weight
    }
    return (sum / weights).squareRoot()
  }
}

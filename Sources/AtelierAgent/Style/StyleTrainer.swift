package import AtelierCodecs
package import AtelierEngine
package import AtelierLightroom
import AtelierMetrics
import AtelierPixels
package import AtelierPlanner
import AtelierRecipe
import AtelierVision

/// An example of a style: a photograph and what was made of it.
package struct StylePair: Sendable {
  /// What shows or says what was made of it.
  package enum After: Sendable {
    /// The finished picture.
    case picture(PictureSource)
    /// Lightroom's settings.
    case settings(DevelopSettings)
  }

  /// The name that the example gets.
  package let name: String
  /// The photograph.
  package let before: PictureSource
  /// What was made of it.
  package let after: After

  /// Makes a pair.
  package init(name: String, before: PictureSource, after: After) {
    (self.name, self.before, self.after) = (name, before, after)
  }
}

/// Learns what was done to photographs from examples.
package struct StyleTrainer: Sendable {
  private let engine: RenderEngine
  private let jobs: Int

  /// Makes a trainer that works with `jobs` threads.
  package init(engine: RenderEngine, jobs: Int) {
    self.engine = engine
    self.jobs = jobs
  }

  /// What became of a pair.
  package enum Outcome: Sendable {
    /// It is an example.
    case example(LearnedStyle.Example, notes: [String])
    /// It cannot be one.
    case leftOut(reason: String)
  }

  /// Proportions may differ by this share: a pixel that was cut off while resizing.
  private static let aspectTolerance = 0.015
  /// Longest side of pictures that are too small to learn from.
  private static let leastEdge = 32
  /// Below this share of common structure two pictures show different things.
  private static let leastStructure = 0.4
  /// A residual above which an example is said to be told in part only, in CIEDE2000.
  private static let largeResidual = 5.0

  /// Looks at a pair and finds the settings that make its after of its before.
  ///
  /// - Throws: `RenderError.cancelled`; what is wrong with the pair is an outcome.
  package func study(_ pair: StylePair) async throws -> Outcome {
    do {
      let photo = try PictureReader.read(pair.before, options: ReadOptions(threads: jobs))
      switch pair.after {
      case .picture(let source): return try await study(photo, finished: source, name: pair.name)
      case .settings(let settings):
        return try await study(photo, settings: settings, name: pair.name)
      }
    } catch let error as CodecError {
      return .leftOut(reason: error.description)
    } catch let error as LightroomError {
      return .leftOut(reason: error.description)
    }
  }

  /// A photo as plans see it.
  private func features(of photo: DecodedPicture) async throws -> SceneFeatures {
    let opened = try await OpenedPhoto.prepare(photo, engine: engine, jobs: jobs)
    let preview = ScenePreview(of: opened.prepared, engine: engine, jobs: jobs)
    let picture = try await preview.preview(Recipe(), longEdge: SceneFeatures.previewEdge)
    return SceneFeatures(of: PictureStatistics(of: picture))
  }

  // MARK: Pictures

  private func study(
    _ photo: DecodedPicture, finished source: PictureSource, name: String
  ) async throws -> Outcome {
    let after = try PictureReader.read(source, options: ReadOptions(threads: jobs))
    guard !after.isRaw else {
      return .leftOut(
        reason: "\(source.name) is a RAW file; the picture of after must be finished.")
    }
    let (one, two) = (photo.picture.size, after.picture.size)
    let ratio = Double(one.width * two.height) / Double(one.height * two.width)
    guard (ratio - 1).magnitude <= Self.aspectTolerance else {
      return .leftOut(
        reason: "before is \(one) and after \(two) pixels: a crop or a turn cannot be learned; "
          + "the two must show the same frame.")
    }
    let edge = min(EditFitter.edge, one.longEdge, two.longEdge)
    guard edge >= Self.leastEdge else {
      return .leftOut(
        reason: "before is \(one) and after \(two) pixels; at least \(Self.leastEdge) are needed.")
    }
    let size = one.fitted(longEdge: edge)
    let small = try await engine.prepare(
      photo.picture, light: SourceLight(photo.raw), fitting: { _ in size }, jobs: jobs)
    let finished = try await engine.prepare(after.picture, fitting: { _ in size }, jobs: jobs)
    guard small.size == finished.size else {
      return .leftOut(reason: "before is \(one) and after \(two) pixels; they must be of one size.")
    }
    let fit = try await EditFitter(engine: engine, jobs: jobs).fit(
      small, to: try await engine.renderPlanar(Recipe(), of: finished, jobs: jobs))
    guard fit.structure >= Self.leastStructure else {
      let percent = Int((max(0, fit.structure) * 100).rounded())
      return .leftOut(
        reason: "after has \(percent) % of the structure of before: it is cropped, moved, or "
          + "another picture.")
    }
    var notes: [String] = []
    if fit.residual > Self.largeResidual, fit.residual > 0.4 * fit.untouched {
      notes.append(
        "settings of the whole picture reach after in part only; local edits, repairs or a slightly "
          + "other frame are not learned.")
    }
    return .example(
      LearnedStyle.Example(
        name: name, input: photo.isRaw ? .raw : .rendered, source: .pictures,
        features: try await features(of: photo), adjustments: fit.adjustments,
        untouched: fit.untouched, residual: fit.residual),
      notes: notes)
  }

  // MARK: Settings

  private func study(
    _ photo: DecodedPicture, settings: DevelopSettings, name: String
  ) async throws -> Outcome {
    guard !settings.isAlreadyApplied else {
      return .leftOut(
        reason: "its settings are in its pixels already; the photo of before is needed.")
    }
    let packet = try? photo.developSettings()
    if let packet, packet.isAlreadyApplied, !photo.isRaw {
      return .leftOut(
        reason: "the photo carries settings that its pixels have already; the photo of before is "
          + "needed.")
    }
    let context = MappingContext(photo, packet: packet)
    let mapped = RecipeMapping(catalog: engine.catalog).recipe(from: settings, context: context)
    var adjustments = mapped.recipe.adjustments
    var leftOut = mapped.recipe.geometry.keys.sorted()
    if !mapped.recipe.local.isEmpty { leftOut.append("masks") }
    leftOut += mapped.report.missing.map(\.key)
    adjustments["white_balance"] = Self.relative(
      adjustments["white_balance"] ?? [:], light: SourceLight(photo.raw), &leftOut)
    if adjustments["white_balance"]?.isEmpty == true { adjustments["white_balance"] = nil }
    return .example(
      LearnedStyle.Example(
        name: name, input: photo.isRaw ? .raw : .rendered, source: .settings,
        features: try await features(of: photo), adjustments: adjustments,
        leftOut: Array(leftOut.prefix(100))),
      notes: [])
  }

  /// A white balance told from the photo's own light, in mireds: Kelvin of one scene say nothing about
  /// another.
  static func relative(
    _ values: ParameterValues, light: SourceLight, _ leftOut: inout [String]
  ) -> ParameterValues {
    var values = values
    let tint = values.removeValue(forKey: "kelvin_tint")?.number ?? 0
    guard let kelvin = values.removeValue(forKey: "kelvin")?.number, kelvin > 0 else {
      return values
    }
    guard light.isKnown, light.kelvin > 0 else {
      leftOut.append("Temperature")
      return values
    }
    func moved(_ name: String, by change: Double) {
      let number = (values[name]?.number ?? 0) + change
      values[name] = .number(min(100, max(-100, (number * 10).rounded() / 10)))
    }
    moved("temperature", by: 1e6 / light.kelvin - 1e6 / max(kelvin, 2000))
    moved("tint", by: tint - light.tint)
    return values
  }
}

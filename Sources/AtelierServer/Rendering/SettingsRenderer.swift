import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierLightroom
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierVision

/// A photo that is to be rendered.
package enum PhotoInput: Sendable {
  /// An open file and the name for messages.
  case file(OpenFile, name: String)
  /// Bytes and the name for messages.
  case bytes([UInt8], name: String)

  var name: String {
    switch self {
    case .file(_, let name), .bytes(_, let name): name
    }
  }

  var key: PhotoCache.Key {
    switch self {
    case .file(let file, _): .file(file.identity)
    case .bytes(let bytes, _): .bytes(bytes)
    }
  }

  func read() throws(ServerError) -> [UInt8] {
    switch self {
    case .file(let file, _): try file.read()
    case .bytes(let bytes, _): bytes
    }
  }
}

/// A rendered photo and what became of its settings.
package struct RenderedPhoto: Sendable {
  /// The JPEG file, in pieces.
  package let chunks: [[UInt8]]
  /// Keys that would change the picture but are not rendered.
  package let leftOut: [LeftOutKey]
  /// What a person should know.
  package let notes: [String]
}

/// Renders photos with settings, one thread a render.
package struct SettingsRenderer: Sendable {
  private let engine: RenderEngine
  let reader: SettingsReader
  private let cache: PhotoCache
  private let threads = RenderThreads()
  private let limits: ServerLimits
  private let quality: Int

  /// Makes a renderer with everything that is built in.
  package init(limits: ServerLimits = ServerLimits(), quality: Int = 90) {
    engine = RenderEngine(
      operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn, eyes: PhotoEyes())
    reader = SettingsReader(catalog: engine.catalog)
    cache = PhotoCache(limit: limits.cacheBytes)
    self.limits = limits
    self.quality = quality
  }

  /// Renders a photo as a JPEG file.
  ///
  /// - Throws: ``ServerError``.
  package func render(_ photo: PhotoInput, settings: [UInt8]) async throws -> RenderedPhoto {
    let message =
      "The render of '\(photo.name)' took more than \(limits.render.inSeconds) seconds and was stopped."
    do {
      return try await withDeadline(limits.render, message) {
        try await withTaskExecutorPreference(threads) {
          try await rendered(photo, settings: settings)
        }
      }
    } catch let error as CodecError {
      throw ServerError(codec: error)
    } catch RenderError.cancelled {
      throw CancellationError()
    }
  }

  /// Checks that a file is a photo, by its content.
  ///
  /// - Throws: ``ServerError``.
  package func verify(_ photo: PhotoInput) async throws(ServerError) {
    do {
      try await withTaskExecutorPreference(threads) {
        _ = try PictureReader.probe(
          .bytes(try photo.read(), name: photo.name),
          options: ReadOptions(limits: decodeLimits, threads: 1))
      }
    } catch let error as CodecError {
      throw ServerError(codec: error)
    } catch {
      throw ServerError(error)
    }
  }

  /// Plans a retouch by a sentence and gives it as settings that Lightroom takes.
  ///
  /// - Throws: ``ServerError``.
  package func plan(_ photo: PhotoInput, instruction: String) async throws -> PlannedSettings {
    do {
      return try await withDeadline(
        limits.render, "The plan for '\(photo.name)' took too long and was stopped."
      ) {
        try await withTaskExecutorPreference(threads) {
          let session = try await Retoucher(engine: engine, limits: decodeLimits, jobs: 1).plan(
            .bytes(try photo.read(), name: photo.name), instruction: instruction, region: nil,
            output: OutputSettings())
          let settings = try reader.settings(
            of: session.plan.recipe, for: session.photo.decoded)
          return try PlannedSettings(plan: session.plan, settings: settings)
        }
      }
    } catch let error as CodecError {
      throw ServerError(codec: error)
    } catch RenderError.cancelled {
      throw CancellationError()
    }
  }

  private var decodeLimits: DecodeLimits {
    DecodeLimits(maxPixels: limits.pixels, maxFileBytes: limits.fileBytes)
  }

  @concurrent
  private func rendered(_ photo: PhotoInput, settings: [UInt8]) async throws -> RenderedPhoto {
    let parsed = try reader.parse(settings)
    // The recipe depends on the photo, and which geometry is prepared on the recipe.
    let decoded: DecodedPicture
    if let kept = await cache.decoded(photo.key) {
      decoded = kept
    } else {
      decoded = try await opened(photo, Recipe()).decoded
    }
    let mapped = reader.recipe(parsed, for: decoded)
    var recipe = mapped.recipe
    recipe.output.quality = recipe.output.quality ?? quality
    var exporting = Exporter.Settings(format: .jpeg, jobs: 1)
    exporting.applied = mapped.applied
    var ready = try await opened(photo, recipe)
    // Candidates of one photo mostly share noise reduction and sharpening, a third of the work. The
    // packet of a recipe would lack them.
    if mapped.applied != nil, ready.prepared.size.pixelCount <= Self.mostPixelsOfDetail,
      let (detail, rest) = engine.dividedAfterDetail(recipe)
    {
      ready = try await detailed(photo, recipe, detail, on: ready)
      recipe = rest
    }
    let encoded = try await Exporter(engine: engine).export(
      recipe, of: ready, settings: exporting)
    return RenderedPhoto(
      chunks: encoded.chunks, leftOut: mapped.leftOut,
      notes: mapped.notes + ready.decoded.notes + encoded.notes)
  }

  /// Larger pictures are not kept with their detail done, because of its 20 bytes a pixel.
  private static let mostPixelsOfDetail = 4_000_000

  private func opened(_ photo: PhotoInput, _ recipe: Recipe) async throws -> OpenedPhoto {
    var framed = Recipe()
    framed.geometry = recipe.geometry
    framed.monet = recipe.monet
    framed.output.longEdge = recipe.output.longEdge
    framed.output.maxPixels = recipe.output.maxPixels
    let recipe = framed
    let framing = PhotoCache.Framing(
      geometry: recipe.geometry, monet: recipe.monet, output: recipe.output)
    return try await cache.photo(photo.key, framing) {
      try PictureReader.read(
        .bytes(try photo.read(), name: photo.name),
        options: ReadOptions(limits: decodeLimits, threads: 1))
    } prepare: { decoded in
      try await OpenedPhoto.prepare(decoded, engine: engine, recipe: recipe, jobs: 1)
    }
  }

  private func detailed(
    _ photo: PhotoInput, _ recipe: Recipe, _ detail: Adjustments, on ready: OpenedPhoto
  ) async throws -> OpenedPhoto {
    var framing = PhotoCache.Framing(
      geometry: recipe.geometry, monet: recipe.monet, detail: detail)
    framing.output.longEdge = recipe.output.longEdge
    framing.output.maxPixels = recipe.output.maxPixels
    return try await cache.photo(photo.key, framing) {
      ready.decoded
    } prepare: { _ in
      ready.replacing(try await engine.applyingDetail(detail, to: ready.prepared, jobs: 1))
    }
  }
}

extension ServerError {
  /// An error of the codecs: the input's fault, or the machine's.
  init(codec error: CodecError) {
    self =
      switch error {
      case .limitExceeded: .tooLarge("\(error)")
      case .environment, .outputNotWritten, .outputExists: .environment("\(error)")
      default: .badRequest("\(error)")
      }
  }
}

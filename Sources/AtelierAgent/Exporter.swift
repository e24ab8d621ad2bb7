public import AtelierCodecs
public import AtelierEngine
package import AtelierLightroom
public import AtelierPixels
public import AtelierRecipe

/// Renders recipes of opened photographs to finished files.
public struct Exporter: Sendable {
  /// What a recipe does not say about a file.
  public struct Settings: Sendable {
    /// The format of the file.
    public var format: PictureFormat
    /// What of the metadata is left out.
    public var privacy = MetadataPrivacy.keep
    /// Number of workers, at least 1.
    public var jobs: Int
    /// The settings that the recipe stands for; written into the file in place of new ones.
    package var applied: DevelopSettings?

    /// Makes settings that keep all metadata.
    public init(format: PictureFormat, jobs: Int) {
      self.format = format
      self.jobs = jobs
    }
  }

  private let engine: RenderEngine

  /// Makes an exporter.
  public init(engine: RenderEngine) { self.engine = engine }

  /// Renders and encodes a photograph.
  ///
  /// The file's XMP packet says which develop settings its pixels have, in Lightroom's keys.
  ///
  /// - Parameters:
  ///   - recipe: the one whose geometry and size the photograph was opened with.
  ///   - photo: the photograph.
  ///   - settings: format, privacy and workers.
  ///   - progress: told the finished share, 0…1, from any thread.
  /// - Returns: the finished file.
  /// - Throws: `CodecError` or `RenderError`.
  public func export(
    _ recipe: Recipe, of photo: OpenedPhoto, settings: Settings,
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> EncodedPicture {
    let decoded = photo.decoded
    var options = EncodeOptions()
    options.quality = recipe.output.quality ?? options.quality
    options.subsampling =
      recipe.output.subsampling.flatMap(ChromaSubsampling.init) ?? options.subsampling
    options.depth = settings.format.depth(for: decoded.picture.depth)
    // The camera's own colours are no space for a file.
    let keepsSpace = recipe.output.colorSpace == "keep" && !decoded.isRaw
    options.colorSpace =
      keepsSpace ? decoded.picture.colorSpace : Self.space(named: recipe.output.colorSpace)
    if keepsSpace { options.profile = decoded.sourceProfile }
    options.metadata = decoded.metadata
    let packet = AppliedPacket(
      recipe, settings: settings.applied, photo: decoded, catalog: engine.catalog)
    if let bytes = packet.bytes {
      options.metadata.xmp = bytes
      options.metadata.xmpExtension = nil
    }
    let packetNotes = options.metadata.layOutPacket(for: settings.format)
    options.privacy = settings.privacy
    options.alpha = photo.prepared.alpha
    options.threads = settings.jobs
    let encoder = try PictureEncoder(
      size: photo.prepared.size, format: settings.format, options: options)
    try await engine.render(
      recipe, of: photo.prepared, in: options.colorSpace, to: encoder, jobs: settings.jobs,
      progress: progress)
    return try encoder.finish().adding(notes: packet.notes + packetNotes)
  }

  /// The colour space of a persistent name; sRGB for nil.
  public static func space(named name: String?) -> RGBColorSpace {
    switch name {
    case "display_p3": .displayP3
    case "adobe_rgb": .adobeRGB
    case "rec2020": .rec2020
    default: .sRGB
    }
  }
}

public import AtelierCodecs
public import AtelierEngine
import AtelierLens
import AtelierMonet
public import AtelierPixels
public import AtelierRecipe
public import AtelierVision

/// A photograph that was decoded and looked at, ready to be planned for and rendered.
public struct OpenedPhoto: Sendable {
  /// The file's content, pixels included.
  public let decoded: DecodedPicture
  /// The pixels with geometry and size applied.
  public let prepared: PreparedPicture
  private let proof = PhotoProof()

  /// Decodes a photograph and makes the first pass over it.
  ///
  /// - Parameters:
  ///   - source: a file or bytes.
  ///   - engine: renders the geometry of `recipe`.
  ///   - recipe: MonetGPT's edits, geometry, output size and what the photo carries already are
  ///     applied; the rest is not looked at.
  ///   - limits: bounds checked before anything is allocated.
  ///   - jobs: number of workers.
  /// - Returns: the photograph with its geometry and size applied.
  /// - Throws: `CodecError` or `RenderError`.
  public static func open(
    _ source: PictureSource, engine: RenderEngine, recipe: Recipe = Recipe(),
    limits: DecodeLimits = DecodeLimits(), jobs: Int
  ) async throws -> OpenedPhoto {
    let decoded = try PictureReader.read(
      source, options: ReadOptions(limits: limits, threads: jobs))
    return try await prepare(decoded, engine: engine, recipe: recipe, jobs: jobs)
  }

  /// A smaller version of the decoded pixels, with at least `longEdge` a side as far as there are.
  ///
  /// - Throws: `RenderError.cancelled`.
  func proof(longEdge: Int, jobs: Int) async throws(RenderError) -> Picture {
    try await proof.picture(longEdge: longEdge, of: decoded.picture, jobs: jobs)
  }

  /// The photograph with other prepared pixels of the same frame.
  package func replacing(_ prepared: PreparedPicture) -> OpenedPhoto {
    OpenedPhoto(decoded: decoded, prepared: prepared)
  }

  /// Makes the first pass over a decoded photograph.
  ///
  /// - Throws: `RenderError.cancelled`.
  public static func prepare(
    _ decoded: DecodedPicture, engine: RenderEngine, recipe: Recipe = Recipe(), jobs: Int
  ) async throws(RenderError) -> OpenedPhoto {
    try await prepare(decoded, scale: 1, engine: engine, recipe: recipe, jobs: jobs)
  }

  /// Makes the first pass over a decoded photograph, or over a smaller version of it that has `scale`
  /// pixels for one of the photograph.
  static func prepare(
    _ decoded: DecodedPicture, scale: Double, engine: RenderEngine, recipe: Recipe, jobs: Int
  ) async throws(RenderError) -> OpenedPhoto {
    var decoded = decoded
    // A photo may be prepared again for other edits.
    func tell(_ note: String) {
      if !decoded.notes.contains(note) { decoded.notes.append(note) }
    }
    var lens: LensProfile?
    if recipe.wantsLensProfile {
      do {
        let found = try Self.profile(decoded.metadata)
        tell("The lens is corrected by the profile of '\(found.name)'.")
        lens = found
      } catch {
        tell(error.description)
      }
    }
    let monet = recipe.monet.isEmpty ? nil : MonetExecutor(recipe.monet)
    if monet != nil, decoded.picture.colorSpace != .sRGB {
      tell(
        "MonetGPT's operations work on sRGB; the photo was converted to it from "
          + "\(decoded.picture.colorSpace.name).")
    }
    let prepared = try await engine.prepare(
      decoded.picture, light: SourceLight(decoded.raw), first: monet, geometry: recipe.geometry,
      lens: lens, undoing: recipe.alreadyApplied, fitting: { recipe.output.fitted($0) },
      scale: scale, jobs: jobs)
    return OpenedPhoto(decoded: decoded, prepared: prepared)
  }

  /// The profile of the lens that EXIF names.
  private static func profile(_ metadata: PictureMetadata) throws(LensError) -> LensProfile {
    guard let exif = metadata.exif, let info = TakingInfo(exif: exif) else {
      throw .noInformation
    }
    return try LensDatabase.profile(
      of: .init(
        make: info.make, model: info.model, lens: info.lens, focalLength: info.focalLength,
        aperture: info.aperture))
  }

  /// What the photo's recording leaves room for, measured on the stored pixels.
  public var quality: FrameQuality {
    FrameQuality(of: decoded.picture, quantization: decoded.quantization)
  }

  /// How the regions were found that masks of the photo's renders cover, in sentences.
  public var sceneNotes: [String] {
    let scene = prepared.scene
    let found = scene.uses.map { region, matte in
      let which = region.which == 0 ? "" : " \(region.which)"
      let percent = Int((matte.confidence * 100).rounded())
      return matte.confidence > 0
        ? "The mask '\(region.kind.rawValue)\(which)' was found by \(matte.method), confidence \(percent) %."
        : "The mask '\(region.kind.rawValue)\(which)' covers nothing: it was not found."
    }
    return found + (scene.sight?.notes ?? [])
  }

  /// What taking off the settings that the photo carries left open, in sentences.
  public var undoNotes: [String] {
    guard let report = prepared.undoing else { return [] }
    var notes: [String] = []
    if !report.left.isEmpty {
      notes.append(
        "Of the settings that the photo carries these cannot be taken off, so that only what differs "
          + "from them is rendered: \(report.left.joined(separator: ", ")).")
    }
    let percent = (report.estimatedShare * 1000).rounded() / 10
    if percent > 0 {
      notes.append(
        "\(percent) % of the pixels may have been clipped by the settings that the photo carries; "
          + "what comes back there is an estimate.")
    }
    return notes
  }
}

extension Recipe {
  /// Whether the geometry corrects by the profile of the lens.
  fileprivate var wantsLensProfile: Bool {
    (geometry["lens_correction"]?["profile"]?.number ?? 0) > 0.5
  }
}

extension OutputSettings {
  /// The size of the result of a frame; pictures are only made smaller.
  public func fitted(_ frame: PixelSize) -> PixelSize {
    var size = frame
    if let longEdge { size = size.fitted(longEdge: longEdge) }
    if let maxPixels { size = size.fitted(pixels: maxPixels) }
    return size
  }
}

extension SourceLight {
  /// The light that a decoded file is balanced to: of a RAW file the camera's as-shot white, daylight
  /// where the file has no matrix to tell it by.
  init(_ raw: RawInfo?) {
    self.init(isRaw: raw != nil)
    guard let raw, let matrix = raw.cameraToXYZ else { return }
    let multipliers = raw.asShotMultipliers
    guard multipliers.min() > 0 else { return }
    if let light = WhitePoint.temperature(of: matrix * (1 / multipliers)) {
      kelvin = light.kelvin
      tint = light.tint
    }
  }
}

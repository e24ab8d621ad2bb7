import AtelierCodecs
import AtelierEngine
import AtelierMonet
import AtelierPixels
import AtelierPlanner
import AtelierRecipe

/// Makes the pictures of a photo that models see, by the engine's own down-scaler.
struct PhotoCamera: ModelCamera {
  private let photo: OpenedPhoto
  let longEdge: Int
  private let engine: RenderEngine
  let jobs: Int

  /// JPEG quality: artefacts stay below what models of 14 or 28 pixel patches see.
  private static let quality = 90

  /// Makes a camera whose pictures have at most so many pixels a side; none is made larger.
  init(_ photo: OpenedPhoto, longEdge: Int, engine: RenderEngine, jobs: Int) {
    self.photo = photo
    self.longEdge = longEdge
    self.engine = engine
    self.jobs = jobs
  }

  func picture(
    of recipe: Recipe, description: String
  ) async throws(RenderError) -> Conversation.Picture {
    try await picture(
      photo.proof(longEdge: longEdge, jobs: jobs), recipe: recipe, description: description)
  }

  /// How other pixels of the photo, at most as many, look with a recipe.
  func picture(
    _ pixels: Picture, recipe: Recipe, description: String
  ) async throws(RenderError) -> Conversation.Picture {
    let small = try await engine.prepare(
      pixels, light: SourceLight(photo.decoded.raw),
      first: recipe.monet.isEmpty ? nil : MonetExecutor(recipe.monet), geometry: [:],
      fitting: { $0.fitted(longEdge: longEdge) },
      scale: Double(pixels.size.longEdge) / Double(photo.decoded.picture.size.longEdge), jobs: jobs)
    var options = EncodeOptions()
    options.quality = Self.quality
    options.subsampling = .s420
    options.privacy = .stripAll
    options.threads = jobs
    let encoder: PictureEncoder
    do throws(CodecError) {
      encoder = try PictureEncoder(size: small.size, format: .jpeg, options: options)
    } catch {
      throw .sink(error)
    }
    try await engine.render(recipe, of: small, in: .sRGB, to: encoder, jobs: jobs)
    do throws(CodecError) {
      return Conversation.Picture(
        jpeg: try encoder.finish().bytes, width: small.size.width, height: small.size.height,
        description: description)
    } catch {
      throw .sink(error)
    }
  }
}

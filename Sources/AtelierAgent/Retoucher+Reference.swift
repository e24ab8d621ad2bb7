package import AtelierCodecs
import AtelierEngine
package import AtelierPlanner
import AtelierRecipe
import AtelierVision

extension Retoucher {
  /// Reads a picture that photographs shall look like, once for all of them.
  ///
  /// - Parameters:
  ///   - source: the picture.
  ///   - pictureEdge: the longest side of the picture that a model is shown; nil where none plans.
  /// - Returns: its numbers, and that picture.
  /// - Throws: `CodecError` where it cannot be read, `LookReferenceError` where it has no look, or
  ///   `RenderError.cancelled`.
  package func reference(
    _ source: PictureSource, pictureEdge: Int?
  ) async throws -> LookReference {
    let photo = try await OpenedPhoto.open(source, engine: engine, jobs: jobs)
    let preview = ScenePreview(of: photo.prepared, engine: engine, jobs: jobs)
    let small = LabPicture(
      try await preview.preview(Recipe(), longEdge: LookReference.previewEdge))
    let name = source.name.split(separator: "/").last.map(String.init) ?? source.name
    var reference = try LookReference(name: name, of: small)
    if let pictureEdge {
      let camera = PhotoCamera(photo, longEdge: pictureEdge, engine: engine, jobs: jobs)
      reference.picture = try await camera.picture(
        of: Recipe(),
        description: "The reference, not the photo.\n"
          + PictureDescription.text(reference.statistics, isRaw: photo.decoded.isRaw))
    }
    return reference
  }
}

public import AtelierPixels

/// Changes the decoded photo as a whole, before repairs, geometry and size.
///
/// For what cannot be told from strips nor from a small version: an operation that normalises by a
/// maximum over the picture, or filters it as if it were periodic. It runs once, when the picture is
/// prepared, at full size; a preview is then a smaller version of what it made. What it does depends on
/// all pixels that it is handed, so a crop before it would give something else.
public protocol PictureOperation: Sendable {
  /// Makes the changed photo, of the same size and depth.
  ///
  /// Pure: the same photo gives the same bytes for any number of workers.
  ///
  /// - Parameters:
  ///   - picture: the decoded photo, upright.
  ///   - jobs: number of workers.
  /// - Returns: the changed photo.
  /// - Throws: ``RenderError/cancelled``, looked for between passes and rows.
  func render(_ picture: Picture, jobs: Int) async throws(RenderError) -> Picture
}

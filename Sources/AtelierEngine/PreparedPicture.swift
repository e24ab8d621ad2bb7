import AtelierKernels
public import AtelierPixels
import AtelierRecipe

/// A picture with its geometry and size applied, and what the first pass found on it: everything
/// that renders of different recipes share.
public struct PreparedPicture: Sendable {
  enum Backing: Sendable {
    case stored(Picture, SourceFrame, SampleDecoder, Undo?)
    case planar(PlanarPicture)
  }

  let backing: Backing
  /// Size of the result.
  public let size: PixelSize
  /// Pixels of the result for one pixel of the frame at full size.
  let scale: Double
  let maps: SceneMaps
  let light: SourceLight
  /// The frame in the photo, for masks.
  let frame: SourceFrame
  let photoSize: PixelSize
  /// Where things are in the photo, as far as that was asked.
  package let scene: SceneMemory
  /// Alpha of the result, `width × height` values, or nil for an opaque picture.
  public let alpha: Samples?
  /// A small version, at most 0.4 megapixels, in linear Rec. 2020.
  public let overview: PlanarPicture
  /// The bands of area operations, where many renders are to come; nil elsewhere.
  var bands: BandMemory?
  /// The values of maps at each pixel as it was where the chain of point operations begins, for a picture
  /// with a part of the chain done.
  var entryMaps: [SceneMap: [Float]] = [:]
  /// What taking off the settings that the picture carries left open; nil where it carries none.
  public let undoing: UndoReport?

  /// The share of the photo's longer side that the frame has, above 0.
  package var frameShare: Double {
    Double(frame.size.longEdge) / Double(max(photoSize.longEdge, 1))
  }

  /// A new reader of the rows.
  func makeRows() -> any RowSource {
    switch backing {
    case .stored(let picture, let frame, let decoder, let undo):
      Self.rows(PictureRows(picture, frame: frame, decoder: decoder), undo, frame.size)
    case .planar(let picture):
      PlanarRows(picture)
    }
  }

  /// Rows with the settings taken off that the picture carries.
  static func rows(
    _ rows: any RowSource, _ undo: Undo?, _ size: PixelSize
  ) -> any RowSource {
    guard let undo, !undo.isIdentity else { return rows }
    return UndoneRows(rows, undo: undo, size: size)
  }

  /// The same picture with other pixels of the same size.
  func replacing(_ pixels: PlanarPicture) -> PreparedPicture {
    PreparedPicture(
      backing: .planar(pixels), size: size, scale: scale, maps: maps, light: light, frame: frame,
      photoSize: photoSize, scene: scene, alpha: alpha, overview: overview,
      undoing: undoing)
  }

  /// The smaller version of itself that fits `longEdge`, for previews: the same maps, so that it
  /// looks as the full size will.
  public func reduced(longEdge: Int) -> PreparedPicture {
    let target = overview.size.fitted(longEdge: longEdge)
    guard target.pixelCount < size.pixelCount else { return self }
    let picture =
      target == overview.size
      ? overview
      : Resampler(from: overview.size, to: target, filter: .box)
        .band(0..<target.height, of: PlanarRows(overview))
    return PreparedPicture(
      backing: .planar(picture), size: target,
      scale: scale * Double(target.width) / Double(size.width), maps: maps, light: light,
      frame: frame, photoSize: photoSize, scene: scene, alpha: nil,
      overview: picture, undoing: undoing)
  }
}

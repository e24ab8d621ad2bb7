import AtelierEngine
import AtelierMonet
import AtelierPixels
import Synchronization

/// The smaller version of a photograph on which edits of the whole picture are tried and of which models
/// are shown pictures; made when it is first asked for.
final class PhotoProof: Sendable {
  private let kept = Mutex<Picture?>(nil)

  /// The longer side of the version that is kept, in pixels, unless a larger one is asked for.
  private static let longEdge = 1024

  /// A version of a photograph with at least `longEdge` pixels a side, as far as it has them.
  ///
  /// - Parameters:
  ///   - longEdge: the least pixels of the longer side.
  ///   - picture: the photograph, always the same one.
  ///   - jobs: number of workers.
  /// - Returns: at most about twice as many pixels a side.
  /// - Throws: `RenderError.cancelled`.
  func picture(
    longEdge: Int, of picture: Picture, jobs: Int
  ) async throws(RenderError) -> Picture {
    var large = kept.withLock { $0 }
    if large.map({ $0.size.longEdge < min(longEdge, picture.size.longEdge) }) ?? true {
      let made = try await picture.proof(longEdge: max(longEdge, Self.longEdge), jobs: jobs)
      kept.withLock { $0 = made }
      large = made
    }
    return try await (large ?? picture).proof(longEdge: longEdge, jobs: jobs)
  }
}

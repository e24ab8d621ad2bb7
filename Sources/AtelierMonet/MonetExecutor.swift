package import AtelierEngine
import AtelierKernels
package import AtelierPixels
package import AtelierRecipe

/// Carries out edits of MonetGPT on the whole decoded picture, one after the other.
///
/// Each edit goes through both halves of MonetGPT's executor: the first ends in codes cut to whole
/// numbers, the second rounds after every step. Codes are taken as sRGB; a picture of another colour space
/// is converted first. The result is the same for any number of workers.
///
/// - Cost: the first half holds three planes of `Float` where colours are selected or haze is taken off,
///   one and a half more for colours, and three and a half more for haze.
package struct MonetExecutor: PictureOperation {
  private let edits: [MonetEdit]

  /// Makes the operation of edits.
  package init(_ edits: [MonetEdit]) { self.edits = edits }

  package func render(_ picture: Picture, jobs: Int) async throws(RenderError) -> Picture {
    var picture = try await Self.inSRGB(picture, jobs: jobs)
    for edit in edits {
      picture = try await NumPyStage(ProcessedValues(edit.values)).render(picture, jobs: jobs)
      picture = try await GimpStage(edit.values, order: edit.order).render(picture, jobs: jobs)
    }
    return picture
  }

  /// The picture in sRGB; colours beyond it are brought to its border.
  private static func inSRGB(_ picture: Picture, jobs: Int) async throws(RenderError) -> Picture {
    guard picture.colorSpace != .sRGB else { return picture }
    let decoder = SampleDecoder(picture.colorSpace, depth: picture.depth)
    let encoder = SampleEncoder(.sRGB, depth: .sixteen)
    let width = picture.size.width
    let isEight = picture.depth == .eight
    let rows = try await RowWork.make(picture.size.height, jobs: jobs) { y in
      let empty = [Float](repeating: 0, count: width)
      var (red, green, blue) = (empty, empty, empty)
      var codes = [UInt16](repeating: 0, count: 3 * width)
      var r = red.mutableSpan
      var g = green.mutableSpan
      var b = blue.mutableSpan
      decoder.decode(picture.samples, from: 3 * y * width, step: 3, &r, &g, &b)
      encoder.limit(&r, &g, &b)
      var out = codes.mutableSpan
      encoder.encode(r.span, g.span, b.span, into: &out, at: 0)
      return isEight ? codes.map { UInt16((UInt32($0) + 128) / 257) } : codes
    }
    let made = picture.replacing(rows)
    return Picture(
      size: made.size, samples: made.samples, alpha: made.alpha, colorSpace: .sRGB)
  }
}

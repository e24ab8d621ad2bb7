import AtelierEngine
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierVision

/// A picture before and after an attempt, in the two sizes that the planner measures on.
package struct JudgedScene: Sendable {
  let attempt: Attempt
  let understanding: Understanding
  let quality: FrameQuality
  /// At most 320 pixels a side, for tones and colours.
  let small: Pair
  /// The larger one, for structure.
  let detail: Pair
  /// Coverage of each local adjustment, 0…1, by its place in the recipe; nil where its mask could not be
  /// drawn.
  private let coverage: [[Float]?]
  private let detailCoverage: [[Float]?]

  /// The same pixels before and after.
  struct Pair: Sendable {
    let before: LabPicture
    let after: LabPicture
  }

  init(
    _ attempt: Attempt, renderer: any PreviewRenderer, quality: FrameQuality
  ) async throws(RenderError) {
    self.attempt = attempt
    self.quality = quality
    understanding = InstructionParser().understand(attempt.brief)
    // Geometry is the picture's frame already; only what was done within it is compared, to the edit that
    // stood before.
    func pair(_ edge: Int) async throws(RenderError) -> Pair {
      Pair(
        before: LabPicture(
          try await renderer.preview(attempt.brief.standing.recipe, longEdge: edge)),
        after: LabPicture(try await renderer.preview(attempt.recipe, longEdge: edge)))
    }
    small = try await pair(320)
    detail = try await pair(1100)
    var drawn: [[Float]?] = []
    var fine: [[Float]?] = []
    for local in attempt.recipe.local {
      drawn.append(try await renderer.coverage(of: local.mask, longEdge: 320))
      fine.append(try await renderer.coverage(of: local.mask, longEdge: 1100))
    }
    coverage = drawn
    detailCoverage = fine
  }

  /// The pixels of a local adjustment; nil for the whole picture, or where it is not known.
  func pixels(of area: String?, in picture: LabPicture) -> PixelArea? {
    guard let area,
      let index = attempt.recipe.local.firstIndex(where: { $0.name == area }),
      let values = (picture.size == small.before.size ? coverage : detailCoverage)[index],
      values.count == picture.size.pixelCount
    else { return nil }
    return PixelArea(coverage: values, size: picture.size)
  }

  /// The pixels that no local adjustment touches.
  func untouched(in picture: LabPicture) -> PixelArea {
    let drawn = picture.size == small.before.size ? coverage : detailCoverage
    return PixelArea(size: picture.size) { index in
      drawn.allSatisfy { values in
        guard let values, values.indices.contains(index) else { return false }
        return values[index] < 0.02
      }
    }
  }

  /// Whether a wish asks for a quality, in a direction where one is given.
  func asks(for qualities: Set<Quality>, _ direction: Direction? = nil) -> Bool {
    understanding.wishes.contains { wish in
      guard case .quality(let quality) = wish.subject, qualities.contains(quality) else {
        return false
      }
      return direction == nil || wish.direction == direction
    }
  }

  /// Whether a wish names a look, a grade or black and white, after which colours are free.
  var asksForLook: Bool {
    understanding.wishes.contains { wish in
      switch wish.subject {
      case .look, .like, .grade, .blackAndWhite: true
      default: false
      }
    }
  }
}

package import AtelierPixels
public import AtelierRecipe

/// An adjustment of a picture: documentation, parameters and, in the protocols that refine this one,
/// what it does to pixels.
public protocol Operation: Parameterized {
  /// Name, place, meaning and parameters.
  static var spec: OperationSpec<Self> { get }
}

extension Operation {
  /// Makes the operation from values of a recipe; absent ones have their defaults.
  package init(_ values: ParameterValues) { self.init(values, parameters: Self.spec.parameters) }
}

/// Changes each pixel for itself.
package protocol PointOperation: Operation {
  /// Does the work that depends on parameters alone, once a render.
  ///
  /// - Returns: nil when the parameters leave every pixel as it is.
  func makeKernel(in context: RenderContext) -> (any PointKernel)?
}

/// Changes the pixels of a strip in place.
package protocol PointKernel: Sendable {
  /// Works on three spans of equal length in the domain of the operation's spec.
  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition)
}

/// An operation with a kernel for parameters that masks vary from pixel to pixel; others are rendered
/// at levels of the parameters and mixed.
package protocol VaryingOperation: Operation {
  /// A kernel for varying parameters, in the spec's order; nil where only levels will do.
  func makeVaryingKernel(
    of parameters: [String], in context: RenderContext
  ) -> (any VaryingKernel)?
}

/// Changes the pixels of a strip in place, each by a value of its own.
package protocol VaryingKernel: Sendable {
  /// Works on spans of equal length; `map` holds the value at each pixel of the map that the
  /// operation's spec needs, and nothing where it needs none; `values` holds the first parameter's value
  /// at each pixel, then the second one's and so on.
  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, values: Span<Float>)
}

/// Changes each pixel for itself, knowing a first-pass map at it.
package protocol MappedOperation: Operation {
  /// Does the work that depends on parameters alone, once a render; nil for the identity.
  ///
  /// `spec.needs` names exactly one map.
  func makeKernel(in context: RenderContext) -> (any MappedKernel)?
}

/// Changes the pixels of a strip in place, knowing a map.
package protocol MappedKernel: Sendable {
  /// Works on three spans of equal length; `map` holds the map's value at each pixel.
  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, at position: StripPosition)
}

/// Bends the tone of the whole picture along one curve.
///
/// Neighbours in the order of rendering are composed into one table. The curve acts on the largest
/// and the smallest channel and carries the middle one along, so hue stays and greys stay grey.
package protocol ToneOperation: Operation {
  /// The curve, for encoded values (the sRGB axis): 0 is black, 1 is white. Values may leave 0…1.
  /// Must be monotone.
  ///
  /// - Returns: nil for the identity.
  func makeTone(in context: RenderContext) -> (@Sendable (Double) -> Double)?
}

/// Moves tones by the brightness of their neighbourhood, so that local contrast stays.
///
/// Neighbours in the order of rendering are composed into one table.
package protocol RegionalOperation: Operation {
  /// What happens to a neighbourhood of an encoded brightness (the sRGB axis, 0…1).
  ///
  /// - Returns: nil for the identity.
  func makeRegion(in context: RenderContext) -> RegionalTone?
}

/// What a regional operation does.
package struct RegionalTone: Sendable {
  /// New encoded brightness of a neighbourhood; monotone, 0 stays 0.
  package var tone: @Sendable (Double) -> Double
  /// How much the detail of such a neighbourhood is enlarged; 0 leaves it, −1 removes it.
  package var detail: @Sendable (Double) -> Double

  /// Makes a regional tone; what is left out changes nothing.
  package init(
    tone: @escaping @Sendable (Double) -> Double = { $0 },
    detail: @escaping @Sendable (Double) -> Double = { _ in 0 }
  ) {
    self.tone = tone
    self.detail = detail
  }
}

/// Changes a pixel by its neighbours.
package protocol AreaOperation: Operation {
  /// Does the work that depends on parameters alone, once a render; nil for the identity.
  func makeKernel(in context: RenderContext) -> (any AreaKernel)?
}

/// Works on a moving window of rows.
///
/// For each row ``prepare(_:_:_:into:width:)`` makes planes once (say, a horizontally blurred
/// luma), then ``combine(_:window:_:_:_:at:)`` changes pixels, knowing the planes of the rows around.
/// Both are pure, so strips can be cut anywhere.
package protocol AreaKernel: Sendable {
  /// Rows and columns needed on each side; at most 64.
  var margin: Int { get }
  /// Planes that `prepare` makes of a row.
  var planeCount: Int { get }

  /// Makes the planes of a row.
  ///
  /// `red`, `green`, `blue` hold `width + 2·margin` values (edges repeated). Plane `p` of `planes`
  /// starts at `p·(width + 2·margin)`; its column `margin + x` belongs to pixel x. Columns in its
  /// margins hold what the kernel writes there.
  func prepare(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into planes: inout MutableSpan<Float>, width: Int)

  /// Changes pixels in place: at most ``AreaWindow/longest``, from column `position.x` on.
  ///
  /// `window.start(row:plane:)` gives the place in `planes` of those columns, for rows from `-margin`
  /// to `margin` around the current one; beyond the picture's edges they repeat.
  func combine(
    _ planes: Span<Float>, window: AreaWindow, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>,
    at position: StripPosition)
}

/// Where the prepared planes of the rows around the current one lie.
package struct AreaWindow: Sendable {
  /// The most pixels of one call.
  package static let longest = 512

  /// Offset of the wanted columns of plane 0 in each row, from `-margin` to `margin`.
  package var rowStarts: [Int]
  /// Values from one plane to the next.
  package var planeStride: Int
  /// Number of pixels wanted.
  package var count: Int

  /// Place of the wanted columns of a plane, `row` rows below the current one.
  package func start(row: Int, plane: Int) -> Int {
    rowStarts[rowStarts.count / 2 + row] + plane * planeStride
  }

  /// The wanted columns of a plane with `extra` columns more on both sides.
  package func range(row: Int, plane: Int, widenedBy extra: Int = 0) -> Range<Int> {
    let start = start(row: row, plane: plane)
    return (start - extra)..<(start + count + extra)
  }
}

/// Changes pixels by what a small version of the whole picture shows around them, farther than the
/// rows of an ``AreaOperation`` reach.
///
/// Runs behind the area operations and before all others.
package protocol OverviewOperation: Operation {
  /// Does all the work on the small version, once a render; nil for the identity.
  func makeKernel(of overview: CoveredOverview, in context: RenderContext)
    -> (any OverviewKernel)?
}

/// The small version of a picture, and how much of it an adjustment covers.
package struct CoveredOverview: Sendable {
  /// Linear Rec. 2020, at most 0.4 megapixels.
  package let picture: PlanarPicture
  /// Coverage of each pixel, 0…1; nil where the whole picture is adjusted.
  package let coverage: [Float]?

  /// Makes an overview.
  package init(picture: PlanarPicture, coverage: [Float]? = nil) {
    precondition(
      (coverage?.count ?? picture.size.pixelCount) == picture.size.pixelCount,
      "coverage holds width × height values")
    self.picture = picture
    self.coverage = coverage
  }
}

/// Changes pixels by three planes of the overview's size.
package protocol OverviewKernel: Sendable {
  /// The planes; between their pixels they are interpolated.
  var planes: PlanarPicture { get }

  /// Changes rows in place, of equal length; `planes` has the values of the planes at each pixel.
  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>,
    planes: (red: Span<Float>, green: Span<Float>, blue: Span<Float>))
}

/// Decides which pixels of the source the result shows.
package protocol GeometryOperation: Operation {
  /// Changes the plan of the frame.
  func apply(to plan: inout GeometryPlan)
}

/// Changes the decoded photo itself, once, before geometry and size.
///
/// What is removed from a photo stays removed whatever part of it is shown, and costs nothing while
/// strips are rendered.
package protocol RepairOperation: Operation {
  /// The photo with the repairs; the photo itself where there are none.
  ///
  /// Pure: the same photo gives the same bytes. A cancelled task may get the photo half repaired.
  func repair(_ picture: Picture) -> Picture
}

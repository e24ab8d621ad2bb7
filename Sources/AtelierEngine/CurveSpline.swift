package import AtelierRecipe

/// A smooth curve through nodes: monotone between neighbours wherever the nodes are.
///
/// Source: Fritsch and Carlson 1980, "Monotone piecewise cubic interpolation". Before the first and
/// after the last node the curve keeps their value, as Lightroom's does.
package struct CurveSpline: Sendable {
  private let points: [CurvePoint]
  private let tangents: [Double]

  /// Makes the curve through at least two nodes with rising `x`.
  package init(_ points: [CurvePoint]) {
    precondition(points.count >= 2, "a curve has at least two nodes")
    self.points = points
    let slopes = zip(points, points.dropFirst()).map { ($1.y - $0.y) / ($1.x - $0.x) }
    var tangents = [Double](repeating: 0, count: points.count)
    tangents[0] = slopes[0]
    tangents[points.count - 1] = slopes[slopes.count - 1]
    for i in 1..<max(1, points.count - 1) where slopes[i - 1] * slopes[i] > 0 {
      let (h0, h1) = (points[i].x - points[i - 1].x, points[i + 1].x - points[i].x)
      let (w0, w1) = (2 * h1 + h0, h1 + 2 * h0)
      tangents[i] = (w0 + w1) / (w0 / slopes[i - 1] + w1 / slopes[i])
    }
    for (i, slope) in slopes.enumerated() {
      for end in [i, i + 1] {
        tangents[end] =
          slope == 0 ? 0 : slope > 0 ? min(tangents[end], 3 * slope) : max(tangents[end], 3 * slope)
      }
    }
    self.tangents = tangents
  }

  /// The curve's value.
  package func callAsFunction(_ x: Double) -> Double {
    guard x > points[0].x else { return points[0].y }
    guard x < points[points.count - 1].x else { return points[points.count - 1].y }
    let i = max(0, (points.firstIndex { $0.x > x } ?? points.count - 1) - 1)
    let (a, b) = (points[i], points[i + 1])
    let width = b.x - a.x
    let t = (x - a.x) / width
    let (t2, t3) = (t * t, t * t * t)
    return (2 * t3 - 3 * t2 + 1) * a.y + (t3 - 2 * t2 + t) * width * tangents[i]
      + (3 * t2 - 2 * t3) * b.y + (t3 - t2) * width * tangents[i + 1]
  }
}

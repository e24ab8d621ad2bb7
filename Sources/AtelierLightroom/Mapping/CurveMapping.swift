import AtelierRecipe

/// Curves between Lightroom's 0…255 and a recipe's 0…1.
enum CurveMapping {
  /// A curve as a recipe takes it: x rising, 2 to 64 nodes in 0…1.
  ///
  /// - Returns: nil where no two nodes are left; `isChanged` where the file's nodes were put right.
  static func curve(
    of points: [(x: Double, y: Double)]
  ) -> (curve: [CurvePoint], isChanged: Bool)? {
    var nodes: [CurvePoint] = []
    var isChanged = false
    for point in points.sorted(by: { $0.x < $1.x }) {
      let node = CurvePoint(limited(point.x / 255), limited(point.y / 255))
      if node.x != point.x / 255 || node.y != point.y / 255 { isChanged = true }
      if let last = nodes.last, last.x >= node.x {
        isChanged = true
        nodes[nodes.count - 1] = node
      } else {
        nodes.append(node)
      }
    }
    for (a, b) in zip(points, points.dropFirst()) where a.x >= b.x { isChanged = true }
    if nodes.count > 64 {
      isChanged = true
      let all = nodes
      nodes = (0..<64).map { all[$0 * (all.count - 1) / 63] }
    }
    return nodes.count >= 2 ? (nodes, isChanged) : nil
  }

  /// The points of a curve in Lightroom's whole numbers.
  static func points(of curve: [CurvePoint]) -> [(x: Double, y: Double)] {
    var points: [(x: Double, y: Double)] = []
    for node in curve {
      let point = ((node.x * 255).rounded(), (node.y * 255).rounded())
      // Two nodes that fall on one place become the later one.
      if let last = points.last, last.x == point.0 { points.removeLast() }
      points.append(point)
    }
    return points
  }

  /// A curve at part or multiple strength: nodes move along their distance from the diagonal.
  static func scaled(_ curve: [CurvePoint], by amount: Double) -> [CurvePoint] {
    amount == 1 ? curve : curve.map { CurvePoint($0.x, limited($0.x + amount * ($0.y - $0.x))) }
  }

  static func isDiagonal(_ curve: [CurvePoint]) -> Bool {
    curve.first?.x == 0 && curve.last?.x == 1 && curve.allSatisfy { $0.x == $0.y }
  }

  /// The curve that acts as two, one after the other.
  static func composed(_ first: [CurvePoint], then second: [CurvePoint]) -> [CurvePoint] {
    if isDiagonal(first) { return second }
    if isDiagonal(second) { return first }
    let (f, g) = (Cubic(first), Cubic(second))
    var places = Set((0...24).map { Double($0) / 24 })
    // The first curve's own nodes; 25 and at most 39 of them.
    for node in first.prefix(39) { places.insert(node.x) }
    return places.sorted().map { CurvePoint($0, limited(g(f($0)))) }
  }

  private static func limited(_ x: Double) -> Double { min(1, max(0, x)) }

  /// The monotone cubic through nodes (Fritsch and Carlson 1980), to read a curve between them.
  private struct Cubic {
    let nodes: [CurvePoint]
    let tangents: [Double]

    init(_ nodes: [CurvePoint]) {
      self.nodes = nodes
      let slopes = zip(nodes, nodes.dropFirst()).map { ($1.y - $0.y) / ($1.x - $0.x) }
      var tangents = [slopes.first ?? 1]
      for (a, b) in zip(slopes, slopes.dropFirst()) {
        tangents.append(a * b <= 0 ? 0 : 2 * a * b / (a + b))
      }
      self.tangents = tangents + [slopes.last ?? 1]
    }

    func callAsFunction(_ x: Double) -> Double {
      guard let first = nodes.first, let last = nodes.last else { return x }
      if x <= first.x { return first.y }
      guard x < last.x, let high = nodes.firstIndex(where: { $0.x > x }) else { return last.y }
      let (a, b) = (nodes[high - 1], nodes[high])
      let width = b.x - a.x
      let t = (x - a.x) / width
      let (t2, t3) = (t * t, t * t * t)
      return (2 * t3 - 3 * t2 + 1) * a.y + (t3 - 2 * t2 + t) * width * tangents[high - 1]
        + (3 * t2 - 2 * t3) * b.y + (t3 - t2) * width * tangents[high]
    }
  }
}

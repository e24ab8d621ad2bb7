/// Exact Euclidean distances to the pixels of a set.
///
/// Source: Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled functions".
package enum DistanceField {
  /// The distance in pixels of each pixel's centre from the nearest one of the set; 0 inside it and very
  /// large where the set is empty.
  package static func distance(_ isInside: [Bool], width: Int, height: Int) -> [Float] {
    let far: Float = 1e12
    var field = isInside.map { $0 ? Float(0) : far }
    var line = [Float](repeating: 0, count: max(width, height))
    for x in 0..<width {
      for y in 0..<height { line[y] = field[y * width + x] }
      transform(&line, count: height)
      for y in 0..<height { field[y * width + x] = line[y] }
    }
    for y in 0..<height {
      for x in 0..<width { line[x] = field[y * width + x] }
      transform(&line, count: width)
      for x in 0..<width { field[y * width + x] = line[x].squareRoot() }
    }
    return field
  }

  /// The lower envelope of the parabolas that stand on a line's values.
  private static func transform(_ line: inout [Float], count: Int) {
    guard count > 1 else { return }
    var places = [Int](repeating: 0, count: count)
    var borders = [Float](repeating: 0, count: count + 1)
    var last = 0
    borders[0] = -.infinity
    borders[1] = .infinity
    func crossing(_ a: Int, _ b: Int) -> Float {
      ((line[a] + Float(a * a)) - (line[b] + Float(b * b))) / Float(2 * (a - b))
    }
    for index in 1..<count {
      var border = crossing(index, places[last])
      while border <= borders[last], last > 0 {
        last -= 1
        border = crossing(index, places[last])
      }
      last += 1
      places[last] = index
      borders[last] = border
      borders[last + 1] = .infinity
    }
    var result = [Float](repeating: 0, count: count)
    var current = 0
    for index in 0..<count {
      while borders[current + 1] < Float(index) { current += 1 }
      let away = Float(index - places[current])
      result[index] = away * away + line[places[current]]
    }
    line.replaceSubrange(0..<count, with: result)
  }
}

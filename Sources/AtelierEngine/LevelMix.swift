/// The levels that the pixels of a strip are mixed from, and the weights.
///
/// A pixel is a place in a lattice of levels. It gets the mix of the corners of the simplex that holds
/// the place (Kuhn 1960): one corner more than there are dimensions, where the cube around it has 2^n.
struct LevelMix {
  /// A level of each dimension and the weight of that combination at each pixel.
  struct Corner {
    var levels: SIMD64<Int8>
    var weights: [Float]
  }

  private(set) var corners: [Corner] = []

  /// Finds the corners for `count` pixels and at most 64 dimensions; places lie within ±127.
  init(_ places: [[Float]], count: Int) {
    var order = Array(places.indices)
    var rests = [Float](repeating: 0, count: places.count)
    for x in 0..<count {
      var levels = SIMD64<Int8>(repeating: 0)
      for index in places.indices {
        let place = places[index][x]
        let level = place.rounded(.down)
        levels[index] = Int8(level)
        rests[index] = place - level
      }
      // From the lowest corner along the axes, the longest way first. Equal rests keep the order of
      // dimensions, so the result does not depend on what came before.
      if places.count > 1 { order.sort { (rests[$1], $0) < (rests[$0], $1) } }
      var left: Float = 1
      for index in order {
        add(left - rests[index], at: levels, x, count)
        left = rests[index]
        levels[index] += 1
      }
      add(left, at: levels, x, count)
    }
  }

  private mutating func add(_ weight: Float, at levels: SIMD64<Int8>, _ x: Int, _ count: Int) {
    guard weight > 0 else { return }
    if let index = corners.lastIndex(where: { $0.levels == levels }) {
      corners[index].weights[x] = weight
      return
    }
    var weights = [Float](repeating: 0, count: count)
    weights[x] = weight
    corners.append(Corner(levels: levels, weights: weights))
  }
}

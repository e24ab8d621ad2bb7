/// The levels of coverage that the pixels of a strip are mixed from, and the weights.
struct LevelMix {
  /// Levels of the masks, in their order, and the weight of that combination at each pixel.
  struct Corner {
    var levels: SIMD64<UInt8>
    var weights: [Float]
  }

  private(set) var corners: [Corner] = []

  /// Finds the corners for the coverage 0…1 of at most 64 masks at `count` pixels.
  init(_ coverages: [ArraySlice<Float>], count: Int) {
    let top = Float(LocalPlan.levels)
    var order = Array(coverages.indices)
    var rests = [Float](repeating: 0, count: coverages.count)
    for x in 0..<count {
      var levels = SIMD64<UInt8>(repeating: 0)
      for (index, coverage) in coverages.enumerated() {
        let place = max(0, min(1, coverage[coverage.startIndex + x])) * top
        let level = min(place.rounded(.down), top - 1)
        levels[index] = UInt8(level)
        rests[index] = place - level
      }
      // From the lowest corner along the axes, the longest way first. Equal rests keep the masks'
      // order, so the result does not depend on what came before.
      order.sort { (rests[$1], $0) < (rests[$0], $1) }
      var left: Float = 1
      for index in order {
        add(left - rests[index], at: levels, x, count)
        left = rests[index]
        levels[index] += 1
      }
      add(left, at: levels, x, count)
    }
  }

  private mutating func add(_ weight: Float, at levels: SIMD64<UInt8>, _ x: Int, _ count: Int) {
    guard weight > 0 else { return }
    if let index = corners.firstIndex(where: { $0.levels == levels }) {
      corners[index].weights[x] = weight
      return
    }
    var weights = [Float](repeating: 0, count: count)
    weights[x] = weight
    corners.append(Corner(levels: levels, weights: weights))
  }
}

import AtelierPixels

extension PixelSize {
  /// The size in whole blocks of `block × block` pixels, the last ones perhaps incomplete.
  func divided(by block: Int) -> PixelSize {
    PixelSize(width: (width + block - 1) / block, height: (height + block - 1) / block)
  }
}

extension [Float] {
  /// Averages a plane of `size` over blocks of `block × block` pixels.
  func averaged(over block: Int, size: PixelSize) -> [Float] {
    let small = size.divided(by: block)
    var averages: [Float] = []
    averages.reserveCapacity(small.pixelCount)
    var line = [Float](repeating: 0, count: size.width)
    for top in stride(from: 0, to: size.height, by: block) {
      let rows = Swift.min(block, size.height - top)
      for y in top..<top + rows {
        let row = span.extracting(y * size.width..<(y + 1) * size.width)
        var target = line.mutableSpan
        for x in row.indices { target[x] = y == top ? row[x] : target[x] + row[x] }
      }
      for left in stride(from: 0, to: size.width, by: block) {
        let columns = Swift.min(block, size.width - left)
        var sum: Float = 0
        for x in left..<left + columns { sum += line[x] }
        averages.append(sum / Float(rows * columns))
      }
    }
    return averages
  }

  /// Enlarges a plane of block averages to `size`, linearly between the blocks' centres.
  func interpolated(from block: Int, to size: PixelSize) -> [Float] {
    guard block > 1 else { return self }
    let small = size.divided(by: block)
    /// The two neighbours of a position and the second one's share.
    func neighbors(_ position: Int, _ count: Int) -> (Int, Int, Float) {
      let center = (Float(position) + 0.5) / Float(block) - 0.5
      let low = Swift.min(Swift.max(Int(center.rounded(.down)), 0), count - 1)
      return (low, Swift.min(low + 1, count - 1), Swift.min(Swift.max(center - Float(low), 0), 1))
    }
    let columns = (0..<size.width).map { neighbors($0, small.width) }
    var result = [Float](repeating: 0, count: size.pixelCount)
    for y in 0..<size.height {
      let (top, bottom, share) = neighbors(y, small.height)
      for (x, column) in columns.enumerated() {
        let (left, right, part) = column
        let (a, b) = (self[top * small.width + left], self[top * small.width + right])
        let (c, d) = (self[bottom * small.width + left], self[bottom * small.width + right])
        let (upper, lower) = (a + part * (b - a), c + part * (d - c))
        result[y * size.width + x] = upper + share * (lower - upper)
      }
    }
    return result
  }

  /// The length of the gradient of a plane: central differences, one-sided at the edges.
  func gradientMagnitude(size: PixelSize) -> [Float] {
    let (width, height) = (size.width, size.height)
    var result = [Float](repeating: 0, count: count)
    for y in 0..<height {
      let (above, below) = (Swift.max(y - 1, 0), Swift.min(y + 1, height - 1))
      let rows = Float(Swift.max(below - above, 1))
      for x in 0..<width {
        let (left, right) = (Swift.max(x - 1, 0), Swift.min(x + 1, width - 1))
        let dy = (self[below * width + x] - self[above * width + x]) / rows
        let columns = Float(Swift.max(right - left, 1))
        let dx = (self[y * width + right] - self[y * width + left]) / columns
        result[y * width + x] = (dx * dx + dy * dy).squareRoot()
      }
    }
    return result
  }
}

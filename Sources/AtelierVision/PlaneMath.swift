import AtelierPixels
import Foundation

/// A Gaussian filter of a plane, cut off at four sigma; pixels beyond the edge equal the edge's.
struct GaussianBlur {
  /// Half of the symmetric kernel: the centre's weight first.
  private let weights: [Float]

  /// Makes a filter of standard deviation `sigma` pixels; 0 leaves a plane as it is.
  init(sigma: Double) {
    let radius = sigma > 0 ? Int(4 * sigma + 0.5) : 0
    let raw = (0...radius).map { distance in
      distance == 0 ? 1 : exp(-0.5 * pow(Double(distance) / sigma, 2))
    }
    let sum = 2 * raw.reduce(0, +) - 1
    weights = raw.map { Float($0 / sum) }
  }

  /// Filters a plane of `size`, first down the columns and then along each row while it is in cache.
  func callAsFunction(_ plane: [Float], size: PixelSize) -> [Float] {
    let (width, height, radius) = (size.width, size.height, weights.count - 1)
    guard width > 0, height > 0, radius > 0 else { return plane }
    var result = [Float](repeating: 0, count: plane.count)
    var padded = [Float](repeating: 0, count: width + 2 * radius)
    var line = [Float](repeating: 0, count: width)
    for y in 0..<height {
      Self.clear(&line)
      for offset in -radius...radius {
        let source = min(max(y + offset, 0), height - 1) * width
        Self.add(plane.span.extracting(source..<source + width), weights[abs(offset)], to: &line)
      }
      for x in 0..<radius {
        padded[x] = line[0]
        padded[width + radius + x] = line[width - 1]
      }
      padded.replaceSubrange(radius..<radius + width, with: line)
      Self.clear(&line)
      for offset in 0...2 * radius {
        Self.add(
          padded.span.extracting(offset..<offset + width), weights[abs(offset - radius)], to: &line)
      }
      result.replaceSubrange(y * width..<(y + 1) * width, with: line)
    }
    return result
  }

  private static func clear(_ line: inout [Float]) {
    for x in line.indices { line[x] = 0 }
  }

  private static func add(_ source: Span<Float>, _ weight: Float, to line: inout [Float]) {
    precondition(source.count == line.count)
    var target = line.mutableSpan
    for x in source.indices { target[x] += weight * source[x] }
  }
}

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
    var sums = [Float](repeating: 0, count: small.pixelCount)
    for y in 0..<size.height {
      let target = y / block * small.width
      for column in 0..<small.width {
        let start = y * size.width + column * block
        let end = Swift.min(start + block, (y + 1) * size.width)
        var sum: Float = 0
        for index in start..<end { sum += self[index] }
        sums[target + column] += sum
      }
    }
    for row in 0..<small.height {
      let rows = Swift.min(block, size.height - row * block)
      for column in 0..<small.width {
        let columns = Swift.min(block, size.width - column * block)
        sums[row * small.width + column] /= Float(rows * columns)
      }
    }
    return sums
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
        let dx = (self[y * width + right] - self[y * width + left]) / Float(Swift.max(right - left, 1))
        result[y * width + x] = (dx * dx + dy * dy).squareRoot()
      }
    }
    return result
  }
}

import AtelierPixels
import Foundation

/// Local means of a plane in double precision, under a Gaussian window.
struct GaussianMean {
  /// How a plane goes on beyond its edges.
  enum Edge {
    /// Mirrored, with the outermost pixels doubled.
    case mirrored
    /// As the outermost pixel.
    case nearest
  }

  private let weights: [Double]
  private let edge: Edge

  /// Makes a window of standard deviation `sigma` and `2 × radius + 1` pixels a side.
  init(sigma: Double, radius: Int, edge: Edge) {
    let raw = (-radius...radius).map { exp(-0.5 * pow(Double($0) / sigma, 2)) }
    let sum = raw.reduce(0, +)
    weights = raw.map { $0 / sum }
    self.edge = edge
  }

  /// The local means of a plane.
  func callAsFunction(_ plane: [Double], size: PixelSize) -> [Double] {
    let radius = weights.count / 2
    let (width, height) = (size.width, size.height)
    let columns = places(from: -radius, to: width + radius, in: width)
    let rows = places(from: -radius, to: height + radius, in: height)
    var result = [Double](repeating: 0, count: plane.count)
    var (line, padded) = (
      [Double](repeating: 0, count: width), [Double](repeating: 0, count: width + 2 * radius)
    )
    for y in 0..<height {
      for x in line.indices { line[x] = 0 }
      for (tap, weight) in weights.enumerated() {
        let start = rows[y + tap] * width
        Self.add(plane.span.extracting(start..<start + width), weight, to: &line)
      }
      for (x, place) in columns.enumerated() { padded[x] = line[place] }
      for x in line.indices { line[x] = 0 }
      for (tap, weight) in weights.enumerated() {
        Self.add(padded.span.extracting(tap..<tap + width), weight, to: &line)
      }
      result.replaceSubrange(y * width..<(y + 1) * width, with: line)
    }
    return result
  }

  @inline(never)
  private static func add(_ source: Span<Double>, _ weight: Double, to line: inout [Double]) {
    var target = line.mutableSpan
    precondition(source.count == target.count)
    for x in source.indices { target[x] += weight * source[x] }
  }

  /// The places inside 0..<count that stand for a range of places around it.
  private func places(from start: Int, to end: Int, in count: Int) -> [Int] {
    (start..<end).map { place in
      switch edge {
      case .nearest: return min(max(place, 0), count - 1)
      case .mirrored:
        let period = 2 * count
        let phase = ((place % period) + period) % period
        return phase < count ? phase : period - 1 - phase
      }
    }
  }
}

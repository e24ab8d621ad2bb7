import AtelierKernels
import AtelierPixels

/// A plane of coverage, and what is done to it.
struct Plane: Sendable {
  let size: PixelSize
  var values: [Float]

  init(size: PixelSize, values: [Float]) {
    precondition(values.count == size.pixelCount, "a plane holds width × height values")
    self.size = size
    self.values = values
  }

  init(size: PixelSize) {
    self.init(size: size, values: [Float](repeating: 0, count: size.pixelCount))
  }

  /// Whether nothing is covered.
  var isEmpty: Bool { !values.contains { $0 > 0 } }

  /// Mean coverage.
  var share: Double {
    values.isEmpty ? 0 : values.reduce(0) { $0 + Double($1) } / Double(values.count)
  }

  /// The plane at another size: linear between the centres, means where it becomes smaller.
  func resized(to target: PixelSize) -> Plane {
    guard target != size else { return self }
    let (sx, sy) = (
      Float(size.width) / Float(target.width), Float(size.height) / Float(target.height)
    )
    let (nx, ny) = (max(1, Int(sx.rounded(.up))), max(1, Int(sy.rounded(.up))))
    let columns = Tap.line(of: size.width, to: target.width, points: nx)
    let rows = Tap.line(of: size.height, to: target.height, points: ny)
    var result = Plane(size: target)
    var wide = [Float](repeating: 0, count: target.width * size.height)
    for y in 0..<size.height {
      let start = y * size.width
      for x in 0..<target.width {
        var sum: Float = 0
        for index in (x * nx)..<((x + 1) * nx) {
          let tap = columns[index]
          let (a, b) = (values[start + tap.low], values[start + tap.high])
          sum += a + (b - a) * tap.part
        }
        wide[y * target.width + x] = sum / Float(nx)
      }
    }
    for y in 0..<target.height {
      for x in 0..<target.width {
        var sum: Float = 0
        for index in (y * ny)..<((y + 1) * ny) {
          let tap = rows[index]
          let (a, b) = (wide[tap.low * target.width + x], wide[tap.high * target.width + x])
          sum += a + (b - a) * tap.part
        }
        result.values[y * target.width + x] = sum / Float(ny)
      }
    }
    return result
  }

  /// The plane blurred with a Gaussian.
  func blurred(sigma: Double) -> Plane {
    guard sigma > 0.1 else { return self }
    return Plane(size: size, values: GaussianFilter(sigma: sigma)(values, size: size))
  }

  /// Each value combined with that of another plane of the same size.
  func combined(_ other: Plane, _ work: (Float, Float) -> Float) -> Plane {
    precondition(other.size == size, "planes that are combined have one size")
    return Plane(size: size, values: zip(values, other.values).map(work))
  }

  /// Each value changed.
  func map(_ work: (Float) -> Float) -> Plane { Plane(size: size, values: values.map(work)) }

  /// Brings values to steps of 1/1023, so that the last digits of a processor's arithmetic do not show.
  mutating func step() {
    var span = values.mutableSpan
    for at in span.indices {
      span[at] = (max(0, min(1, span[at])) * 1023).rounded(.toNearestOrEven) / 1023
    }
  }

  /// Draws a polygon: the share of each pixel inside it, in four lines a pixel.
  ///
  /// Where the polygon's lines cross, inside is what an odd number of lines surrounds. Points that are not
  /// finite draw nothing.
  mutating func fill(_ points: [SIMD2<Float>], value: Float = 1) {
    guard points.count > 2, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return }
    let lines = 4
    let lowest = points.map(\.y).min() ?? 0
    let highest = points.map(\.y).max() ?? 0
    let top = Int(max(0, min(lowest, Float(size.height))))
    let bottom = Int(max(0, min(highest + 1, Float(size.height))))
    guard top < bottom else { return }
    var cover = [Float](repeating: 0, count: size.width)
    for y in top..<bottom {
      for x in cover.indices { cover[x] = 0 }
      for line in 0..<lines {
        let place = Float(y) + (Float(line) + 0.5) / Float(lines)
        var crossings: [Float] = []
        for (index, a) in points.enumerated() {
          let b = points[(index + 1) % points.count]
          guard (a.y <= place) != (b.y <= place) else { continue }
          crossings.append(a.x + (place - a.y) / (b.y - a.y) * (b.x - a.x))
        }
        crossings.sort()
        for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
          let from = max(0, crossings[pair])
          let to = min(Float(size.width), crossings[pair + 1])
          guard from < to else { continue }
          for x in Int(from)..<min(Int(to) + 1, size.width) {
            cover[x] += max(0, min(to, Float(x + 1)) - max(from, Float(x))) / Float(lines)
          }
        }
      }
      for x in 0..<size.width where cover[x] > 0 {
        let at = y * size.width + x
        values[at] += (value - values[at]) * min(cover[x], 1)
      }
    }
  }
}

/// A point between two pixels of a line.
struct Tap {
  let low: Int
  let high: Int
  /// The way from the first to the second.
  let part: Float

  /// The points of a line of `count` pixels, each of which has several, over one of `length`; both ends are
  /// repeated.
  static func line(of length: Int, to count: Int, points: Int) -> [Tap] {
    let scale = Float(length) / Float(count)
    return (0..<(count * points)).map { index in
      let place = (Float(index / points) + (Float(index % points) + 0.5) / Float(points)) * scale
      let clamped = min(max(place - 0.5, 0), Float(length - 1))
      let low = Int(clamped)
      return Tap(low: low, high: min(low + 1, length - 1), part: clamped - Float(low))
    }
  }
}

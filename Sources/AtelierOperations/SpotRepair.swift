import AtelierPixels

/// One spot of ``Spots``: discs that are covered from one offset.
struct SpotRepair {
  /// A disc in pixels.
  struct Disc {
    let x: Double
    let y: Double
    let radius: Double
    let feather: Double

    init(_ row: [Double], in size: PixelSize) {
      x = row[0] * Double(size.width)
      y = row[1] * Double(size.height)
      radius = max(row[2] * Double(size.longEdge), 0.75)
      feather = row[5]
    }

    /// Coverage of the pixel whose upper left corner is (column, row).
    func coverage(_ column: Int, _ row: Int) -> Float {
      let (dx, dy) = (Double(column) + 0.5 - x, Double(row) + 0.5 - y)
      let distance = (dx * dx + dy * dy).squareRoot()
      // At least a pixel's softness.
      let soft = max(feather * radius, 1)
      let t = min(max((radius + 0.5 - distance) / soft, 0), 1)
      return Float(t * t * (3 - 2 * t))
    }
  }

  enum Method { case heal, clone, fill }

  var discs: [Disc]
  let method: Method
  let opacity: Float
  /// From a pixel to its source.
  private let offset: (x: Int, y: Int)

  init(_ row: [Double], _ disc: Disc, in size: PixelSize) {
    discs = [disc]
    method = row[7] < 0.5 ? .heal : row[7] < 1.5 ? .clone : .fill
    opacity = Float(row[6])
    offset = (
      Int(((row[3] - row[0]) * Double(size.width)).rounded()),
      Int(((row[4] - row[1]) * Double(size.height)).rounded())
    )
  }

  /// Covers the spot in interleaved values.
  func apply<Value: FixedWidthInteger & UnsignedInteger>(
    to values: inout [Value], _ size: PixelSize
  ) {
    guard let area = SpotArea(discs, in: size) else { return }
    let offset = method == .fill ? area.bestOffset(values, size) : offset
    guard let offset, offset.x != 0 || offset.y != 0 else { return }
    for channel in 0..<3 {
      var wanted = area.plane(values, size, channel: channel, offset: offset)
      let present = area.plane(values, size, channel: channel, offset: (0, 0))
      if method != .clone {
        var membrane = Membrane(area, zip(present, wanted).map { $0 - $1 })
        membrane.solve()
        for index in wanted.indices { wanted[index] += membrane.values[index] }
      }
      area.write(wanted, over: present, opacity: opacity, to: &values, size, channel: channel)
    }
  }
}

/// The box of pixels around a spot, and how far each is covered.
struct SpotArea {
  let left: Int
  let top: Int
  let width: Int
  let height: Int
  /// Coverage 0…1, row by row.
  let coverage: [Float]

  /// Nil where the spot lies outside the picture.
  init?(_ discs: [SpotRepair.Disc], in size: PixelSize) {
    // Two pixels more on each side hold the values that the repair must meet.
    let margin = 3.0
    let left = discs.map { $0.x - $0.radius - margin }.min() ?? 0
    let top = discs.map { $0.y - $0.radius - margin }.min() ?? 0
    let right = discs.map { $0.x + $0.radius + margin }.max() ?? 0
    let bottom = discs.map { $0.y + $0.radius + margin }.max() ?? 0
    self.left = max(0, Int(left))
    self.top = max(0, Int(top))
    width = min(size.width, Int(right) + 1) - self.left
    height = min(size.height, Int(bottom) + 1) - self.top
    guard left < Double(size.width), top < Double(size.height), width > 0, height > 0 else {
      return nil
    }
    var coverage = [Float](repeating: 0, count: width * height)
    for disc in discs {
      for y in 0..<height {
        for x in 0..<width {
          let at = y * width + x
          coverage[at] = max(coverage[at], disc.coverage(self.left + x, self.top + y))
        }
      }
    }
    self.coverage = coverage
  }

  /// One channel of the box, moved by an offset; beyond the picture's edges they repeat.
  func plane<Value: FixedWidthInteger & UnsignedInteger>(
    _ values: [Value], _ size: PixelSize, channel: Int, offset: (x: Int, y: Int)
  ) -> [Float] {
    var plane = [Float](repeating: 0, count: width * height)
    for y in 0..<height {
      let row = min(max(top + y + offset.y, 0), size.height - 1) * size.width
      for x in 0..<width {
        let column = min(max(left + x + offset.x, 0), size.width - 1)
        plane[y * width + x] = Float(values[3 * (row + column) + channel])
      }
    }
    return plane
  }

  /// Writes what covers the spot.
  func write<Value: FixedWidthInteger & UnsignedInteger>(
    _ wanted: [Float], over present: [Float], opacity: Float, to values: inout [Value],
    _ size: PixelSize, channel: Int
  ) {
    let top = Float(Value.max)
    for y in 0..<height {
      for x in 0..<width {
        let at = y * width + x
        let weight = coverage[at] * opacity
        guard weight > 0 else { continue }
        let mixed = present[at] + weight * (wanted[at] - present[at])
        values[3 * ((self.top + y) * size.width + left + x) + channel] = Value(
          min(max(mixed, 0), top).rounded())
      }
    }
  }

  /// The offset from which the surroundings of the spot look most alike, apart from their mean.
  ///
  /// - Returns: nil where the picture has no room for a source.
  func bestOffset<Value: FixedWidthInteger & UnsignedInteger>(
    _ values: [Value], _ size: PixelSize
  ) -> (x: Int, y: Int)? {
    // Pixels of a band around the spot, at most some hundreds.
    let reach = max(4, max(width, height) / 6)
    var band: [(x: Int, y: Int)] = []
    for y in stride(from: -reach, to: height + reach, by: 1) {
      for x in stride(from: -reach, to: width + reach, by: 1) {
        let isCovered =
          x >= 0 && y >= 0 && x < width && y < height && coverage[y * width + x] > 0
        let (column, row) = (left + x, top + y)
        guard !isCovered, column >= 0, row >= 0, column < size.width, row < size.height else {
          continue
        }
        band.append((column, row))
      }
    }
    let step = max(1, band.count / 600)
    band = stride(from: 0, to: band.count, by: step).map { band[$0] }
    guard !band.isEmpty else { return nil }

    func cost(_ dx: Int, _ dy: Int) -> Double {
      var (sum, squares) = (SIMD3<Double>.zero, SIMD3<Double>.zero)
      for (x, y) in band {
        let (a, b) = (3 * (y * size.width + x), 3 * ((y + dy) * size.width + x + dx))
        let d = SIMD3(
          Double(values[a]) - Double(values[b]), Double(values[a + 1]) - Double(values[b + 1]),
          Double(values[a + 2]) - Double(values[b + 2]))
        sum += d
        squares += d * d
      }
      let count = Double(band.count)
      let mean = sum / count
      // The mean is bent away later, but a near one bends less.
      return (squares / count - 0.75 * mean * mean).sum()
    }
    let (clearX, clearY) = (width + reach, height + reach)
    func fits(_ dx: Int, _ dy: Int) -> Bool {
      (dx.magnitude >= width || dy.magnitude >= height)
        && left - reach + dx >= 0 && top - reach + dy >= 0
        && left + clearX + dx <= size.width && top + clearY + dy <= size.height
    }
    var best: (x: Int, y: Int, cost: Double)?
    func look(_ dx: Int, _ dy: Int) {
      guard fits(dx, dy) else { return }
      let found = cost(dx, dy)
      if found < best?.cost ?? .infinity { best = (dx, dy, found) }
    }
    let coarse = max(1, max(width, height) / 8)
    for j in -24...24 { for i in -24...24 { look(i * coarse, j * coarse) } }
    var fine = coarse / 2
    while fine >= 1, let now = best {
      for (i, j) in [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1)] {
        look(now.x + i * fine, now.y + j * fine)
      }
      fine /= 2
    }
    return best.map { ($0.x, $0.y) }
  }
}

/// Values that are as given outside the covered pixels and harmonic inside.
///
/// Solved from coarse to fine: each level begins with the coarser one's solution and is smoothed by
/// sweeps of Gauss and Seidel over the two colours of a chequerboard, which does not depend on
/// threads.
struct Membrane {
  private let width: Int
  private let height: Int
  private var isFree: [Bool]
  private(set) var values: [Float]

  init(_ area: SpotArea, _ values: [Float]) {
    self.init(
      width: area.width, height: area.height, isFree: area.coverage.map { $0 > 0 }, values: values)
  }

  private init(width: Int, height: Int, isFree: [Bool], values: [Float]) {
    self.width = width
    self.height = height
    self.isFree = isFree
    self.values = values
  }

  mutating func solve() {
    guard isFree.contains(true), isFree.contains(false) else {
      // A spot over the whole picture has nothing to meet.
      for index in values.indices where isFree[index] { values[index] = 0 }
      return
    }
    if width > 4 || height > 4 {
      var coarse = halved()
      coarse.solve()
      for y in 0..<height {
        for x in 0..<width where isFree[y * width + x] {
          values[y * width + x] = coarse.interpolated(x, y)
        }
      }
    }
    for _ in 0..<(width > 4 || height > 4 ? 12 : 60) {
      sweep(0)
      sweep(1)
    }
  }

  /// Half the size: means of what is given, free where nothing is.
  private func halved() -> Membrane {
    let (w, h) = ((width + 1) / 2, (height + 1) / 2)
    var free = [Bool](repeating: true, count: w * h)
    var means = [Float](repeating: 0, count: w * h)
    for y in 0..<h {
      for x in 0..<w {
        var (sum, count) = (Float(0), Float(0))
        for row in (2 * y)..<min(2 * y + 2, height) {
          for column in (2 * x)..<min(2 * x + 2, width) where !isFree[row * width + column] {
            sum += values[row * width + column]
            count += 1
          }
        }
        guard count > 0 else { continue }
        free[y * w + x] = false
        means[y * w + x] = sum / count
      }
    }
    return Membrane(width: w, height: h, isFree: free, values: means)
  }

  /// The value at a pixel of the level of twice the size.
  private func interpolated(_ x: Int, _ y: Int) -> Float {
    let (u, v) = (Float(x) * 0.5 - 0.25, Float(y) * 0.5 - 0.25)
    let (left, top) = (u.rounded(.down), v.rounded(.down))
    let (s, t) = (u - left, v - top)
    func value(_ dx: Int, _ dy: Int) -> Float {
      let column = min(max(Int(left) + dx, 0), width - 1)
      return values[min(max(Int(top) + dy, 0), height - 1) * width + column]
    }
    let upper = value(0, 0) + s * (value(1, 0) - value(0, 0))
    let lower = value(0, 1) + s * (value(1, 1) - value(0, 1))
    return upper + t * (lower - upper)
  }

  private mutating func sweep(_ color: Int) {
    for y in 0..<height {
      for x in stride(from: (y + color) & 1, to: width, by: 2) where isFree[y * width + x] {
        let at = y * width + x
        var (sum, count) = (Float(0), Float(0))
        if x > 0 {
          sum += values[at - 1]
          count += 1
        }
        if x + 1 < width {
          sum += values[at + 1]
          count += 1
        }
        if y > 0 {
          sum += values[at - width]
          count += 1
        }
        if y + 1 < height {
          sum += values[at + width]
          count += 1
        }
        values[at] = sum / max(count, 1)
      }
    }
  }
}

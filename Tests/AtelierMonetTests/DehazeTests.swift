import AtelierPixels
import AtelierRecipe
import Foundation
import Testing

@testable import AtelierMonet

@Suite("Dehaze of MonetGPT")
struct DehazeTests {
  @Test("the result is that of the plain formulas, with nine filters and no fast transform")
  func formulas() async throws {
    for (top, width, height) in [(65535.0, 24, 17), (255, 19, 16)] {
      let rows = Self.scene(width, height)
      var made = rows
      try await #require(MonetDehaze(0.2, top: top)).apply(to: &made, jobs: 3)
      let expected = PlainDehaze(rows, top: top).result(0.2)
      var largest = 0.0
      for y in 0..<height {
        for x in 0..<width {
          largest = max(largest, abs(Double(made[y].red[x]) - expected[0][y][x]))
          largest = max(largest, abs(Double(made[y].green[x]) - expected[1][y][x]))
          largest = max(largest, abs(Double(made[y].blue[x]) - expected[2][y][x]))
        }
      }
      #expect(largest < 1.5e-5, "\(top)")
    }
  }

  @Test("haze is taken off: a grey veil over a scene gets thinner")
  func veil() async throws {
    var rows = Self.scene(64, 48).map { row in
      PixelRow(
        red: row.red.map { 0.4 * $0 + 0.45 }, green: row.green.map { 0.4 * $0 + 0.45 },
        blue: row.blue.map { 0.4 * $0 + 0.45 })
    }
    func spread(_ rows: [PixelRow]) -> Float {
      let values = rows.flatMap(\.green)
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    let before = spread(rows)
    try await #require(MonetDehaze(0.5, top: 255)).apply(to: &rows, jobs: 2)
    #expect(spread(rows) > 1.2 * before)
  }

  @Test("values up to 0 do nothing")
  func identity() {
    #expect(MonetDehaze(0, top: 255) == nil)
    #expect(MonetDehaze(-0.3, top: 255) == nil)
  }

  private static func scene(_ width: Int, _ height: Int) -> [PixelRow] {
    (0..<height).map { y in
      func channel(_ phase: Double) -> [Float] {
        (0..<width).map { x in
          let wave = sin(Double(x) * 0.7 + phase) * cos(Double(y) * 0.45 - phase)
          return Float(0.5 + 0.3 * wave + ((x / 5 + y / 6) % 2 == 0 ? 0.12 : -0.12))
        }
      }
      return PixelRow(red: channel(0), green: channel(0.8), blue: channel(2))
    }
  }
}

/// The operation as its paper and MonetGPT have it, in double precision and without shortcuts.
private struct PlainDehaze {
  private typealias Plane = [[Double]]
  private let planes: [Plane]
  private let top: Double
  private let width: Int
  private let height: Int

  init(_ rows: [PixelRow], top: Double) {
    planes = [\PixelRow.red, \PixelRow.green, \PixelRow.blue].map { path in
      rows.map { $0[keyPath: path].map { Double($0) } }
    }
    self.top = top
    (width, height) = (rows[0].count, rows.count)
  }

  func result(_ value: Double) -> [[[Double]]] {
    let light = planes.map { brightestSquare($0) }
    func bound(_ c: Int, _ y: Int, _ x: Int) -> Double {
      let v = planes[c][y][x]
      return max((light[c] - v) / (light[c] - 20 / top), (v - light[c]) / (300 / top - light[c]))
    }
    var map = filled { y, x in min(max(bound(0, y, x), bound(1, y, x)), 1) }
    let first = map
    let filters = Self.filters
    let weights = filters.map { weight($0) }
    var beta = 1.0
    while beta < 16 {
      let pull = 0.1 / beta
      var sum = filled { _, _ in 0 }
      for (filter, weight) in zip(filters, weights) {
        let slope = correlated(map, filter)
        let left = filled { y, x in
          max(abs(slope[y][x]) - weight[y][x] / (9 * beta), 0) * (slope[y][x] < 0 ? -1 : 1)
        }
        let back = correlated(left, filter.reversed().map { $0.reversed() })
        sum = filled { y, x in sum[y][x] + back[y][x] }
      }
      map = divided(filled { y, x in pull * first[y][x] + sum[y][x] }, pull)
      beta *= 2 * 2.0.squareRoot()
    }
    return planes.enumerated().map { c, plane in
      filled { y, x in
        let share = pow(max(abs(map[y][x]), 1e-4), min(0.63, value))
        return min(max((plane[y][x] - light[c]) / share + light[c], 0), 1)
      }
    }
  }

  /// The largest of the least values of squares of 15 × 15.
  private func brightestSquare(_ plane: Plane) -> Double {
    var largest = 0.0
    for (y, x) in places {
      var least = Double.infinity
      for row in max(0, y - 7)...min(height - 1, y + 7) {
        for column in max(0, x - 7)...min(width - 1, x + 7) {
          least = min(least, plane[row][column])
        }
      }
      largest = max(largest, least)
    }
    return largest
  }

  /// How much a filter's threshold counts at each place.
  private func weight(_ filter: Plane) -> Plane {
    let darkened: [Plane] = planes.map { plane in plane.map { row in row.map { $0 / 255 } } }
    let edges = darkened.map { correlated($0, filter) }
    return filled { y, x in
      var sum = 0.0
      for edge in edges { sum += edge[y][x] * edge[y][x] }
      return exp(-sum / (2 * 0.25))
    }
  }

  private var places: [(Int, Int)] {
    (0..<height).flatMap { y in (0..<width).map { (y, $0) } }
  }

  private func filled(_ value: (Int, Int) -> Double) -> Plane {
    (0..<height).map { y in (0..<width).map { value(y, $0) } }
  }

  private static var filters: [Plane] {
    let compass: [Plane] = [
      [[-3, -3, -3], [-3, 0, 5], [-3, 5, 5]], [[-3, -3, -3], [-3, 0, -3], [5, 5, 5]],
      [[-3, -3, -3], [5, 0, -3], [5, 5, -3]], [[5, -3, -3], [5, 0, -3], [5, -3, -3]],
      [[5, 5, -3], [5, 0, -3], [-3, -3, -3]], [[5, 5, 5], [-3, 0, -3], [-3, -3, -3]],
      [[-3, 5, 5], [-3, 0, 5], [-3, -3, -3]], [[-3, -3, 5], [-3, 0, 5], [-3, -3, 5]],
      [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
    ]
    return compass.map { filter in
      let norm = filter.joined().reduce(0) { $0 + $1 * $1 }.squareRoot()
      return filter.map { $0.map { $0 / norm } }
    }
  }

  private func correlated(_ plane: Plane, _ filter: Plane) -> Plane {
    filled { y, x in
      var sum = 0.0
      for (row, column) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]
      {
        let (v, u) = ((y + row - 1 + height) % height, (x + column - 1 + width) % width)
        sum += plane[v][u] * filter[row][column]
      }
      return sum
    }
  }

  /// The spectrum divided by `pull + Σ|D|²`, by sums over all places.
  private func divided(_ plane: Plane, _ pull: Double) -> Plane {
    func turn(_ v: Int, _ y: Int, _ u: Int, _ x: Int) -> Double {
      2 * .pi * (Double(v * y) / Double(height) + Double(u * x) / Double(width))
    }
    var result = filled { _, _ in 0 }
    for (v, u) in places {
      var (re, im) = (0.0, 0.0)
      for (y, x) in places {
        re += plane[y][x] * cos(turn(v, y, u, x))
        im -= plane[y][x] * sin(turn(v, y, u, x))
      }
      var squares = 0.0
      for filter in Self.filters {
        var (a, b) = (0.0, 0.0)
        for row in 0..<3 {
          for column in 0..<3 {
            a += filter[row][column] * cos(turn(v, row - 1, u, column - 1))
            b += filter[row][column] * sin(turn(v, row - 1, u, column - 1))
          }
        }
        squares += a * a + b * b
      }
      let scale = 1 / ((pull + squares) * Double(width * height))
      for (y, x) in places {
        result[y][x] += scale * (re * cos(turn(v, y, u, x)) - im * sin(turn(v, y, u, x)))
      }
    }
    return result.map { row in row.map { abs($0) } }
  }
}

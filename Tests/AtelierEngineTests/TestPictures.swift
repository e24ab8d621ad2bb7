import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe

extension SampleCollector {
  /// All values, top row first.
  func values() -> [Int] { depth == .eight ? bytes.map { Int($0) } : words.map { Int($0) } }
}

/// Random numbers that are the same on every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    // SplitMix64 (Steele, Lea, Flood 2014).
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension Picture {
  /// Shapes, ramps and noise in colour.
  static func scene(_ width: Int, _ height: Int, seed: UInt64 = 7) -> Picture {
    var random = Seeded(state: seed)
    var values: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        let block = (x / 5 + y / 4) % 3
        let ramp = 200 * x / max(width - 1, 1)
        for channel in 0..<3 {
          let base = block == channel ? 230 : ramp / (channel + 1)
          values.append(UInt8(min(max(base + Int.random(in: -20...20, using: &random), 0), 255)))
        }
      }
    }
    return Picture(size: PixelSize(width: width, height: height), samples: .eight(values))
  }

  /// One value for each pixel that tells where it came from: R is the column, G the row.
  static func coordinates(_ width: Int, _ height: Int) -> Picture {
    var values: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { values += [UInt8(x), UInt8(y), 0] }
    }
    return Picture(
      size: PixelSize(width: width, height: height), samples: .eight(values), colorSpace: .working)
  }
}

extension RenderEngine {
  /// Prepares and renders in one call.
  func values(
    _ recipe: Recipe, of picture: Picture, stripHeight: Int = 64, jobs: Int = 1,
    depth: SampleDepth = .eight, longEdge: Int? = nil
  ) async throws -> [Int] {
    let prepared = try await prepare(
      picture, geometry: recipe.geometry,
      fitting: { size in longEdge.map { size.fitted(longEdge: $0) } ?? size }, jobs: jobs)
    let sink = SampleCollector(depth: depth, stripHeight: stripHeight)
    try await render(recipe, of: prepared, in: picture.colorSpace, to: sink, jobs: jobs)
    return sink.values()
  }
}

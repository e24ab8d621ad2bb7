import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@testable import AtelierEngine

@Suite("Lens, perspective and spots")
struct LensAndSpotTests {
  let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  /// Smooth bumps, the same for all channels but for their radius.
  private static func bumps(
    _ width: Int, _ height: Int, red: Double = 1, blue: Double = 1
  ) -> Picture {
    var values: [UInt16] = []
    values.reserveCapacity(3 * width * height)
    let middle = SIMD2(Double(width), Double(height)) / 2
    for y in 0..<height {
      for x in 0..<width {
        let place = SIMD2(Double(x) + 0.5, Double(y) + 0.5) - middle
        for scale in [red, 1, blue] {
          // A channel that is `scale` times as large shows at p what green has at p / scale.
          let p = place / scale
          let product: Double = Self.wave(p.x / 15) * Self.wave(p.y / 19)
          let slanted: Double = Self.wave((p.x + 2 * p.y) / 31)
          values.append(UInt16(32768 + 8000 * (product + slanted)))
        }
      }
    }
    return Picture(size: PixelSize(width: width, height: height), samples: .sixteen(values))
  }

  /// A sine of whole turns.
  private static func wave(_ turns: Double) -> Double {
    let rest = turns - turns.rounded()
    let folded = rest > 0.25 ? 0.5 - rest : rest < -0.25 ? -0.5 - rest : rest
    return Trigonometry.sine(2 * .pi * folded)
  }

  @Test(
    "neutral settings leave every sample",
    arguments: [
      "lens_correction": ["vignetting_midpoint": 20], "chromatic_aberration": ["red": 0],
      "perspective": ["constrain": 1], "spots": [:],
    ] as [String: [String: Double]])
  func neutral(_ name: String, _ numbers: [String: Double]) async throws {
    let picture = Picture.scene(33, 21)
    let recipe = Recipe(geometry: [name: numbers.mapValues { .number($0) }])
    let values = try await engine.values(recipe, of: picture)
    for index in values.indices {
      #expect(values[index] == Int((picture.samples[index] * 255).rounded()))
    }
  }

  @Test("distortion bends lines as its formula says and fills the frame")
  func distortion() throws {
    var lens = LensSettings()
    lens.distortion = 0.8
    let size = PixelSize(width: 600, height: 400)
    let correction = try #require(
      SourceCorrection(
        lens, profile: nil, perspective: PlaneProjection(), turns: 0, photo: size))
    func source(_ x: Double, _ y: Double) throws -> SIMD2<Double> {
      try #require(correction.source(of: [x, y])).place
    }
    #expect(try source(300, 200) == [300, 200])
    // The edge that demands most touches the photo's edge; none lies beyond.
    var least = 1.0
    for t in stride(from: 0.0, through: 1, by: 0.05) {
      for point in [SIMD2(600 * t, 0), SIMD2(600 * t, 400), SIMD2(0, 400 * t), SIMD2(600, 400 * t)]
      {
        let place = try source(point.x, point.y)
        #expect((-1e-6...600.000001).contains(place.x) && (-1e-6...400.000001).contains(place.y))
        least = min(
          least, min(place.x, 600 - place.x) / 600, min(place.y, 400 - place.y) / 400)
      }
    }
    #expect(least < 1e-3)
    // Further out, less and less of the radius is taken.
    let near = (try source(360, 200)).x - 300
    let far = (try source(540, 200)).x - 300
    #expect(far < 3.99 * near)
  }

  @Test("a profile's falloff is given back, by its share")
  func falloff() async throws {
    let grey = Picture(
      size: PixelSize(width: 60, height: 40),
      samples: .sixteen([UInt16](repeating: 20000, count: 7200)), colorSpace: .working)
    let profile = LensProfile(name: "dark", falloff: [1, 0, -0.5])
    func corner(_ share: Double) async throws -> (corner: Float, middle: Float) {
      let geometry: Adjustments = [
        "lens_correction": ["profile": .number(1), "profile_vignetting": .number(share)]
      ]
      let prepared = try await engine.prepare(grey, geometry: geometry, lens: profile, jobs: 1)
      let result = try await engine.renderPlanar(
        Recipe(geometry: geometry), of: prepared, limiter: nil, jobs: 1)
      return (result.green[0], result.green[20 * 60 + 30])
    }
    let (none, full) = (try await corner(0), try await corner(100))
    #expect(abs(full.middle / none.middle - 1) < 2e-3)
    // The corner's pixel lies at radius² 0.962, where half of that is lost.
    #expect(abs(full.corner / none.corner - 1 / 0.519) < 0.02)
  }

  @Test("colours of other sizes are measured and brought together", arguments: [(1.0015, 0.999)])
  func aberration(_ red: Double, _ blue: Double) async throws {
    let picture = Self.bumps(700, 500, red: red, blue: blue)
    let found = AberrationEstimate.measure(picture)
    // The source of red lies further out by its own enlargement.
    #expect(abs(found.x - (red - 1)) < 2e-4, "\(found)")
    #expect(abs(found.y - (blue - 1)) < 2e-4, "\(found)")
    let plain = AberrationEstimate.measure(Self.bumps(700, 500))
    #expect(plain == [0, 0], "\(plain)")

    func spread(_ geometry: Adjustments) async throws -> Double {
      let values = try await engine.values(Recipe(geometry: geometry), of: picture)
      var sums: [Double] = []
      for at in stride(from: 0, to: values.count, by: 3) {
        let (red, green, blue) = (values[at], values[at + 1], values[at + 2])
        sums.append(Double(abs(red - green) + abs(blue - green)))
      }
      return sums.reduce(0, +) / Double(sums.count)
    }
    let before = try await spread([:])
    let after = try await spread(["chromatic_aberration": ["automatic": .number(1)]])
    #expect(after < 0.3 * before, "\(before) became \(after)")
  }

  @Test("perspective follows quarter turns, and constrained it shows no white")
  func perspective() async throws {
    let dark = Picture(
      size: PixelSize(width: 90, height: 60), samples: .eight([UInt8](repeating: 40, count: 16200)))
    for turns in 0..<4 {
      func whites(_ constrain: Double) async throws -> [Int] {
        let geometry: Adjustments = [
          "perspective": ["vertical": .number(-60), "constrain": .number(constrain)],
          "rotate": ["quarter_turns": .number(Double(turns))],
        ]
        let size = try await engine.prepare(dark, geometry: geometry, jobs: 1).size
        let values = try await engine.values(Recipe(geometry: geometry), of: dark)
        return (0..<size.height).map { y in
          (0..<size.width).count { values[3 * (y * size.width + $0)] > 100 }
        }
      }
      #expect(try await whites(1).allSatisfy { $0 == 0 })
      let free = try await whites(0)
      // The widened upper edge is full; white stands beside the lower one.
      #expect(free[0] == 0 && (free.last ?? 0) > 20, "turned \(turns) times: \(free)")
    }
  }

  private static func spot(
    _ x: Double, _ y: Double, _ radius: Double, source: SIMD2<Double> = [0, 0], method: Double
  ) -> [Double] {
    [x, y, radius, source.x, source.y, 0, 1, method, 0]
  }

  @Test("healing and filling remove a dot from a slope without a trace", arguments: [0.0, 2])
  func heal(_ method: Double) async throws {
    let (width, height) = (120, 80)
    func picture(dotted: Bool) -> Picture {
      var values: [UInt8] = []
      for y in 0..<height {
        for x in 0..<width {
          let isDot = dotted && (x - 50) * (x - 50) + (y - 40) * (y - 40) < 36
          values += isDot ? [10, 10, 10] : [UInt8(60 + x), UInt8(80 + y), 120]
        }
      }
      return Picture(size: PixelSize(width: width, height: height), samples: .eight(values))
    }
    let row = Self.spot(50.5 / 120, 40.5 / 80, 8.0 / 120, source: [0.75, 0.4], method: method)
    let recipe = Recipe(geometry: ["spots": ["spots": .rows([row])]])
    let clean = try await engine.values(Recipe(), of: picture(dotted: false))
    let healed = try await engine.values(recipe, of: picture(dotted: true))
    #expect(zip(clean, healed).allSatisfy { abs($0 - $1) <= 2 })
    let threads = try await engine.values(
      recipe, of: picture(dotted: true), stripHeight: 7, jobs: 3)
    #expect(threads == healed)
  }

  @Test("cloning copies the source exactly and leaves the rest")
  func clone() async throws {
    let picture = Picture.scene(100, 60)
    let row = Self.spot(0.3, 0.5, 0.08, source: [0.7, 0.4], method: 1)
    let values = try await engine.values(
      Recipe(geometry: ["spots": ["spots": .rows([row])]]), of: picture)
    let before = try await engine.values(Recipe(), of: picture)
    let (at, from) = (3 * (30 * 100 + 30), 3 * (24 * 100 + 70))
    #expect(values[at] == before[from] && values[at + 1] == before[from + 1])
    let corner = 3 * (10 * 100 + 90)
    #expect(values[corner] == before[corner])
    #expect(zip(values, before).count { $0 != $1 } < 3 * 17 * 17)
  }

  @Test("spots at and beyond the edges are harmless", arguments: [0.0, 1, 2])
  func edges(_ method: Double) async throws {
    let picture = Picture.scene(40, 30)
    let rows = [[-0.5, -0.5], [0, 0], [1, 1], [1.5, 1.5], [0.5, 0]].map { place in
      Self.spot(place[0], place[1], 0.2, source: [1.4, -0.4], method: method)
    }
    let values = try await engine.values(
      Recipe(geometry: ["spots": ["spots": .rows(rows)]]), of: picture)
    #expect(values.count == 3600)
  }
}

import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Reduction")
struct ReductionTests {
  let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  /// A picture whose codes are linear light.
  func picture(_ size: PixelSize, _ value: (Int, Int) -> Double) -> Picture {
    var samples: [UInt16] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let code = UInt16((value(x, y) * 65535).rounded())
        samples += [code, code, code]
      }
    }
    return Picture(size: size, samples: .sixteen(samples), colorSpace: .working)
  }

  func reduced(_ picture: Picture, to target: PixelSize) async throws -> PlanarPicture {
    let prepared = try await engine.prepare(picture, fitting: { _ in target }, jobs: 2)
    #expect(prepared.size == target)
    return try await engine.renderPlanar(Recipe(), of: prepared, in: .working, jobs: 1)
  }

  @Test(
    "constants stay",
    arguments: [(40, 30, 13, 7), (5, 5, 4, 4), (3, 200, 1, 9), (2, 2, 1, 1), (300, 2, 7, 1)])
  func constants(_ sides: (Int, Int, Int, Int)) async throws {
    let result = try await reduced(
      picture(PixelSize(width: sides.0, height: sides.1)) { _, _ in 0.4 },
      to: PixelSize(width: sides.2, height: sides.3))
    #expect(result.red.allSatisfy { ($0 - 0.4).magnitude < 1e-4 })
  }

  @Test("a reduced picture keeps the mean")
  func mean() async throws {
    let size = PixelSize(width: 120, height: 90)
    let source = picture(size) { x, y in Double((x / 7 * 5 + y / 9 * 3) % 11) / 14 + 0.1 }
    var mean = 0.0
    for index in stride(from: 0, to: source.samples.count, by: 3) {
      mean += Double(source.samples[index])
    }
    mean /= Double(size.pixelCount)
    let result = try await reduced(source, to: PixelSize(width: 40, height: 30))
    let newMean = result.red.reduce(0.0) { $0 + Double($1) } / 1200
    #expect((newMean - mean).magnitude < 0.005)
  }

  @Test("the overview is the mean of areas")
  func overview() async throws {
    // Four times as many pixels as the overview has, so each is the mean of about two by two.
    let size = PixelSize(width: 1600, height: 1000)
    let source = picture(size) { x, y in
      Double(x) / 3200 + Double(y) / 4000 + ((x + y) % 2 == 0 ? 0.1 : 0)
    }
    let overview = try await engine.prepare(source, jobs: 2).overview
    #expect(overview.size.pixelCount <= 400_000 && overview.size.pixelCount > 390_000)
    let scale = 1600 / Double(overview.size.width)
    for (x, y) in [(0, 0), (100, 50), (overview.size.width - 1, overview.size.height - 1)] {
      let expected =
        (Double(x) + 0.5) * scale / 3200 + (Double(y) + 0.5) * scale / 4000 + 0.05
      let found = Double(overview.green[y * overview.size.width + x])
      #expect((found - expected).magnitude < 0.015, "\(x), \(y): \(found), \(expected)")
    }
  }

  @Test("an overview by an even step shows whole pixels")
  func evenStep() async throws {
    // 8 times the overview's side: every second pixel is read. Columns of one code each must not mix
    // with codes that never occur beside them.
    let size = PixelSize(width: 4800, height: 3000)
    let source = picture(size) { x, _ in Double(x / 2 % 2) * 0.5 }
    let overview = try await engine.prepare(source, jobs: 2).overview
    let mean = overview.green.reduce(0.0) { $0 + Double($1) } / Double(overview.green.count)
    #expect((mean - 0.25).magnitude < 0.01)
    #expect(overview.green.allSatisfy { $0 > -0.001 && $0 < 0.501 })
  }
}

import AtelierEngine
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Effects")
struct EffectTests {
  private static let grey = Picture(
    size: PixelSize(width: 90, height: 60),
    samples: .sixteen([UInt16](repeating: 30000, count: 3 * 90 * 60)))

  @Test("a vignette leaves the middle, is symmetric and falls outwards")
  func vignette() async throws {
    let before = try await TestPictures.render([:], of: Self.grey).green
    let values: ParameterValues = ["amount": .number(-70)]
    let after = try await TestPictures.render(["vignette": values], of: Self.grey).green
    let (width, height) = (90, 60)
    #expect(after[30 * width + 45] == before[30 * width + 45])
    #expect(after[0] < 0.35 * before[0])
    for y in 0..<height {
      for x in 0..<width {
        let value = after[y * width + x]
        #expect(value == after[(height - 1 - y) * width + width - 1 - x])
        if x > 0, x < width / 2 { #expect(value >= after[y * width + x - 1] - 1e-6) }
        if y > 0, y < height / 2 { #expect(value >= after[(y - 1) * width + x] - 1e-6) }
      }
    }
  }

  @Test("a brightening vignette keeps white and the order of tones")
  func brightVignette() async throws {
    let levels = (0...40).map { Double($0) / 40 }
    for column in [0, 59] {
      // One grey a picture, so that place stays the same.
      var last: Float = -1
      for level in levels {
        let picture = TestPictures.greys([level], columns: 60, rows: 40)
        let value = try await TestPictures.render(
          ["vignette": ["amount": .number(100)]], of: picture
        ).green[column]
        #expect(value > last - 1e-6 && value <= 1.0001)
        last = value
      }
      #expect(last > 0.999)
    }
  }

  @Test("grain has no mean and no colour, and leaves black and white")
  func grain() async throws {
    let values: ParameterValues = ["amount": .number(100)]
    let before = try await TestPictures.render([:], of: Self.grey)
    let after = try await TestPictures.render(["grain": values], of: Self.grey)
    let ratio = zip(after.green, before.green).map { ($0 / $1).squareRoot() - 1 }
    let mean = ratio.reduce(0, +) / Float(ratio.count)
    let deviation = (ratio.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(ratio.count))
      .squareRoot()
    #expect(mean.magnitude < 0.02, "\(mean)")
    #expect(deviation > 0.05 && deviation < 0.25, "\(deviation)")
    for x in after.red.indices {
      #expect((after.red[x] - after.green[x]).magnitude < 1e-5)
      #expect((after.blue[x] - after.green[x]).magnitude < 1e-5)
    }
    for level in [0.0, 1] {
      let flat = try await TestPictures.render(
        ["grain": values], of: TestPictures.greys([level], columns: 30, rows: 20))
      #expect(flat.green.allSatisfy { ($0 - Float(level)).magnitude < 1e-3 })
    }
  }
}

import AtelierEngine
import AtelierPixels
import AtelierRecipe
import Testing

@testable import AtelierMonet

@Suite("Smaller versions on which edits are tried")
struct PictureProofTests {
  /// Waves of colour, at a depth.
  private static func picture(_ size: PixelSize, _ depth: SampleDepth) -> Picture {
    let codes = (0..<(3 * size.pixelCount)).map { index -> Double in
      let (pixel, channel) = (index / 3, index % 3)
      let (x, y) = (pixel % size.width, pixel / size.width)
      let wave = (Double(x) / 90 + Double(channel)).truncatingRemainder(dividingBy: 1)
      return 0.1 + 0.6 * wave + 0.2 * Double(y) / Double(size.height)
    }
    return Picture(
      size: size,
      samples: depth == .eight
        ? .eight(codes.map { UInt8($0 * 255) }) : .sixteen(codes.map { UInt16($0 * 65535) }))
  }

  private static func codes(_ picture: Picture) -> [UInt16] {
    switch picture.samples {
    case .eight(let values): values.map { UInt16($0) * 257 }
    case .sixteen(let values): values
    }
  }

  @Test("it has the means of blocks", arguments: [SampleDepth.eight, .sixteen])
  func means(_ depth: SampleDepth) async throws {
    let whole = Self.picture(PixelSize(width: 64, height: 35), depth)
    let proof = try await whole.proof(longEdge: 20, jobs: 2)
    #expect(proof.size == PixelSize(width: 21, height: 11) && proof.depth == .sixteen)
    let (all, few) = (Self.codes(whole), Self.codes(proof))
    for (x, y, channel) in [(0, 0, 0), (20, 10, 2), (7, 5, 1)] {
      let block = (0..<9).map {
        Int(all[3 * ((3 * y + $0 / 3) * 64 + 3 * x + $0 % 3) + channel])
      }
      let code = Int(few[3 * (y * 21 + x) + channel])
      #expect((code * 9 - block.reduce(0, +)).magnitude <= 5, "\(x) \(y)")
    }
    #expect(few == Self.codes(try await whole.proof(longEdge: 20, jobs: 1)))
  }

  @Test("what is small already, or narrower than a block, stays whole or keeps a pixel")
  func small() async throws {
    let small = Self.picture(PixelSize(width: 39, height: 20), .eight)
    #expect(try await small.proof(longEdge: 20, jobs: 1).size == small.size)
    let strip = Self.picture(PixelSize(width: 300, height: 2), .eight)
    #expect(
      try await strip.proof(longEdge: 20, jobs: 1).size == PixelSize(width: 150, height: 1))
    let dot = Self.picture(PixelSize(width: 1, height: 1), .sixteen)
    #expect(try await dot.proof(longEdge: 0, jobs: 1).size == dot.size)
  }

  @Test("edits of tones and colours look on it as they do on the whole")
  func edits() async throws {
    let whole = Self.picture(PixelSize(width: 480, height: 320), .eight)
    let executor = MonetExecutor([
      MonetEdit([
        .init("Exposure", 20), .init("Contrast", 15), .init("Highlights", -30),
        .init("Shadows", 25), .init("Saturation", 20), .init("Temperature", 10),
      ])
    ])
    let late = try await executor.render(whole, jobs: 2).proof(longEdge: 160, jobs: 2)
    let early = try await executor.render(whole.proof(longEdge: 160, jobs: 2), jobs: 2)
    try #require(late.size == early.size)
    let differences = zip(Self.codes(late), Self.codes(early)).map {
      (Int($0) - Int($1)).magnitude
    }
    // Where a wave breaks within a block, the order of mean and edit matters.
    let mean = Double(differences.reduce(0, +)) / Double(differences.count)
    #expect(mean < 0.01 * 65535, "\(mean)")
  }
}

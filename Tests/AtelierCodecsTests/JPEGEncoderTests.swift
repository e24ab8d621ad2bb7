import AtelierPixels
import Testing

@testable import AtelierCodecs

@Suite("JPEG in strips")
struct JPEGEncoderTests {
  @Test("strips decode to the same pixels as one piece", arguments: ChromaSubsampling.allCases)
  func equalsOnePiece(_ subsampling: ChromaSubsampling) throws {
    for (width, height) in [(1, 1), (130, 301), (64, 128), (33, 129), (200, 640)] {
      let picture = Fixtures.picture(width, height)
      var options = EncodeOptions()
      options.subsampling = subsampling
      options.quality = 88
      let strips = try Fixtures.encode(picture, .jpeg, options: options)
      options.optimizesHuffman = true
      let whole = try Fixtures.encode(picture, .jpeg, options: options)
      let (a, b) = (try Fixtures.read(strips.bytes), try Fixtures.read(whole.bytes))
      #expect(a.picture.samples == b.picture.samples)
      #expect(a.notes.isEmpty)
    }
  }

  @Test("the order of strips does not change a byte")
  func ignoresOrder() throws {
    let picture = Fixtures.picture(70, 400)
    let forwards = try Fixtures.encode(picture, .jpeg)
    let backwards = try Fixtures.encode(picture, .jpeg, backwards: true)
    #expect(forwards.bytes == backwards.bytes)
  }

  @Test("restart markers count up without a gap")
  func numbersMarkers() throws {
    let bytes = try Fixtures.encode(Fixtures.picture(16, 64 * 3 + 20), .jpeg).bytes
    var expected: UInt8 = 0
    for (first, second) in zip(bytes, bytes.dropFirst())
    where first == 0xFF && (0xD0...0xD7).contains(second) {
      #expect(second == 0xD0 + expected)
      expected = (expected + 1) % 8
    }
    #expect(expected == (8 * 3 + 3 - 1) % 8)
  }
}

import AtelierPixels
import Foundation
import Testing

@testable import AtelierCodecs

@Suite("JPEG decoder")
struct JPEGDecoderTests {
  private func decoded(
    _ bytes: [UInt8], _ orientation: Orientation = .upright, parts: Int
  ) throws -> DecodedPixels {
    try JPEGDecoder(bytes, source: "test").decode(orientation, parts: parts)
  }

  @Test(
    "the step of the blocks' means is the first of the luma table over eight",
    arguments: [(100, 0.125), (95, 0.25), (60, 1.625), (20, 5)])
  func quantization(quality: Int, step: Double) throws {
    let picture = Picture(
      size: PixelSize(width: 16, height: 16), samples: .eight([UInt8](repeating: 90, count: 768)))
    var options = EncodeOptions()
    options.quality = quality
    let bytes = try Fixtures.encode(picture, .jpeg, options: options).bytes
    #expect(try Fixtures.read(bytes).quantization == step)
    let png = try Fixtures.encode(picture, .png).bytes
    #expect(try Fixtures.read(png).quantization == nil)
  }

  @Test(
    "parts that are decoded at the same time give the same pixels",
    arguments: [ChromaSubsampling.s444, .s422, .s420], [2, 3, 7])
  func parts(_ subsampling: ChromaSubsampling, _ parts: Int) throws {
    var options = EncodeOptions()
    options.subsampling = subsampling
    // Odd sizes, and seams that no block of 8 or 16 rows ends at.
    let bytes = try Fixtures.encode(Fixtures.picture(211, 157), .jpeg, options: options).bytes
    for orientation in [Orientation.upright, .transversed, .turnedHalf] {
      let whole = try decoded(bytes, orientation, parts: 1)
      let parts = try decoded(bytes, orientation, parts: parts)
      #expect(parts.samples == whole.samples, "\(orientation)")
      #expect(parts.size == whole.size)
    }
  }

  @Test("a picture of one row can be decoded in parts")
  func oneRow() throws {
    let bytes = try Fixtures.encode(Fixtures.picture(40, 1), .jpeg).bytes
    #expect(try decoded(bytes, parts: 3).samples == decoded(bytes, parts: 1).samples)
  }

  @Test("what is said of a damaged stream does not depend on the parts")
  func damaged() throws {
    var bytes = try Fixtures.encode(Fixtures.picture(200, 160), .jpeg).bytes
    let cut = Array(bytes.prefix(bytes.count * 2 / 3))
    for place in stride(from: bytes.count / 2, to: bytes.count / 2 + 40, by: 3) {
      bytes[place] ^= 0x5A
    }
    for stream in [cut, bytes, bytes + [1, 2, 3]] {
      let one = Result { try decoded(stream, parts: 1) }
      let three = Result { try decoded(stream, parts: 3) }
      switch (one, three) {
      case (.success(let a), .success(let b)):
        #expect(a.samples == b.samples && a.notes == b.notes)
      case (.failure(let a), .failure(let b)): #expect("\(a)" == "\(b)")
      default: Issue.record("one fails, one does not: \(one), \(three)")
      }
    }
  }

  @Test("photos of cameras and other programs decode in parts as they do whole")
  func photos() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folders = ["Examples/photos", "../shared/photos/camera", "../shared/photos/debian"]
    for folder in folders.map({ root.appendingPathComponent($0) }) {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      where name.hasSuffix(".jpg") {
        let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
        #expect(
          try decoded(bytes, parts: 3).samples == decoded(bytes, parts: 1).samples, "\(name)")
      }
    }
  }
}
